"""What is remembered of a round's ballots: sums that a ballot can be added to and taken out of.

Every entry is a sum over ballots and zero entries are dropped, so sums that have seen the same
ballots are equal, whatever came and went in between and in whatever order.
"""

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ranking
from facilitator.domain.polls.ballots import HAND_METHODS, NO_HANDS
from facilitator.domain.polls.polls import Ballot, HandCount, Method, Poll
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import Order

Key = TypeVar("Key", bound=Hashable)


def fold(word: str) -> str:
    """A word as it is counted: capitals, spaces and encodings of accents make no difference."""
    return " ".join(unicodedata.normalize("NFKC", word).split()).casefold()


def counted_words(answers: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The words of answers of one word each, counted as an open words poll counts its own."""
    written = [" ".join(answer.split()) for answer in answers]
    return as_spelt(Counter(map(fold, written)), Counter((fold(word), word) for word in written))


def as_spelt(
    people: Mapping[str, int], spellings: Mapping[tuple[str, str], int]
) -> tuple[tuple[str, int], ...]:
    """Words as most people spelt them, the most frequent first, equals by alphabet.

    `people` counts folded words, `spellings` (folded, as written).
    """
    spelling: dict[str, tuple[int, str]] = {}
    for (folded, written), count in spellings.items():
        spelling[folded] = max(spelling.get(folded, (0, "")), (count, written))
    counted = sorted(people.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple((spelling[folded][1], count) for folded, count in counted)


class Sums:
    """The sums of one round of `poll`."""

    def __init__(self, poll: Poll) -> None:
        self.poll = poll
        self.items = tuple(item.id for item in poll.items)
        self.names = {item.id: item.text for item in poll.items}
        self.channels: Counter[Channel] = Counter()
        self.marks: Counter[tuple[str, int]] = Counter()
        self.people: Counter[str] = Counter()
        self.rankings: Counter[Order] = Counter()
        self.beats: Counter[tuple[str, str]] = Counter()
        self.spellings: Counter[tuple[str, str]] = Counter()
        self.tie_term = 0
        pairs = [(first, second) for first in self.items for second in self.items]
        self.duels = {f"{first}>{second}": (first, second) for first, second in pairs}
        self.cells = {f"{i}/{c.id}": (i, c.id) for i in self.items for c in poll.criteria}

    @property
    def voters(self) -> int:
        return sum(self.channels.values())

    def shift(self, ballot: Ballot, by: int) -> None:
        """Add a ballot (1) or take it out (-1)."""
        _shift(self.channels, ballot.channel, by)
        if self.poll.method is Method.RANK:
            self._shift_ranking(ranking.ranking_of(ballot.marks), by)
        elif self.poll.method is Method.WORDS:
            for folded, spelling in {fold(w): " ".join(w.split()) for w in ballot.words}.items():
                _shift(self.people, folded, by)
                _shift(self.spellings, (folded, spelling), by)
        else:
            self._shift_marks(ballot.marks, by)

    def _shift_marks(self, marks: Sequence[tuple[str, int]], by: int) -> None:
        touched: set[str] = set()
        for key, mark in marks:
            _shift(self.marks, (key, mark), by)
            if self.poll.method is Method.PAIRWISE:
                _shift(self.beats, self.duels[key], by)
                touched.update(self.duels[key])
            elif self.poll.method is Method.WEIGHTED:
                touched.add(self.cells[key][0])
            elif mark or self.poll.method is not Method.DOTS:
                touched.add(key)
        for item in touched:
            _shift(self.people, item, by)

    def _shift_ranking(self, order: Order, by: int) -> None:
        _shift(self.rankings, order, by)
        self.tie_term += by * ranking.tie_term(order, len(self.items))
        for pair in ranking.preferences(order, self.items):
            _shift(self.beats, pair, by)
        place = 1
        for group in order:
            for item in group:
                _shift(self.marks, (item, place), by)
                _shift(self.people, item, by)
            place += len(group)

    def shift_hands(self, hands: HandCount, by: int) -> None:
        """Add a show of hands (1) or take it out (-1)."""
        if self.poll.method not in HAND_METHODS:
            raise SeminarError(NO_HANDS)
        raised: Counter[str] = Counter()
        for item, mark, people in hands.marks:
            _shift(self.marks, (item, mark), by * people)
            raised[item] += people
        for item, people in raised.items():
            _shift(self.people, item, by * people)
        each_once = self.poll.method is Method.CHOOSE_ONE
        least = sum(raised.values()) if each_once else max(raised.values(), default=0)
        _shift(self.channels, Channel.HANDS, by * max(least, hands.people))

    def points(self, key: str, lowest: int, highest: int) -> tuple[tuple[int, int], ...]:
        """(mark, people) for every mark from lowest to highest."""
        return tuple((mark, self.marks[key, mark]) for mark in range(lowest, highest + 1))


def _shift(counter: Counter[Key], key: Key, by: int) -> None:
    counter[key] += by
    if not counter[key]:
        del counter[key]
