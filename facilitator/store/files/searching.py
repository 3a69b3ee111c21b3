"""Searching: whether the bytes of a seminar on the disk hold some words, its log among them."""

from collections.abc import Collection
from pathlib import Path

from facilitator.store.sqlite.holding import reading
from facilitator.store.sqlite.log_marks import log_of

_PIECE = 1 << 22


def holds(path: Path, texts: Collection[str]) -> bool:
    """Whether one of the texts stands in the file or its log, wherever that be."""
    wanted = [text.encode() for text in texts if text]
    return bool(wanted) and any(
        _has(each, wanted) for each in (path, log_of(path)) if each.exists()
    )


def _has(path: Path, wanted: Collection[bytes]) -> bool:
    overlap = max(map(len, wanted))
    before = b""
    with reading(path) as stream:
        while piece := stream.read(_PIECE):
            here = before + piece
            if any(text in here for text in wanted):
                return True
            before = here[-overlap:]
    return False
