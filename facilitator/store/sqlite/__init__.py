"""What only SQLite's dialect can say."""
