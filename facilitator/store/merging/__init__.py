"""Two files' journals united, and what follows from it."""
