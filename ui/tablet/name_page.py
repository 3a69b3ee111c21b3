"""A vote by name: the voter picks their own from the list of participants."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal

from facilitator.domain.locales import Locale
from facilitator.domain.people.participants import Participant
from facilitator.domain.wording import say
from ui.models.rows import RowsModel
from ui.tablet.pages import Page, tall
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate
from ui.widgets.lists.search_list import SearchList


class NamePage(Page):
    """`told` comes when a name is chosen."""

    told = Signal()

    def __init__(self, people: Sequence[Participant], tongue: Locale) -> None:
        super().__init__(tongue)
        self.rows = RowsModel(
            [Row(key=p.id, text=p.name, figure=p.organisation, value=p) for p in people]
        )
        self.list = SearchList(
            self.rows,
            name=say("Participants").in_(tongue),
            placeholder=say("Type your name").in_(tongue),
        )
        self.list.nothing.setText(say("Nobody on the list is called that.").in_(tongue))
        self.list.view.setItemDelegate(RowDelegate(self.list.view, lines=1))
        tall(self.list.search)
        self.on = button(say("This is me").in_(tongue), "primary", "arrow-right", self.told.emit)
        self.on.setEnabled(False)
        self.column.addWidget(labels.title(say("Who are you?").in_(tongue)))
        self.column.addWidget(
            labels.lead(say("This vote is by name: it is kept with your vote.").in_(tongue))
        )
        self.column.addWidget(self.list, 1)
        self.foot(self.on)
        self.list.picked.connect(self._pick)
        self.list.chosen.connect(lambda _: self.told.emit())

    @property
    def person(self) -> Participant | None:
        """The chosen participant."""
        row = self.rows.row(self.list.current())
        return row.value if row is not None else None

    def take_focus(self) -> None:
        self.list.focus_search()

    def _pick(self, index: QModelIndex) -> None:
        self.on.setEnabled(index.isValid())
