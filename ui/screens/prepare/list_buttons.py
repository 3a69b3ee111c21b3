"""Add, remove, up and down: as buttons, and as keys of the list that they are about."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from ui.widgets.forms.buttons import button
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell


class Names(NamedTuple):
    """What each button does, for those who hear it."""

    add: str
    remove: str
    up: str
    down: str


class ListButtons(Flow):
    """`shift` is told how many places, negative for up."""

    def __init__(
        self,
        view: QAbstractItemView,
        names: Names,
        add: Callable[[], object],
        remove: Callable[[], object],
        shift: Callable[[int], object],
    ) -> None:
        super().__init__(space=1)
        up, down = partial(shift, -1), partial(shift, 1)
        self.add = button(tell("Add"), "quiet", "plus", add)
        self.remove = button(tell("Remove"), "quiet", "trash-2", remove)
        self.up = button(tell("Up"), "quiet", "arrow-up", up)
        self.down = button(tell("Down"), "quiet", "arrow-down", down)
        made = (self.add, self.remove, self.up, self.down)
        for each, name, keys in zip(
            made, names, ("Insert", "Delete", "Alt+Up", "Alt+Down"), strict=True
        ):
            each.setAccessibleName(name)
            each.setToolTip(f"{name}  {keys}")
            self.addWidget(each)
        acts: dict[str, Callable[[], object]] = {"Del": remove, "Alt+Up": up, "Alt+Down": down}
        set_keys(view, acts, Qt.ShortcutContext.WidgetShortcut)  # Insert is the section's

    def fit(self, chosen: bool) -> None:
        """Only what is chosen can be removed or moved."""
        for each in (self.remove, self.up, self.down):
            each.setEnabled(chosen)
