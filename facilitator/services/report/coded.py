"""What was sorted into themes, as far as it may be printed: its passages' codings."""

from collections.abc import Collection

from facilitator.domain.notes.notes import Note
from facilitator.domain.report.summary import CodingLine
from facilitator.domain.responses.responses import Response
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.services.synthesis.coding import coded_part
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader


def codings_in(reader: Reader, printed: Collection[str]) -> tuple[CodingLine, ...]:
    """The codings of the passages that are printed, with where their words stand in them now."""
    passages: dict[str, Response | Note] = {
        **{response.id: response for response in reader.every(Response)},
        **{note.id: note for note in reader.every(Note)},
    }
    coders: dict[str, int] = {}
    lines = []
    for coding in codings.of_passages(reader, printed):
        part = coded_part(reader, coding, passages[coding.passage_id])
        lines.append(
            CodingLine(
                id=coding.id,
                passage_id=coding.passage_id,
                theme_id=coding.theme_id,
                start=part.start if part else None,
                end=part.end if part else None,
                coder=coders.setdefault(coding.coder, len(coders) + 1),
                day=on_room_clock(reader, coding.at).date(),
            )
        )
    return tuple(lines)
