"""What moved between two rounds of a poll: how many came and went, and what came of it.

People can be followed only where the same key links their ballots in both rounds. These people
chose to come, so everything here describes them and says nothing about anybody else.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.polls.item_results import Line
from facilitator.domain.polls.measures import AGREES
from facilitator.domain.polls.polls import Ballot, Method, Poll, Secrecy
from facilitator.domain.polls.tally import Tally
from facilitator.domain.polls.verdicts import agreeing
from facilitator.domain.wording import brief, counted, figure, listed, people, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How the people who voted in both rounds moved on one item.

    `table` holds (mark before, mark after, people); on choose one and approve the mark is 1 for
    chosen and 0 for not, on the agree scale 0 is "don't know". `only_first` and `only_last` are
    people who marked it once.
    """

    item_id: str
    table: tuple[tuple[int, int, int], ...]
    only_first: int
    only_last: int

    @property
    def paired(self) -> int:
        """People who voted in both rounds."""
        return sum(count for _, _, count in self.table)

    @property
    def gross(self) -> int:
        """People whose mark changed, either way."""
        return sum(count for before, after, count in self.table if before != after)

    def crossing(self, holding: Collection[int]) -> "Crossing":
        """The change between two classes: the marks in `holding` and all others."""
        came = sum(n for b, a, n in self.table if b not in holding and a in holding)
        left = sum(n for b, a, n in self.table if b in holding and a not in holding)
        return Crossing(came=came, left=left, paired=self.paired)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """People who came to a view and who left it, among `paired` who voted in both rounds."""

    came: int
    left: int
    paired: int

    @property
    def net(self) -> int:
        """How many more hold the view than before."""
        return self.came - self.left

    @property
    def gross(self) -> int:
        """How many changed sides at all."""
        return self.came + self.left

    @property
    def p(self) -> float:
        """The exact two-sided probability of McNemar's test."""
        return mcnemar(self.came, self.left)


def mcnemar(came: int, left: int) -> float:
    """The probability of a split of the changes at least this uneven were both ways equally likely:
    twice the binomial tail, at most 1; 1 where nobody changed.

    McNemar (1947, Note on the sampling error of the difference between correlated proportions or
    percentages, Psychometrika 12:153-157), in its exact form.
    """
    changes = came + left
    tail = sum(math.comb(changes, k) for k in range(min(came, left) + 1))
    return min(1.0, 2 * tail / (1 << changes))


def linked(poll: Poll) -> bool:
    """Whether the poll's secrecy lets a person's ballots in different rounds be put together."""
    return poll.secrecy is not Secrecy.SEALED


def flows(poll: Poll, first: Sequence[Ballot], last: Sequence[Ballot]) -> tuple[Flow, ...] | None:
    """A flow for each item; None where ballots cannot be linked, or a method has no classes to
    move between (all but choose one, approve, agree and rate).
    """
    if poll.method not in _MARKED or not linked(poll):
        return None
    before, after = _by_voter(first), _by_voter(last)
    if not before.keys() & after.keys():
        return None
    return tuple(_flow(poll.method, item.id, before, after) for item in poll.items)


def _by_voter(ballots: Sequence[Ballot]) -> dict[str, dict[str, int]]:
    return {ballot.voter_key: dict(ballot.marks) for ballot in ballots if ballot.voter_key}


def _flow(
    method: Method,
    item: str,
    before: Mapping[str, Mapping[str, int]],
    after: Mapping[str, Mapping[str, int]],
) -> Flow:
    unmarked = 0 if method in _UNMARKED_IS_NO else None
    moves: Counter[tuple[int, int]] = Counter()
    once: Counter[str] = Counter()
    for voter in before.keys() | after.keys():
        was = before[voter].get(item, unmarked) if voter in before else None
        now = after[voter].get(item, unmarked) if voter in after else None
        if was is not None and now is not None:
            moves[was, now] += 1
        elif was is not None:
            once["first"] += 1
        elif now is not None:
            once["last"] += 1
    table = tuple((was, now, count) for (was, now), count in sorted(moves.items()))
    return Flow(item_id=item, table=table, only_first=once["first"], only_last=once["last"])


_UNMARKED_IS_NO = frozenset({Method.CHOOSE_ONE, Method.APPROVE})
_MARKED = _UNMARKED_IS_NO | {Method.AGREE, Method.RATE}


