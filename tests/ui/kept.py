"""What this computer remembers of the tests before."""

from PySide6.QtCore import QSettings

from ui import settings


def forget_all() -> None:
    """Nothing of it, and nothing that is still on its way to the disk."""
    settings.settle()
    QSettings().clear()
