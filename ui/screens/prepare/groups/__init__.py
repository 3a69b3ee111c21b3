"""Breakouts: the groups, and who is in which."""
