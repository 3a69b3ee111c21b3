"""Asks who hands notes over, so that the host knows whose they are."""

from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.domain.wording import say
from facilitator.room.syncing import pairings
from facilitator.services.files.handles import FILE_ID, SeminarStore
from facilitator.services.merging.merging import NAME_LETTERS
from ui import settings, theme
from ui.dialogs.base import Dialog
from ui.widgets.frames import labels
from ui.words.telling import tell, told

ADVICE = say(
    "Your notes go into one small file, for a USB stick or any folder. The host sees this name "
    "before anything is taken in."
)
WIDTH = 60


class HandOverDialog(Dialog):
    """Its value is a name, of a person or of a laptop."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, tell("Hand over my notes"), told(ADVICE), tell("Choose where…"))
        self.name = QLineEdit(name)
        self.name.setMaxLength(NAME_LETTERS)
        self.name.setPlaceholderText(tell("Such as Bryn, or Laptop in the library"))
        self.body.addWidget(labels.caption(tell("&Your name, or this laptop’s"), self.name))
        self.body.addWidget(self.name)
        self.body.addStretch(1)
        self.setMinimumWidth(theme.space(WIDTH))
        self.name.selectAll()
        self.name.setFocus()

    def value(self) -> str:
        """The name, without idle blanks."""
        return " ".join(self.name.text().split())

    def problem(self) -> str:
        """There has to be one."""
        return (
            ""
            if self.value()
            else tell("Type a name, so that the host knows whose notes these are.")
        )


def known_as(file: SeminarStore) -> str:
    """What the host calls this laptop, else what was typed here the last time."""
    with file.read() as reader:
        pairing = pairings.find(reader.fact(FILE_ID))
    return pairing.name if pairing else settings.WRITER.read()
