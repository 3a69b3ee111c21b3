"""Reading a group its notes back, and what it says to that."""
