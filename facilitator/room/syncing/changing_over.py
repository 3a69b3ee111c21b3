"""A room that changes over by itself: to its own copy when the database does not answer for long,
and back when it does, with all that was done meanwhile.

Whoever serves is another process, which is ended: where the network swallows what is sent, one that
waits for it could not be asked to stop. The port stays open here, so that whoever comes while
nobody serves is answered by whoever serves next. What was done is merged before anybody is served
from the database again. Cut off in between, wherever that is, the next start goes on from there:
the copy is served, or merged once more, which comes to the same, and it is let go of after that.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.facts import OwnCopy
from facilitator.domain.wording import Joined, Text, Wording, say
from facilitator.room.net.passed_on import packed
from facilitator.room.syncing.contact import Contact
from facilitator.room.syncing.own_copies import KeptApart
from facilitator.room.workers import ENDING_SECONDS, Line, Workers, told_to_end
from facilitator.services.files import own_copy
from facilitator.services.files.addresses import (
    Address,
    Keys,
    open_anywhere,
    open_to_serve,
)
from facilitator.services.files.last_seen import NOTHING_SEEN, LastSeen
from facilitator.store.seminar_store import SeminarStore

OF_DATABASES = say(
    "A room keeps its own copy of a seminar in a database. Leave --standby-file out; for one in a "
    "file a second laptop stands by with “facilitator standby”."
)
ANSWERS = say("The database answers again.")
NO_COPY = say(
    "The database does not answer, and there is no copy yet in which this room could go on. Pages "
    "keep what people send."
)
CANNOT_BE_KEPT = say("This room’s own copy cannot be kept up to date: {why}")
FORGOTTEN = say(
    "More was written since than is remembered: without the network this room would go on as it "
    "was in its copy, without what came after that."
)
BACK = say("The database answers again: what was done in this room meanwhile is in.")

PARTS = 4
"""Of the time after which a room changes over: after one of them that is said, for one the database
has to answer before the room goes back, and so often it is asked."""
AT_MOST_APART = 1.0
HUNG_SECONDS = 3.0
"""A server whose database does not answer may hang: so long it is given to let go of its pages."""
TOLD_SECONDS = 120.0
"""So long the facilitator's phone says that the room is back."""

Begins = Callable[[Path | Address, int], Workers]
"""Begins so many processes that serve what lies there."""


