"""Pages: how they are set and drawn."""
