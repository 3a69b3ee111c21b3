"""Who writes: every installation has an identity of its own, beside the user's other settings."""

import os
import uuid
from functools import cache
from pathlib import Path

import platformdirs

from facilitator import whole_file


def user_folder() -> Path:
    """The folder for this person's seminars, backups and settings; made when it is missing.

    `FACILITATOR_HOME` moves it, for a portable installation and for tests.
    """
    chosen = os.environ.get("FACILITATOR_HOME")
    folder = Path(chosen) if chosen else platformdirs.user_data_path("Facilitator", False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def device_id() -> str:
    """The identity of this installation, made at its first use."""
    place = user_folder() / "device"
    try:
        return place.read_text("utf-8").strip()
    except FileNotFoundError:
        identity = str(uuid.uuid4())
        whole_file.write_text(place, identity)
        return identity
