"""A room's own copy of a seminar in a database: kept up to date while the room is served, so that
it goes on from there when the network is gone. What was done in it is merged when it is back.

It is a seminar in a file like any other, and says that it is a room's own: a vote of all rooms that
was open waits in it, since none of its ballots is there. It is never written over while something
was done in it that the database does not have.

Who is in is no matter of merges. So whoever was in when the room went on by itself is noted in it,
and who came or was let out since is told the database apart.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, told_of
from facilitator.domain.facts import OwnCopy
from facilitator.domain.polls.polls import Round
from facilitator.domain.wording import Joined, Message, Text, Wording, brief, say
from facilitator.services.files import seats
from facilitator.services.files.last_seen import KINDS, LastSeen
from facilitator.services.merging import beside_records, merging
from facilitator.services.polls.voters import key_secret
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.services.seminar.rooms import waiting
from facilitator.store.databases import copying
from facilitator.store.files import copies, logs
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records.facts import OWN_COPY
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.passphrases import NONE

NOT_ONE = say(
    "{file} is no room’s own copy of this seminar, and nothing of it was changed. Give "
    "--standby-file the name of a file that there is not."
)
WORKED_IN = say(
    "Something was done in {file} that the database does not have yet. Begin the server anew: it "
    "takes that in first."
)
IN_USE = say(
    "{file} is open in another window or program, or a server that was ended has not let go of it "
    "yet. Close it there, then try again."
)
ELSEWHERE = say(
    "{file} lies on a removable or shared disk. Give --standby-file a name on a disk of this "
    "computer."
)
NOT_ALL = say("Not all of it could be taken in, so {file} keeps it.")
AHEAD = say(
    "The database is at an earlier moment than this room’s copy was: what it lacks is in {file}. "
    "“facilitator merge” takes that in."
)
LET_GO_SECONDS = 10.0
"""So long is waited for a server that was ended to let go of the copy."""
LOOK_SECONDS = 0.05


def keep(store: SeminarStore, path: Path, now: datetime) -> Text:
    """Have the file hold all that the seminar does, but for ballots of open votes; what to know of
    it, mostly nothing. A database may have been put back to an earlier moment than the copy is of:
    then the copy is called otherwise and stays.

    Raises SeminarError, and leaves it as it is, where it is something else, or work was done in it.
    """
    said: Text = ""
    if path.exists():
        if not _is_as_it_was_made(path):
            raise SeminarError(WORKED_IN.of(file=path.name))
        if _is_ahead(store, path):
            said = AHEAD.of(file=_put_aside(path, now).name)
    _make(store, path, now)
    return said


def _is_ahead(store: SeminarStore, path: Path) -> bool:
    """Whether a copy that holds what the database did, and no more, holds what it does not now."""
    with closing(SeminarFile.open(path)) as file, file.read() as reader:
        last, is_exact = exchange.last_mark(reader), _copy(reader).held_to >= 0
    if last is None or not is_exact:
        return False
    with store.read() as reader:
        return not exchange.stands(reader, last)


def _put_aside(path: Path, now: datetime) -> Path:
    aside = path.with_name(f"{path.stem} {now:%Y-%m-%d %H%M%S}{path.suffix}")
    path.rename(aside)
    return aside


def _make(store: SeminarStore, path: Path, now: datetime) -> None:
    try:
        with whole_file.scratch(path.parent) as folder:
            made = copying.to_file(store, folder / path.name)
            with closing(made), made.write(Verb.KEEP, now) as writer:
                place = writer.position().journal
                kept = beside_records.marks(writer)
                writer.note_fact(OWN_COPY, OwnCopy(str(store.where), now, place, place, kept))
            logs.clear_beside(path, NONE)
            whole_file.put_in_place(folder / path.name, path)
    except OSError as error:
        raise told_of(error) from error


def refuse_elsewhere(path: Path) -> None:
    """Raise SeminarError where a copy would lie on a disk that can go away, as the network can."""
    if copies.is_elsewhere(path):
        raise SeminarError(ELSEWHERE.of(file=path.name))


def made_of(path: Path, source: object) -> OwnCopy | None:
    """What a room's own copy of the seminar at `source` remembers; None where the file is none."""
    if not path.exists():
        return None
    with closing(SeminarFile.open(path)) as file, file.read() as reader:
        kept = reader.fact(OWN_COPY)
    return kept if kept is not None and kept.source == str(source) else None


def go_on_alone(file: SeminarStore, last: LastSeen, now: datetime) -> None:
    """Have a room go on in its own copy, as the database was when it answered `last`, with whoever
    was in. Where it went on in it already, nothing is changed.
    """
    with file.read() as reader:
        kept, went_on = reader.fact(OWN_COPY), seats.went_on(reader)
    if went_on or kept is None:
        return
    lacking = last.lacking(kept.held_to)
    for brings in lacking or ():
        exchange.take(file, brings, KINDS, kept.source, now, _as_made)
    with file.write(Verb.KEEP, now) as writer:
        seats.go_on(writer, last.were_in)
        copy = replace(_copy(writer), kept=beside_records.marks(writer))
        at = copy.at if lacking is None or last.at is None else last.at
        writer.note_fact(OWN_COPY, replace(copy, at=at))


def _as_made(writer: Writer, _first: int, _last: int) -> None:
    """What stands in a copy now is what the database holds."""
    place = writer.position().journal
    writer.note_fact(OWN_COPY, replace(_copy(writer), position=place))


def _copy(reader: Reader) -> OwnCopy:
    kept = reader.fact(OWN_COPY)
    assert kept is not None, "it is a room's own copy"
    return kept


