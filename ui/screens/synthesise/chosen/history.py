"""What the key H shows: who did what with a theme or a finding, and when; a theme that was merged
into it is split out again from there.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QListView, QWidget

from facilitator.domain.wording import say
from facilitator.services.synthesis import splitting
from facilitator.services.views import theme_history
from facilitator.services.views.theme_history import Event
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.rows import ROW_ROLE, Row, RowDelegate, dress
from ui.words.telling import tell, told, told_moment

ADVICE = say("The latest first. A theme that was merged into this one can be split out again.")
SPLIT = say("Split out again")
NOTHING = say("Nothing was done with it yet.")


class HistoryDialog(Dialog):
    """Gives the id of the theme to split out, "" for none."""

    def __init__(self, parent: QWidget | None, name: str, events: Sequence[Event]) -> None:
        super().__init__(
            parent, tell("What was done with “{name}”", name=name), told(ADVICE), told(SPLIT)
        )
        self.rows = RowsModel([_row(each, number) for number, each in enumerate(events)])
        self.list = QListView()
        self.list.setModel(self.rows)
        dress(self.list, RowDelegate(self.list, lines=1), tell("What was done"))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.body.addWidget(self.list, 1)
        self.cancel_button.setText(tell("Close"))
        self.list.setCurrentIndex(self.rows.index(0, 0))
        self._allow()
        text_size.fit(self, 70, 60)

    def value(self) -> str:
        row: Row | None = self.list.currentIndex().data(ROW_ROLE)
        return row.value.merged if row else ""

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.value()))


class History:
    """Shows the history of what is asked about, for a screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def ask(self, record_id: str, name: str) -> None:
        """What was done with it?"""
        work = partial(theme_history.history_of, self._screen.session.file, record_id)
        self._screen.session.tasks.run(work, partial(self._show, name))

    def _show(self, name: str, events: Sequence[Event]) -> None:
        if not events:
            self._screen.session.tasks.said.emit(told(NOTHING))
            return
        merged = ask.ask(HistoryDialog(self._screen, name, events))
        if merged:
            self._screen.do(splitting.split_out, merged)


def _row(event: Event, number: int) -> Row:
    return Row(
        key=str(number),
        text=told(event.words),
        detail=f"{told_moment(event.at)} · {told(event.who)}",
        value=event,
    )
