"""Buttons that have a role, an icon that suits it, and a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QToolButton

from ui import theme
from ui.words.telling import told

if TYPE_CHECKING:
    from facilitator.domain.wording import Text

INK_ON = {"primary": "on_accent", "danger": "on_danger"}


def button(
    text: Text, role: str = "", icon: str = "", act: Callable[[], object] | None = None
) -> QPushButton:
    """A button with a word on it; roles are primary, quiet, danger, begin and "" for plain."""
    made = QPushButton(told(text))
    made.setProperty("role", role)
    made.setAccessibleName(made.text().replace("&", ""))
    if icon:
        put_icon(made, icon, INK_ON.get(role, "ink"))
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


def icon_button(
    icon: str, name: Text, key: str = "", act: Callable[[], object] | None = None
) -> QToolButton:
    """A button without words; `name` is what it does, `key` the key that does the same."""
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setIconSize(theme.icon_size())
    made.setProperty("role", "quiet")
    made.setAccessibleName(told(name))
    made.setToolTip(f"{told(name)}  {key}".rstrip())
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


def row_of(buttons: Sequence[QPushButton], space: float | None = 0.5) -> QHBoxLayout:
    """Buttons beside each other from the left; `space` is in grid steps, None as the style has."""
    row = QHBoxLayout()
    if space is not None:
        row.setSpacing(theme.space(space))
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row


def put_icon(made: QAbstractButton, icon: str, ink: str = "ink") -> None:
    """An icon before the word on a button, at a distance from it."""
    made.setIcon(theme.icon(icon, ink))
    side = theme.icon_size()
    made.setIconSize(QSize(side.width() + theme.space(0.5), side.height()))
