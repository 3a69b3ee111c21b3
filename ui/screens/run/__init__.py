"""The place where the day is run."""

from ui.screens.run.screen import RunScreen

__all__ = ["RunScreen"]
