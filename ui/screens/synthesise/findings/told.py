"""What is one click away: how figures are made, shown where somebody asks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme as look
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.frames import labels


def told_on_asking(title: str, paragraphs: Sequence[str]) -> QWidget:
    """A button that shows what stands behind it, and hides it again."""
    whole = QWidget()
    words = labels.small("\n\n".join(paragraphs))
    words.hide()
    key = button(title, "quiet")
    key.setCheckable(True)
    key.toggled.connect(words.setVisible)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(0.5))
    column.addLayout(row_of((key,)))
    column.addWidget(words)
    return whole
