"""What people take home or read in their train: the summary, short."""
