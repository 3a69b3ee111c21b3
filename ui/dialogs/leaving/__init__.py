"""Before something leaves: the rules for it, and what has to be looked at."""
