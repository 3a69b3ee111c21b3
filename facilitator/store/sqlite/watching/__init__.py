"""What is done to a file past the program while it is open."""
