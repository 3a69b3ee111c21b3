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
    from facilitator import whole_file
    from facilitator.services.report.recounting import ABOUT, recountable

    files = recountable(file)
    file.close()
    if files.keys() == {ABOUT}:
        raise SeminarError(say("No round is revealed yet that could be counted again."))
    try:
        folder.mkdir()
    except FileExistsError as error:
        raise SeminarError(
            say("{file} exists already. Choose another name.", file=str(folder))
        ) from error
    for name, text in files.items():
        with whole_file.replacing(folder / name, private=False) as part, part.open("wb") as written:
            written.write(text.encode())
    told(f"Wrote {folder}.")
    return 0
