"""Leaving nothing of a closed vote in the process's memory, where Linux allows it.

What is let go of stays where it lay until something else is written over it: the allocator of C,
from which the database takes its pages, can overwrite whatever it is given back; Python's own, for
small things, cannot, so its free places are filled once and freed again. Nothing here may fail.
"""

import contextlib
import ctypes
import gc
import sys
import threading
from pathlib import Path

_PERTURB = -6
"""glibc's M_PERTURB: freed memory is filled with a byte, but for what a thread keeps at hand."""
_ARENAS = -8
"""glibc's M_ARENA_MAX: how many stores of memory the threads of a process take from."""
_AT_HAND = 7
"""So many freed pieces of each size a thread keeps at hand (glibc's tcache), untouched."""
_LARGEST_AT_HAND = 1032
_begun = threading.Event()
_SIZES = range(48, 513, 16)
"""What Python's own allocator hands out; what is larger it takes from that of C, and no text or
bytes are smaller."""
_HEADER = b"".__sizeof__()
_BATCH = 1 << 16
_ARENA_PAGES = 256
"""Python's allocator takes memory by so many pages of the system, when it has no free place."""
_MOST_BATCHES = 4000


def _libc() -> ctypes.CDLL | None:
    """The C library, where it is glibc."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallopt") or not hasattr(libc, "gnu_get_libc_version"):
        return None
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    return libc


def share() -> None:
    """Have all threads take from one store of memory: each one that has its own keeps what it was
    given back from the others. A room's threads mostly wait for each other anyway.
    """
    if (libc := _libc()) is not None:
        libc.mallopt(_ARENAS, 1)


def begin() -> None:
    """From now on overwrite what is given back."""
    if (libc := _libc()) is not None:
        libc.mallopt(_PERTURB, 0xAA)
        _begun.set()


def end() -> None:
    """From now on leave as it is what is given back: nothing secret is among it."""
    if _begun.is_set() and (libc := _libc()) is not None:
        libc.mallopt(_PERTURB, 0)
        _begun.clear()


def overwrite(*, collects: bool = True) -> None:
    """Overwrite what was let go of: for the whole process, and what this thread keeps at hand.

    What other threads keep at hand is given back when they end, or when they do the same. Without
    `collects` garbage is left to whoever looks for it: a window's has a thread that it belongs to.
    """
    if collects:
        gc.collect()
    libc = _libc()
    if libc is None:
        return
    with contextlib.suppress(OSError, MemoryError):
        _fill_free_places()
    overwrite_at_hand()
    libc.malloc_trim(0)


def overwrite_at_hand() -> None:
    """Overwrite the pieces that this thread keeps at hand, where this process has begun to."""
    libc = _libc() if _begun.is_set() else None
    if libc is None:
        return
    for size in range(24, _LARGEST_AT_HAND + 1, 16):
        pieces = [libc.malloc(size) for _ in range(_AT_HAND)]
        for piece in pieces:
            if piece:
                ctypes.memset(piece, 0, size)
                libc.free(piece)


def _fill_free_places() -> None:
    """Take every free place of Python's allocator once: until it asks the system for more."""
    held: list[list[bytes]] = []
    for size in _SIZES:
        for _ in range(_MOST_BATCHES):
            before = _pages()
            held.append([bytes(size - _HEADER) for _ in range(_BATCH // size)])
            if _pages() - before >= _ARENA_PAGES:
                break


def _pages() -> int:
    """How many pages the process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0])
