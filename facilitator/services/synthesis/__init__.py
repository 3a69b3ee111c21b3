"""What people said, grouped into themes."""
