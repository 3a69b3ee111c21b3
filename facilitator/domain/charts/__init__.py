"""Charts as values."""
