"""Checking a seminar file: is it sound, does it agree with itself, what still needs a person."""

from dataclasses import dataclass

from facilitator.domain.polls.polls import Round, RoundState
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.audit import chain_faults, projection_faults, vote_faults


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `faults` are damage; `to_do` is work for people; both empty is well."""

    faults: tuple[str, ...]
    to_do: tuple[str, ...]


def check(file: SeminarFile) -> Report:
    """SQLite’s own check, tables against the journal, chains of hashes, ballots against their
    digests, conflicts, open rounds.
    """
    with file.read() as reader:
        conflicts = len(reader.conflicts())
        rounds = reader.every(Round)
        untrue = (*projection_faults(reader), *chain_faults(reader), *vote_faults(reader))
    said = {
        RoundState.OPEN: "Voting on “{}” is still open.",
        RoundState.COUNTING: "The count of “{}” is not declared yet.",
    }
    to_do = []
    if conflicts:
        to_do.append(f"{conflicts} records have two versions that nobody has reconciled.")
    to_do += [said[r.state].format(r.poll.title) for r in rounds if r.state in said]
    return Report((*file.faults(), *untrue), tuple(to_do))
