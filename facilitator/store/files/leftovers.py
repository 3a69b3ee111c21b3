"""What a killed process leaves: half a backup, a copy, a bundle, what was laid out for a merge.

It may hold secrets and words that were erased since. It is swept when a seminar is opened and when
something is erased, in every folder where such work was begun.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from facilitator import whole_file
from facilitator.store.files.installation import private_folder, user_folder

_PLACE = "place"


@contextlib.contextmanager
def begun_in(folder: Path) -> Iterator[None]:
    """Remember for the block that something is begun in a folder, such as one on a stick.

    Where the user's own disk is full that cannot be noted: a copy on another disk is wanted then
    most of all.
    """
    with contextlib.ExitStack() as noted:
        with contextlib.suppress(OSError):
            note = noted.enter_context(whole_file.scratch(_notes()))
            whole_file.write_bytes(note / _PLACE, os.fsencode(folder.resolve()))
        yield


def sweep(*folders: Path) -> None:
    """Take away what processes that are gone had begun, in these folders and wherever else.

    A folder that is not there now, such as one on a stick, is swept when it is there again; where
    the user's own disk takes nothing, what is asked for goes on without.
    """
    swept = {*folders}
    with contextlib.suppress(OSError):
        kept = (private_folder("seminars"), *private_folder("backups").iterdir())
        swept |= {user_folder(), *kept, *filter(None, map(_place_of, _notes().iterdir()))}
    for folder in swept:
        whole_file.sweep(folder)
    with contextlib.suppress(OSError):
        whole_file.sweep(_notes(), spared=_is_away)


def _notes() -> Path:
    """Where it is noted in which folders something is begun."""
    return private_folder("unfinished")


def _place_of(note: Path) -> Path | None:
    try:
        return Path(os.fsdecode((note / _PLACE).read_bytes()))
    except (OSError, UnicodeDecodeError):
        return None


def _is_away(note: Path) -> bool:
    place = _place_of(note)
    return place is not None and not place.is_dir()
