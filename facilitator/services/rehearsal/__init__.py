"""The whole day with simulated people."""
