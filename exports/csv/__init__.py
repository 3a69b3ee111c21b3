"""Tables as plain files of values."""
