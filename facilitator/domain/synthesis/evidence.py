"""Evidence: on which side of a theme, or of a finding, what was said stands."""

from collections.abc import Mapping
from enum import StrEnum

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.responses.responses import Response
from facilitator.domain.wording import Message, say


class Side(StrEnum):
    """The parts that a theme's passages are shown in, always all three: that no disagreement was
    noted has to be seen as well.
    """

    FOR = "for"
    AGAINST = "against"
    BACK = "back"


SIDE_NAMES: Mapping[Side, Message] = {
    Side.FOR: say("What was said for it"),
    Side.AGAINST: say("Against, and minority views"),
    Side.BACK: say("Questions back"),
}

_SIDES: Mapping[NoteKind, Side] = {
    NoteKind.DISAGREEMENT: Side.AGAINST,
    NoteKind.MINORITY: Side.AGAINST,
    NoteKind.QUESTION_BACK: Side.BACK,
}


def side_of(passage: Note | Response) -> Side:
    """Where a passage stands, by what its note-taker marked it as."""
    return _SIDES.get(passage.kind, Side.FOR) if isinstance(passage, Note) else Side.FOR
