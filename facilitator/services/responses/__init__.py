"""Questions put to the room, and what it answers."""
