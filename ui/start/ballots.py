"""`facilitator export --to ballots`: a folder of files from which anybody can count again."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.start import cautions

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore


def export(
    file: "SeminarStore", folder: Path, told: Callable[[str], None], now: datetime, despite: str
) -> int:
    """Write them into a folder that is made for them.

    Raises SeminarError where something stands there, where nothing is to be counted again, and
    where what was asked may name somebody.
    """
    from exports.whole_file import in_new_folder
    from facilitator.services.report.recounting import recountable, recounted_polls
    from facilitator.services.report.sending import let_leave

    files = recountable(file)
    said = let_leave(file, recounted_polls(file), now=now, despite=despite)
    file.close()
    in_new_folder(folder, {name: text.encode() for name, text in files.items()})
    cautions.tell(said)
    told(f"Wrote {folder}.")
    return 0
