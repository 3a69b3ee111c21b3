"""Asking questions of the room, and keeping what it answers."""

from dataclasses import replace
from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.questions import Channel, Question, Response
from facilitator.domain.seminar import Theme
from facilitator.store.file import SeminarFile, new_id
from facilitator.store.journal import Writer


def capture(
    file: SeminarFile,
    question_id: str,
    words: str,
    *,
    sector: str = "",
    size: str = "",
    attribution: str = "",
    segment_id: str = "",
    channel: Channel = Channel.PLENARY,
    now: datetime,
) -> Response:
    """Keep a response; raises SeminarError when it has no words or its question is gone."""
    response = Response(
        id=new_id(),
        question_id=question_id,
        words=_said(words),
        recorded_at=now,
        segment_id=segment_id,
        sector=sector,
        size=size,
        attribution=attribution.strip(),
        channel=channel,
    )
    with file.write("Capture response", now) as writer:
        writer.get(Question, question_id)
        writer.put(response)
    return response


def answers(file: SeminarFile, question_id: str, segment_id: str) -> tuple[Response, ...]:
    """What has been answered to a question in a segment, in the order it came."""
    with file.read() as reader:
        return reader.every(Response, question_id=question_id, segment_id=segment_id)


def star(file: SeminarFile, response: Response, *, now: datetime) -> None:
    """Star a response, or take its star away."""
    with file.write("Star response", now) as writer:
        kept = _kept(writer, response)
        writer.put(replace(kept, starred=not kept.starred))


def hide(file: SeminarFile, response: Response, *, now: datetime) -> None:
    """Hide a response from the wall, or show it again."""
    with file.write("Hide response", now) as writer:
        kept = _kept(writer, response)
        writer.put(replace(kept, hidden=not kept.hidden))


def correct(file: SeminarFile, response: Response, words: str, *, now: datetime) -> None:
    """Correct a response's words; the earlier wording stays in the journal."""
    with file.write("Correct response", now) as writer:
        writer.put(replace(_kept(writer, response), words=_said(words)))


def tie(file: SeminarFile, response: Response, theme_id: str, *, now: datetime) -> None:
    """Tie a response to a theme, or untie it."""
    with file.write("Tie response to theme", now) as writer:
        kept = _kept(writer, response)
        writer.get(Theme, theme_id)
        ties = kept.theme_ids
        tied = tuple(t for t in ties if t != theme_id) if theme_id in ties else (*ties, theme_id)
        writer.put(replace(kept, theme_ids=tied))


def _kept(writer: Writer, response: Response) -> Response:
    """The response as the file has it now, so that nobody's later word is overwritten."""
    return writer.get(Response, response.id)


def _said(words: str) -> str:
    said = words.strip()
    if not said:
        raise SeminarError("There are no words yet. Type what was said, then press Enter.")
    return said
