"""Asks for the passphrase of a protected seminar, one attempt after another."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from facilitator.domain.errors import SeminarError
from ui import ask
from ui.dialogs.base import Dialog
from ui.widgets.frames import labels

ADVICE = "Nobody can open it without the passphrase, nor find the passphrase again."
EMPTY = "Type the passphrase."


class PassphraseDialog(Dialog):
    """`wrong` says what came of the last attempt, "" before the first."""

    def __init__(self, parent: QWidget | None, path: Path, wrong: str = "") -> None:
        super().__init__(parent, f"{path.stem} is protected", ADVICE, "Open")
        self.words = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.shown = QCheckBox("&Show what is typed")
        self.shown.toggled.connect(self._show_words)
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

    def _show_words(self, on: bool) -> None:
        mode = QLineEdit.EchoMode
        self.words.setEchoMode(mode.Normal if on else mode.Password)


def asked(parent: QWidget | None, path: Path, refused: SeminarError, tried: str) -> str | None:
    """What somebody types after `tried` was refused; None where they give up."""
    return ask.ask(PassphraseDialog(parent, path, str(refused) if tried else ""))
