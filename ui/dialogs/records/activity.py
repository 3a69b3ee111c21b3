"""The activity log in the window: to look through, to search, and to save."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator.domain.act_words import Entry
from facilitator.domain.wording import Counted, say
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.frames import labels
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told, told_moment

NAME = say("Activity log")
ADVICE = say(
    "What was done to this seminar, when, and by which computer. Records and people stand here as "
    "they are called now, and what was erased without a name."
)
NOTHING = say("What is done to the seminar stands here as soon as something is.")
TABLES = say("Tables (*.csv)")
SIZE = (84, 76)


def show(session: Session, window: QWidget, announce: Callable[[str], object]) -> None:
    """Read the log, show it, and save it where that is asked for."""
    from facilitator.services.records import activity_log

    def read() -> tuple[Entry, ...]:
        with session.file.read() as reader:
            return activity_log.entries(reader, session.file.device)

    def look(entries: tuple[Entry, ...]) -> None:
        if ask.ask(ActivityDialog(window, entries)):
            _save(session, window, entries, announce)

    session.tasks.run(read, look, progress=tell("Reading the activity log"))


def _save(
    session: Session, window: QWidget, entries: Sequence[Entry], announce: Callable[[str], object]
) -> None:
    target = ask.choose_new_file(
        window, tell("Save the activity log"), session.near.with_suffix(".csv"), told(TABLES)
    )
    if target is None:
        return

    def write() -> Path:
        from exports.papers import write_activity

        write_activity(entries, target)
        return target

    session.tasks.run(write, lambda path: announce(tell("Saved {name}.", name=path.name)))


class ActivityDialog(Dialog):
    """Its value is whether to save what it shows."""

    def __init__(self, parent: QWidget | None, entries: Sequence[Entry]) -> None:
        super().__init__(parent, told(NAME), told(ADVICE), tell("Save as a table…"))
        self.cancel_button.setText(tell("Close"))
        self.rows = RowsModel([_row(place, each) for place, each in enumerate(entries)])
        self.view = RowList()
        self.list = SearchList(
            self.rows, self.view, told(NAME), tell("Search what was done, where and when")
        )
        dress(self.view, RowDelegate(self.view), told(NAME))
        text_size.fit(self, *SIZE)
        if not entries:
            self.be_empty(tell("Nothing was done yet"), told(NOTHING), self.list)
            return
        self.body.addWidget(
            labels.small(told(Counted(len(entries), "{n} line.", "{n} lines, the latest first.")))
        )
        self.body.addWidget(self.list, 1)
        self.list.focus_search()

    def value(self) -> bool:
        """Save it."""
        return True


def _row(place: int, each: Entry) -> Row:
    often = tell(", {times} times", times=each.times) if each.times > 1 else ""
    return Row(
        key=str(place),
        text=f"{told(each.said)}{often}",
        detail=" · ".join(filter(None, (told_moment(each.at), told(each.where), told(each.who)))),
    )
