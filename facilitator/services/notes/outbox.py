"""Outboxes: what a note-taker's browser could not send, carried to the host as a file.

It is taken in entry by entry as if it had been sent, so that what the browser sends later all the
same, or has sent already, counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from facilitator import typed
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError, why_of
from facilitator.domain.merging.merge import Preview, Refusal
from facilitator.domain.notes.notes import FORM
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, Text, say
from facilitator.services.notes import taking_in
from facilitator.services.notes.sent import Sent
from facilitator.store.files.examining import refuse_too_large
from facilitator.store.records.facts import FILE_ID
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Outbox(Struct, frozen=True, kw_only=True):
    """A whole file: the id of its seminar, the device it was written on, what was done in order."""

    format: Literal["facilitator-notes"]
    version: int
    seminar: str
    entries: tuple[Sent, ...]
    device: Annotated[str, Meta(max_length=64)] = ""


@dataclass
class _Brought:
    """What an outbox comes to, by the ids of notes."""

    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    unheard: set[str] = field(default_factory=set)
    refused: list[Refusal] = field(default_factory=list)


class _OnlyLooked(Exception):
    """Ends a transaction of which nothing is to be kept."""


MOST_BYTES = 64 << 20
"""A browser keeps a twelfth of it."""


def is_outbox(path: Path) -> bool:
    """Whether a file may be an outbox: it is JSON, which no seminar and no bundle is."""
    try:
        with path.open("rb") as stream:
            return stream.read(64).lstrip().startswith(b"{")
    except OSError:
        return False


def read(path: Path) -> Outbox:
    """An outbox from a file; raises SeminarError when it is damaged, foreign or newer."""
    try:
        refuse_too_large(path, MOST_BYTES)
        content = path.read_bytes()
        refuse_newer(typed.decoded(content, _Form).version, path.name)
        return typed.decoded(content, Outbox)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SeminarError(
            say(
                "{file} is damaged or not whole ({error}). Download it again from the browser it "
                "came from; nothing was changed here.",
                file=path.name,
                error=str(error),
            )
        ) from error
    except OSError as error:
        raise SeminarError(
            say(
                "{file} could not be read: {why}. Copy it to this computer and try again.",
                file=path.name,
                why=why_of(error),
            )
        ) from error


class _Form(Struct):
    version: int


def refuse_newer(form: int, name: Text) -> None:
    """Raise SeminarError for a form of file that this program cannot know yet."""
    if form > FORM:
        raise SeminarError(
            say(
                "{file} was written by a newer Facilitator. Install that version to take it in.",
                file=name,
            )
        )


def preview(file: SeminarStore, outbox: Outbox, name: str) -> Preview:
    """What an outbox would bring; nothing changes. It is the taking in itself, rolled back."""
    found = None
    try:
        with file.write(Verb.MERGE, _EPOCH) as writer:
            found = take(writer, outbox, name, now=_EPOCH)
            raise _OnlyLooked
    except _OnlyLooked:
        assert found is not None
        return found


def take(writer: Writer, outbox: Outbox, name: Text, *, author: str = "", now: datetime) -> Preview:
    """Take an outbox in, as part of a larger transaction; what is refused keeps nothing else out.

    `author` is the device that brings it, for files that do not say where they were written.
    Raises SeminarError when it belongs to another seminar, StorageError where the disk does not
    take it.
    """
    if writer.fact(FILE_ID) != outbox.seminar:
        raise SeminarError(
            say(
                "{file} belongs to another seminar. Only notes taken for this one can be taken in.",
                file=name,
            )
        )
    brought = _Brought()
    for entry in outbox.entries:
        try:
            with writer.part():
                _take(writer, entry, outbox.device or author or "browser", brought, now)
        except StorageError:
            raise  # nothing of it is kept, and all of it can be taken in again
        except SeminarError as error:
            brought.unheard.add(entry.id)
            why = _refused(entry.words, error)
            of = taking_in.erased_of(writer, entry) or entry.id
            brought.refused.append(Refusal(entry.words, why, record=of))
    return _told(writer, outbox.entries, brought, name)


def _take(writer: Writer, entry: Sent, author: str, brought: _Brought, now: datetime) -> None:
    before = writer.heads(entry.id)
    taking_in.take(writer, entry, author=author, now=now)
    if not before and writer.heads(entry.id):
        brought.new.add(entry.id)
    elif writer.heads(entry.id) != before and entry.id not in brought.new:
        brought.changed.add(entry.id)


def _told(writer: Writer, entries: Sequence[Sent], brought: _Brought, name: Text) -> Preview:
    touched = brought.new | brought.changed
    torn = {change.id for change in writer.conflicts()}
    known = {entry.id for entry in entries} - touched - brought.unheard
    return Preview(
        name=str(name),
        new=len(brought.new),
        changed=len(brought.changed),
        known=len(known),
        in_conflict=len(touched & torn),
        kinds=((Kind.NOTE, len(touched)),) if touched else (),
        refused=tuple(brought.refused),
    )


def _refused(words: str, error: SeminarError) -> Message:
    return say("“{words}”: {why}", words=words, why=error.sentence)
