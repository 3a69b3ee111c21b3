"""Syncing: what a note-taker's laptop and its host say to each other, and what each may have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from facilitator.domain.acts import Act
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Counted, Listed, Text, Wording, say

NOTED = frozenset({Kind.NOTE, Kind.CHECK, Kind.THEME, Kind.CODING})
"""What note-takers write: these go both ways. A coding goes where its passage goes."""

SHARED = NOTED | frozenset(
    {
        Kind.SEMINAR,
        Kind.SEGMENT,
        Kind.QUESTION,
        Kind.FINDING,
        Kind.CASE_STUDY,
        Kind.BREAKOUT,
        Kind.PROGRESS,
        Kind.SEGMENT_RUN,
        Kind.STAGE,
    }
)
"""What a note-taker needs. Votes, responses, names and consents stay with the host."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a kind of laptop `has` of its host, and what of that it `writes`: this goes both ways. A
    coding goes where its passage is among `passages`.
    """

    has: frozenset[Kind]
    writes: frozenset[Kind]
    passages: frozenset[Kind]


NOTE_TAKERS = Share(SHARED, NOTED, NOTED)
THEME_TEAM = Share(SHARED | {Kind.RESPONSE}, NOTED | {Kind.FINDING}, SHARED | {Kind.RESPONSE})
"""Responses come without who gave them, and only come: they are written on the host."""

PICTURES = frozenset({Kind.PHOTOGRAPH})
"""These go to the host alone, behind all notes: they are large, and may show somebody. That one was
erased goes everywhere.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file's journal, and the revision there: elsewhere another one stands there."""

    seq: int
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Some revisions in the order of a journal, and the acts they were written in."""

    acts: tuple[Act, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Called:
    """What computers are called, by device, and which of them is the `host`."""

    host: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


NOBODY_CALLED = Called()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a laptop says: how far it has read the host's journal, and what it brings.

    `device` and `name` say which laptop it is, as in its revisions and to people. `left` counts the
    revisions still to come. `people` is the fingerprint of the people it knows
    of. `thorough` asks for a count of everything, so that a gap would be noticed. `version` is that
    of the laptop's file: two programs that differ in it do not understand each other's records.
    """

    file_id: str
    device: str
    name: str
    after: Mark | None = None
    brings: Slice = field(default_factory=Slice)
    left: int = 0
    people: str = ""
    thorough: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the host says: the revisions after the laptop's place, up to a new one.

    `left` counts those still to come. `people` are those in the groups, without their names, where
    they are not as the laptop knows them. `holds` counts what note-takers wrote, when asked.
    `version` is that of the host's file, `epoch` another one where a copy took the file's place,
    `now` the time by the host's clock. Where the laptop's place no longer `stands` in the host's
    journal that went back in time, and lacks what the laptop had sent. `called` are the computers
    by name, as far as the laptop may know them.
    """

    upto: Mark | None
    brings: Slice
    left: int
    people: tuple[Participant, ...] | None = None
    holds: int | None = None
    version: int = 1
    epoch: str = ""
    stands: bool = True
    now: datetime | None = None
    called: Called | None = None


def refuse_another_version(host: int, laptop: int) -> None:
    """Raise SeminarError, with what to do, where host and laptop have programs that differ."""
    if laptop < host:
        raise SeminarError(OLDER_LAPTOP)
    if host < laptop:
        raise SeminarError(OLDER_HOST)


OLDER_LAPTOP = say(
    "This laptop has an older Facilitator than the host, so nothing was sent or fetched. Install "
    "the host’s version here; what you have typed stays on this laptop and will go across then."
)
OLDER_HOST = say(
    "The host has an older Facilitator than this laptop, so nothing was sent or fetched. Install "
    "this laptop’s version on the host; what you type stays here and will go across then."
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a laptop is with its host: what it has `got` of the host's journal, what of its own
    it has `sent`, and where in its own `theirs` stands since, from one place to another. `epoch` is
    that of the host's file as it was then; `pictures` is how far its photographs are sent.
    """

    got: Mark | None = None
    sent: Mark | None = None
    theirs: tuple[tuple[int, int], ...] = ()
    epoch: str = ""
    pictures: Mark | None = None

    def is_of(self, epoch: str) -> bool:
        """Whether it is how far a laptop is with a host of that epoch, as far as either says."""
        return not self.epoch or not epoch or self.epoch == epoch


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is only on this laptop: notes (each counted once), other things note-takers write, and
    what else was changed on it, which only a copy of the whole file takes to the host.
    """

    notes: int = 0
    others: int = 0
    besides: int = 0

    @property
    def sentence(self) -> Text:
        """In words; "" when the host has everything."""
        parts = []
        if self.notes:
            parts.append(Counted(self.notes, "{n} note", "{n} notes"))
        if self.others:
            parts.append(Counted(self.others, "{n} other record", "{n} other records"))
        return say("{records} only on this laptop", records=Listed(parts)) if parts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """A note-taker's laptop as its host knows it: when it was last heard of (UTC), what is left."""

    device: str
    name: str
    at: datetime
    left: int
    received: int


