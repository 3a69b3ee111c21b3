"""Records changed, taken out, and erased for good."""
