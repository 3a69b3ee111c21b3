"""What all handouts share: how they say things, and what is left for a pen."""

from collections.abc import Iterable

from exports.document import Block, Column, Holds, Rows, Table
from facilitator.domain.wording import say

NAME = say("Name")
ORGANISATION = say("Organisation")
BOX = "☐"
APART = "    "


def boxes(answers: Iterable[str]) -> str:
    """Answers to tick, one beside the other; a box is not parted from its answer."""
    ticked = (f"{BOX} {answer}".replace(" ", "\u00a0") for answer in answers)
    return APART.join(ticked)


def lines(title: str, number: int) -> Block:
    """So many lines to write on, under a title."""
    column = Column(title, 1, Holds.HANDWRITING)
    return Table(columns=(column,), groups=(Rows((("",),) * number),), wide=True)