def moved(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None = None) -> str:
    """One honest sentence on the change from the first round to the last; "" where one is empty.

    `flow` comes from `flows`; without it the sentence says that the votes are unpaired.
    """
    if not first.ballots or not last.ballots:
        return ""
    return _SENTENCES[poll.method](poll, first, last, flow)


def _agree(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
    before, after = _most_changed(first, last, lambda line: line.agreement)
    if before is None or after is None:
        return "Too few people had a view to say what moved."
    subject = "Agreement" if len(last.lines) == 1 else f"Agreement on “{brief(after.text)}”"
    was = f"{percent(agreeing(before), before.with_view)} ({_of(agreeing(before), before)})"
    now = f"{percent(agreeing(after), after.with_view)} ({_of(agreeing(after), after)})"
    followed = _followed(flow, after, range(AGREES, AGREES + 2), "came to agree", "ceased to agree")
    return f"{subject} {_went(was, now)}{followed}"


def _chosen(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
    before, after = _most_changed(first, last, lambda line: line.share)
    if before is None or after is None:
        return ""
    was = f"{percent(before.people, before.with_view)} ({_of(before.people, before)})"
    now = f"{percent(after.people, after.with_view)} ({_of(after.people, after)})"
    followed = _followed(flow, after, (1,), "came to it", "left it")
    return f"The largest change: “{brief(after.text)}” {_went(was, now)}{followed}"


def _rated(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
    before, after = _most_changed(first, last, lambda line: line.mean)
    if before is None or after is None or before.mean is None or after.mean is None:
        return ""
    subject = "The mean" if len(last.lines) == 1 else f"The mean of “{brief(after.text)}”"
    was = f"{figure(before.mean)} (n = {before.with_view})"
    went = _went(was, f"{figure(after.mean)} (n = {after.with_view})")
    for one in flow or ():
        if one.item_id == after.item_id:
            up = sum(count for b, a, count in one.table if a > b)
            return (
                f"{subject} {went}; of {people(one.paired)} who voted both times "
                f"{up} went up and {one.gross - up} down."
            )
    return f"{subject} {went}; {_UNPAIRED}"


def _first_place(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
    texts = {item.id: brief(item.text) for item in poll.items}
    was = listed(texts.get(item, item) for item in first.order[0])
    now = listed(texts.get(item, item) for item in last.order[0])
    if set(first.order[0]) == set(last.order[0]):
        return f"First place stayed with {now}; {_UNPAIRED}"
    return f"First place went from {was} to {now}; {_UNPAIRED}"


def _words(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
    was, now = dict(first.words), dict(last.words)
    new = counted(len(now.keys() - was.keys()), "word", "words")
    return f"{new} of {len(now)} were not given the first time; {_UNPAIRED}"


_UNPAIRED = "the votes are unpaired, so how many people changed their minds is not known."


def _most_changed(
    first: Tally, last: Tally, value: Callable[[Line], float | None]
) -> tuple[Line | None, Line | None]:
    """The lines in both rounds of the item whose value changed most, a rise before a fall; None
    where no item has a value in both.
    """
    before = {line.item_id: line for line in first.lines}
    both = [
        (abs(now - was), now - was, before[line.item_id], line)
        for line in last.lines
        if line.item_id in before
        and (was := value(before[line.item_id])) is not None
        and (now := value(line)) is not None
    ]
    if not both:
        return None, None
    *_, was_line, now_line = max(both, key=lambda found: found[:2])
    return was_line, now_line


def _of(part: int, line: Line) -> str:
    return f"{part} of {line.with_view}"


def _went(was: str, now: str) -> str:
    return f"stayed at {now}" if was == now else f"went from {was} to {now}"


def _followed(
    flow: Sequence[Flow] | None, line: Line, holding: Collection[int], came: str, left: str
) -> str:
    """How the people who voted both times moved, or that nobody can tell."""
    for one in flow or ():
        if one.item_id == line.item_id:
            found = one.crossing(holding)
            return (
                f"; of {people(found.paired)} who voted both times "
                f"{found.came} {came} and {found.left} {left}."
            )
    return f"; {_UNPAIRED}"


_SENTENCES: Mapping[Method, Callable[[Poll, Tally, Tally, Sequence[Flow] | None], str]] = {
    Method.CHOOSE_ONE: _chosen,
    Method.APPROVE: _chosen,
    Method.AGREE: _agree,
    Method.RATE: _rated,
    Method.RANK: _first_place,
    Method.DOTS: _first_place,
    Method.WEIGHTED: _first_place,
    Method.PAIRWISE: _first_place,
    Method.WORDS: _words,
}
