"""What a round came to: a line for each item, and the tally that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from facilitator.domain.polls.measures import AGREES, DISAGREES
from facilitator.domain.polls.polls import Method
from facilitator.domain.polls.ranking import Ranking
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import LEAST_SHARED, Beside, Message, Order, Text, say, spoken


class Outcome(StrEnum):
    """What a vote on one statement comes to."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DIVIDED = "divided"
    NO_MAJORITY = "no_majority"
    NO_VIEW = "no_view"


OUTCOME_WORDS: Mapping[Outcome, Message] = {
    Outcome.ACCEPTED: say("Accepted"),
    Outcome.REJECTED: say("Rejected"),
    Outcome.DIVIDED: say("Divided"),
    Outcome.NO_MAJORITY: say("No majority either way"),
    Outcome.NO_VIEW: say("Mostly no view"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item's result. `points` holds (mark, people) for every mark the method allows, in order.

    `with_view` are the people counted in shares: on an agree scale those who did not say
    "don't know", elsewhere everybody who voted. `score` is what items are ordered by:
    people for choose one and approve, mean for scales, points for dots, Borda points for rank.
    `percent` is the share as every surface prints it, None where too few people make it up.
    Figures that a method does not have are None.
    """

    item_id: str
    text: str
    people: int
    with_view: int
    share: float | None
    score: float
    percent: Decimal | None = None
    points: tuple[tuple[int, int], ...] = ()
    dont_know: int = 0
    mean: float | None = None
    median: float | None = None
    iqr: float | None = None
    sd: float | None = None
    agreement: float | None = None
    consensus: float | None = None
    dissent: bool = False
    outcome: Outcome | None = None
    second: str = ""

    def __post_init__(self) -> None:
        """Of too few people no share is printed anywhere."""
        if self.with_view < LEAST_SHARED:
            object.__setattr__(self, "percent", None)

    @property
    def spoken(self) -> Text:
        """The item in the seminar's languages."""
        return spoken(self.text, self.second)

    @property
    def agreeing(self) -> int:
        """How many people agree or strongly agree; told of agree scales alone."""
        return sum(people for mark, people in self.points if mark >= AGREES)

    @property
    def disagreeing(self) -> int:
        """How many people disagree or strongly disagree; told of agree scales alone."""
        return sum(people for mark, people in self.points if mark <= DISAGREES)

    @property
    def printed(self) -> str:
        """The share in words, a dash where there is none."""
        return "–" if self.percent is None else f"{self.percent} %"

    @property
    def beside(self) -> Beside:
        """The share behind the count that it is of, where it is printed."""
        return Beside("" if self.percent is None else self.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How an item did on one criterion of a weighted poll; no mean where nobody marked it."""

    item_id: str
    criterion_id: str
    people: int
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round came to. `ballots` counts people, hands included.

    `order` is best first with tied items together. `rule` says how it was counted, `ties` how ties
    were treated ("" when there were none), `disagreement` says so when ranking rules differ.
    `cells` are the item by criterion results of a weighted poll; `pairs` hold (first id, second id,
    people who put the first above the second) for rank and pairwise. `unmarked` are those whose
    ballot marks nothing, where that is an answer; `abstained` those who said that they have no
    view, who count among `ballots` and in no share.
    """

    method: Method
    ballots: int
    by_channel: tuple[tuple[Channel, int], ...]
    lines: tuple[Line, ...]
    order: Order
    rule: Text
    ties: Text = ""
    rankings: tuple[Ranking, ...] = ()
    concordance: float | None = None
    disagreement: Text = ""
    words: tuple[tuple[str, int], ...] = ()
    cells: tuple[Cell, ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    unmarked: int = 0
    abstained: int = 0

    @property
    def voters(self) -> int:
        """Those who voted and did not abstain."""
        return self.ballots - self.abstained

    def ways(self, least: int) -> tuple[tuple[Channel, int | None], ...]:
        """The ways in which votes came in, with how many people took each; without, where fewer
        than `least` took one of several: who has no phone is known to the room.
        """
        used = [(channel, people) for channel, people in self.by_channel if people]
        told = len(used) < 2 or all(people >= least for _, people in used)
        return tuple((channel, people if told else None) for channel, people in used)
