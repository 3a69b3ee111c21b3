"""Pairings: which host each note-taker's copy on this laptop belongs to, and the token for it.

Kept in the user's own folder and not in the seminar's file, so that a file that is passed on lets
nobody in.
"""

import contextlib
from pathlib import Path
from uuid import uuid4

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


def seat_at(host: str) -> str:
    """What this laptop calls itself by lot at a host until it is in, however often it asks, so that
    an answer that was lost costs no second pairing.
    """
    known = _asking()
    if host not in known:
        known[host] = str(uuid4())
        _keep_asking(known)
    return known[host]


def seated_at(host: str) -> None:
    """It is in: whoever asks there next is let in anew."""
    known = _asking()
    if known.pop(host, None):
        _keep_asking(known)


def _keep_asking(known: dict[str, str]) -> None:
    with contextlib.suppress(OSError):  # where nothing can be kept, its copy of the seminar says so
        whole_file.write_bytes(_asking_place(), msgspec.json.encode(known))


def _asking() -> dict[str, str]:
    try:
        return typed.decoded(_asking_place().read_bytes(), dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}


def _place() -> Path:
    return user_folder() / "hosts.json"


def _asking_place() -> Path:
    return user_folder() / "joining.json"
