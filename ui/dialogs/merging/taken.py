"""The files that were taken in, the latest first, each to be taken out again."""

from PySide6.QtWidgets import QListView, QWidget

from facilitator.domain.merging.merge import Taken, contents
from facilitator.domain.wording import say
from ui import text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told, told_moment

ADVICE = say(
    "Taking a file out brings back what was here before it. Nothing is deleted, what was worked on "
    "since stays, and the taking out can be undone."
)
NAME = say("Notes taken in")
NOTHING = say("No notes have been taken in yet")
HOW = say("Choose File, Take in notes, to look at a note-taker’s file and take it in.")
SIZE = (84, 60)


class TakenDialog(Dialog):
    """Its value is the one to take out."""

    def __init__(self, parent: QWidget | None, taken: tuple[Taken, ...]) -> None:
        super().__init__(parent, told(NAME), told(ADVICE) if taken else "", tell("Take it out"))
        self._taken = {each.merge_id: each for each in taken}
        self.rows = RowsModel([_row(each) for each in taken])
        view = QListView()
        self.list = SearchList(self.rows, view, told(NAME), tell("Search the files"))
        dress(view, RowDelegate(view), told(NAME))
        self.cancel_button.setText(tell("Close"))
        text_size.fit(self, *SIZE)
        if not taken:
            self.be_empty(told(NOTHING), told(HOW), self.list)
            return
        self.body.addWidget(self.list)
        self.list.picked.connect(lambda _: self._offer())
        self.list.select(0)
        self._offer()

    def value(self) -> Taken:
        """The one that was chosen."""
        chosen = self.chosen()
        assert chosen is not None
        return chosen

    def chosen(self) -> Taken | None:
        """The one that has the cursor."""
        row = self.rows.row(self.list.current())
        return self._taken[row.key] if row else None

    def problem(self) -> str:
        """Only what is in can be taken out."""
        chosen = self.chosen()
        if chosen is None:
            return tell("Choose a file first.")
        return tell("This one was taken out already.") if chosen.taken_out else ""

    def _offer(self) -> None:
        self.accept_button.setEnabled(not self.problem())


def _row(taken: Taken) -> Row:
    state = tell("Taken out again. ") if taken.taken_out else ""
    brought = taken.brought
    by = tell("From {by}: ", by=brought.by) if brought.by else ""
    detail = tell(
        "{state}{by}{contents} ({new} new, {changed} changed)",
        state=state,
        by=by,
        contents=contents(brought),
        new=brought.new,
        changed=brought.changed,
    )
    return Row(key=taken.merge_id, text=brought.name, figure=told_moment(taken.at), detail=detail)
