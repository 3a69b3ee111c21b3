"""Restoring: which backup to bring back, by when it was made and what it holds."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QListView, QWidget

from facilitator.domain.days import on_this_computer
from facilitator.domain.wording import Counted, say
from facilitator.services.files.restoring import Restorable
from ui import text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told, told_moment

NAME = say("Restore a backup")
ADVICE = say(
    "The backup you choose is restored to a new file, which is then opened. The backup, and the "
    "seminar as it is now, stay as they are."
)
NOTHING = say("Backups are made every ten minutes while a seminar is open, and before a merge.")
SIZE = (84, 76)


class RestoreDialog(Dialog):
    """Its value is the backup to restore."""

    def __init__(self, parent: QWidget | None, found: Sequence[Restorable]) -> None:
        super().__init__(parent, told(NAME), told(ADVICE), tell("Restore"))
        self.rows = RowsModel([_row(each) for each in found])
        self.view = QListView()
        self.list = SearchList(
            self.rows, self.view, tell("Backups"), tell("Search times and titles")
        )
        dress(self.view, RowDelegate(self.view), tell("Backups"))
        text_size.fit(self, *SIZE)
        if not found:
            self.be_empty(tell("No backups yet"), told(NOTHING), self.list)
            return
        many = Counted(len(found), "{n} backup.", "{n} backups, the latest first.")
        self.body.addWidget(labels.small(told(many)))
        self.body.addWidget(self.list, 1)
        self.list.chosen.connect(self.accept)
        self.view.setCurrentIndex(self.list.proxy.index(0, 0))
        self.view.setFocus()

    def value(self) -> Path | None:
        """The backup that was chosen."""
        row = self.rows.row(self.list.proxy.mapToSource(self.view.currentIndex()))
        return None if row is None else Path(row.key)

    def problem(self) -> str:
        """One has to be chosen."""
        return "" if self.value() else tell("Choose a backup first.")


def _row(each: Restorable) -> Row:
    of = " " + tell("· of {origin}", origin=each.origin) if each.origin else ""
    return Row(
        key=str(each.path),
        text=f"{told_moment(on_this_computer(each.made))} · {told(each.title)}",
        detail=f"{told(each.holds)}{of}",
    )
