"""A slate of a poll's items beside the most approved, of as many places as somebody wants."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from facilitator.domain.polls.agreement.slate import RULE
from facilitator.domain.report.poll_pages import PollPage
from facilitator.domain.wording import Text
from ui import theme as look
from ui.screens.synthesise.findings.told import told_on_asking
from ui.tasks import Tasks
from ui.widgets.forms.fields import Steady
from ui.widgets.frames import labels
from ui.words.telling import tell, told

FIRST_PLACES = 5


class SlatePanel(QWidget):
    """The slate of one poll; reckoned off the window's thread."""

    def __init__(self, tasks: Tasks, page: PollPage) -> None:
        super().__init__()
        self._tasks = tasks
        self._page = page
        self.places = QSpinBox(minimum=1, maximum=max(page.most_places, 1))
        self.places.setValue(min(FIRST_PLACES, page.most_places))
        self.places.setAccessibleName(tell("Places on the slate"))
        Steady(self.places)
        self.told = labels.body()
        self._lay_out()
        self.places.valueChanged.connect(self._reckon)
        self._reckon()

    def _reckon(self) -> None:
        places = self.places.value()
        self._tasks.run(partial(self._page.slate, places), partial(self._show, places))

    def _show(self, places: int, sentences: Sequence[Text]) -> None:
        """Nothing of a number of places that is not asked for any more."""
        if places == self.places.value():
            self.told.setText("\n".join(map(told, sentences)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.5))
        column.addWidget(labels.Label(tell("Choosing several for the whole room"), "strong"))
        row = QHBoxLayout()
        row.addWidget(labels.caption(tell("Places"), self.places))
        row.addWidget(self.places)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(told_on_asking(tell("How a slate is chosen"), (told(RULE),)))
