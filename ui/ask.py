"""The only message boxes and file choosers, and the one way to ask a dialog for its value."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from facilitator.domain.wording import Text, say
from ui.words.telling import tell, told

T_co = TypeVar("T_co", covariant=True)

REPLACED = say("What it holds now is lost when you replace it.")
SEMINARS = say("Seminars (*.seminar)")


class Asking(Protocol[T_co]):
    """A dialog that can be asked."""

    def exec(self) -> int: ...
    def value(self) -> T_co: ...
    def deleteLater(self) -> None: ...


def ask(dialog: Asking[T_co]) -> T_co | None:
    """Show a dialog and give its value, None when it was cancelled; the dialog is freed."""
    try:
        return dialog.value() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def confirm(parent: QWidget | None, question: str, advice: str, action: str) -> bool:
    """Ask before something that cannot be undone; `action` is the verb on the button."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(advice)
    yes = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
    yes.setProperty("role", "danger")
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(stay)
    box.exec()
    agreed = box.clickedButton() is yes
    box.deleteLater()
    return agreed


def choose_way(
    parent: QWidget | None, question: str, advice: str, ways: Sequence[Text]
) -> Text | None:
    """Ask which of several ways to go on, the first unless another is meant; None for none."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(advice)
    buttons = {box.addButton(told(way), QMessageBox.ButtonRole.AcceptRole): way for way in ways}
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(next(iter(buttons)))
    box.exec()
    chosen = next((way for each, way in buttons.items() if each is box.clickedButton()), None)
    box.deleteLater()
    return chosen


def choose_file(
    parent: QWidget | None, title: str, folder: Path | None = None, kinds: Text = SEMINARS
) -> Path | None:
    """An existing file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), told(kinds))
    return Path(name) if name else None


def choose_files(
    parent: QWidget | None, title: str, folder: Path | None = None, kinds: Text = SEMINARS
) -> tuple[Path, ...]:
    """Existing files; none when the person thought better of it."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder or ""), told(kinds))
    return tuple(Path(name) for name in names)


def choose_new_file(
    parent: QWidget | None, title: str, proposed: Path, kinds: Text = SEMINARS
) -> Path | None:
    """Where to write. A name that does not end as the kind that was chosen does, or as `proposed`
    where none was, gets that ending: nothing is written over a file of another kind.
    """
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(proposed), told(kinds))
    if not name:
        return None
    path = Path(name)
    ending = next(iter(_endings(chosen)), proposed.suffix.lower())
    if path.suffix.lower() == ending:
        return path
    other = bool(chosen) and path.suffix.lower() in _endings(told(kinds))
    path = path.with_suffix(ending) if other else path.with_name(path.name + ending)
    there = tell("{name} is there already.", name=path.name)
    return (
        path
        if not path.exists() or confirm(parent, there, told(REPLACED), tell("Replace it"))
        else None
    )


def _endings(kinds: str) -> list[str]:
    """The endings that the kinds of a file dialog name."""
    return re.findall(r"\*(\.\w+)", kinds)
