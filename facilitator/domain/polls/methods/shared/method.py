"""What every voting method says of itself; a method's own file fills it in.

Nothing outside this folder asks which method a poll has, but for the parts that draw: the chart,
the table on paper, the tablet's and the phone's ballot.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.sums import Sums
from facilitator.domain.polls.methods.shared.typing_in import Cell, marked, number
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.polls.results import Tally
from facilitator.domain.wording import Message, Text, say

Marks = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """What a chart tells of a table by group: a class, and one that is told beside it.

    `says` makes a phrase of how many of a group are in the class and how many it has: people, never
    a share, since the room's shares are of those with a view, and how many of a group have none is
    not told. `beside_says` makes one of how many are in the other.
    """

    says: Callable[[int, int], Message]
    column: int = 0
    beside: int | None = None
    beside_says: Callable[[int], Text] = lambda _people: ""


@dataclass(frozen=True, slots=True)
class SplitRule:
    """How a method's results are split by group.

    `classes` holds the marks of each answer, asked item by item; the class without marks takes
    what the others leave. Without classes the items are the answers to one question. `unmarked` is
    the mark of an item that a ballot leaves out, also by abstaining, None where all items are one
    question. Every item of a round has the same people so: a difference would tell of few.
    """

    told: Told
    classes: Mapping[str, range] = field(default_factory=dict)
    unmarked: int | None = None
    item_is_answer: bool = False
    best_first: bool = False
    base: Text = ""


class VotingMethod:
    """A method: rules and wording. Its sums are an object of class `sums` for every round."""

    key: ClassVar[Method]
    name: ClassVar[Message]
    """In a list of methods."""
    about: ClassVar[Message]
    """A sentence for who prepares a poll."""
    rule: ClassVar[Message]
    """How it is counted, for everybody who sees a result."""
    rule_for_one: ClassVar[Message | None] = None
    """The same where one item alone is asked about, which stands in no order."""
    note: ClassVar[Text] = ""
    """The formulas and their sources, for the method note of a document."""
    sums: ClassVar[type[Sums]] = Sums

    takes_items: ClassVar[bool] = True
    takes_criteria: ClassVar[bool] = False
    takes_reasons: ClassVar[bool] = False
    """Whether people can be asked why, by a list to tick from."""
    takes_budget: ClassVar[bool] = False
    deals: ClassVar[bool] = False
    """Whether each phone judges a few responses of its own share, which no poll lists."""
    deals_own: ClassVar[bool] = False
    """Whether what is dealt is what was noted of one's own group."""
    judged: ClassVar[bool] = False
    """Whether each item is a statement that the poll's threshold judges."""
    in_item_order: ClassVar[bool] = False
    """Whether results stand in the poll's order, not best first."""
    item_from_subject: ClassVar[bool] = False
    """Whether a poll without items is about its title alone."""
    least_items: ClassVar[int] = 2
    items_caption: ClassVar[Message] = say("Options, one a line")
    most_caption: ClassVar[Text] = ""
    """What the bound `most` is called; "" where the method has none."""
    most_unset: ClassVar[Message] = say("No limit")
    scale: ClassVar[tuple[int, int]] = (1, 1)
    """The lowest and the highest mark."""
    labels: ClassVar[tuple[Message, ...]] = ()
    """The names of the scale's points from 1 up, where they have names."""
    hands: ClassVar[tuple[tuple[int, Text], ...]] = ()
    """The marks that a show of hands counts, with their headings, in the order they are read out;
    none: it cannot be counted so."""
    one_hand_each: ClassVar[bool] = False
    """Whether a person raises a hand once in all, not once for each item."""
    takes_nothing: ClassVar[bool] = False
    """Whether a ballot on which nothing is marked is an answer: none of these."""
    split: ClassVar[SplitRule | None] = None
    sides: ClassVar[tuple[frozenset[int], frozenset[int]] | None] = None
    """The marks that are a view, and those of them that hold it, where a method knows two sides."""
    approving: ClassVar[frozenset[int]] = frozenset()
    """The marks by which somebody approves an item; none where no mark says that."""
    followed: ClassVar[bool] = False
    """Whether it can be told how linked voters moved between marks."""
    needs_whole: ClassVar[bool] = False
    """Whether it can only be counted again from whole ballots."""
    is_ranking: ClassVar[bool] = False
    """Whether marks are places."""
    unmarked: ClassVar[int | None] = None
    """The mark that following takes for an item left out; None where that is no answer."""

    def keys(self, poll: Poll) -> frozenset[str]:
        """Everything that can be marked."""
        return frozenset(item.id for item in poll.items)

    def names(self, poll: Poll) -> dict[str, str]:
        """What stands for everything that can be marked, in the poll's order."""
        return {item.id: item.text for item in poll.items}

    def how(self, poll: Poll) -> Text:
        """How a ballot is filled in, in one sentence; "" where its scale says so."""
        return ""

    def points(self) -> tuple[Text, ...]:
        """The points that each item is placed on, as they are shown; none where it is not."""
        return ()

    def range_of(self, poll: Poll) -> tuple[int, int]:
        """The lowest and the highest mark of a poll."""
        return self.scale

    def cells(self, poll: Poll) -> tuple[Cell, ...]:
        """The places on a sheet of paper, in its order: for each thing the number it is given."""
        low, high = self.range_of(poll)
        return tuple(
            Cell(key=key, name=name, low=low, high=high) for key, name in self.names(poll).items()
        )

    def read(self, poll: Poll, typed: Mapping[str, str]) -> tuple[Marks, tuple[str, ...]]:
        """The marks and words of what was typed into its cells, by their keys; what was left empty
        is left out. Raises SeminarError for what no cell holds.
        """
        found = marked(self.cells(poll), typed)
        return tuple((cell.key, number(cell, text)) for cell, text in found), ()

    def write(self, poll: Poll, marks: Marks, words: Sequence[str]) -> dict[str, str]:
        """What would be typed for these marks and words; `read` has them back."""
        return {key: str(mark) for key, mark in marks}

    def check(self, poll: Poll, marks: Marks, words: Sequence[str]) -> None:
        """Raise SeminarError with a sentence unless the method allows these marks and words."""
        if words:
            raise SeminarError(say("This poll takes marks, not words."))
        if not marks and not self.takes_nothing:
            raise SeminarError(say("Nothing is marked yet."))
        keys = [key for key, _ in marks]
        if len(set(keys)) < len(keys):
            raise SeminarError(say("Something is marked twice."))
        if not set(keys) <= self.keys(poll):
            raise SeminarError(say("This ballot marks something that is not in the poll."))
        self.check_marks(poll, marks)

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        """Raise SeminarError for marks that are not on the scale."""
        lowest, highest = self.scale
        for _, mark in marks:
            if not lowest <= mark <= highest:
                raise SeminarError(say("{mark} is not a mark of this poll.", mark=mark))

    def canonical(self, marks: Marks, words: Sequence[str]) -> tuple[Marks, tuple[str, ...]]:
        """The one form of all ballots that count alike: nothing tells in what order they were
        ticked, or on what kind of device.
        """
        return tuple(sorted(marks)), tuple(words)

    def lacks(self, poll: Poll) -> Message | None:
        """What a poll is missing before it can open, and what to do; None where nothing is."""
        title = poll.title
        if self.takes_items and not poll.items:
            return say(
                "“{title}” has no items. Add at least one in Prepare, then open it.", title=title
            )
        if len(poll.items) < self.least_items:
            return say(
                "“{title}” needs at least two items to choose between. Add another in Prepare, "
                "then open it.",
                title=title,
            )
        if not all(item.text.strip() for item in poll.items):
            return say(
                "“{title}” has an item without words. Word it in Prepare, then open it.",
                title=title,
            )
        if self.takes_criteria and not poll.criteria:
            return say(
                "“{title}” has no criteria. Add at least one in Prepare, then open it.",
                title=title,
            )
        return None

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        """What a tally with ballots in it comes to, in one sentence."""
        raise NotImplementedError

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        """What became of one round in another, in one sentence."""
        raise NotImplementedError

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        """The marks of a rehearsed person who likes the items so much, about -2 to 2 each."""
        raise NotImplementedError


def best_liked(likes: Mapping[str, float]) -> list[str]:
    """The items from the best liked down."""
    return sorted(likes, key=lambda item: (-likes[item], item))


def point_of(liking: float, low: int, high: int) -> int:
    """The point of a scale that goes with a liking."""
    middle, step = (low + high) / 2, (high - low) / 4
    return min(high, max(low, round(middle + liking * step)))
