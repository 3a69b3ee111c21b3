"""What may be told without giving anybody away."""
