"""Another passphrase for a file, or none: a whole copy under it takes the file's place.

What stood there is written over, so that a disk does not give it back.
"""

import contextlib
import os
from pathlib import Path
from typing import Any

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.store.files import logs
from facilitator.store.files.file import refuse_strange
from facilitator.store.sqlite.connecting import as_one_file, connect, is_damaged
from facilitator.store.sqlite.passphrases import Passphrase, export
from facilitator.store.sqlite.troubles import TROUBLE, why_unwritten

_PIECE = 1 << 20


def rekey(path: Path, old: Passphrase, new: Passphrase) -> None:
    """Have a file that nobody has open stand under another passphrase. It keeps its date.

    Raises PassphraseError where `old` does not open it, SeminarError where a program has it open,
    it is damaged, or nothing can be written; it stays as it is then.
    """
    path = path.resolve()
    refuse_strange(path, old)
    logs.refuse_open(path)
    logs.made_to_fit(path, old)
    before = path.stat()
    try:
        with whole_file.scratch(path.parent) as folder:
            with contextlib.suppress(OSError):  # a stick that knows no second name of a file
                os.link(path, folder / "before")
            with whole_file.replacing(path) as part:
                _write_under(path, old, part, new)
                os.utime(part, ns=(before.st_atime_ns, before.st_mtime_ns))
            if (folder / "before").exists():
                _write_over(folder / "before")
    except (OSError, *TROUBLE) as error:
        raise SeminarError(
            say(
                "{file} could not be written anew: {why}. It is as it was.",
                file=path.name,
                why=why_unwritten(error, path),
            )
        ) from error
    logs.forget_aside(path)


def _write_under(path: Path, old: Passphrase, part: Path, new: Passphrase) -> None:
    with contextlib.closing(connect(path, old)) as raw:
        as_one_file(raw)
        export(raw, part, new)
        with contextlib.closing(connect(part, new)) as made:
            if is_damaged(made) or _rows(raw) != _rows(made):
                raise SeminarError(
                    say(
                        "{file} is damaged, and is as it was. Restore one of its backups, and set "
                        "the passphrase of what was restored.",
                        file=path.name,
                    )
                )


def _rows(raw: Any) -> list[tuple[str, int]]:
    tables = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [
        (name, raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - ours
        for (name,) in tables.fetchall()
    ]


def _write_over(path: Path) -> None:
    """What is taken off a disk stays there until something else needs its place."""
    with path.open("r+b") as stream:
        for _ in range(0, path.stat().st_size, _PIECE):
            stream.write(bytes(_PIECE))
    whole_file.sync(path)
