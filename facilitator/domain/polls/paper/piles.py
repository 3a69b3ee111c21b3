"""A pile of paper ballots while it is counted: what is known of each sheet, until the count is
declared. It ties sheets to ballots, so it is kept in no copy and not after that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was entered. Its `token` stands for its voter, `person` is the participant of a
    vote by name, `code` what is printed on it. `gone` sheets were taken out again; one that is
    `compared` was entered a second time and says the same, or was settled by looking at it.
    """

    token: str = field(repr=False)
    code: str = field(default="", repr=False)
    person: str = field(default="", repr=False)
    sector: str = field(default="", repr=False)
    size: str = field(default="", repr=False)
    blank: bool = False
    compared: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """Sheets that hold the ballots of some `rounds`, which are counted together; sheet 1 is the
    first of them. `expected` is how many were counted before any was entered, 0 where nobody did.
    """

    rounds: tuple[str, ...]
    sheets: tuple[Sheet, ...] = ()
    expected: int = 0

    @property
    def standing(self) -> "Standing":
        """How far the count is."""
        there = [sheet for sheet in self.sheets if not sheet.gone]
        return Standing(
            sheets=len(there),
            blank=sum(sheet.blank for sheet in there),
            compared=sum(sheet.compared for sheet in there),
            expected=self.expected,
        )

    @property
    def next_to_compare(self) -> int | None:
        """The number of the first sheet that was entered once only; None where there is none."""
        waiting = (
            number
            for number, sheet in enumerate(self.sheets, start=1)
            if not sheet.gone and not sheet.compared
        )
        return next(waiting, None)

    def sheet(self, number: int) -> Sheet | None:
        """A sheet by its number, None where there is no such any more."""
        there = 0 < number <= len(self.sheets)
        return None if not there or self.sheets[number - 1].gone else self.sheets[number - 1]

    def with_sheet(self, number: int, sheet: Sheet) -> "Pile":
        """With this in place of the sheet of that number, or behind the last."""
        at = number - 1
        return replace(self, sheets=(*self.sheets[:at], sheet, *self.sheets[at + 1 :]))

    def number_of(self, token: str, but: int = 0) -> int:
        """Which sheet a voter has handed in, beside the one `but`; 0 for none."""
        found = (
            number
            for number, sheet in enumerate(self.sheets, start=1)
            if sheet.token == token and not sheet.gone and number != but
        )
        return next(found, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many sheets were entered, how many of them were blank or spoilt, how many entered a
    second time, and how many there should be (0: nobody said).
    """

    sheets: int = 0
    blank: int = 0
    compared: int = 0
    expected: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every sheet was entered, and entered twice."""
        return self.compared == self.sheets and self.expected in (0, self.sheets)


@dataclass(frozen=True, slots=True)
class PaperCount:
    """What is kept of a declared count: counts, and nothing of any sheet."""

    round_id: str
    standing: Standing


def pile_of(piles: Sequence[Pile], round_id: str) -> Pile | None:
    """The pile that a round is counted from, None where there is none yet."""
    return next((pile for pile in piles if round_id in pile.rounds), None)
