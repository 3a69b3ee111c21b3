"""Erasing for good: for somebody who asks for it, and everybody's name once its day has come."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from facilitator.domain.wording import Counted, Wording, say
from facilitator.services.records import erasing, retention
from facilitator.services.records.erasing import Erased, Trace
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told

NAME = say("Erase for good")
ADVICE = say(
    "For somebody who asks that their words, name or address be removed. What you erase goes from "
    "this file and from its backups on this computer, and cannot be brought back. To take out "
    "something that may come back, delete it where it stands."
)
HOW = say("Search, then choose with the arrow keys; hold Shift or Ctrl to choose several.")
NOTHING = say("No names, notes or responses are recorded yet.")
QUESTION = say("Take names, addresses and keys out of this seminar for good?")
FIRST = say(
    "What each person agreed to is written into what they said; then their names, addresses and "
    "consents, the codes of the room and what ties votes to people go from this file and its "
    "backups on this computer. Seats with sector and size stay. It cannot be undone. First look at "
    "what the report names as names in words: those stay as they are."
)
SIZE = (84, 76)


def erase(session: Session, window: QWidget, announce: Callable[[str], object]) -> None:
    """Ask what to erase, erase it, and say truthfully what came of it."""
    file = session.file

    def hear(erased: Erased) -> None:
        session.watch.nudge()
        announce(told(erased.sentence))

    def choose(found: tuple[Trace, ...]) -> None:
        chosen = ask.ask(EraseDialog(window, found))
        if chosen:
            records, now = [trace.record for trace in chosen], session.clock()
            session.tasks.run(
                lambda: erasing.erase(file, records, now=now, told=session.tasks.report),
                hear,
                progress=tell("Erasing for good"),
            )

    session.tasks.run(lambda: erasing.traces(file), choose)


def anonymise(session: Session, window: QWidget, announce: Callable[[str], object]) -> None:
    """Ask once, take people out, and say truthfully what came of it."""

    def hear(said: Wording) -> None:
        session.watch.nudge()
        announce(told(said))

    if ask.confirm(window, told(QUESTION), told(FIRST), tell("Take people out")):
        session.tasks.run(
            partial(
                retention.take_people_out,
                session.file,
                now=session.clock(),
                told=session.tasks.report,
            ),
            hear,
            progress=tell("Taking people out"),
        )


class EraseDialog(Dialog):
    """Its value are the records to erase, as they were last."""

    def __init__(self, parent: QWidget | None, traces: tuple[Trace, ...]) -> None:
        super().__init__(parent, told(NAME), told(ADVICE), told(NAME))
        self._traces = {trace.record.id: trace for trace in traces}
        self.rows = RowsModel([_row(trace) for trace in traces])
        self.view = QListView()
        self.list = SearchList(
            self.rows, self.view, tell("What can be erased"), tell("Search words and names")
        )
        dress(self.view, RowDelegate(self.view), tell("What can be erased"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.chosen = labels.small()
        self.accept_button.setProperty("role", "danger")
        for button in (self.accept_button, self.cancel_button):
            # Nothing happens by Enter alone, wherever the keyboard is.
            button.setAutoDefault(False)
            button.setDefault(False)
        text_size.fit(self, *SIZE)
        if not traces:
            self.be_empty(tell("Nothing to erase"), told(NOTHING), self.list)
            return
        self.body.addWidget(labels.small(told(HOW)))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.chosen)
        self.view.selectionModel().selectionChanged.connect(self._count)
        self._count()
        self.list.focus_search()

    def value(self) -> tuple[Trace, ...]:
        """What was chosen, in the order of the list."""
        rows = sorted(self.view.selectedIndexes(), key=lambda index: index.row())
        found = (self.rows.row(self.list.proxy.mapToSource(index)) for index in rows)
        return tuple(self._traces[row.key] for row in found if row is not None)

    def problem(self) -> str:
        """Something has to be chosen."""
        return "" if self.value() else tell("Choose what to erase first.")

    def _count(self) -> None:
        number = len(self.value())
        self.accept_button.setEnabled(bool(number))
        ids = {trace.record.id for trace in self.value()}
        kin = frozenset[str]().union(*(trace.kin for trace in self.value())) - ids
        said = tell("{number} chosen", number=number)
        if kin:
            said = told(
                Counted(
                    len(kin),
                    "{number} chosen, and {n} note split off or joined goes with it",
                    "{number} chosen, and {n} notes split off or joined go with it",
                    number=number,
                )
            )
        self.chosen.setText(said if number else tell("Nothing chosen yet"))


def _row(trace: Trace) -> Row:
    deleted = tell("Deleted, but still kept for undo · ") if trace.deleted else ""
    return Row(
        key=trace.record.id,
        text=" ".join(trace.words.split()),
        detail=f"{deleted}{told(trace.where)}",
    )
