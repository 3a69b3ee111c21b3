"""Long lists: searched, narrowed, painted."""
