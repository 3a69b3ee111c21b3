"""Seminars in a database, beside those in files."""
