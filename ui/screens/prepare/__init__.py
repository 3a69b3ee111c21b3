"""The place where a seminar is prepared."""

from ui.screens.prepare.screen import PrepareScreen

__all__ = ["PrepareScreen"]
