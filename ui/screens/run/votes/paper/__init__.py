"""Ballots on paper, entered by hand with the keys alone."""
