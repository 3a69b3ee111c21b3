"""A note-taker's laptop and its host, kept in step."""
