"""Votes: opened, cast, closed, revealed and split."""
