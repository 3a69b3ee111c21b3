"""Keys that work while the keyboard is in a widget or in something inside it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


def set_keys(
    widget: QWidget,
    keys: Mapping[str, Callable[[], object]],
    context: Qt.ShortcutContext = INSIDE,
) -> None:
    """Have each key, by its English name, do its act."""
    for key, act in keys.items():
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(act)
