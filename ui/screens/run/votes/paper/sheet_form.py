"""A sheet of paper as a form: whose it is, and a cell for each thing that was asked."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.typing_in import Cell, number
from facilitator.domain.polls.polls import Poll
from facilitator.domain.wording import say
from facilitator.services.polls.paper_counting import Desk, Typed
from ui import theme
from ui.screens.run.votes.paper.cells import CellField, CodeField
from ui.widgets.forms.completing import Completing
from ui.widgets.frames import labels
from ui.words.telling import tell, told

_KEYS = {"sector": say("Sector"), "size": say("Size")}


class SheetForm(QWidget):
    """Made for one pile. `ended` says that Enter was pressed behind the last mark."""

    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.code = CodeField(tell("Code")) if desk.takes_codes else None
        self.person = (
            CellField(Cell(key="person", words=True), tell("Name")) if desk.people else None
        )
        self.about: dict[str, CellField] = {}
        self.cells: dict[tuple[str, str], CellField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        for line in self._lines():
            column.addLayout(line)
        column.addStretch(1)
        self._order()

    def typed(self) -> Typed:
        """The sheet as it stands. Raises SeminarError where a name or a number is none of ours."""
        return Typed(
            cells=self._marks(),
            code=self.code.text() if self.code else "",
            person=self._person(),
            sector=self._said("sector", self._desk.sectors),
            size=self._said("size", self._desk.sizes),
        )

    @property
    def is_empty(self) -> bool:
        """Whether no ballot is marked."""
        return not any(field.text().strip() for field in self.cells.values())

    def clear(self) -> None:
        """Ready for the next sheet."""
        for field in self._fields():
            field.clear()
        self.begin()

    def begin(self) -> None:
        """Take the keyboard in the first cell."""
        next(self._fields()).setFocus()

    def _fields(self) -> Iterator[CellField]:
        yield from (field for field in (self.code, self.person) if field is not None)
        yield from self.cells.values()
        yield from self.about.values()

    def _marks(self) -> Mapping[str, Mapping[str, str]]:
        marks: dict[str, dict[str, str]] = {held.id: {} for held in self._desk.rounds}
        for (round_id, key), field in self.cells.items():
            marks[round_id][key] = field.text()
        return marks

    def _person(self) -> str:
        if self.person is None or self.is_empty:
            return ""
        return _by_name(self.person.text(), self._desk.people)

    def _said(self, key: str, choices: Sequence[str]) -> str:
        field = self.about.get(key)
        text = field.text().strip() if field else ""
        return choices[number(field.cell, text) - 1] if field and text else ""

    def _order(self) -> None:
        """What is full, and Enter, go on; Backspace in an empty cell goes back."""
        fields = list(self._fields())
        ends = list(self.about.values()) or fields[-1:]  # what is said of oneself may be left out
        for field, after in pairwise(fields):
            field.full.connect(after.setFocus)
            if field not in ends:
                field.entered.connect(after.setFocus)
            after.back.connect(field.setFocus)
            QWidget.setTabOrder(field, after)
        for field in ends:
            field.entered.connect(self.ended)

    def _lines(self) -> Iterator[QLayout]:
        if self.code is not None:
            yield _line(tell("Code on the sheet, empty where there is none"), self.code)
        if self.person is not None:
            Completing(self.person).offer(each.name for each in self._desk.people)
            yield _line(tell("Name on the sheet; Tab completes it"), self.person)
        for held in self._desk.rounds:
            yield from self._poll(held.id, held.poll)
        for key, choices in (("sector", self._desk.sectors), ("size", self._desk.sizes)):
            if choices:
                field = CellField(Cell(key=key, high=len(choices)), told(_KEYS[key]))
                self.about[key] = field
                yield _line(f"{told(_KEYS[key])}: {_numbered(choices)}", field)

    def _poll(self, round_id: str, poll: Poll) -> Iterator[QLayout]:
        method = method_of(poll)
        cells = method.cells(poll)
        asked = poll.wording or poll.title
        heading = QVBoxLayout()
        heading.addWidget(labels.wrapped(labels.Label(asked, role="strong")))
        heading.addWidget(labels.small(_legend(poll, cells[0])))
        yield heading
        for at, cell in enumerate(cells, start=1):
            called = _called(cell, at, of=len(cells))
            field = CellField(cell, f"{poll.title}: {called or asked}")
            self.cells[round_id, cell.key] = field
            yield _line(called, field)


def _by_name(typed: str, people: Sequence[Participant]) -> str:
    """The id of whoever is on the list under this name."""
    name = " ".join(typed.split()).casefold()
    found = [each.id for each in people if " ".join(each.name.split()).casefold() == name]
    if len(found) != 1:
        which = say("Several people") if found else say("Nobody")
        raise SeminarError(
            say("{which} on the list is called “{name}”. Type the name as it stands there.",
                which=which, name=typed.strip())
        )  # fmt: skip
    return found[0]


def _called(cell: Cell, at: int, of: int) -> str:
    """What stands beside a cell: the statement, the pair, or which answer it is."""
    if cell.words:
        return tell("Answer {n}", n=at)
    if len(cell.choices) == 2 and not cell.name and of > 1:
        return _numbered(cell.choices)
    return told(cell.name)


def _legend(poll: Poll, first: Cell) -> str:
    """What the numbers mean."""
    abstain = " " + tell("· - abstains") if poll.may_abstain else ""
    if first.words:
        return tell("The words as they were written{abstain}", abstain=abstain)
    points = method_of(poll).points()
    if first.choices and method_of(poll).cells(poll)[1:]:
        return tell("1 the first, 2 the second{abstain}", abstain=abstain)
    if first.choices:
        none = tell("0 none of these · ") if first.low == 0 else ""
        return f"{none}{_numbered(first.choices)}{abstain}"
    labelled = method_of(poll).labels
    if labelled:
        unsure = f" · {first.low} {told(points[-1])}"
        return f"{_numbered(list(map(told, labelled)))}{unsure}{abstain}"
    return tell("{low} to {high}{abstain}", low=first.low, high=first.high, abstain=abstain)


def _numbered(choices: Sequence[object]) -> str:
    return " · ".join(f"{n} {choice}" for n, choice in enumerate(choices, start=1))


def _line(text: str, field: CellField) -> QLayout:
    row = QHBoxLayout()
    row.addWidget(labels.body(text), 1)
    row.addWidget(field)
    return row
