"""What the program has to say of itself."""
