"""What the tests of the window share."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def assert_accessible(widget: QWidget) -> None:
    """Every control under `widget` has a name that a screen reader can say, and each key with Alt
    is of one of those in sight, which takes the keyboard: of several it would press none.
    """
    nameless = [_describe(control) for control in _controls(widget) if not _name(control)]
    assert not nameless, f"controls without an accessible name: {nameless}"
    texts: dict[str, list[str]] = {}
    for part in widget.findChildren(QWidget):
        if part.window() is widget.window() and part.isVisibleTo(widget) and part.isEnabled():
            text = _with_key(part)
            texts.setdefault(QKeySequence.mnemonic(text).toString(), []).append(text)
    shared = [of for key, of in texts.items() if key and len(of) > 1]
    assert not shared, f"these have the same key: {shared}"
    astray = [each.text() for each in widget.findChildren(QLabel) if _leads_nowhere(each)]
    assert not astray, f"these keys lead nowhere: {astray}"


def _leads_nowhere(label: QLabel) -> bool:
    has_key = bool(QKeySequence.mnemonic(_with_key(label)).toString())
    return has_key and label.buddy().focusPolicy() is Qt.FocusPolicy.NoFocus


def _with_key(part: QWidget) -> str:
    """What is pressed, or leads to a field, by the letter that is underlined in it."""
    if isinstance(part, QLabel):
        return part.text() if part.buddy() is not None else ""
    return part.text() if isinstance(part, QAbstractButton) else ""


def _controls(widget: QWidget) -> list[QWidget]:
    found = [child for child in widget.findChildren(QWidget) if isinstance(child, CONTROLS)]
    return [control for control in found if not _is_inner_part(control)]


def _is_inner_part(control: QWidget) -> bool:
    """Qt's own pieces inside its controls: their owner has the name."""
    owner = control.parentWidget()
    while owner is not None and owner.objectName().startswith("qt_"):
        owner = owner.parentWidget()
    return (
        isinstance(control, QScrollBar | QHeaderView)
        or control.objectName().startswith("qt_")
        or isinstance(owner, QComboBox | QAbstractSpinBox | QLineEdit)
        or (owner is not None and isinstance(owner.parentWidget(), QComboBox))
        or type(owner).__name__ in ("QTabBar", "QComboBoxPrivateContainer")
        or (isinstance(control, QAbstractButton) and isinstance(owner, QAbstractItemView))
    )


def _name(control: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


def _describe(control: QWidget) -> str:
    owners = []
    owner = control.parentWidget()
    while owner is not None:
        owners.append(type(owner).__name__)
        owner = owner.parentWidget()
    return f"{type(control).__name__} in {' in '.join(owners[:3])}"


LEAVE = """
import os, sys
from datetime import datetime
from pathlib import Path
from ui.recovery import Marker
folder, seminar, session, begun = sys.argv[1:]
Marker(Path(folder)).leave(Path(seminar), session, datetime.fromisoformat(begun))
os._exit(9)
"""


def window_dies(notes: Path, file: SeminarFile, minutes: int) -> None:
    """A window that had the file open for so many minutes is gone."""
    begun = NOW - timedelta(minutes=minutes)
    words = map(str, (notes, file.path, file.session, begun))
    subprocess.run([sys.executable, "-c", LEAVE, *words], check=False)
