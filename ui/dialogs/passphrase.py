"""Passphrases: asked for to open a protected seminar, one attempt after another, and set for a new
one.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui import ask, theme
from ui.dialogs.base import Dialog
from ui.widgets.frames import labels
from ui.words.telling import tell, told

ADVICE = say("Nobody can open it without the passphrase, nor find the passphrase again.")
EMPTY = say("Type the passphrase.")
NONE_YET = say(
    "Type a passphrase, or let the seminar be one that anybody can open who has its file."
)
WRONG = say("That is not the passphrase that this seminar has now. Type it again.")
CHANGE = say(
    "The seminar is closed for a moment and written anew, its backups on this computer with it; "
    "then it is opened again. Copies that were saved elsewhere stay as they are."
)
DIFFERENT = say("The two passphrases are not the same. Type the same one twice.")


class PassphraseDialog(Dialog):
    """`wrong` says what came of the last attempt, "" before the first."""

    def __init__(self, parent: QWidget | None, path: Path, wrong: str = "") -> None:
        super().__init__(
            parent, tell("{stem} is protected", stem=path.stem), told(ADVICE), tell("Open")
        )
        self.words = _unseen()
        self.shown = _shows(self.words)
        self.body.addWidget(labels.caption(tell("&Passphrase"), self.words))
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
        return "" if self.words.text() else told(EMPTY)


class ChangePassphraseDialog(Dialog):
    """Asks for the passphrase that a seminar has, and for the one that it is to have, "" for none.
    `is_right` says whether somebody typed what it has now.
    """

    def __init__(self, parent: QWidget | None, path: Path, is_right: Callable[[str], bool]) -> None:
        super().__init__(
            parent, tell("Passphrase of {stem}", stem=path.stem), told(CHANGE), tell("Set it")
        )
        self._is_right, has = is_right, not is_right("")
        self.had = _unseen()
        self.box = ProtectBox()
        self.box.wanted.setChecked(True)
        if has:
            self.body.addWidget(labels.caption(tell("The passphrase it has &now"), self.had))
            self.body.addWidget(self.had)
            self.body.addWidget(_shows(self.had, as_said=tell("Show the one it &has")))
        self.body.addWidget(self.box)
        (self.had if has else self.box.words).setFocus()

    def value(self) -> str:
        """The new one; "" for none."""
        return self.box.passphrase()

    def problem(self) -> str:
        """Who does not know the old one sets no new one at a laptop that was left open."""
        return self.box.problem() if self._is_right(self.had.text()) else told(WRONG)


class ProtectBox(QWidget):
    """Whether a new seminar is to be protected; its passphrase is typed twice, as nobody can find
    it again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox(tell("Protect it with a &passphrase"))
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
            return told(NONE_YET)
        return "" if self.words.text() == self.again.text() else told(DIFFERENT)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(labels.wrapped(labels.small(told(ADVICE))))
        pair = QGridLayout()
        for place, (name, field) in enumerate(
            ((tell("Passph&rase"), self.words), (tell("The same a&gain"), self.again))
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
    """Also where it is shown, nothing keeps it that keeps what was typed."""
    field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    field.setProperty("secret", True)
    return field


def _shows(*fields: QLineEdit, as_said: str = "") -> QCheckBox:
    """A box that lets what is typed be read."""
    box = QCheckBox(as_said or tell("&Show what is typed"))
    mode = QLineEdit.EchoMode
    for field in fields:
        box.toggled.connect(
            lambda on, field=field: field.setEchoMode(mode.Normal if on else mode.Password)
        )
    return box


def asked(parent: QWidget | None, path: Path, refused: SeminarError, tried: str) -> str | None:
    """What somebody types after `tried` was refused; None where they give up."""
    return ask.ask(PassphraseDialog(parent, path, told(refused) if tried else ""))


def asked_first(parent: QWidget | None, path: Path) -> str | None:
    """What somebody types before anything was tried; None where they give up."""
    return ask.ask(PassphraseDialog(parent, path))
