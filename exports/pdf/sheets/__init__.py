"""Pages that are drawn whole, to be looked at from afar."""
