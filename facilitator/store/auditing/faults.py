"""What an audit finds: a sentence with the way on, and whether the journal is enough to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from facilitator.domain.wording import Counted, Wording

MOST = 20
"""So many faults of one kind are told one by one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written.

    `is_mendable` says that the journal tells what it should be: repairing sets it right;
    `is_lack` that something may be missing, where what is there is sound.
    """

    said: Wording
    is_mendable: bool = False
    is_lack: bool = False


def few(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The first faults of one kind, and how many more there are."""
    found = iter(faults)
    told = list(islice(found, MOST))
    yield from told
    more = sum(1 for _ in found)
    if more:
        said = Counted(more, "And {n} more of this kind.", "And {n} more of this kind.")
        yield Fault(said, told[-1].is_mendable)
