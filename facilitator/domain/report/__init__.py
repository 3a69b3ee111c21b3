"""What documents say, before anyone decides how it looks."""
