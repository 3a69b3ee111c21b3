"""What was written to an open file since its newest backup, kept in memory: should something else
be copied over the file, the two together are all that it held.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import RUNNING
from facilitator.domain.merging.sync import Slice
from facilitator.domain.polls.polls import Round
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Counted, Joined, Wording, brief, say
from facilitator.store.files import backups, copies
from facilitator.store.files.backups import Backup
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.merging import exchange, kept_facts
from facilitator.store.records.reader import record_in

MOST_BYTES = 64 << 20
"""So much is kept at most, where no backup could be made for long: the latest."""

AT_ONCE = 100
"""Versions that are read in one look."""

_TAKEN = frozenset(Kind) - RUNNING - {Kind.ROUND, Kind.HAND_COUNT}
"""Votes are nothing without their ballots, which no memory keeps."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue was made of: a backup, and so many versions that were written since; and which
    votes it holds no ballots of.
    """

    backup: datetime
    since: int
    votes: tuple[str, ...] = ()

    @property
    def sentence(self) -> Wording:
        """What somebody is told who goes on in it."""
        made = on_this_computer(self.backup)
        said = Counted(
            self.since,
            "You are working in a copy made of the backup of {at} and {n} entry written since. "
            "What stands in the file now was left as it is.",
            "You are working in a copy made of the backup of {at} and {n} entries written since. "
            "What stands in the file now was left as it is.",
            at=f"{made:%H:%M}",
        )
        if not self.votes:
            return said
        lost = say(
            "These votes have to be taken again, their ballots are not in it: {votes}.",
            votes=", ".join(f"“{brief(title)}”" for title in self.votes),
        )
        return Joined((said, lost))


class Since:
    """Follows one open file from its newest backup on. Belongs to one thread, but for `rescue`."""

    def __init__(self, file: SeminarFile) -> None:
        self._file = file
        self._folder = backups.folder_of(file)
        self._backup: Backup | None = None
        self._end = 0
        self.kept = Slice()
        """What is kept, in the order of the journal."""
        self._facts: dict[str, str] | None = None
        """What is half typed, and whatever else stands beside the records; None before a look."""

    @property
    def has_backup(self) -> bool:
        """Whether there is a backup that what is kept goes with."""
        return self._backup is not None

    def look(self) -> bool:
        """Keep what was written since the last look, and let go of what a newer backup holds.

        A piece at a time, so that nobody is held up: True where there is more.
        """
        found = backups.in_folder(self._folder)
        if found and found[-1] != self._backup:
            self._backup = found[-1]
            held = backups.end_of_journal(self._backup.path, self._file.passphrase)
            if held > self._end:
                self._end, self.kept = held, Slice()
        if self._backup is None:
            return False
        with self._file.read() as reader:
            brings, self._end = exchange.arrived_after(reader, self._end, AT_ONCE)
            self._facts = kept_facts.facts_of(reader)
        self.kept = _latest(
            Slice(
                acts=tuple(dict.fromkeys((*self.kept.acts, *brings.acts))),
                revisions=(*self.kept.revisions, *brings.revisions),
            )
        )
        return len(brings.revisions) == AT_ONCE

    def rescue(self, target: Path, now: datetime) -> Rescued:
        """Make a new file of the backup and all that was written since.

        Raises SeminarError where there is no backup yet, or it cannot be made.
        """
        if self._backup is None:
            raise SeminarError(
                say(
                    "There is no backup yet that a copy of {file} could be made of. Open what "
                    "stands there now with File > Open.",
                    file=self._file.path.name,
                )
            )
        ours, kept, facts = self._file.passphrase, self.kept, self._facts
        copies.copy_unopened(self._backup.path, target, ours, epoch=new_id())
        taken = tuple(each for each in kept.revisions if each.kind in _TAKEN)
        made = SeminarFile.open(target, passphrase=ours)
        votes = _votes_without_ballots(kept, made)
        try:
            if taken:
                exchange.take(
                    made,
                    Slice(acts=kept.acts, revisions=taken),
                    _TAKEN,
                    self._file.path.name,
                    now,
                )
            if facts is not None:
                with made.write(Verb.KEEP, now) as writer:
                    kept_facts.take_facts(writer, facts)
        finally:
            made.close()
        return Rescued(self._backup.made, len(taken), votes)


def _votes_without_ballots(kept: Slice, made: SeminarFile) -> tuple[str, ...]:
    """The polls whose rounds went on after a backup was made, as long as it holds them not closed.

    A round that was open then, and is open yet, is told of when the copy is opened.
    """
    with made.read() as reader:
        counted = {known.id for known in reader.every(Round) if known.state.is_counted}
    went_on = [
        record_in(each) for each in kept.revisions if each.kind is Kind.ROUND and each.content
    ]
    votes = {known.id: known for known in went_on if isinstance(known, Round)}
    return tuple(vote.poll.title for id_, vote in votes.items() if id_ not in counted)


def _latest(kept: Slice) -> Slice:
    """As much as may be kept."""
    left = MOST_BYTES
    for at in range(len(kept.revisions) - 1, -1, -1):
        left -= len(kept.revisions[at].content or "")
        if left < 0:
            return replace(kept, revisions=kept.revisions[at + 1 :])
    return kept
