"""What the room answers note-takers: the groups, their notes, and notes taken in."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from facilitator.domain.merging import Version
from facilitator.domain.notes import Note
from facilitator.room import note_desk
from facilitator.room import note_messages as say
from facilitator.room.door import Refusal
from facilitator.room.handlers import Asked
from facilitator.room.host import utc_now
from facilitator.room.live import Receive, Send
from facilitator.room.messages import Done
from facilitator.services import pad, receiving

_SAME = (
    "breakout_id",
    "question_id",
    "kind",
    "words",
    "tags",
    "sector",
    "size",
    "quotable",
    "starred",
    "headline",
)
"""What a note and each of its versions say alike on the wire and in the seminar."""

_ID = re.compile(r"[\w:.-]{1,64}")


async def desk(asked: Asked) -> say.DeskNow | bytes:
    """The seminar's groups and questions, for a note-taker."""
    notes = asked.host.notes
    await notes.look()
    if asked.query.get("since") == str(notes.version):
        return b""
    version, now = notes.version, utc_now()
    shown = await asked.host.read(partial(pad.pad, asked.host.file, now))
    return note_desk.desk_of(shown, version=version, now=now, device=asked.device.id)


async def page(asked: Asked) -> say.PageNow | bytes:
    """A group's notes."""
    breakout = asked.path["id"]
    await asked.host.notes.look()
    version = asked.host.notes.stamp(breakout)
    if asked.query.get("since") == str(version):
        return b""
    found = await asked.host.read(partial(pad.page, asked.host.file, breakout))
    return say.PageNow(version, tuple(_line(line) for line in found.lines), found.checked_at)


def _line(line: pad.Line) -> say.NoteNow:
    note = line.note
    return say.NoteNow(
        id=note.id,
        revision=line.revision,
        recorded_at=note.recorded_at,
        position=note.position,
        conflict=bool(line.versions),
        versions=tuple(_version(note, version) for version in line.versions),
        **_said(note),
    )


def _version(note: Note, version: Version) -> say.VersionNow:
    held = version.record if isinstance(version.record, Note) else note
    return say.VersionNow(
        revision=version.revision, at=version.at, gone=version.gone, **_said(held)
    )


def _said(note: Note) -> dict[str, Any]:
    return {name: getattr(note, name) for name in _SAME}


async def add(asked: Asked, body: say.NoteIn) -> say.Kept:
    """Keep a note; the same note sent again counts once."""
    now = utc_now()
    revision = await asked.host.till.do(
        lambda writer: receiving.add(
            writer,
            body.id,
            _sent(body),
            recorded_at=body.recorded_at,
            change_id=body.change or "",
            author=asked.device.id,
            now=now,
        )
    )
    asked.host.notes.wake()
    return say.Kept(revision)


async def change(asked: Asked, body: say.NoteChange) -> say.Kept:
    """Keep a changed note beside whatever its author had not seen."""
    now = utc_now()
    seen = (body.seen,) if isinstance(body.seen, str) else body.seen
    revision = await asked.host.till.do(
        lambda writer: receiving.change(
            writer,
            asked.path["id"],
            _sent(body),
            seen,
            change_id=body.change or "",
            author=asked.device.id,
            now=now,
        )
    )
    asked.host.notes.wake()
    return say.Kept(revision)


def _sent(body: say.NoteIn | say.NoteChange) -> receiving.Sent:
    return receiving.Sent(
        **{name: getattr(body, name) for name in receiving.Sent.__dataclass_fields__}
    )


async def remove(asked: Asked) -> Done:
    """Take out what its author saw of a note."""
    seen = tuple(filter(None, asked.query.get("seen", "").split(",")))
    change_id = asked.query.get("change", "")
    if not all(_ID.fullmatch(each) for each in (*seen, change_id or "-")):
        raise Refusal(422, "invalid", "This was not understood: an id is not one.")
    note = asked.path["id"]
    await asked.host.till.do(
        lambda writer: receiving.remove(
            writer, note, seen, change_id=change_id, author=asked.device.id
        )
    )
    asked.host.notes.wake()
    return Done()


async def live(asked: Asked, headers: Mapping[str, str], receive: Receive, send: Send) -> None:
    """Tell a note-taker's page which groups changed."""
    seen = headers.get("last-event-id", "")
    serve = asked.host.notes.channel.serve
    await serve(asked.device.id, int(seen) if seen.isdigit() else 0, receive, send)
