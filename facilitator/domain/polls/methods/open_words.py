"""Open words: people answer in a few words of their own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod
from facilitator.domain.polls.methods.shared.phrases import UNPAIRED, some
from facilitator.domain.polls.methods.shared.sums import Sums, shift
from facilitator.domain.polls.methods.shared.typing_in import Cell, marked
from facilitator.domain.polls.polls import Ballot, Method, Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.polls.words import as_spelt, fold, visible
from facilitator.domain.wording import Counted, Joined, Text, people, say

WORD_LENGTH = 80
"""The longest answer, in characters."""

MOST_WORDS = 10
"""How many words one person may give where the poll sets no bound."""


def _counted(words: Sequence[str]) -> dict[str, str]:
    """The words of one ballot by what they look like, each in its last spelling."""
    return {fold(word): word for word in map(visible, words) if word}


class WordSums(Sums):
    """How many people gave a word, and how it was spelt."""

    def __init__(self, poll: Poll) -> None:
        super().__init__(poll)
        self.spellings: Counter[tuple[str, str]] = Counter()

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        for folded, spelling in _counted(ballot.words).items():
            shift(self.people, folded, by)
            shift(self.spellings, (folded, spelling), by)

    def lines(self) -> tuple[Line, ...]:
        return ()

    def words(self) -> tuple[tuple[str, int], ...]:
        return as_spelt(self.people, self.spellings)


class OpenWords(VotingMethod):
    """Words and no marks."""

    key = Method.WORDS
    name = say("Own words")
    about = say("People answer in a few words of their own; there is nothing to list.")
    rule = say(
        "Words are counted by how many people gave them; what looks the same is one word, "
        "whatever its capitals."
    )
    sums = WordSums
    takes_items = False
    least_items = 0

    def how(self, poll: Poll) -> Text:
        return Counted(poll.most or MOST_WORDS, "Give one answer.", "Give up to {n} answers.")

    def check(self, poll: Poll, marks: Marks, words: Sequence[str]) -> None:
        if marks:
            raise SeminarError(say("This poll takes words, not marks."))
        if not words or not all(map(visible, words)):
            raise SeminarError(say("Nothing is written yet."))
        most = poll.most or MOST_WORDS
        if len(words) > most:
            raise SeminarError(
                Counted(most, "Give at most {n} answer.", "Give at most {n} answers.")
            )
        if any(len(word) > WORD_LENGTH for word in words):
            raise SeminarError(say("An answer may have at most {n} characters.", n=WORD_LENGTH))

    def cells(self, poll: Poll) -> tuple[Cell, ...]:
        """One for each answer."""
        return tuple(Cell(key=str(n), words=True) for n in range(poll.most or MOST_WORDS))

    def read(self, poll: Poll, typed: Mapping[str, str]) -> tuple[Marks, tuple[str, ...]]:
        return (), tuple(text for _, text in marked(self.cells(poll), typed))

    def write(self, poll: Poll, marks: Marks, words: Sequence[str]) -> dict[str, str]:
        return {str(n): word for n, word in enumerate(words)}

    def canonical(self, marks: Marks, words: Sequence[str]) -> tuple[Marks, tuple[str, ...]]:
        """Each word once, as it is counted."""
        return tuple(marks), tuple(sorted(_counted(words).values()))

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        if not tally.words:
            return say("No words were given.")
        most = tally.words[0][1]
        first = [word for word, count in tally.words if count == most]
        if most == 1:
            return Counted(
                len(first),
                "{n} word, each given by one person.",
                "{n} different words, each given by one person.",
            )
        which, givers = some(first), people(most)
        if len(first) > 1:
            return say("Given most often: {which}, by {people} each.", which=which, people=givers)
        return say("Given most often: {which}, by {people}.", which=which, people=givers)

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        was, now = dict(first.words), dict(last.words)
        new = Counted(
            len(now.keys() - was.keys()),
            "{n} word of {of} was not given the first time.",
            "{n} words of {of} were not given the first time.",
            of=len(now),
        )
        return Joined((new, UNPAIRED))

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        return ()
