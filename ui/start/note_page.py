"""The note page in one file, made on the command line."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.start import names, passphrase

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarFile

Opens = Callable[[argparse.Namespace], "SeminarFile"]


def add_notes(parser: argparse.ArgumentParser, opened: Opens, told: Callable[[str], None]) -> None:
    """What `facilitator notes` can be told; `opened` opens its file, `told` prints a line."""
    parser.add_argument("file", type=names.named)
    parser.add_argument("--out", type=names.a_new_one, required=True, help="ending in .html")
    passphrase.add_option(parser)
    names.writes_document(parser)
    parser.set_defaults(command=lambda given: _write(given, opened, told))


def _write(given: argparse.Namespace, opened: Opens, told: Callable[[str], None]) -> int:
    from ui import seminar_files

    names.refuse_other_ending(given.out, ".html", "a note page is one for browsers")
    file = opened(given)
    seminar_files.write_note_page(file, given.out, datetime.now(UTC))
    file.close()
    told(f"Wrote {given.out}. What it downloads is taken in with: facilitator merge FILE OTHER")
    return 0
