"""What is remembered of a round's ballots: sums that a ballot can be added to and taken out of.

Every entry is a sum over ballots and zero entries are dropped, so sums that have seen the same
ballots are equal, whatever came and went in between and in whatever order. A method that counts
more than marks and people has sums of its own in its file.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from facilitator.domain.polls import measures, ranking
from facilitator.domain.polls.polls import ABSTAIN, Ballot, HandCount, Item, Poll
from facilitator.domain.polls.ranking import Ranking
from facilitator.domain.polls.results import Cell, Line, Tally
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import Joined, Message, Order, Text, shared_places

Key = TypeVar("Key", bound=Hashable)

Points = tuple[tuple[int, int], ...]


class Sums:
    """The sums of one round of `poll`, and what they come to."""

    def __init__(self, poll: Poll) -> None:
        self.poll = poll
        self.items = tuple(item.id for item in poll.items)
        self.names = {item.id: item.spoken for item in poll.items}
        self.channels: Counter[Channel | None] = Counter()
        self.marks: Counter[tuple[str, int]] = Counter()
        self.people: Counter[str] = Counter()
        self.unmarked = 0
        self.abstained = 0

    @property
    def cast(self) -> int:
        """Everybody who voted."""
        return sum(self.channels.values())

    @property
    def voters(self) -> int:
        """Those of them who did not abstain."""
        return self.cast - self.abstained

    def shift(self, ballot: Ballot, by: int) -> None:
        """Add a ballot (1) or take it out (-1)."""
        shift(self.channels, ballot.channel, by)
        if ballot.abstains:
            self.abstained += by
        else:
            self.shift_ballot(ballot, by)

    def know_channel(self, channel: Channel, people: int) -> None:
        """Say of some whose ballots do not tell by which channel they came."""
        shift(self.channels, None, -people)
        shift(self.channels, channel, people)

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        """Add what a ballot marks, or take it out."""
        for key, mark in ballot.marks:
            shift(self.marks, (key, mark), by)
            shift(self.people, key, by)

    def shift_hands(self, hands: HandCount, by: int, *, one_each: bool) -> None:
        """Add a show of hands (1) or take it out (-1)."""
        raised: Counter[str] = Counter()
        abstained = 0
        for item, mark, people in hands.marks:
            if item == ABSTAIN:
                abstained = people
                continue
            shift(self.marks, (item, mark), by * people)
            raised[item] += people
        for item, people in raised.items():
            shift(self.people, item, by * people)
        least = sum(raised.values()) if one_each else max(raised.values(), default=0)
        self.abstained += by * abstained
        shift(self.channels, Channel.HANDS, by * max(least + abstained, hands.people))

    def points(self, key: str, lowest: int, highest: int) -> Points:
        """(mark, people) for every mark from lowest to highest."""
        return tuple((mark, self.marks[key, mark]) for mark in range(lowest, highest + 1))

    def tally(self, rule: Message) -> Tally:
        """What the sums come to, counted by `rule`."""
        lines = self.lines()
        ranks = {line.item_id: (line.with_view > 0, line.score) for line in lines}
        order = ranking.standing(tuple(ranks), ranks.__getitem__)
        rankings = self.rankings()
        return Tally(
            method=self.poll.method,
            ballots=self.cast,
            by_channel=tuple((way, self.channels[way]) for way in Channel if self.channels[way]),
            lines=lines,
            order=order,
            rule=rule,
            ties=shared_places(_marked(order, lines), self.names),
            rankings=rankings,
            concordance=self.concordance(),
            disagreement=self.disagreement(rankings),
            words=self.words(),
            cells=self.cells(),
            pairs=self.pairs(),
            unmarked=self.unmarked,
            abstained=self.abstained,
        )

    def lines(self) -> tuple[Line, ...]:
        """A line per item, in the poll's order."""
        return tuple(self.line(item) for item in self.poll.items)

    def line(self, item: Item) -> Line:
        """An item's line: how many people marked it, of all who voted."""
        people = self.people[item.id]
        return self.line_of(item, people, self.points(item.id, 1, 1), shared=True)

    def line_of(
        self, item: Item, score: float | Fraction, points: Points = (), *, shared: bool = False
    ) -> Line:
        """A line whose people are those who marked the item; `shared`: as a share of all voters."""
        people = self.people[item.id]
        return Line(
            item_id=item.id,
            text=item.text,
            second=item.second,
            people=people,
            with_view=self.voters,
            share=people / self.voters if shared and self.voters else None,
            percent=measures.printed_percent(people, self.voters) if shared else None,
            score=float(score),
            points=points,
        )

    # What only some methods have

    def rankings(self) -> tuple[Ranking, ...]:
        """The orders that ranking rules come to."""
        return ()

    def concordance(self) -> float | None:
        """How far people's rankings agree."""
        return None

    def disagreement(self, rankings: Sequence[Ranking]) -> Text:
        """A sentence where rules differ."""
        return ""

    def words(self) -> tuple[tuple[str, int], ...]:
        """Words and how many people gave them."""
        return ()

    def cells(self) -> tuple[Cell, ...]:
        """Results by item and criterion."""
        return ()

    def pairs(self) -> tuple[tuple[str, str, int], ...]:
        """Who was put above whom, by how many people."""
        return ()


class PairSums(Sums):
    """Sums that know how many people put an item above another; `beats` is kept by subclasses."""

    def __init__(self, poll: Poll) -> None:
        super().__init__(poll)
        self.beats: Counter[tuple[str, str]] = Counter()

    def disagreement(self, rankings: Sequence[Ranking]) -> Text:
        if not self.voters:
            return ""
        said = (
            ranking.cycle_sentence(self.names, self.beats),
            ranking.disagreement(self.names, rankings),
        )
        return Joined(said) if any(said) else ""

    def pairs(self) -> tuple[tuple[str, str, int], ...]:
        return tuple(
            (first, second, self.beats[first, second])
            for first in self.items
            for second in self.items
            if self.beats[first, second]
        )


def shift(counter: Counter[Key], key: Key, by: int) -> None:
    """Add to an entry; an entry of nought is dropped."""
    counter[key] += by
    if not counter[key]:
        del counter[key]


def _marked(order: Order, lines: Sequence[Line]) -> Order:
    """The order without those at its end on whom nobody has a view: they share no place."""
    viewed = {line.item_id for line in lines if line.people and line.with_view}
    while order and viewed.isdisjoint(order[-1]):
        order = order[:-1]
    return order


def by_criterion(poll: Poll) -> Mapping[str, tuple[str, str]]:
    """The keys that a weighted poll's marks have: item and criterion by "item/criterion"."""
    return {f"{i.id}/{c.id}": (i.id, c.id) for i in poll.items for c in poll.criteria}
