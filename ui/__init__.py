"""The faces of the program: a command line and a window."""
