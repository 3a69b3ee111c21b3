"""What a file of a list says beside its words."""
