"""Notes: one place for typing while people talk."""

from ui.screens.notes.screen import NotesScreen

__all__ = ["NotesScreen"]
