"""The room for phones: opening it, how people join, the network, a trial, and who may do what."""

from ui.dialogs.room.panel import RoomPanel

__all__ = ["RoomPanel"]
