"""Compare: several seminars beside each other, and what this one takes over from them."""

from ui.screens.compare.screen import CompareScreen

__all__ = ["CompareScreen"]
