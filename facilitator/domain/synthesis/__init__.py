"""Findings that are tested, and what is made of people's words."""
