"""Two windows on one seminar."""
