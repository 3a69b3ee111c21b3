"""The seminar itself: its rules, its file, its verbs and its room. No Qt and no page layout."""

__version__ = "0.1.0"
