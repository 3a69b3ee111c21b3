"""Polls: what is asked, by which method, how secretly, and what state a round is in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.bounds import Real, Whole, hold_to_years
from facilitator.domain.locales import Locale
from facilitator.domain.privacy.disclosure import SafeTable, Split
from facilitator.domain.responses.responses import Channel
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.wording import Message, Text, say, spoken, told


class Method(StrEnum):
    """How people express a view on the items of a poll."""

    CHOOSE_ONE = "choose_one"
    APPROVE = "approve"
    AGREE = "agree"
    RATE = "rate"
    RANK = "rank"
    DOTS = "dots"
    WEIGHTED = "weighted"
    PAIRWISE = "pairwise"
    WORDS = "words"
    SORT = "sort"
    MEMBER_CHECK = "member_check"


class Secrecy(StrEnum):
    """What can be known afterwards about who cast a ballot."""

    NAMED = "named"
    PSEUDONYMOUS = "pseudonymous"
    SEALED = "sealed"


class RoundState(StrEnum):
    """A round's life; a poll without rounds is a draft.

    While it is counting, phones and tablet have ended, and paper and hands are still being counted.
    """

    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    REVEALED = "revealed"

    @property
    def is_counted(self) -> bool:
        """Whether no ballot can come any more, so that what they say is known."""
        return self in (RoundState.CLOSED, RoundState.REVEALED)


STATE_NAMES: Mapping[RoundState, Message] = {
    RoundState.OPEN: say("open"),
    RoundState.COUNTING: say("the count is being made"),
    RoundState.CLOSED: say("closed"),
    RoundState.REVEALED: say("revealed"),
}
"""Where a round stands, short enough for a list."""
STATE_SENTENCES: Mapping[RoundState, Message] = {
    RoundState.OPEN: say("Voting is open"),
    RoundState.COUNTING: say("Voting is closed. The count is being made."),
    RoundState.CLOSED: say("Voting is closed. The results are sealed."),
    RoundState.REVEALED: say("Results"),
}
"""What stands over a poll before the room."""
NOT_BEGUN = say("Voting has not begun")


class OpenTo(StrEnum):
    """Who may vote: anybody or those on a list, in the room that opens the vote or in all rooms."""

    ANYBODY = "anybody"
    CHECKED_IN = "checked_in"
    SECTOR = "sector"
    NAMED = "named"
    ALL_ROOMS = "all_rooms"
    CHECKED_IN_ALL_ROOMS = "checked_in_all_rooms"
    SECTOR_ALL_ROOMS = "sector_all_rooms"
    NAMED_ALL_ROOMS = "named_all_rooms"

    @property
    def whom(self) -> "OpenTo":
        """Who may vote, wherever they are: what it is called where one room votes."""
        return next((one for one, of_all in IN_ALL_ROOMS.items() if of_all is self), self)

    @property
    def in_all_rooms(self) -> "OpenTo":
        """The same people, in all rooms."""
        return IN_ALL_ROOMS[self.whom]


IN_ALL_ROOMS: Mapping[OpenTo, OpenTo] = {
    OpenTo.ANYBODY: OpenTo.ALL_ROOMS,
    OpenTo.CHECKED_IN: OpenTo.CHECKED_IN_ALL_ROOMS,
    OpenTo.SECTOR: OpenTo.SECTOR_ALL_ROOMS,
    OpenTo.NAMED: OpenTo.NAMED_ALL_ROOMS,
}
"""What each is called where all rooms vote."""


ABSTAIN = "-"
"""What a ballot marks, by 1, and nothing else, whose voter abstains."""
ABSTENTION = ((ABSTAIN, 1),)

AGREE_LABELS = (
    say("Strongly disagree"),
    say("Disagree"),
    say("Neither agree nor disagree"),
    say("Agree"),
    say("Strongly agree"),
)
DONT_KNOW = 0
"""The mark of "don't know" on an agree scale, kept apart from the five points."""
DONT_KNOW_LABEL = say("Don’t know")

RATE_MAX = 10

REASON = "/"
"""Stands between a statement and a reason in what a ballot marks."""
OWN_POINT = "us:"
"""Stands before the version of a headline point that its group judged."""
MOST_REASONS = 3
"""So many reasons one ballot may tick."""
WHY = say("Why? Up to {n} reasons, if you like", n=MOST_REASONS)
"""What voters are asked over the reasons."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a poll asks about.

    `origin` is its key in the template, or the id of the item that it was taken over from.
    """

    id: str
    text: str
    origin: str = ""
    second: str = ""

    @property
    def spoken(self) -> Text:
        """The text in the seminar's languages."""
        return spoken(self.text, self.second)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of a weighted poll; weights need not add up to anything. On an agree scale it is
    a reason that voters may tick, and has no weight.
    """

    id: str
    text: str
    weight: Real = 1.0
    second: str = ""

    @property
    def spoken(self) -> Text:
        """The text in the seminar's languages."""
        return spoken(self.text, self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A poll. `finding_id` or `question_id` is its subject, when it has one.

    `threshold` is the agreement share that counts as consensus. `most` bounds approvals,
    ranked places (0: no bound) or dots per item; `budget` is the number of dots. `split` is what
    its results may be split by: both together could tell of single people. `quorum` is the share of
    those who voted that needs a view for a statement to have an outcome; with `may_abstain` voters
    can say that they have none. With `awaits_count` paper or hands are counted after voting has
    closed. `open_to` says who may vote: people of the sectors in `open_for`, or those whose ids
    stand there.
    """

    KIND: ClassVar[Kind] = Kind.POLL
    id: str
    position: Real
    title: str
    wording: str
    method: Method
    items: tuple[Item, ...]
    criteria: tuple[Criterion, ...] = ()
    secrecy: Secrecy = Secrecy.SEALED
    threshold: Real = 0.75
    most: Whole = 0
    budget: Whole = 5
    shuffle: bool = False
    split: Split = Split.SECTOR
    quorum: Real = 0.5
    finding_id: str = ""
    question_id: str = ""
    awaits_count: bool = False
    may_abstain: bool = False
    open_to: OpenTo = OpenTo.ANYBODY
    open_for: tuple[str, ...] = ()
    title_second: str = ""
    wording_second: str = ""

    @property
    def items_second(self) -> tuple[Item, ...]:
        """The items, for whoever says them in the second language."""
        return self.items

    @property
    def spoken_title(self) -> Text:
        """Its title in the seminar's languages."""
        return spoken(self.title, self.title_second)

    @property
    def spoken(self) -> Text:
        """What people are asked, in the seminar's languages."""
        return spoken(self.wording, self.wording_second)


def said_in(poll: Poll, locale: Locale) -> Poll:
    """The poll with its words as they are said in that language; ids stay, which alone count."""
    return replace(
        poll,
        title=told(poll.spoken_title, locale),
        wording=told(poll.spoken, locale),
        items=tuple(replace(each, text=told(each.spoken, locale)) for each in poll.items),
        criteria=tuple(replace(each, text=told(each.spoken, locale)) for each in poll.criteria),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One vote on a poll. `poll` is the poll as it stood when the round opened: it cannot change.

    `present` is the number of people who could vote, 0 when unknown. `reason` says why the round
    was begun, where it was begun again. `closes_at` is the end of a countdown, once one was set.
    With `awaits_count` it is closed only when the count of paper or hands is declared. With
    `tells_recount` voters are told that their ballots are archived and can be recounted.
    `entitled` are those who may vote where not anybody may, as it was when the round opened: ids of
    participants, and of phones that are nobody's.
    `release` is what was released of it by group, item by item: fixed when it was revealed, so that
    no later figure can be held against it. `room` is the one that votes, or says that all do.
    """

    KIND: ClassVar[Kind] = Kind.ROUND
    id: str
    poll_id: str
    number: Whole
    state: RoundState
    poll: Poll
    opened_at: datetime
    closed_at: datetime | None = None
    revealed_at: datetime | None = None
    present: Whole = 0
    reason: str = ""
    segment_id: str = ""
    closes_at: datetime | None = None
    awaits_count: bool = False
    tells_recount: bool = False
    entitled: tuple[str, ...] = ()
    release: tuple[SafeTable, ...] = ()
    room: str = MAIN

    @property
    def by_group(self) -> tuple[SafeTable, ...]:
        """What was released by sector or by size, item by item."""
        kept = (REASON, OWN_POINT)
        return tuple(t for t in self.release if not any(sign in t.item_id for sign in kept))

    @property
    def by_side(self) -> tuple[SafeTable, ...]:
        """What was released of reasons, by the side of whoever ticked them, reason by reason."""
        return tuple(table for table in self.release if REASON in table.item_id)

    @property
    def by_point(self) -> tuple[SafeTable, ...]:
        """What was released of each headline point that its group judged."""
        return tuple(table for table in self.release if table.item_id.startswith(OWN_POINT))

    def told_of(self, voted: int) -> int:
        """Of how many people so many are said to have voted: 0 where that is unknown, or where
        more voted than were known to be here, by hands or on paper.
        """
        return self.present if self.present >= voted else 0

    def __post_init__(self) -> None:
        hold_to_years(self.opened_at, self.closed_at, self.revealed_at, self.closes_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCount:
    """A show of hands: for each item the counts by scale point (one count where there is no scale).

    Its id is made of the round's, so a correction replaces the earlier count. `marks` holds
    (item id, mark, people): for choose one and approve the mark is 1, on scales the point.
    `people` is how many raised a hand at all.
    """

    KIND: ClassVar[Kind] = Kind.HAND_COUNT
    id: str
    marks: tuple[tuple[str, Whole, Whole], ...]
    people: Whole = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What one voter marked in a round. `marks` are (item id, number):

    choose one and approve: 1 for what is chosen; agree: 1 to 5, 0 for don't know; rate: 0 to 10;
    agree besides: item id and reason id joined by "/", 1 for a reason that is ticked;
    rank: the place, 1 is best, equal places allowed; dots: the number of dots;
    weighted: item id and criterion id joined by "/", 0 to 10;
    pairwise: winner id and loser id joined by ">", 1; sort: the id of a response, 1 for agreement,
    -1 for none, 0 for a pass; member check: the version of a note, as `methods.member_check` says.
    `words` is used by open words, and by a member check.
    Who abstains marks `ABSTENTION`.
    """

    round_id: str
    marks: tuple[tuple[str, Whole], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def abstains(self) -> bool:
        """Whether this is a ballot of somebody who has no view and says so."""
        return self.marks == ABSTENTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Marked):
    """What was marked, as it is counted: under whose key, and by which way it came.

    `submission` is its voter's own and makes a resend count once. A ballot of a closed round has
    neither that nor a `channel`. `sector`, `size` and `room` are the key's. `seat` says, to who
    knows the round's secret, that somebody on the list has voted; not how, and on no ballot that is
    kept.
    """

    voter_key: str
    channel: Channel | None = Channel.TABLET
    sector: str = ""
    size: str = ""
    submission: str = ""
    seat: str = ""
    room: str = ""

    @property
    def marked(self) -> Marked:
        """What was marked, and nothing of who did."""
        return Marked(round_id=self.round_id, marks=self.marks, words=self.words)


def hands_id(round_id: str) -> str:
    """The id of a round's show of hands."""
    return f"hands:{round_id}"


SECRECY_NAMES: Mapping[Secrecy, Message] = {
    Secrecy.SEALED: say("Sealed"),
    Secrecy.PSEUDONYMOUS: say("Linked, without names"),
    Secrecy.NAMED: say("Named"),
}
SECRECY_KEPT: Mapping[Secrecy, Message] = {
    Secrecy.NAMED: say("Names were kept with the votes."),
    Secrecy.PSEUDONYMOUS: say("Votes were linked to each other, but not to names."),
    Secrecy.SEALED: say("Nobody can find out who cast which vote."),
}
"""What a document says when it is over."""
TRACES = say(
    "A program is reading the file, so its log still holds what was voted. It is emptied as soon "
    "as that program is done: close other programs that have the file open."
)
SECRECY_SENTENCES: Mapping[Secrecy, Message] = {
    Secrecy.NAMED: say("Your name is kept with your vote."),
    Secrecy.PSEUDONYMOUS: say("Your votes are linked to each other, but not to your name."),
    Secrecy.SEALED: say("When voting closes, nobody can find out who cast which vote."),
}
"""What voters are told."""
