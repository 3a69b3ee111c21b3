"""Paper ballots as they are typed in: a cell for each place on the sheet, numbers for marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import ABSTAIN
from facilitator.domain.wording import Message, Text, say

MANY = 9
"""Of so many options each has a single digit, so that several need no signs between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place on a sheet: what it is called, and the numbers from `low` to `high` it may hold.

    Into one that takes `several` all numbers go that were chosen; `words` takes text. `choices` are
    what the numbers stand for, where that is not the number itself.
    """

    key: str
    name: Text = ""
    low: int = 1
    high: int = 1
    several: bool = False
    words: bool = False
    choices: tuple[Text, ...] = ()

    def is_full(self, typed: str) -> bool:
        """Whether nothing can be typed behind it, so that the next cell may take the keys."""
        text = typed.strip()
        if text == ABSTAIN:
            return not self.words
        if self.words or self.several or not text.isdecimal():
            return False
        return int(text) * 10 > self.high or text == "0"


def number(cell: Cell, typed: str) -> int:
    """The number in a cell. Raises SeminarError where it is none of its numbers."""
    text = typed.strip()
    value = int(text) if text.isdecimal() and text.isascii() and len(text) <= MANY else None
    if value is None or not cell.low <= value <= cell.high:
        raise SeminarError(_no_number(cell, text))
    return value


def numbers(cell: Cell, typed: str) -> Sequence[int]:
    """The numbers in a cell that takes several; digits alone where there are few options."""
    parts = typed.replace(",", " ").split()
    if cell.high <= MANY:
        parts = [sign for part in parts for sign in part]
    found = [number(cell, part) for part in parts]
    if len(set(found)) < len(found):
        raise SeminarError(say("“{typed}” has a number twice.", typed=typed.strip()))
    return found


def _no_number(cell: Cell, text: str) -> Message:
    return say(
        "“{typed}” is no number from {low} to {high}.", typed=text, low=cell.low, high=cell.high
    )


def marked(cells: Sequence[Cell], typed: Mapping[str, str]) -> Iterator[tuple[Cell, str]]:
    """The cells that something was typed into, with what that is."""
    for cell in cells:
        if text := typed.get(cell.key, "").strip():
            yield cell, text
