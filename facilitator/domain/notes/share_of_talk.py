"""Who has been heard in a group so far: words noted per sector beside its share of the group."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.wording import Text, say

LITTLE = 0.5
"""Under this part of its share of the group, a sector has been heard little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One sector: people in the group, words noted, both as fractions (0 when unknown), and of how
    many: a group has too few people for a percentage, so that they are counted.
    """

    sector: str
    people: int
    of_people: float
    words: int
    of_words: float
    everybody: int
    everything: int

    @property
    def verdict(self) -> Text:
        """A few words for the screen, "" when there is nothing to say."""
        if self.people and not self.words:
            return say("not heard yet")
        if self.words and self.of_words < LITTLE * self.of_people:
            return say("heard little")
        return ""


def hearing(
    sectors: Sequence[str], people: Iterable[Participant], notes: Iterable[Note]
) -> tuple[Hearing, ...]:
    """A line per sector that is in the group or was noted, in the seminar's order of sectors.

    Notes without a sector are left out of the shares: nobody knows whose words they are.
    """
    present = Counter(person.sector for person in people if person.sector)
    words: Counter[str] = Counter()
    for note in notes:
        if note.sector:
            words[note.sector] += count_words(note.words)
    return shares(sectors, present, words)


def shares(
    sectors: Sequence[str], present: Counter[str], said: Counter[str]
) -> tuple[Hearing, ...]:
    """The same of what was counted by sector in any other way, such as the seconds spoken."""
    named = list(dict.fromkeys([*sectors, *sorted(present), *sorted(said)]))
    return tuple(
        _line(sector, present, said) for sector in named if present[sector] or said[sector]
    )


def unlabelled_words(notes: Iterable[Note]) -> int:
    """Words noted without a sector."""
    return sum(count_words(note.words) for note in notes if not note.sector)


def count_words(text: str) -> int:
    """Words between blanks."""
    return len(text.split())


def _line(sector: str, present: Counter[str], words: Counter[str]) -> Hearing:
    everybody, everything = present.total(), words.total()
    return Hearing(
        sector=sector,
        people=present[sector],
        of_people=present[sector] / everybody if everybody else 0.0,
        words=words[sector],
        of_words=words[sector] / everything if everything else 0.0,
        everybody=everybody,
        everything=everything,
    )
