"""Several seminars beside each other: what each room held of the findings that they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.domain.polls.methods.shared.phrases import against, agreeing
from facilitator.domain.polls.results import OUTCOME_WORDS, Line
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import Counted, Text, Wording, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a room came to of a finding: the result of the last of the `rounds` that were revealed,
    None where there is none; `sealed` rounds are held and not revealed.
    """

    finding: Finding
    line: Line | None = None
    rounds: int = 0
    sealed: int = 0

    @property
    def words(self) -> Text:
        """The outcome and the people that it stands on."""
        if self.line is not None and self.line.outcome is not None:
            return say(
                "{outcome}: {agree}, {against} ({rounds})",
                outcome=OUTCOME_WORDS[self.line.outcome],
                agree=agreeing(self.line, self.line.beside),
                against=against(self.line),
                rounds=_rounds(self.rounds),
            )
        if self.sealed:
            return say("Sealed: voted on, and not revealed")
        return say("Not voted on")


def _rounds(rounds: int) -> Wording:
    return Counted(rounds, "{n} round", "{n} rounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A seminar with what its room held of each of its findings, in their order."""

    title: str
    day: date
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A finding that one seminar or more have, by what it was made from. `held` has a place for
    each seminar, None where it does not have the finding.
    """

    origin: str
    held: tuple[Held | None, ...]

    @property
    def finding(self) -> Finding:
        """The finding as the first seminar that has it words it."""
        return next(each.finding for each in self.held if each is not None)

    def in_other_words(self, place: int) -> bool:
        """Whether a seminar words it otherwise than the first that has it."""
        held = self.held[place]
        return held is not None and held.finding.wording != self.finding.wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Findings by seminars; the seminars stand in the order in which they were given."""

    seminars: tuple[Compared, ...]
    rows: tuple[Row, ...]


def compare(seminars: Sequence[Compared]) -> Comparison:
    """Findings that have one origin stand in one row: those of the first seminar first. What one
    seminar took over from another has the id that it had there for its origin.
    """
    found = [{_origin(each.finding): each for each in seminar.held} for seminar in seminars]
    origins = dict.fromkeys(origin for held in found for origin in held)
    rows = (Row(origin=each, held=tuple(held.get(each) for held in found)) for each in origins)
    return Comparison(seminars=tuple(seminars), rows=tuple(rows))


def _origin(finding: Finding) -> str:
    return finding.origin or finding.id
