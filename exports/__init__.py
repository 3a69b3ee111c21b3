"""Domain values in, documents out."""
