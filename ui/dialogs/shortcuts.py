"""The list of keys, for reading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from facilitator.domain.wording import Text
from ui import text_size, theme
from ui.dialogs.base import Dialog
from ui.widgets.frames import labels
from ui.words.telling import tell, told

Keys = tuple[tuple[Text, Text], ...]


class ShortcutsDialog(Dialog):
    """Groups of keys, each under its heading."""

    def __init__(self, parent: QWidget | None, groups: tuple[tuple[str, Keys], ...]) -> None:
        super().__init__(parent, tell("Keyboard shortcuts"), action=tell("Close"))
        self.cancel_button.hide()
        page = QWidget()
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setColumnStretch(1, 1)
        for heading, keys in groups:
            self._add_group(grid, heading, keys)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setAccessibleName(tell("Keyboard shortcuts"))
        scroll.setWidget(page)
        self.body.addWidget(scroll)
        scroll.setFocus()  # Down reads on, Enter closes
        text_size.fit(self, 60, 72)

    def value(self) -> None:
        """Nothing is asked."""

    def _add_group(self, grid: QGridLayout, heading: str, keys: Keys) -> None:
        if not keys:
            return
        grid.addWidget(labels.caption(heading), grid.rowCount(), 0, 1, 2)
        for key, what in keys:
            row = grid.rowCount()
            grid.addWidget(labels.KeyHint(told(key)), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(labels.body(told(what)), row, 1)