def taken_in(store: SeminarStore, path: Path, now: datetime) -> Iterator[Wording]:
    """Merge what was done in a room's own copy, where there is any; what came of it. Whoever came
    there is in the database afterwards, and whoever was let out there is not.

    Done again, after it was cut off wherever that was, it comes to the same. Where something of it
    is refused, the copy is called otherwise and stays. Raises SeminarError where the file is none,
    where somebody has it open, and where a vote of the room's own is open in it still.
    """
    if not path.exists():
        return
    _refuse_while_it_is_open(path)
    refused = False
    if not _has_no_news(path):
        if (vote := open_vote(path)) is not None:
            raise SeminarError(vote)
        report = merging.merge(store, [path], now=now)
        if not report.taken:
            raise SeminarError(Joined([refusal.said for refusal in report.refused]))
        yield say("What was done in {file} while the room was by itself is in:", file=path.name)
        yield from report.sentences
        refused = bool(report.refused)
    went_on = _tell_the_rest(store, path, now)
    if refused:
        yield NOT_ALL.of(file=_put_aside(path, now).name)
    elif went_on or not _is_as_it_was_made(path):
        _note_taken_in(path, now)


def _note_taken_in(path: Path, now: datetime) -> None:
    """Nothing is in a copy that the database lacks: it is made anew while the room is served."""
    with closing(SeminarFile.open(path)) as file, file.write(Verb.KEEP, now) as writer:
        place = writer.position().journal
        kept = beside_records.marks(writer)
        copy = replace(_copy(writer), position=place, held_to=-1, kept=kept)
        writer.note_fact(OWN_COPY, copy)
        seats.forget(writer)


def tells_of_rest(sentence: Text) -> bool:
    """Whether a sentence says that not all of a copy could be taken in."""
    return isinstance(sentence, Message) and sentence.template == NOT_ALL.template


def _refuse_while_it_is_open(path: Path) -> None:
    """What somebody writes there yet would be lost with the copy."""
    until = time.monotonic() + LET_GO_SECONDS
    while copies.is_in_use(path):
        if time.monotonic() > until:
            raise SeminarError(IN_USE.of(file=path.name))
        time.sleep(LOOK_SECONDS)


def _tell_the_rest(store: SeminarStore, path: Path, now: datetime) -> bool:
    """Have the database know who came and went in the copy, and what was kept there beside the
    records; whether the room went on in it.
    """
    with closing(SeminarFile.open(path)) as opened, opened.in_room(store.room).read() as reader:
        what, copy = seats.changed_in(reader), _copy(reader)
        kept = beside_records.kept_since(reader, copy)
    if what is not None or kept:
        with store.write(Verb.PAIR, now) as writer:
            if what is not None:
                seats.come_back(writer, what)
            beside_records.come_back(writer, kept, copy)
    return what is not None


def _is_as_it_was_made(path: Path) -> bool:
    """Whether nothing was done in a copy since, nor kept in it. Raises SeminarError where it is
    none.
    """
    with closing(SeminarFile.open(path)) as file, file.read() as reader:
        kept = reader.fact(OWN_COPY)
        if kept is None:
            raise SeminarError(NOT_ONE.of(file=path.name))
        is_as_it_was = beside_records.is_as_it_was(reader, kept)
        return reader.position().journal == kept.position and is_as_it_was


def _has_no_news(path: Path) -> bool:
    """Whether nothing was recorded in a copy since. Raises SeminarError where it is none."""
    with closing(SeminarFile.open(path)) as file, file.read() as reader:
        kept = reader.fact(OWN_COPY)
        if kept is None:
            raise SeminarError(NOT_ONE.of(file=path.name))
        return reader.position().journal == kept.position


def open_vote(path: Path) -> Wording | None:
    """What is said of a vote that was begun in a copy and is open there, None where none is: none
    of its ballots would come along. Those of votes that were open before are not in it: they go on
    in the database.
    """
    with closing(SeminarFile.open(path)) as file:
        return open_vote_in(file)


def open_vote_in(file: SeminarStore) -> Wording | None:
    """The same of one that is open."""
    with file.read() as reader:
        for held in reader.every(Round):
            if not held.state.is_counted and key_secret(reader, held) is not None:
                return say(
                    "The database answers again. Voting on “{title}” was begun in the room’s own "
                    "copy and is open there: close it, and the room goes back by itself.",
                    title=brief(held.poll.title),
                )
    return None


def said_of(store: SeminarStore) -> Iterator[Wording]:
    """What whoever serves a room's own copy is told of it; nothing of any other seminar."""
    with store.read() as reader:
        kept = reader.fact(OWN_COPY)
        if kept is None:
            return
        yield say(
            "This is the room’s own copy of {source}. When the network is back, close it and serve "
            "that again with --standby-file and this file.",
            source=kept.source,
        )
        yield from _waiting(reader)


def said_alone(store: SeminarStore) -> Iterator[Wording]:
    """What whoever leads a room is told when it goes on in its own copy by itself."""
    with store.read() as reader:
        kept = _copy(reader)
        yield say(
            "The database does not answer. This room goes on by itself, with its copy of what was "
            "there at {clock}, and goes back by itself when the database answers.",
            clock=f"{on_room_clock(reader, kept.at):%H:%M}",
        )
        yield from _waiting(reader)


def _waiting(reader: Reader) -> Iterator[Wording]:
    for held in waiting(reader):
        yield say(
            "All rooms were voting on “{title}” when it was made: that vote waits until the "
            "network is back.",
            title=brief(held.poll.title),
        )
