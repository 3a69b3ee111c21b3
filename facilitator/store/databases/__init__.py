"""A seminar in a database: what it can do besides reading, writing and hearing news."""
