"""A room's own copy of a seminar in a database: kept up to date while the room is served, so that
it goes on from there when the network is gone. What was done in it is merged when it is back.

It is a seminar in a file like any other, and says that it is a room's own: a vote of all rooms that
was open waits in it, since none of its ballots is there. It is never written over while something
was done in it that the database does not have.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, told_of
from facilitator.domain.facts import OwnCopy
from facilitator.domain.polls.polls import Round
from facilitator.domain.wording import Joined, Wording, brief, say
from facilitator.services.merging import merging
from facilitator.services.polls.voters import key_secret
from facilitator.services.seminar.rooms import waiting
from facilitator.store.databases import copying
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import OWN_COPY
from facilitator.store.seminar_store import SeminarStore

NOT_ONE = say(
    "{file} is no room’s own copy of this seminar, and nothing of it was changed. Give "
    "--standby-file the name of a file that there is not."
)
WORKED_IN = say(
    "Something was done in {file} that the database does not have yet. Begin the server anew: it "
    "takes that in first."
)


def keep(store: SeminarStore, path: Path, now: datetime) -> None:
    """Have the file hold all that the seminar does, but for ballots of open votes.

    Raises SeminarError, and leaves it as it is, where it is something else, or work was done in it.
    """
    if path.exists() and not _is_as_it_was_made(path):
        raise SeminarError(WORKED_IN.of(file=path.name))
    try:
        with whole_file.scratch(path.parent) as folder:
            made = copying.to_file(store, folder / path.name)
            with closing(made), made.write(Verb.KEEP, now) as writer:
                place = writer.position().journal
                writer.note_fact(OWN_COPY, OwnCopy(str(store.where), now, place))
            whole_file.put_in_place(folder / path.name, path)
    except OSError as error:
        raise told_of(error) from error


def taken_in(store: SeminarStore, path: Path, now: datetime) -> Iterator[Wording]:
    """Merge what was done in a room's own copy, where there is any; what came of it.

    Where something of it is refused, the copy is called otherwise and stays. Raises SeminarError
    where the file is none, and where a vote of the room's own is open in it still.
    """
    if not path.exists() or _is_as_it_was_made(path):
        return
    _refuse_open_votes(path)
    report = merging.merge(store, [path], now=now)
    if not report.taken:
        raise SeminarError(Joined([refusal.said for refusal in report.refused]))
    yield say("What was done in {file} while the room was by itself is in:", file=path.name)
    yield from report.sentences
    if report.refused:
        aside = path.with_name(f"{path.stem} {now:%Y-%m-%d %H%M%S}{path.suffix}")
        path.rename(aside)
        yield say("Not all of it could be taken in, so {file} keeps it.", file=aside.name)
    else:
        keep_again(store, path, now)


def keep_again(store: SeminarStore, path: Path, now: datetime) -> None:
    """The same as `keep` once all that was done in it is in the database."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    keep(store, path, now)


def _is_as_it_was_made(path: Path) -> bool:
    """Whether nothing was done in a copy since. Raises SeminarError where it is none."""
    with closing(SeminarFile.open(path)) as file, file.read() as reader:
        kept = reader.fact(OWN_COPY)
        if kept is None:
            raise SeminarError(NOT_ONE.of(file=path.name))
        return reader.position().journal == kept.position


def _refuse_open_votes(path: Path) -> None:
    """None of their ballots would come along. Those of votes that were open before are not in it:
    they go on in the database.
    """
    with closing(SeminarFile.open(path)) as file, file.read() as reader:
        for held in reader.every(Round):
            if not held.state.is_counted and key_secret(reader, held) is not None:
                raise SeminarError(
                    say(
                        "Voting on “{title}” is not over in {file}. Serve that once more, close "
                        "the vote, then come back.",
                        title=brief(held.poll.title),
                        file=path.name,
                    )
                )


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
        for held in waiting(reader):
            yield say(
                "All rooms were voting on “{title}” when it was made: that vote waits until the "
                "network is back.",
                title=brief(held.poll.title),
            )
