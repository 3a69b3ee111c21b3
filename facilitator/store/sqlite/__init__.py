"""What only SQLite does, and how: opening, beginning, hearing, casting, merging in SQL."""
