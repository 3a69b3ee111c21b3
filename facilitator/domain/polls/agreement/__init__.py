"""How far a room agrees: figures of polls beside each other."""
