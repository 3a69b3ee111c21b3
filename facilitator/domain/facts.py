"""What a file remembers of itself beside its records: values that do not travel with merges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Left:
    """What was typed in a dialog, called so, that was open when the program was ended."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Capture:
    """A response that is still being typed; it outlives the program.

    `on_paper` says that it is typed from a sheet that somebody filled in; `quotable` and
    `archivable` are what they ticked there.
    """

    question_id: str = ""
    words: str = ""
    sector: str = ""
    attribution: str = ""
    on_paper: bool = False
    quotable: bool = False
    archivable: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """When the summary last left, and how far the news went that it was made from.

    `earlier_at` and `earlier_position` are the same of the one before it that was made from less
    news; None and 0 where there is none.
    """

    at: datetime
    position: int
    earlier_at: datetime | None = None
    earlier_position: int = 0

    def before(self, position: int) -> "Printed | None":
        """The last one that was made from less news than go up to this position."""
        if self.position < position:
            return self
        return Printed(self.earlier_at, self.earlier_position) if self.earlier_at else None


@dataclass(frozen=True, slots=True)
class WavedOn:
    """That passages left in spite of a caution: when, and why. `keys` are those of the cautions, by
    which a passage that has been changed since is told.
    """

    at: datetime
    reason: str
    records: tuple[str, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How far phones have come that are not in yet, and how many of those in came from one machine.

    `scanned` have the page and not gone on, `consent` are at the terms. Counts, of nobody.
    """

    scanned: int = 0
    consent: int = 0
    from_one: int = 0

    def __add__(self, other: "Arrivals") -> "Arrivals":
        """Those of two servers: one machine may have come to both."""
        return Arrivals(
            self.scanned + other.scanned,
            self.consent + other.consent,
            self.from_one + other.from_one,
        )


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted down, and how it stood to the computer's own clock when it was seen first.

    `moment` is what the record says; `switched_on` is when the computer was switched on, for the
    `boot`th time, by the clock on the wall of then.
    """

    record: str
    moment: datetime
    boot: str
    switched_on: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """What a local copy remembers of itself; a file by another `name` is a copy of the copy."""

    source: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What a room's own copy of a seminar in a database remembers: of which one, made when, and how
    far its journal went when nothing was in it that the database lacks. `held_to` is how far the
    database's journal is in it, -1 where that is not known. `kept` are marks of what it kept beside
    its records then, None in a copy that an older program made.
    """

    source: str
    at: datetime
    position: int
    held_to: int = -1
    kept: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """What a standby remembers of its host: where that was, and what its file is protected with.

    `address` and `port` are those the phones were told to come to when the host is gone.
    """

    host: str
    address: str
    port: int
    passphrase: str = field(repr=False)
