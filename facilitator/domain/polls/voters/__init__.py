"""Who may vote, and what they are told."""
