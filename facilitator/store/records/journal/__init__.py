"""The journal of a seminar: its tables, and the chain of what arrived in it."""
