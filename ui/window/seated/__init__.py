"""The places of a seminar in the window, put there and built anew."""
