"""Voice as a table: what each sector and size of organisation said, beside its part of the room.

It is for the facilitator's own screen and says exactly what is there. What leaves is
`who_was_heard`, under the threshold of print.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.privacy.disclosure import NOT_GIVEN


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that was said: the group that it is from, "" where it was not given, and how many
    words it has; a note, or a response.
    """

    group: str
    words: int
    is_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """A group: people who are here, and what it said."""

    name: str
    people: int
    responses: int
    notes: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What was said to one question, or on the whole day where that is "", by sector and size."""

    question: str
    by_sector: tuple[VoiceRow, ...]
    by_size: tuple[VoiceRow, ...]


def voice_rows(
    names: Sequence[str], people: Iterable[str], said: Iterable[Spoken]
) -> tuple[VoiceRow, ...]:
    """A row for each group in `names`, and one for "Not given" where there is anybody in it.

    `people` is the group of everybody who is here.
    """
    here = [group if group in names else NOT_GIVEN for group in people]
    spoken = [(each.group if each.group in names else NOT_GIVEN, each) for each in said]
    rest = NOT_GIVEN in here or any(group == NOT_GIVEN for group, _ in spoken)
    return tuple(
        _row(name, here.count(name), [each for group, each in spoken if group == name])
        for name in (*names, *([NOT_GIVEN] if rest else []))
    )


def _row(name: str, people: int, said: Sequence[Spoken]) -> VoiceRow:
    notes = sum(each.is_note for each in said)
    return VoiceRow(
        name=name,
        people=people,
        responses=len(said) - notes,
        notes=notes,
        words=sum(each.words for each in said),
    )
