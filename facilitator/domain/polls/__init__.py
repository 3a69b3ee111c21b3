"""Polls: what may be asked and answered, and everything that is computed from ballots."""
