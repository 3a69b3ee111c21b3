"""Who writes: every installation has an identity of its own, beside the user's other settings."""

import contextlib
import os
import stat
import uuid
from functools import cache
from pathlib import Path

import platformdirs

from facilitator import whole_file

OWNERS_FOLDER = stat.S_IRWXU
OWNERS_FILE = stat.S_IRUSR | stat.S_IWUSR
"""The rights that its owner alone has."""


def user_folder() -> Path:
    """The folder for this person's seminars, backups and settings; made when it is missing.

    `FACILITATOR_HOME` moves it, for a portable installation and for tests.
    """
    chosen = os.environ.get("FACILITATOR_HOME")
    folder = Path(chosen) if chosen else platformdirs.user_data_path("Facilitator", False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def private_folder(name: str) -> Path:
    """A folder in `user_folder` that nobody else on this computer may look into."""
    folder = user_folder() / name
    folder.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    keep_to_owner(folder)
    return folder


def folder_of_holds() -> Path | None:
    """Where the processes of this person say which files they have open, and how; None where
    nothing can be written.
    """
    with contextlib.suppress(OSError):
        return private_folder("open")
    return None


def folder_of_lives() -> Path | None:
    """Where it is noted how far files had come; None where nothing can be written."""
    with contextlib.suppress(OSError):
        return private_folder("lives")
    return None


def keep_to_owner(path: Path) -> None:
    """Have nobody else on this computer read a file or look into a folder of ours.

    Where that cannot be (a stick knows no owners, somebody else's file) it stays as it is.
    """
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~OWNERS_FOLDER:
            path.chmod(mode & OWNERS_FOLDER)


@cache
def device_id() -> str:
    """The identity of this installation, made at its first use."""
    place = user_folder() / "device"
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        if kept := place.read_text("utf-8").strip():
            return kept
    identity = str(uuid.uuid4())
    # Where it cannot be kept it lasts as long as this process: two are better than none.
    with contextlib.suppress(OSError):
        whole_file.write_text(place, identity)
    return identity
