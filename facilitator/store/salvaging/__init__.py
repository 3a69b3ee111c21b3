"""What can still be read of a file that is damaged beyond being opened."""
