"""Passphrases: asked for to open a protected seminar, one attempt after another, and set for a new
one.
"""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from ui import ask, theme
from ui.dialogs.base import Dialog
from ui.widgets.frames import labels

ADVICE = "Nobody can open it without the passphrase, nor find the passphrase again."
EMPTY = "Type the passphrase."
NONE_YET = "Type a passphrase, or let the seminar be one that anybody can open who has its file."
DIFFERENT = "The two passphrases are not the same. Type the same one twice."


class PassphraseDialog(Dialog):
    """`wrong` says what came of the last attempt, "" before the first."""

    def __init__(self, parent: QWidget | None, path: Path, wrong: str = "") -> None:
        super().__init__(parent, f"{path.stem} is protected", ADVICE, "Open")
        self.words = _unseen()
        self.shown = _shows(self.words)
        self.body.addWidget(labels.caption("&Passphrase", self.words))
        self.body.addWidget(self.words)
        self.body.addWidget(self.shown)
        self.trouble.setText(wrong)
        self.trouble.setVisible(bool(wrong))
        self.words.setFocus()

    def value(self) -> str:
        """What was typed."""
        return self.words.text()

    def problem(self) -> str:
        """No letters open nothing."""
        return "" if self.words.text() else EMPTY


class ProtectBox(QWidget):
    """Whether a new seminar is to be protected; its passphrase is typed twice, as nobody can find
    it again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox("Protect it with a &passphrase")
        self.words, self.again = _unseen(), _unseen()
        self._asked = QWidget()
        self._lay_out()
        self._asked.hide()
        self.wanted.toggled.connect(self._asked.setVisible)

    def passphrase(self) -> str:
        """What was typed; "" for a seminar that anybody can open who has its file."""
        return self.words.text() if self.wanted.isChecked() else ""

    def problem(self) -> str:
        """Why it cannot be protected so."""
        if not self.wanted.isChecked():
            return ""
        if not self.words.text():
            return NONE_YET
        return "" if self.words.text() == self.again.text() else DIFFERENT

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(labels.wrapped(labels.small(ADVICE)))
        pair = QGridLayout()
        for place, (name, field) in enumerate(
            (("Passph&rase", self.words), ("The same a&gain", self.again))
        ):
            pair.addWidget(labels.caption(name, field), 0, place)
            pair.addWidget(field, 1, place)
        column.addLayout(pair)
        column.addWidget(_shows(self.words, self.again))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.wanted)
        whole.addWidget(self._asked)


def _unseen() -> QLineEdit:
    return QLineEdit(echoMode=QLineEdit.EchoMode.Password)


def _shows(*fields: QLineEdit) -> QCheckBox:
    """A box that lets what is typed be read."""
    box = QCheckBox("&Show what is typed")
    mode = QLineEdit.EchoMode
    for field in fields:
        box.toggled.connect(
            lambda on, field=field: field.setEchoMode(mode.Normal if on else mode.Password)
        )
    return box


def asked(parent: QWidget | None, path: Path, refused: SeminarError, tried: str) -> str | None:
    """What somebody types after `tried` was refused; None where they give up."""
    return ask.ask(PassphraseDialog(parent, path, str(refused) if tried else ""))


def asked_first(parent: QWidget | None, path: Path) -> str | None:
    """What somebody types before anything was tried; None where they give up."""
    return ask.ask(PassphraseDialog(parent, path))
