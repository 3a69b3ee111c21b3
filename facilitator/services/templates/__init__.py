"""Seminars as templates: read, checked line by line, made into records."""
