"""What stands in a menu, and says itself again when the window's language is another."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from facilitator.domain.wording import Text
from ui.words.telling import told


class Item(QAction):
    """A command of a menu. Names in their own language, such as a size, are plain text."""

    def __init__(self, menu: QMenu, words: Text, act: Callable[[], object], *keys: str) -> None:
        super().__init__(told(words), menu)
        self.words = words
        self.setShortcuts([QKeySequence(key) for key in keys])
        self.triggered.connect(lambda: act())
        menu.addAction(self)

    def retell(self) -> None:
        """Say it in the window's language."""
        self.setText(told(self.words))


class Submenu(QMenu):
    """A menu within another one."""

    def __init__(self, menu: QMenu, words: Text) -> None:
        super().__init__(told(words), menu)
        self.words = words
        menu.addMenu(self)

    def retell(self) -> None:
        """Say it, and what stands in it, in the window's language."""
        self.setTitle(told(self.words))
        retell(self)


def retell(menu: QMenu) -> None:
    """Say everything that stands in a menu in the window's language."""
    for action in menu.actions():
        below = action.menu()
        if isinstance(action, Item):
            action.retell()
        elif isinstance(below, Submenu):
            below.retell()


def choose_one(items: Iterable[QAction], menu: QMenu) -> None:
    """Of these one is marked at a time."""
    group = QActionGroup(menu)
    for item in items:
        item.setCheckable(True)
        group.addAction(item)
