"""One screen for each place of the day; they do not know each other."""
