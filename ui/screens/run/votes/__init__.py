"""Polls while the day runs: what can be done with one now, its result, hands counted."""
