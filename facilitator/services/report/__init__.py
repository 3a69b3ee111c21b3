"""What documents say, gathered from the file."""
