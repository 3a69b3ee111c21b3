"""Preparing a seminar and running its day."""
