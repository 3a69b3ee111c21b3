"""One seminar held open for a room, and the commits that people share."""
