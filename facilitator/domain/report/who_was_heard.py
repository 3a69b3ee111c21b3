"""Who was heard: what each sector or size of organisation said, beside its share of the room."""

from collections import Counter
from collections.abc import Iterable, Sequence

from facilitator.domain.notes.share_of_talk import LITTLE
from facilitator.domain.privacy.disclosure import (
    NOT_GIVEN,
    CrossTable,
    Guard,
    rounded,
    withheld_rows,
)
from facilitator.domain.report.summary import VoiceLine

EXACT = Guard(1)
"""For the facilitator's own screen."""


def voice(
    names: Sequence[str], people: Iterable[str], said: Iterable[str], guard: Guard
) -> tuple[VoiceLine, ...]:
    """A line for each group in `names`, and one for "Not given" where there is anybody in it.

    `people` is the group of everybody in the room, `said` the group behind every response and note,
    "" where it was not given. Groups that the guard withholds have no figures, and look as empty.
    """
    present = Counter(group if group in names else NOT_GIVEN for group in people)
    heard = Counter(group if group in names else NOT_GIVEN for group in said)
    rest = [NOT_GIVEN] if present[NOT_GIVEN] or heard[NOT_GIVEN] else []
    rows = (*names, *rest)
    table = CrossTable(rows=rows, columns=("people",), cells=tuple((present[row],) for row in rows))
    withheld = withheld_rows([table], guard)
    return tuple(
        VoiceLine(name=row, people=None, responses=None)
        if number in withheld
        else VoiceLine(
            name=row, people=rounded(present[row], guard), responses=rounded(heard[row], guard)
        )
        for number, row in enumerate(rows)
    )


def heard_little(lines: Iterable[VoiceLine]) -> tuple[str, ...]:
    """The groups whose share of what was said is under half their share of the people shown."""
    known = [line for line in lines if line.name != NOT_GIVEN and line.people]
    people = sum(line.people or 0 for line in known)
    said = sum(line.responses or 0 for line in known)
    return tuple(
        line.name
        for line in known
        if said and (line.responses or 0) * people < LITTLE * (line.people or 0) * said
    )
