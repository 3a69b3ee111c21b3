"""Auditing a file: whether it still says what was written, and bringing its tables in order."""
