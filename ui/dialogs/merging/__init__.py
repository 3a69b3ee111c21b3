"""Notes from elsewhere: looked at, taken in, taken out, handed over, and their versions settled."""

from ui.dialogs.merging.carrying import Carrying

__all__ = ["Carrying"]
