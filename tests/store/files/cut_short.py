"""What a process does with a file until it ends as a power cut ends it, or until it is killed."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening, restoring
from facilitator.services.merging import merging
from facilitator.store.files import bundles, copies, incoming
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def write(file: SeminarFile, writes: int) -> None:
    """Write so often, and be gone: the log stays beside the file."""
    for number in range(writes):
        with file.write(Verb.SET_UP, NOW) as writer:
            writer.put(Theme(id=f"cut {number}", position=1, name="x" * 2000))
    os._exit(1)


def _stop(*_: object, **__: object) -> Any:
    """Say that it is half made, and wait."""
    sys.stdout.write("half made\n")
    sys.stdout.flush()
    sys.stdin.read()


def make_half(what: str, file: SeminarFile, target: Path) -> None:
    """Stop in the middle of it, where what is made lies on the disk and is not whole yet."""
    copies.is_damaged = copies.as_one_file = _stop  # type: ignore[attr-defined]
    bundles._seal = incoming._check_revisions = _stop
    match what:
        case "backup":
            opening.back_up(file, NOW)
        case "copy":
            opening.save_copy(file, target)
        case "bundle":
            merging.write_bundle(file, target)
        case "merge":
            merging.preview(file, target)
        case "restore":
            restoring.restore(target, NOW)


def main(words: Sequence[str]) -> int:
    """`write PATH WRITES`, or what is to be half made, the file and the target."""
    what, path, more = words
    file = SeminarFile.open(Path(path))
    if what == "write":
        write(file, int(more))
    make_half(what, file, Path(more))
    return 0
