"""The keys of open votes: in the memory of whoever serves, and in one file on each computer.

A database keeps what was once written to it: in its log, in dead rows, in archives for going back
in time. So what it is given of an open vote is under a key that it is never given, and that is
destroyed when the round closes.

Keys come out of a chain. Each is made from the link that stands, and so is the next link, by
functions that cannot be turned round (HKDF, RFC 5869): a computer that has a copy of the file makes
the same keys by itself, by their numbers, and who finds the file later has none of a round that is
closed. A file that lies unused keeps an old link, and with it every key after.
"""

import secrets
import threading
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.whole_file import write_bytes

BYTES = 32
NONCE_BYTES = 12
BUSY_SECONDS = 10.0
SUFFIX = ".keys"
_SETTINGS = ("PRAGMA secure_delete = ON", "PRAGMA synchronous = FULL")
_MADE = (
    "CREATE TABLE IF NOT EXISTS chain (name TEXT PRIMARY KEY, number INTEGER, link BLOB)",
    "CREATE TABLE IF NOT EXISTS keys (round_id TEXT PRIMARY KEY, key BLOB)",
)


class VoteKey:
    """What one open round is kept under."""

    __slots__ = ("_box", "_key", "of_marks", "round_id", "secret")

    def __init__(self, round_id: str, key: bytes) -> None:
        self.round_id = round_id
        self._key = key
        self._box = AESGCM(_made_from(key, b"box"))
        self.secret = _made_from(key, b"voters").hex()
        """What voters' keys are made with."""
        self.of_marks = _made_from(key, b"marks")
        """What digests of marks are made with: by themselves they could be guessed."""

    def closed(self, content: bytes, room: int) -> bytes:
        """Content under the key, as long as any of up to `room` bytes: how long it is would say
        what was marked.
        """
        padded = content + b" " * (-len(content) % room)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._box.encrypt(nonce, padded, self.round_id.encode())

    def opened(self, box: bytes) -> bytes | None:
        """The content; None where it was put there by somebody else."""
        nonce, held = box[:NONCE_BYTES], box[NONCE_BYTES:]
        try:
            return self._box.decrypt(nonce, held, self.round_id.encode()).rstrip(b" ")
        except InvalidTag:
            return None


class VoteKeys:
    """The keys of open rounds on this computer, each chain in a file of its own. Any thread may
    ask.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, VoteKey] = {}
        self._one_at_a_time = threading.Lock()

    def file_of(self, chain: str) -> Path:
        """Where the keys of a chain are, or would be."""
        return self._folder / f"{chain}{SUFFIX}"

    def begin(self) -> str:
        """Begin a chain; returns its name."""
        chain = secrets.token_hex(16)
        with _writing(self.file_of(chain)) as raw:
            raw.execute("INSERT INTO chain VALUES (?, 1, ?)", (chain, secrets.token_bytes(BYTES)))
        return chain

    def take_in(self, file: Path) -> str:
        """Take in a file of another computer, which from then on is not needed here; returns the
        chain's name. Raises SeminarError where it holds none.
        """
        try:
            with closing(sqlcipher.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as raw:
                [(chain,)] = raw.execute("SELECT name FROM chain")
        except (sqlcipher.Error, ValueError) as error:
            why = say("{file} holds no keys of votes. Choose another file.", file=file.name)
            raise SeminarError(why) from error
        target = self.file_of(chain)
        if not target.exists():
            write_bytes(target, file.read_bytes())
        return str(chain)

    def has(self, chain: str) -> bool:
        """Whether keys of a chain are made here."""
        return self.file_of(chain).exists()

    def not_passed(self, chain: str, number: int) -> int:
        """The first number from this one on whose key can still be made here: a database that was
        put back to an earlier moment counts again what the chain has passed.
        """
        with self._one_at_a_time:
            if not self.has(chain):
                return number
            with _writing(self.file_of(chain)) as raw:
                stands = _link(raw, chain)
        return number if stands is None else max(number, stands[0])

    def key(self, chain: str, number: int, round_id: str) -> VoteKey | None:
        """The key of an open round, by its number in the chain; None where it cannot be had: the
        chain is on another computer, or the key is let go of.
        """
        with self._one_at_a_time:
            known = self._held.get(round_id)
            if known is None and self.has(chain):
                with _writing(self.file_of(chain)) as raw:
                    known = _key(raw, chain, number, round_id)
                if known:
                    self._held[round_id] = known
            return known

    def forget_but(self, rounds: Collection[str], chain: str) -> None:
        """Destroy the keys of all other rounds, here and in the chain's file."""
        with self._one_at_a_time:
            for gone in [each for each in self._held if each not in rounds]:
                del self._held[gone]
            if self.has(chain):
                with _writing(self.file_of(chain)) as raw:
                    kept = [row[0] for row in raw.execute("SELECT round_id FROM keys")]
                    gone_here = [(each,) for each in kept if each not in rounds]
                    raw.executemany("DELETE FROM keys WHERE round_id = ?", gone_here)


@contextmanager
def _writing(file: Path) -> Iterator[Any]:
    """One transaction of a file of keys; whatever is taken out of it is overwritten."""
    if not file.exists():
        file.touch(mode=0o600)
    opened = sqlcipher.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    with closing(opened) as raw:
        for each in (*_SETTINGS, "BEGIN IMMEDIATE", *_MADE):
            raw.execute(each)
        yield raw
        raw.execute("COMMIT")


def _key(raw: Any, chain: str, number: int, round_id: str) -> VoteKey | None:
    found = raw.execute("SELECT key FROM keys WHERE round_id = ?", (round_id,)).fetchone()
    if found is not None:
        return VoteKey(round_id, bytes(found[0]))
    stands = _link(raw, chain)
    if stands is None or stands[0] > number:
        return None
    at, link = stands
    for _ in range(number - at):
        link = _made_from(link, b"next")
    made = _made_from(link, b"round")
    raw.execute("UPDATE chain SET number = ?, link = ?", (number + 1, _made_from(link, b"next")))
    raw.execute("INSERT INTO keys VALUES (?, ?)", (round_id, made))
    return VoteKey(round_id, made)


def _link(raw: Any, chain: str) -> tuple[int, bytes] | None:
    """The number of the next key of a chain, and the link that it is made from."""
    found = raw.execute("SELECT number, link FROM chain WHERE name = ?", (chain,)).fetchone()
    return None if found is None else (int(found[0]), bytes(found[1]))


def _made_from(key: bytes, what: bytes) -> bytes:
    return HKDFExpand(SHA256(), BYTES, b"facilitator " + what).derive(key)
