"""Other copies of the seminar: looked at, taken in, kept in step, settled."""
