"""What brings a file of an older version up to date, a module for each step."""
