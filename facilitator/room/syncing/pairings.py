"""Pairings: which host each note-taker's copy on this laptop belongs to, and the token for it.

Kept in the user's own folder and not in the seminar's file, so that a file that is passed on lets
nobody in.
"""

from pathlib import Path

import msgspec

from facilitator import typed, whole_file
from facilitator.store.files.installation import user_folder


class Pairing(msgspec.Struct, frozen=True):
    """A host: where it was last, what lets us in, what it calls us, where our copy lies, and what
    we were let in for.
    """

    address: str
    port: int
    token: str
    name: str
    title: str
    path: str
    lane: str = "notes"


def every() -> dict[str, Pairing]:
    """All pairings by the seminar's file id; none where the list cannot be read."""
    try:
        return typed.decoded(_place().read_bytes(), dict[str, Pairing])
    except (OSError, msgspec.MsgspecError):
        return {}


def find(file_id: str) -> Pairing | None:
    """The host of a seminar, None when this laptop takes no notes for it."""
    return every().get(file_id)


def keep(file_id: str, pairing: Pairing) -> None:
    """Remember a host; on the disk before the old list is gone, and for this user's eyes only."""
    whole = every() | {file_id: pairing}
    whole_file.write_bytes(_place(), msgspec.json.encode(whole))


def _place() -> Path:
    return user_folder() / "hosts.json"
