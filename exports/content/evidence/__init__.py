"""What findings stand on: theme by theme, a sheet for each finding, and what limits all of it."""
