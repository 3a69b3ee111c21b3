"""Before a paper leaves: the rules it follows, and what nobody has looked at yet."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.notes.notes import Note
from facilitator.domain.report.summary import HandoutKind, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Text
from facilitator.services.report import sending
from facilitator.services.report.cautions import Caution, cautions_on, look_at, not_looked_at
from facilitator.services.report.changing_words import Spoken
from facilitator.services.report.handing_out import handout_in
from facilitator.services.report.publishing import summary_in
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Leaving:
    """What would leave now: the seminar with its rules, every passage with a caution, those of them
    that nobody has looked at, how many passages the rules keep here, and the photographs (JPEG) by
    the ids of their notes.
    """

    seminar: Seminar
    cautions: tuple[Caution, ...]
    waiting: frozenset[str]
    kept: int
    passages: dict[str, Spoken]
    photographs: dict[str, bytes]


def sheet_leaving(file: SeminarStore, kind: HandoutKind, *, now: datetime) -> Leaving:
    """What would leave as a handout, as the file stands."""
    with file.read() as reader:
        handout = handout_in(reader, kind, now=now)
        cautions = cautions_on(reader, handout)
        waiting = not_looked_at(reader, cautions)
    keys = frozenset(each.key for each in waiting)
    return Leaving(handout.seminar, cautions, keys, kept=0, passages={}, photographs={})


def let_sheet_leave(
    file: SeminarStore, kind: HandoutKind, *, now: datetime, despite: str = ""
) -> tuple[Text, ...]:
    """Let a handout leave, before anything is drawn for it, such as ballots' codes: what to know of
    it. Raises SeminarError where it may name somebody and nobody looked or says why it goes.
    """
    with file.read() as reader:
        handout = handout_in(reader, kind, now=now)
    return sending.let_leave(file, handout, now=now, despite=despite)


def leaving(file: SeminarStore, *, now: datetime) -> Leaving:
    """What would leave as the file stands."""
    with file.read() as reader:
        summary = summary_in(reader, now, file.device)
        cautions = cautions_on(reader, summary)
        waiting = not_looked_at(reader, cautions)
        spoken = {
            each.record.id: reader.get(_SPOKEN[each.record.kind], each.record.id)
            for each in cautions
            if each.record.kind in _SPOKEN
        }
    return Leaving(
        seminar=summary.seminar,
        cautions=cautions,
        waiting=frozenset(each.key for each in waiting),
        kept=_kept(summary),
        passages=spoken,
        photographs={
            line.note.id: b64decode(line.photograph.jpeg)
            for group in summary.breakouts
            for line in group.notes
            if line.photograph is not None
        },
    )


_SPOKEN: dict[Kind, type[Note] | type[Response]] = {Kind.NOTE: Note, Kind.RESPONSE: Response}
"""Whose words can be changed for printing."""


def _kept(summary: Summary) -> int:
    answers = sum(part.hidden + part.withheld for part in summary.asked)
    return answers + sum(group.withheld for group in summary.breakouts)


def is_waiting(file: SeminarStore, cautions: Sequence[Caution]) -> bool:
    """Whether anything among these has still to be looked at."""
    with file.read() as reader:
        return bool(not_looked_at(reader, cautions))


def pass_on(file: SeminarStore, cautions: Sequence[Caution], reason: str, *, now: datetime) -> None:
    """What was not looked at leaves for this reason, which is kept."""
    with file.read() as reader:
        waiting = not_looked_at(reader, cautions)
    if waiting:
        sending.wave_on(file, waiting, reason, now=now)


__all__ = [
    "Leaving",
    "is_waiting",
    "leaving",
    "let_sheet_leave",
    "look_at",
    "pass_on",
    "sheet_leaving",
]
