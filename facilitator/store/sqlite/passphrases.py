"""Passphrases: a protected file's handle owns its own, and makes of it what the driver opens with.

A key is derived once for each salt, as SQLCipher 4 does it (PBKDF2-HMAC-SHA512, 256,000 rounds:
a quarter of a second), and handed to the driver as hexadecimal digits: nothing that somebody types
ever stands in a statement.
"""

import hashlib
import secrets
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from facilitator.store.sqlite.holding import reading

PLAIN_HEAD = b"SQLite format 3\0"
"""How a file begins that anybody can read; a protected one begins with its salt."""

_ROUNDS = 256_000
_SALT_BYTES = 16
_KEY_BYTES = 32
_PAGE = 512
"""The least page of a database: what protects one makes no file of another size."""
_LOOK_AT = 4096
_MOST_LOOKS = 64
_NOISE = 2 * _LOOK_AT * _LOOK_AT // 256
"""In noise each of 256 bytes is as frequent as any other: the squares of how often each stands in a
page come to 65,536 and the page's length, give or take a few hundred. What is plain has many bytes
of nothing, and letters: it is far beyond twice as much.
"""


class Passphrase:
    """What a file is protected with; one of no letters protects nothing."""

    __slots__ = ("_keys", "_words")

    def __init__(self, words: str = "") -> None:
        self._words = unicodedata.normalize("NFC", words)
        self._keys: dict[bytes, str] = {}

    def __bool__(self) -> bool:
        return bool(self._words)

    def __repr__(self) -> str:
        return "Passphrase(…)" if self else "Passphrase()"

    def handed_on(self) -> str:
        """The words, for a process of ours that opens the same file: through a pipe only."""
        return self._words

    def is_said_by(self, words: str) -> bool:
        """Whether somebody typed this passphrase."""
        return Passphrase(words).handed_on() == self._words

    def protects(self, path: Path) -> bool:
        """Whether a file that is there stands under a passphrase, such as this one."""
        return bool(self) and _head_of(path) != PLAIN_HEAD

    def key_for(self, path: Path) -> str:
        """What the driver opens or makes a file with; "" for one that anybody can read.

        New files share a key that was made before, so that a backup is no slower for it. Raises
        OSError when the file cannot be read.
        """
        if not self:
            return ""
        head = _head_of(path)
        if head == PLAIN_HEAD:
            return ""
        salt = head or next(iter(self._keys), None) or secrets.token_bytes(_SALT_BYTES)
        if salt not in self._keys:
            self._keys[salt] = self._derived(salt)
        return self._keys[salt]

    def _derived(self, salt: bytes) -> str:
        words = self._words.encode("utf-8", "surrogatepass")
        key = hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, _KEY_BYTES)
        return f"x'{key.hex()}{salt.hex()}'"


NONE = Passphrase()
"""For files that anybody can read."""


def to_attach(path: Path) -> str:
    """How SQLite is told of a file beside the open one, whatever its name is made of: on some disks
    names are bytes that no text spells.
    """
    return f"{path.absolute().as_uri()}?mode=rwc"


def export(raw: Any, target: Path, passphrase: Passphrase) -> None:
    """Write all of a database, as of one moment, into an empty file under a key of its own."""
    heads = ("user_version", "application_id")
    kept = {head: int(raw.execute(f"PRAGMA main.{head}").fetchone()[0]) for head in heads}
    raw.execute("ATTACH ? AS made KEY ?", (to_attach(target), passphrase.key_for(target)))
    try:
        raw.execute("BEGIN")
        raw.execute("SELECT sqlcipher_export('made')").fetchall()
        raw.execute("COMMIT")
        for head, value in kept.items():
            raw.execute(f"PRAGMA made.{head} = {value}")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raw.execute("DETACH made")


def is_protected(path: Path) -> bool:
    """Whether a file looks like one that needs a passphrase: no plain database, but whole pages."""
    return _has_another_head(path) and not _is_plain_behind_its_head(path)


def has_lost_its_head(path: Path) -> bool:
    """Whether a file that anybody could read does not begin as one, since its head is damaged."""
    return _has_another_head(path) and _is_plain_behind_its_head(path)


def _has_another_head(path: Path) -> bool:
    head = _head_of(path)
    return len(head) == _SALT_BYTES and head != PLAIN_HEAD and not path.stat().st_size % _PAGE


def _is_plain_behind_its_head(path: Path) -> bool:
    """Whether most of what is said behind the first page can be read by anybody. Where all is one
    byte nothing is said.
    """
    size = path.stat().st_size
    every = max(1, size // _LOOK_AT // _MOST_LOOKS) * _LOOK_AT
    seen = plain = 0
    with reading(path) as stream:
        for place in range(_LOOK_AT, size - _LOOK_AT + 1, every):
            stream.seek(place)
            counts = Counter(stream.read(_LOOK_AT)).values()
            if len(counts) > 1:
                seen += 1
                plain += sum(count * count for count in counts) > _NOISE
    return plain * 2 > seen


def _head_of(path: Path) -> bytes:
    if not path.exists():
        return b""
    with reading(path) as stream:
        return stream.read(_SALT_BYTES)
