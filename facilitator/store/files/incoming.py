"""Files that come to be merged: copied to a place of ours, examined there, never written where
they lie.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from facilitator import typed, whole_file
from facilitator.domain.errors import DamagedError, PassphraseError, SeminarError, why_of
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import say
from facilitator.store.files import bundles, logs, open_votes
from facilitator.store.files.copies import look_for_room
from facilitator.store.files.examining import examine, read_marks, refuse_too_large
from facilitator.store.files.file import (
    SeminarFile,
    bring_bundle_up_to_date,
    refuse_newer,
    refuse_strange,
)
from facilitator.store.files.installation import user_folder
from facilitator.store.records import tables
from facilitator.store.records.facts import FILE_ID
from facilitator.store.records.held import record_of
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite import holding
from facilitator.store.sqlite.connecting import connect, is_damaged
from facilitator.store.sqlite.log_marks import log_of, mark_as_whole
from facilitator.store.sqlite.passphrases import NONE, Passphrase
from facilitator.store.sqlite.troubles import TROUBLE
from facilitator.store.upgrading.versions import version

_BALLOT = (
    "SELECT json_object('round_id', round_id, 'voter_key', voter_key, 'marks', json(marks), "
    "'words', json(words), 'channel', channel) FROM ballots"
)


@contextlib.contextmanager
def brought(file: SeminarStore, other: Path) -> Iterator[Path]:
    """A sound database of the same seminar, ours while the block lasts, with what `other` holds.

    Raises SeminarError when it is missing, damaged, foreign, newer, or of another seminar.
    """
    locked = passphrase_of(file)
    if isinstance(file, SeminarFile) and other.resolve() == file.path.resolve():
        raise SeminarError(
            say("{file} is this very seminar. Choose another file.", file=other.name)
        )
    with _fetched(other) as content:
        with _damage_in_a_sentence(other):
            if bundles.is_bundle(other):
                bundles.unseal(other, content)
            else:
                _bring(other, content, locked)
            _examine(file, content, locked)
        yield content


@contextlib.contextmanager
def looked_at(other: Path, passphrase: str = "") -> Iterator[SeminarFile]:
    """Another seminar, to be read while the block lasts: a copy of it, brought up to date here.
    Where it lies nothing is written. Raises SeminarError as `brought` does, but it may be any
    seminar; PassphraseError where it is under another passphrase.
    """
    with _fetched(other) as content:
        owned = Passphrase(passphrase)
        locked = owned if owned.protects(other) else NONE
        _bring(other, content, locked)
        file = SeminarFile.open(content, passphrase=locked, looks_only=True)
        try:
            yield file
        finally:
            file.close()


@contextlib.contextmanager
def _fetched(other: Path) -> Iterator[Path]:
    """A place of ours for the content of a file that can be read, while the block lasts."""
    if not other.is_file():
        raise SeminarError(
            say("There is no file {file}. Check the name or choose another file.", file=str(other))
        )
    with whole_file.scratch(user_folder()) as folder:
        refuse_too_large(other)
        look_for_room(folder, other)
        if unread := logs.unread(other):
            raise SeminarError(unread)
        yield folder / other.name


def _bring(other: Path, content: Path, passphrase: Passphrase) -> None:
    if logs.lacks_its_log(other, passphrase):
        raise SeminarError(logs.half(other))
    _copy(other, content, passphrase)
    logs.made_to_fit(content, passphrase)


@contextlib.contextmanager
def _damage_in_a_sentence(other: Path) -> Iterator[None]:
    try:
        yield
    except PassphraseError as error:
        raise SeminarError(
            say(
                "{file} is not under this seminar’s passphrase. Only copies and notes under "
                "the same one can be merged; nothing was changed here.",
                file=other.name,
            )
        ) from error
    except (_Unsound, DamagedError, *TROUBLE, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SeminarError(
            say(
                "{file} is damaged or not whole. Copy it again, or use a backup of it; nothing was "
                "changed here.",
                file=other.name,
            )
        ) from error
    except OSError as error:
        raise SeminarError(
            say(
                "{file} could not be read: {why}. Copy it to this computer and try again.",
                file=other.name,
                why=why_of(error),
            )
        ) from error


def _copy(source: Path, target: Path, passphrase: Passphrase) -> None:
    """Copy a seminar with what is still in its write-ahead log.

    Where it may be in use, SQLite's own backup sees one moment of it. Elsewhere, and where a
    medium cannot be written, its bytes do: opening it would leave files beside it.
    """
    log = log_of(source)
    if log.exists():
        with contextlib.suppress(*TROUBLE):
            return _back_up(source, target, passphrase)
    holding.copy(source, target)
    if log.exists():
        holding.copy(log, log_of(target))
    return None


def _back_up(source: Path, target: Path, passphrase: Passphrase) -> None:
    with (
        contextlib.closing(connect(source, passphrase, is_read_only=True)) as raw,
        contextlib.closing(connect(target, passphrase)) as copy,
    ):
        # The copy goes in a moment; nothing of it has to outlive a power cut.
        copy.execute("PRAGMA synchronous = OFF").fetchall()
        raw.backup(copy)
        mark_as_whole(copy)


def passphrase_of(store: SeminarStore) -> Passphrase:
    """Under which passphrase others' work on a seminar is: of one in a database under none."""
    return store.passphrase if isinstance(store, SeminarFile) else NONE


