"""How the window looks and speaks, and what stands in its menus."""
