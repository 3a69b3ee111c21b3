"""Records in tables and in the journal: written, read, described."""
