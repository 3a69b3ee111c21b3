"""Bundles: a note-taker's part of the journal in one small file, to be carried by hand.

A bundle is a SQLite database with the tables `acts`, `journal` and `meta`, and after its last page
the SHA-256 of all bytes before: one changed or missing byte anywhere is found. That of a protected
file stands under the file's own passphrase, behind a mark that says so.
"""

import contextlib
import hashlib
import json
from itertools import chain
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import RUNNING
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import say
from facilitator.store.files import leftovers
from facilitator.store.files.copies import has_no_room, refuse_to_replace
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.holding import reading
from facilitator.store.sqlite.passphrases import PLAIN_HEAD, Passphrase, to_attach
from facilitator.store.sqlite.troubles import TROUBLE, why_unwritten
from facilitator.store.upgrading.versions import version

BUNDLE_ID = 0x4E4F5445
"""Marks a bundle ("NOTE") in the SQLite header."""

SUFFIX = ".seminar-notes"

_LOCKED = b"Seminar notes under a passphrase\n"
_ID_AT = 68
_SEAL = hashlib.sha256().digest_size
_PIECE = 1 << 20

_LEFT = (Kind.ROUND, Kind.HAND_COUNT, *sorted(RUNNING))
"""What stays at home: votes, which are nothing without their ballots, and how the day ran."""

_SEMINAR = (
    "CREATE TABLE carried.meta (name TEXT PRIMARY KEY, value TEXT)",
    "INSERT INTO carried.meta SELECT name, value FROM main.meta WHERE name = 'file_id'",
)
_WRITER = "INSERT INTO carried.meta VALUES ('writer', :name), ('device', :device)"
MOST_LETTERS = 80
"""How long the name of whoever hands a bundle over may be."""
_JOURNAL = """
    CREATE TABLE carried.journal AS
    SELECT * FROM main.journal
    WHERE kind NOT IN (SELECT value FROM json_each(:left)) AND record IN (
        SELECT record FROM main.journal WHERE device = :device OR kind = 'note' OR erased)
    ORDER BY seq"""
"""Whole records, so that nothing arrives without what it was based on: whatever this device wrote,
every note (it may have been begun on another laptop), and every erasure.
"""
_ACTS = """
    CREATE TABLE carried.acts AS
    SELECT * FROM main.acts WHERE id IN (SELECT act FROM carried.journal) ORDER BY seq"""


def write(file: SeminarFile, target: Path, writer: str = "") -> None:
    """Write a bundle; it is on the disk before its name appears, and as protected as the file.

    `writer` is who hands it over, as they call themselves or their laptop.
    Raises SeminarError when the place cannot be written or is a folder, a device or a pipe; what
    stood there before stays.
    """
    refuse_to_replace(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.parent if has_no_room(user_folder(), file.path) else user_folder()
        with leftovers.begun_in(target.parent), whole_file.scratch(beside) as folder:
            content = folder / "content"
            _gather(file, content, writer)
            with whole_file.replacing(target) as part:
                _seal(content, part, is_locked=bool(file.passphrase))
    except (OSError, *TROUBLE) as error:
        raise SeminarError(
            say(
                "The notes could not be written to {file}: {why}. Choose another place.",
                file=str(target),
                why=why_unwritten(error, target),
            )
        ) from error


def _gather(file: SeminarFile, content: Path, writer: str) -> None:
    key = file.passphrase.key_for(content)
    with contextlib.closing(connect(content, file.passphrase)) as made:
        made.execute(f"PRAGMA application_id = {BUNDLE_ID}")
        made.execute(f"PRAGMA user_version = {version()}")
    with file.database.driving() as raw:
        raw.execute("ATTACH ? AS carried KEY ?", (to_attach(content), key))
        try:
            raw.execute("BEGIN")
            for statement in _SEMINAR:
                raw.execute(statement)
            name = " ".join(writer.split())[:MOST_LETTERS]
            raw.execute(_WRITER, {"name": name, "device": file.device})
            raw.execute(_JOURNAL, {"device": file.device, "left": json.dumps(_LEFT)})
            raw.execute(_ACTS)
            raw.execute("COMMIT")
        finally:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raw.execute("DETACH carried")


def _seal(content: Path, target: Path, *, is_locked: bool) -> None:
    digest = hashlib.sha256()
    with content.open("rb") as source, target.open("wb") as sealed:
        pieces = iter(lambda: source.read(_PIECE), b"")
        for piece in chain((_LOCKED,) if is_locked else (), pieces):
            digest.update(piece)
            sealed.write(piece)
        sealed.write(digest.digest())


def written_by(content: Path, passphrase: Passphrase) -> tuple[str, str]:
    """The name of whoever handed a bundle over, and their device; "" where it does not say."""
    with contextlib.closing(connect(content, passphrase)) as raw:
        rows = raw.execute("SELECT name, value FROM meta WHERE name IN ('writer', 'device')")
        said = {name: value for name, value in rows if type(value) is str}
    return said.get("writer", "")[:MOST_LETTERS], said.get("device", "")


def is_bundle(path: Path) -> bool:
    """Whether a file says that it is a bundle; whether it is whole is found by `unseal`."""
    with reading(path) as stream:
        start = stream.read(_ID_AT + 4)
    is_plain = start.startswith(PLAIN_HEAD) and start[_ID_AT:] == BUNDLE_ID.to_bytes(4, "big")
    return is_plain or start.startswith(_LOCKED)


def unseal(bundle: Path, target: Path) -> None:
    """Copy a bundle's database to `target`; raises SeminarError when a byte of it has changed."""
    digest = hashlib.sha256()
    left = bundle.stat().st_size - _SEAL
    with bundle.open("rb") as sealed, target.open("wb") as content:
        mark = sealed.read(len(_LOCKED))
        if mark == _LOCKED:
            digest.update(mark)
            left -= len(mark)
        else:
            sealed.seek(0)
        while piece := sealed.read(min(_PIECE, max(left, 0))):
            digest.update(piece)
            content.write(piece)
            left -= len(piece)
        if left or sealed.read() != digest.digest():
            raise SeminarError(
                say(
                    "{file} is damaged or was not copied to its end. Copy it again, or have its "
                    "notes saved again; nothing was changed here.",
                    file=bundle.name,
                )
            )
