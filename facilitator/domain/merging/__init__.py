"""Several versions of one record, and several copies of one seminar."""
