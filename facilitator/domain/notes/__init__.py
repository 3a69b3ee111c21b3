"""What note-takers capture in breakouts."""
