"""What is printed before the day and used in it: one module for each kind of sheet."""
