"""The room server beside the window."""
