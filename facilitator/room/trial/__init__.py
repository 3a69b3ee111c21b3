"""The room tried out before people come."""
