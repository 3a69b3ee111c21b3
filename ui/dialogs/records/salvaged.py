"""What could be read of a damaged seminar, and what the new file lacks, before it is opened."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilitator.domain.wording import say
from facilitator.services.files.salvaging import Report
from ui import text_size
from ui.dialogs.base import Dialog
from ui.words.telling import tell, told

NAME = say("What could be read")
ADVICE = say(
    "The damaged file stays as it is. Compare what is missing with paper, with backups and with "
    "those who took notes."
)
LACKS = say("What the new file lacks")
SIZE = (84, 60)


class SalvagedDialog(Dialog):
    """Its value is the new file, to be opened."""

    def __init__(self, parent: QWidget | None, report: Report) -> None:
        super().__init__(parent, told(NAME), f"{told(report.read)} {told(ADVICE)}", tell("Open it"))
        self._path = report.path
        self.lacks = QPlainTextEdit("\n\n".join(map(told, report.lacks)), readOnly=True)
        self.lacks.setAccessibleName(told(LACKS))
        self.body.addWidget(self.lacks, 1)
        text_size.fit(self, *SIZE)

    def value(self) -> Path:
        """The file that was made."""
        return self._path
