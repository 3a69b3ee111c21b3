"""Notes: written, checked with their group, carried and taken in."""