def without_names(people: Sequence[Participant]) -> tuple[Participant, ...]:
    """People as a note-taker's laptop may know them: who is heard is told by sector and size."""
    return tuple(
        Participant(id=p.id, name="", sector=p.sector, size=p.size, arrived_at=p.arrived_at)
        for p in people
    )


class Reach(StrEnum):
    """How a laptop stands to its host."""

    TRYING = "trying"
    UP = "up"
    AWAY = "away"
    UNPAIRED = "unpaired"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a laptop stands to its host now.

    `share` is how far a sync that goes on has come (0 to 1), `at` when both last held the same
    (UTC), `trouble` the host's own sentence when it refused. `too_long` counts what an older
    program wrote that is too long to be sent: it goes by file alone.
    """

    reach: Reach
    waiting: Waiting
    at: datetime | None = None
    share: float = 1.0
    trouble: str = ""
    too_long: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the host has everything that was typed here."""
        return self.reach is Reach.UP and not self.waiting.sentence and not self.too_long

    @property
    def sentence(self) -> Wording:
        """What the note-taker has to know, no more."""
        here = self.waiting.sentence
        match self.reach:
            case Reach.UP:
                return say("Sending: {here}", here=here) if here else self._received
            case Reach.TRYING if not here:
                return say("Looking for the host")
            case Reach.TRYING:
                return say("Looking for the host; {here}", here=here)
            case Reach.AWAY if not here:
                return say("The host is not reachable; what you type is kept on this laptop")
            case Reach.AWAY:
                return say("{here}; the host is not reachable", here=here)
            case Reach.UNPAIRED:
                return say("{here}; the host asks for its code again", here=here or KEPT)
            case Reach.REFUSED:
                return say(
                    "{here}; the host refuses: {trouble}", here=here or KEPT, trouble=self.trouble
                )

    @property
    def _received(self) -> Wording:
        if not self.too_long:
            return say("All received by the host")
        return Counted(
            self.too_long,
            "{n} record is too long to be sent: use File > Hand over my notes; the host has the "
            "rest",
            "{n} records are too long to be sent: use File > Hand over my notes; the host has the "
            "rest",
        )


KEPT = say("Kept on this laptop")


def received(laptops: Sequence[Laptop]) -> Text:
    """What the host can say of the laptops that send it notes; "" when there are none."""
    if not laptops:
        return ""
    coming = [laptop for laptop in laptops if laptop.left]
    if coming:
        return Listed(
            say("{n} more coming from {name}", n=laptop.left, name=laptop.name) for laptop in coming
        )
    return Counted(
        len(laptops),
        "Notes of {n} laptop received, {at}",
        "Notes of {n} laptops received, {at}",
        at=f"{laptops[0].at:%H:%M}",
    )
