"""What the room sees: a second window that paints the stage."""
