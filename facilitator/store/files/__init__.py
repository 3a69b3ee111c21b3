"""The seminar file on the disk: made, opened, copied, carried."""
