"""What the room sees and says: the preview, the capture, the responses."""