class ChangeOver:
    """Serves one room by turns from a database and from its own copy, to which it changes over
    `after` so many seconds without an answer; `tell` prints a line.
    """

    def __init__(
        self, where: Address, path: Path, room: str, after: float, tell: Callable[[str], None]
    ) -> None:
        self._where, self._path, self._room = where, path, room
        self._after, self._part = after, after / PARTS
        self._print = tell
        self._said: Text = ""
        self._last = NOTHING_SEEN
        self._apart = min(self._part, AT_MOST_APART)
        self._is_apart = False
        self._warned: Text = ""
        self._why_apart: Text = ""
        self._back: Text = ""
        self._back_at = float("-inf")

    def opened(self, keys: Keys) -> SeminarStore:
        """The seminar, to begin with: from the database, with what was done in the copy; from the
        copy where the database does not answer, or a vote is open in it. Raises SeminarError.
        """
        own_copy.refuse_elsewhere(self._path)
        try:
            store = open_to_serve(self._where, _now(), keys)
        except StorageError as error:
            if self._made() is None:
                raise
            return self._from_copy(error.sentence)
        try:
            if self._made() is not None and (vote := own_copy.open_vote(self._path)) is not None:
                store.close()
                return self._from_copy(vote)
            self._take_in(store)
        except SeminarError:
            store.close()
            raise
        return store

    def _made(self) -> OwnCopy | None:
        """What the copy remembers; None where it is none, which is said where it is taken in."""
        with suppress(SeminarError):
            return own_copy.made_of(self._path, self._where)
        return None

    def _from_copy(self, why: Text) -> SeminarStore:
        self._print(str(why))
        self._is_apart = True
        return open_anywhere(self._path, _now())[0]

    def _take_in(self, store: SeminarStore) -> tuple[Text, ...]:
        said = tuple(own_copy.taken_in(store.in_room(self._room), self._path, _now()))
        for sentence in said:
            self._print(str(sentence))
        return said

    def run(self, begins: Begins, workers: int) -> None:
        """Serve until this process is told to end."""
        with told_to_end() as enough:
            while not (
                self._serve_alone(enough, begins)
                if self._is_apart
                else self._serve_together(enough, begins, workers)
            ):
                self._change()

    def _serve_together(self, enough: Line, begins: Begins, workers: int) -> bool:
        """Serve from the database until it is enough (True), or it does not answer any more."""
        keeper = KeptApart(self._where, self._path, self._print)
        try:
            with self._serving(begins(self._where, workers)) as (serving, contact):
                while not serving.attend(enough, self._apart):
                    contact.held_to, self._last = keeper.held_to, contact.last
                    if contact.silent_for >= self._after and self._made() is not None:
                        return False
                    trouble = _told_of_copy(keeper.trouble, self._last, keeper.held_to)
                    self._say(serving, self._told_together(contact.silent_for, trouble))
            return True
        finally:
            keeper.end()

    def _serve_alone(self, enough: Line, begins: Begins) -> bool:
        """Serve the copy until it is enough (True), or the room can go back."""
        with closing(open_anywhere(self._path, _now())[0]) as copy:
            own_copy.go_on_alone(copy, self._last, _now())
            self._last = NOTHING_SEEN
            alone = Joined(own_copy.said_alone(copy))
            with self._serving(begins(self._path, 1)) as (serving, contact):
                while not serving.attend(enough, self._apart):
                    answers = contact.is_steady(self._part)
                    self._why_apart = self._why_apart if answers else ""
                    waits = self._why_apart or own_copy.open_vote_in(copy) if answers else alone
                    if not waits:
                        return False
                    self._say(serving, waits)
        return True

    @contextmanager
    def _serving(self, serving: Workers) -> Iterator[tuple[Workers, Contact]]:
        contact = Contact(self._where, _now, apart=self._apart)
        try:
            yield serving, contact
        finally:
            hangs = not self._is_apart and contact.silent_for > self._part
            serving.end(min(HUNG_SECONDS, self._after) if hangs else ENDING_SECONDS)
            contact.end()

    def _change(self) -> None:
        """To the copy; or back, where that can be done."""
        self._warned = ""
        if not self._is_apart:
            self._is_apart = True
            return
        try:
            with closing(open_to_serve(self._where, _now())) as store:
                said = self._take_in(store)
        except SeminarError as error:
            self._print(str(error))
            if not isinstance(error, StorageError):
                self._why_apart = say(
                    "The database answers again, but what was done here could not be taken in, so "
                    "this room stays with its own copy: {why}",
                    why=error.sentence,
                )
            return
        self._is_apart = False
        left = [each for each in said if own_copy.tells_of_rest(each)]
        self._back, self._back_at = Joined((BACK, *left)) if said else ANSWERS, monotonic()

    def _told_together(self, silent_for: float, trouble: Text) -> Text:
        """What there is to say while the room is with the others."""
        if silent_for >= self._part:
            if not self._warned:
                is_kept = self._made() is not None
                self._warned = _will_change(silent_for, self._after) if is_kept else NO_COPY
            return self._warned
        if self._warned:
            self._warned = ""
            self._print(str(ANSWERS))
        return trouble or (self._back if monotonic() - self._back_at < TOLD_SECONDS else "")

    def _say(self, serving: Workers, sentence: Text) -> None:
        """Have whoever leads the room, and whoever reads what the server says, know it."""
        serving.say(packed(sentence))
        if sentence != self._said:
            self._said = sentence
            if sentence:
                self._print(str(sentence))


def _told_of_copy(why: Text, last: LastSeen, held_to: int) -> Text:
    """What whoever leads the room has to know of a copy that cannot be made any more."""
    if not why:
        return ""
    lacks = last.forgot > held_to
    return Joined((CANNOT_BE_KEPT.of(why=why), *((FORGOTTEN,) if lacks else ())))


def _will_change(silent_for: float, after: float) -> Wording:
    return say(
        "The database has not answered for {seconds} seconds. After {after} seconds this room goes "
        "on by itself, in its own copy.",
        seconds=round(silent_for),
        after=round(after),
    )


def _now() -> datetime:
    return datetime.now(UTC)
