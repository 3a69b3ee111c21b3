"""People taken from lists, welcomed at the door and placed in groups."""
