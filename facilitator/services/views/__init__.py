"""What each face shows, read in one snapshot: one file a face."""
