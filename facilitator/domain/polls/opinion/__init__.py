"""Groups of people who voted alike on many statements."""
