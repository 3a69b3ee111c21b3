"""Merging as it is meant, in a few lines of plain Python: what files on the disk are held against.

A device's journal is a set of revisions. Writing, deleting, erasing and merging are what the
seminar file does, without a file; everything shown is worked out from the set alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from facilitator.domain.merging.merge import heads_of
from facilitator.domain.revisions import Kind, Revision
from tests.store.merging import oracle


@dataclass
class Journal:
    """One copy of the seminar. `skew` is how far its wall clock is off, in microseconds."""

    device: str
    skew: int = 0
    clock: int = 0
    revisions: dict[str, Revision] = field(default_factory=dict)

    def of(self, record: str) -> list[Revision]:
        return [revision for revision in self.revisions.values() if revision.record == record]

    def records(self) -> set[str]:
        return {revision.record for revision in self.revisions.values()}

    def heads(self, record: str) -> tuple[Revision, ...]:
        return heads_of(self.of(record))

    def forms(self, record: str) -> list[tuple[oracle.Fields | None, set[str]]]:
        """What is shown, and what stands beside it; nothing for a record that never was."""
        of_record = {revision.id: revision for revision in self.of(record)}
        return oracle.shows(self.heads(record), of_record) if of_record else []

    def shown(self, record: str) -> oracle.Fields | None:
        """What is shown, None where the record is gone."""
        return next((form for form, _ in self.forms(record)), None)

    def answered(self, record: str) -> list[Revision]:
        """What somebody has seen who sees what is shown."""
        return [self.revisions[id] for _, ids in self.forms(record)[:1] for id in sorted(ids)]

    def is_erased(self, record: str) -> bool:
        return any(revision.erased for revision in self.of(record))

    def append(
        self,
        id: str,
        record: str,
        content: str | None,
        now: int,
        seen: Iterable[Revision],
        erased: bool = False,
    ) -> None:
        self.clock = max(now + self.skew, self.clock + 1)
        self.revisions[id] = Revision(
            id=id,
            record=record,
            kind=Kind.NOTE,
            content=content,
            gone=content is None,
            erased=erased,
            based_on=tuple(revision.id for revision in seen),
            device=self.device,
            clock=self.clock,
            act=f"act of {id}",
        )
        self._wipe()

    def take_in(self, other: "Journal") -> None:
        arrived = other.revisions.keys() - self.revisions.keys()
        self.revisions.update({id: other.revisions[id] for id in arrived})
        self.clock = max([self.clock, *(other.revisions[id].clock for id in arrived)])
        self._wipe()

    def _wipe(self) -> None:
        erased = {revision.record for revision in self.revisions.values() if revision.erased}
        for id, revision in self.revisions.items():
            if revision.record in erased:
                self.revisions[id] = replace(revision, content=None, gone=True)

    def everything(self) -> tuple[object, ...]:
        """All that must be alike wherever the same has been merged."""
        records = sorted(self.records())
        return (
            dict(sorted(self.revisions.items())),
            {record: {head.id for head in self.heads(record)} for record in records},
            {record: self.forms(record) for record in records},
        )
