"""The verbs of a seminar: each gathers, applies a rule and writes in one transaction."""