def _examine(file: SeminarStore, content: Path, locked: Passphrase) -> None:
    application, found = read_marks(content, locked)
    is_bundle = application == bundles.BUNDLE_ID
    if is_bundle:
        refuse_newer(content, found)
        examine(content, locked, is_current=False)  # it has a part of the tables alone
    else:
        refuse_strange(content, locked)
        with contextlib.closing(connect(content, locked)) as raw:
            _check_pages(raw, content)
    if found < version():
        if is_bundle:
            bring_bundle_up_to_date(content, found, locked)
        else:
            SeminarFile.open(content, passphrase=locked, looks_only=True).close()
    with contextlib.closing(connect(content, locked)) as raw:
        if is_bundle:
            _check_tables(raw, content)
        _check_seminar(file, raw, content)
        _check_revisions(raw)
        if not is_bundle:
            open_votes.leave_behind(raw)
            for (ballot,) in raw.execute(_BALLOT):
                typed.decoded(ballot, Ballot)


def _check_pages(raw: Any, content: Path) -> None:
    """A file cut short can still be opened; what SQLite finds wrong says so."""
    if is_damaged(raw):
        raise _Unsound(f"{content.name}: its pages are not sound")


class _Unsound(Exception):
    """What a file holds cannot be so."""


def _check_tables(raw: Any, content: Path) -> None:
    for table in (tables.acts, tables.journal):
        names = [row[1] for row in raw.execute(f"PRAGMA table_info({table.name})")]
        kinds = raw.execute("SELECT type FROM sqlite_master WHERE name = ?", (table.name,))
        if names != [column.name for column in table.c] or kinds.fetchall() != [("table",)]:
            raise SeminarError(
                say(
                    "{file} is not a seminar file of this program. Choose one ending in .seminar "
                    "or {suffix}.",
                    file=content.name,
                    suffix=bundles.SUFFIX,
                )
            )


def _check_seminar(file: SeminarStore, raw: Any, content: Path) -> None:
    row = raw.execute("SELECT value FROM meta WHERE name = 'file_id'").fetchone()
    with file.read() as reader:
        if row is None or row[0] != reader.fact(FILE_ID):
            raise SeminarError(
                say(
                    "{file} belongs to another seminar. Only copies of this one, and notes taken "
                    "in them, can be merged.",
                    file=content.name,
                )
            )


def _check_revisions(raw: Any) -> None:
    """Read every revision once: a merge must not take in what nobody could read afterwards."""
    statement = "SELECT record, kind, content, gone, erased, based_on, clock FROM journal"
    for record, kind, content, gone, erased, based_on, clock in raw.execute(statement):
        known = Kind(kind) if kind in _KINDS else None
        if (
            known is None
            or not 0 <= clock < tables.NO_LARGER_CLOCK
            or bool(gone) != (content is None)
        ):
            raise _Unsound(f"a version of {kind} {record} makes no sense")
        if (erased and not gone) or type(record) is not str:
            raise _Unsound(f"a version of {kind} {record} makes no sense")
        if based_on != "[]":
            typed.decoded(based_on, list[str])
        if content is not None and record_of(known, content).id != record:
            raise _Unsound(f"a version of {kind} {record} is of another record")


_KINDS = frozenset(Kind)
