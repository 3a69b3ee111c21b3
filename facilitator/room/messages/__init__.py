"""What travels between the room and its pages."""
