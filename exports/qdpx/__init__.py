"""Coded words for programs of qualitative analysis."""
