"""Dialogs: each asks for one value."""
