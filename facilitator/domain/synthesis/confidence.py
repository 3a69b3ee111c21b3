"""Confidence in a finding: how far what was said and voted carries it, by a rule that is printed.

As in GRADE-CERQual (Lewin et al. 2015, Using qualitative evidence in decision making for health and
social interventions, PLoS Medicine 12(10): e1001895) there are four levels; it begins at the
highest, and each concern lowers it. The concerns are this program's, and so are their bounds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.polls.results import OUTCOME_WORDS, Outcome
from facilitator.domain.wording import Counted, Joined, Message, Text, Wording, say


class Level(StrEnum):
    """How confident one may be."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


LEVEL_WORDS: Mapping[Level, Message] = {
    Level.HIGH: say("High confidence"),
    Level.MODERATE: say("Moderate confidence"),
    Level.LOW: say("Low confidence"),
    Level.VERY_LOW: say("Very low confidence"),
}

RULE = say(
    "Confidence begins high and is one level lower for each of these: its passages are from fewer "
    "than half of the groups that noted anything; from fewer than half of the sectors; the room "
    "has not accepted it in a vote; fewer than half of its notes were checked with their group; "
    "something was said against it, or the vote marked dissent. What the room rejected has very "
    "low confidence."
)

NOT_AGREED = say("No disagreement was noted. That does not mean that everybody agreed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a finding stands on.

    `groups` are those that its passages are from, of `of_groups` that noted anything; `sectors`
    those of its speakers, of `of_sectors` on the seminar's list. `checked` are those of its `notes`
    that their group was read and said are right. `outcome` and `dissent` are of its last vote that
    was revealed, None and False where there was none.
    """

    passages: int = 0
    against: int = 0
    groups: int = 0
    of_groups: int = 0
    sectors: int = 0
    of_sectors: int = 0
    notes: int = 0
    checked: int = 0
    outcome: Outcome | None = None
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class Confidence:
    """A level, and what lowered it, a sentence each."""

    level: Level
    concerns: tuple[Text, ...]

    @property
    def sentence(self) -> Wording:
        """The level with its reasons."""
        if not self.concerns:
            return say("{level}: nothing lowers it.", level=LEVEL_WORDS[self.level])
        return say(
            "{level}: {concerns}.",
            level=LEVEL_WORDS[self.level],
            concerns=Joined(self.concerns, "; "),
        )


def confidence(grounds: Grounds) -> Confidence:
    """How far the grounds carry, by `RULE`."""
    concerns = (*_of_what_was_said(grounds), *_of_the_room(grounds))
    levels = tuple(Level)
    rejected = grounds.outcome is Outcome.REJECTED
    lowered = len(levels) if rejected or not grounds.passages else len(concerns)
    return Confidence(levels[min(lowered, len(levels) - 1)], concerns)


def _of_what_was_said(grounds: Grounds) -> Iterator[Text]:
    """Who said it, and whether they were read it; of nothing said all three are concerns."""
    if not grounds.passages:
        yield say("it stands on nothing that was said here")
        return
    if _few(grounds.groups, grounds.of_groups):
        yield Counted(
            grounds.of_groups,
            "from {groups} of {n} group",
            "from {groups} of {n} groups",
            groups=grounds.groups,
        )
    if _few(grounds.sectors, grounds.of_sectors):
        yield Counted(
            grounds.of_sectors,
            "from {sectors} of {n} sector",
            "from {sectors} of {n} sectors",
            sectors=grounds.sectors,
        )
    if not grounds.notes:
        yield say("from no group’s notes")
    elif _few(grounds.checked, grounds.notes):
        yield Counted(
            grounds.notes,
            "{checked} of {n} note checked with its group",
            "{checked} of {n} notes checked with their group",
            checked=grounds.checked,
        )


def _of_the_room(grounds: Grounds) -> Iterator[Text]:
    """What it voted, and what was said against it."""
    if grounds.outcome is None:
        yield say("not voted on")
    elif grounds.outcome is not Outcome.ACCEPTED:
        yield say("the vote: {outcome}", outcome=OUTCOME_WORDS[grounds.outcome])
    if grounds.against:
        yield Counted(grounds.against, "{n} passage against it", "{n} passages against it")
    elif grounds.dissent:
        yield say("the vote marked dissent")


def _few(part: int, whole: int) -> bool:
    """Fewer than half; nothing of nothing is few."""
    return not part or 2 * part < whole
