"""A vote by name or for those on a list, and consent: people pick their own name from the list."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal

from facilitator.domain.locales import Locale
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Round, Secrecy
from facilitator.domain.polls.voters.electorate import is_listed, may_vote, told_of
from facilitator.domain.wording import Joined, Message, say, told
from ui.models.rows import RowsModel
from ui.tablet.pages import Page, tall
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate
from ui.widgets.lists.search_list import SearchList


def asks_name(held: Round) -> bool:
    """Whether voters choose their name: it is kept, or looked for on a list."""
    return held.poll.secrecy is Secrecy.NAMED or is_listed(held.poll)


BY_NAME = say("This vote is by name: it is kept with your vote.")
FOR_LIST = say(
    "This vote is for those on a list. Your name shows that you are on it and have one vote; when "
    "voting closes, nothing ties your vote to it."
)
FOR_CONSENT = say(
    "What you agree to is kept with your name, apart from what you say. Who is not on the list, or "
    "gives no name, tells the desk."
)
NOT_FOR_YOU = say("So it is not open to the name that is chosen.")


class NamePage(Page):
    """`told` comes when a name is chosen."""

    told = Signal()

    def __init__(self, people: Sequence[Participant], tongue: Locale, held: Round | None) -> None:
        super().__init__(tongue)
        self._held = held
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
        self.column.addWidget(labels.lead(told(_why(held), tongue)))
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self.column.addWidget(self.trouble)
        self.column.addWidget(self.list, 1)
        self.foot(self.on)
        self.list.picked.connect(self._pick)
        self.list.chosen.connect(lambda _: self.told.emit())

    @property
    def person(self) -> Participant | None:
        """The chosen participant."""
        row = self.rows.row(self.list.current())
        return row.value if row is not None else None

    @property
    def is_for_consent(self) -> bool:
        """Whether the name is asked for what somebody agrees to, and for no vote."""
        return self._held is None

    @property
    def may_go_on(self) -> bool:
        """Whether the vote, where it is for one, is open to whoever is chosen."""
        person, held = self.person, self._held
        return person is not None and (held is None or may_vote(held, person.id))

    def take_focus(self) -> None:
        self.list.focus_search()

    def _pick(self, index: QModelIndex) -> None:
        self.on.setEnabled(index.isValid() and self.may_go_on)
        barred = index.isValid() and not self.may_go_on and self._held is not None
        why = (told_of(self._held.poll), NOT_FOR_YOU) if barred and self._held else ()
        self.trouble.setText(Joined(why).in_(self.tongue))


def _why(held: Round | None) -> Message:
    """What a name is asked for."""
    if held is None:
        return FOR_CONSENT
    return BY_NAME if held.poll.secrecy is Secrecy.NAMED else FOR_LIST
