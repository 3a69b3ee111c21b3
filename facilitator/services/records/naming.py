"""Names beside what is recorded: who took a group's notes, who is to act, who said or wrote it.

Who is erased is taken out of all of these. A record in which they ever stood is written anew, by
the act that erases: what that answers says nothing any more, in every copy
(`store.sqlite.anonymised`).
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from facilitator.domain.facts import Capture
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.personal import NAMING, without_names
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.store.merging.kept_facts import say_anew
from facilitator.store.records import lineage
from facilitator.store.records.facts import CAPTURE_DRAFT, CAPTURE_LINES, NOTE_DRAFT, NOTE_LINES
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

R = TypeVar("R", bound=Record | Capture | NoteContent)

_SAID_BY, _OWNER = ("attribution",), ("owner",)


def named_in(reader: Reader, names: Collection[str], but: Collection[str]) -> dict[str, Kind]:
    """The records, but some, beside which somebody of these names stands or ever stood."""
    found: dict[str, Kind] = {}
    for kind, fields in NAMING.items():
        for field in fields:
            for record, texts in lineage.who_is_named(reader, kind, field).items():
                if record not in but and any(without_names(t, names) != t for t in texts):
                    found[record] = kind
    return found


def take_out(writer: Writer, records: Collection[str], names: Collection[str]) -> None:
    """Take names out of what stands beside records, and of whatever is half typed."""

    def nameless(record: Record) -> Record:
        return _without(record, NAMING[record.KIND], names)

    for id in records:
        write_anew(writer, id, nameless)
    say_anew(writer, CAPTURE_DRAFT, partial(_without, fields=_SAID_BY, names=names))
    say_anew(writer, NOTE_DRAFT, partial(_without, fields=_OWNER, names=names))
    say_anew(writer, CAPTURE_LINES, lambda said: tuple(_without(x, _SAID_BY, names) for x in said))
    say_anew(writer, NOTE_LINES, lambda said: tuple(_without(x, _OWNER, names) for x in said))


def _without(record: R, fields: Collection[str], names: Collection[str]) -> R:
    values: dict[str, Any] = {f: without_names(getattr(record, f), names) for f in fields}
    return replace(record, **values)


def write_anew(writer: Writer, id: str, changed: Callable[[Record], Record]) -> None:
    """Write every form of a record anew, so that nothing that was written before is left in it."""
    shown = writer.shown(id)
    if shown is None or shown.lead.erased:
        return
    for form in shown.forms:
        seen = [head.id for head in form.heads]
        if form.record is None:
            writer.remove_as_seen(form.heads[0].kind, id, seen)
        else:
            writer.put_as_seen(changed(form.record), seen)
