"""`facilitator export --to ballots`: a folder of files from which anybody can count again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarFile


def export(file: "SeminarFile", folder: Path, told: Callable[[str], None]) -> int:
    """Write them into a folder that is made for them.

    Raises SeminarError where something stands there, or nothing is to be counted again.
    """
    from exports.whole_file import in_new_folder
    from facilitator.services.report.recounting import ABOUT, recountable

    files = recountable(file)
    file.close()
    if files.keys() == {ABOUT}:
        raise SeminarError(say("No round is revealed yet that could be counted again."))
    in_new_folder(folder, {name: text.encode() for name, text in files.items()})
    told(f"Wrote {folder}.")
    return 0
