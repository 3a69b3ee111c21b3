"""Which backups stay as time goes on: all of the last hours, then hourly, then daily.

A clock can be wrong while one backup is made, by a year either way. So the newest stay by the order
in which they were made as well, whatever the clocks said; the order is written down beside them.
"""

import contextlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from facilitator import whole_file

ALL_OF = timedelta(hours=3)
"""So long every backup is kept; then one an hour, then one a day."""
HOURLY_FOR = timedelta(days=2)
NEWEST = 18
"""So many stay in any case: three hours of work at one in ten minutes."""
LAST_HOURS = 12
"""The last of so many hours of work stays in any case: a long day's."""

_ORDER = "order"


def to_keep(made: Sequence[datetime], now: datetime) -> set[datetime]:
    """Of moments in the order in which they came: what time says, and the newest in any case."""
    return _by_time(made, now) | set(made[-NEWEST:]) | _last_of_hours(made)


def _by_time(made: Iterable[datetime], now: datetime) -> set[datetime]:
    last: dict[object, datetime] = {}
    for at in sorted(made):
        age = now - at
        if timedelta() <= age <= ALL_OF:
            last[at] = at
        elif abs(age) <= HOURLY_FOR:
            last[at.date(), at.hour] = at
        else:
            last[at.date()] = at
    return set(last.values())


def _last_of_hours(made: Iterable[datetime]) -> set[datetime]:
    last: dict[object, datetime] = {}
    for at in made:
        hour = (at.date(), at.hour)
        last.pop(hour, None)
        last[hour] = at
    return set(list(last.values())[-LAST_HOURS:])


def in_order(folder: Path, names: Iterable[str]) -> list[str]:
    """Names of backups in the order in which they were made; what was not noted down is older."""
    noted = {name: place for place, name in enumerate(_noted(folder))}
    return sorted(names, key=lambda name: (noted.get(name, -1), name))


def note_down(folder: Path, names: Iterable[str], newest: str) -> None:
    """Write down in which order a folder's backups were made. Raises OSError."""
    whole_file.write_text(folder / _ORDER, "\n".join([*in_order(folder, names), newest]))


def _noted(folder: Path) -> list[str]:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (folder / _ORDER).read_text("utf-8").split("\n")
    return []
