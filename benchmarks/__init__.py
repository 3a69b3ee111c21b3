"""Measurements against floors, in one run: `python -m benchmarks [--only NAME]`."""
