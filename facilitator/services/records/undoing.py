"""Undo and redo: the latest act that can be taken back, by whose work it was and where it was done.

The stacks are replayed from what was done, so they outlive the program.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.domain.acts import Act, Place
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.synthesis.codings import Coding
from facilitator.domain.wording import Message, Text
from facilitator.services.records import activity
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.services.seminar.rooms import progress_of
from facilitator.store.records import outcomes
from facilitator.store.records.held import record_of
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

_GONE_TO = 100
"""An act may have touched twenty thousand records; asking about each would hold up the next key."""
_ANYWHERE = frozenset({Place.ELSEWHERE, Place.WINDOW})
"""Acts of the window itself, and of files that did not say where, belong to every place."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which acts of this device undo offers: by default all.

    `place` is where they were done, `since` the moment from which on. Acts
    are those of `session`, and of those before `begun` that no other window (`beside`, by session)
    was still at work with then: a window that comes back takes its session up.
    """

    place: Place = Place.ELSEWHERE
    since: datetime | None = None
    session: str = ""
    begun: datetime | None = None
    beside: frozenset[str] = frozenset()

    def takes_in(self, act: Act) -> bool:
        """Whether undo offers this act."""
        at = datetime.fromisoformat(act.at)
        here = self.place is Place.ELSEWHERE or act.place in _ANYWHERE | {self.place}
        recent = self.since is None or at >= self.since
        return here and recent and self._is_ours(act, at)

    def _is_ours(self, act: Act, at: datetime) -> bool:
        if not self.session or act.session == self.session:
            return True
        before = self.begun is not None and at <= self.begun
        return before and act.session not in self.beside


EVERYTHING = Reach()


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that can be taken back (or done again), what it is called, what it touched.

    `at` is when it was done, by the clock in the room.
    """

    act: Act
    words: Message
    at: datetime
    touched: tuple[Change, ...] = ()


def today_began(file: SeminarStore, now: datetime) -> datetime:
    """The midnight in the room that today is counted from: an evening that runs past midnight is
    still the day it began on."""
    with file.read() as reader:
        progress = progress_of(reader)
        here = on_room_clock(reader, now)
        begun = progress.started_at if progress.state is DayState.RUNNING else None
        if begun is not None and now - begun < timedelta(days=1):
            here = on_room_clock(reader, begun)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def undo(file: SeminarStore, now: datetime, reach: Reach = EVERYTHING) -> str:
    """Take back the latest act in reach; returns its words, "" when there is nothing to undo.

    Raises SeminarError when somebody has since changed what every one of them touched.
    """
    return _take_back_next(file, 0, now, reach)


def redo(file: SeminarStore, now: datetime, reach: Reach = EVERYTHING) -> str:
    """Do again what was undone last; returns its words, "" when there is nothing."""
    return _take_back_next(file, 1, now, reach)


def offers(file: SeminarStore, reach: Reach = EVERYTHING) -> tuple[Offer | None, Offer | None]:
    """What undo and redo would do, None where there is nothing."""
    with file.read() as reader:
        undoable, redoable = _stacks(reader.acts(file.device), reach)
        return _offer(reader, undoable), _offer(reader, redoable)


def undo_labels(file: SeminarStore, reach: Reach = EVERYTHING) -> tuple[Text, Text]:
    """What undo and redo would do in words, "" where there is nothing."""
    undoable, redoable = offers(file, reach)
    return undoable.words if undoable else "", redoable.words if redoable else ""


def take_back(file: SeminarStore, act: Act, now: datetime) -> Message:
    """Take one act back, or an undo; returns its words.

    Raises SeminarError when somebody has since changed what it touched.
    """
    with file.write(act.verb, now, on=act.subjects, undoes=act.id) as writer:
        words = activity.words_of(writer, act)
        writer.undo(act)
    return words


def _take_back_next(file: SeminarStore, stack: int, now: datetime, reach: Reach) -> str:
    offer = offers(file, reach)[stack]
    if offer is not None:
        return str(take_back(file, offer.act, now))
    with file.read() as reader:
        stuck = _stacks(reader.acts(file.device), reach)[stack]
    return str(take_back(file, stuck[-1], now)) if stuck else ""


def _offer(reader: Reader, stack: Sequence[Act]) -> Offer | None:
    """The latest that can be taken back: one that cannot does not block those before it."""
    for act in reversed(stack):
        if outcomes.may_take_back(reader, act):
            at = on_room_clock(reader, datetime.fromisoformat(act.at))
            return Offer(act, activity.words_of(reader, act), at, _touched(reader, act))
    return None


def _touched(reader: Reader, act: Act) -> tuple[Change, ...]:
    """What an act touched, at most so much of it as anybody looks for: it is gone to one of them.
    Of a coding it is the passage that can be gone to.
    """
    touched = outcomes.touched(reader, act, _GONE_TO)
    ids = (_passage(reader, change.id) for change in touched if change.kind is Kind.CODING)
    return (*(Change(Kind.NOTE, id) for id in ids if id), *touched)


def _passage(reader: Reader, coding_id: str) -> str:
    said = reader.last_said(coding_id)
    coding = record_of(Kind.CODING, said[1]) if said and said[1] else None
    return coding.passage_id if isinstance(coding, Coding) else ""


def _stacks(acts: Sequence[Act], reach: Reach) -> tuple[list[Act], list[Act]]:
    """What can be undone and what can be redone, the next one last: replayed from what was done."""
    undoable: list[Act] = []
    redoable: list[Act] = []
    for act, first in _with_first(acts):
        if not reach.takes_in(first):
            continue
        if _drop(undoable, act.undoes):
            redoable.append(act)
        elif _drop(redoable, act.undoes):
            undoable.append(act)
        elif act.undoable and act.undoes is None:
            undoable.append(act)
            redoable.clear()
    return undoable, redoable


def _with_first(acts: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Each act, and the one that it does or takes back in the end: undoing belongs to that."""
    first: dict[str, Act] = {}
    for act in acts:
        first[act.id] = first.get(act.undoes or "", act)
        yield act, first[act.id]


def _drop(stack: list[Act], id: str | None) -> bool:
    """Take an act out of a stack, whether it is the last or an earlier one."""
    at = next((at for at, act in enumerate(stack) if act.id == id), None)
    if at is None:
        return False
    del stack[at]
    return True
