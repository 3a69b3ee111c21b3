"""Pairs: items meet two at a time, and each person says which of them they prefer."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ranking
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod, best_liked
from facilitator.domain.polls.methods.shared.phrases import first_of, first_place_moved
from facilitator.domain.polls.methods.shared.sums import PairSums, shift
from facilitator.domain.polls.methods.shared.typing_in import Cell, marked, number
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.ranking import Ranking
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import Text, say


def duels(poll: Poll) -> Mapping[str, tuple[str, str]]:
    """(winner, loser) by the key that a ballot marks."""
    ids = [item.id for item in poll.items]
    return {f"{one}>{other}": (one, other) for one in ids for other in ids if one != other}


def _won(pair: str, place: int) -> str:
    """The key that a ballot marks where the first or the second of a pair was preferred."""
    one, other = pair.split(">")
    return pair if place == 1 else f"{other}>{one}"


class DuelSums(PairSums):
    """Who was preferred to whom; `people` compared an item with another."""

    def __init__(self, poll: Poll) -> None:
        super().__init__(poll)
        self.duels = duels(poll)

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        met: set[str] = set()
        for key, mark in ballot.marks:
            shift(self.marks, (key, mark), by)
            shift(self.beats, self.duels[key], by)
            met.update(self.duels[key])
        for item in met:
            shift(self.people, item, by)

    def line(self, item: Item) -> Line:
        """The score is the item's Copeland points."""
        return self.line_of(item, ranking.copeland_points(item.id, self.items, self.beats))

    def rankings(self) -> tuple[Ranking, ...]:
        return (
            ranking.copeland(self.names, self.beats),
            ranking.comparisons_won(self.names, self.beats),
        )


class Pairwise(VotingMethod):
    """Marks of 1 on "winner>loser"; a pair may be left out."""

    key = Method.PAIRWISE
    name = say("Compare in pairs")
    about = say("Options meet two at a time; each person says which they prefer.")
    rule = say(
        "An item gets one point for every item it beats and half a point for every "
        "item it is level with (Copeland count)."
    )
    sums = DuelSums
    needs_whole = True

    def how(self, poll: Poll) -> Text:
        return say("Which of the two?")

    def keys(self, poll: Poll) -> frozenset[str]:
        return frozenset(duels(poll))

    def names(self, poll: Poll) -> dict[str, str]:
        texts = {item.id: item.text for item in poll.items}
        return {key: f"{texts[a]} > {texts[b]}" for key, (a, b) in duels(poll).items()}

    def cells(self, poll: Poll) -> tuple[Cell, ...]:
        """One for each pair: which of the two, the first or the second."""
        return tuple(
            Cell(key=f"{a.id}>{b.id}", high=2, choices=(a.text, b.text))
            for a, b in combinations(poll.items, 2)
        )

    def read(self, poll: Poll, typed: Mapping[str, str]) -> tuple[Marks, tuple[str, ...]]:
        found = marked(self.cells(poll), typed)
        return tuple((_won(cell.key, number(cell, text)), 1) for cell, text in found), ()

    def write(self, poll: Poll, marks: Marks, words: Sequence[str]) -> dict[str, str]:
        won = {key for key, _ in marks}
        return {
            cell.key: str(place)
            for cell in self.cells(poll)
            for place in (1, 2)
            if _won(cell.key, place) in won
        }

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        super().check_marks(poll, marks)
        met = duels(poll)
        chosen = {met[key] for key, _ in marks}
        if any((other, one) in chosen for one, other in chosen):
            raise SeminarError(say("A pair is marked both ways; choose one of the two."))

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        return tally.disagreement or say("Both rules put {which} first.", which=first_of(tally)[1])

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        return first_place_moved(poll, first, last)

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        ranked = best_liked(likes)
        return tuple((f"{a}>{b}", 1) for n, a in enumerate(ranked) for b in ranked[n + 1 :])
