"""`facilitator export --to mailing`: the addresses of those who agree now to be written to."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.start import names

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore


def export(file: "SeminarStore", out: Path, told: Callable[[str], None], now: datetime) -> int:
    """Write them as a table that only its owner can read."""
    from facilitator.services.people import addresses

    names.refuse_other_ending(out, ".csv", "addresses are written as CSV")
    addresses.write_mailing(file, out, now=now)
    file.close()
    told(f"Wrote {out}. {addresses.ONE_MAILING}")
    return 0
