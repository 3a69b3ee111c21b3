"""What a seminar brings to a comparison with others: its findings, what its room held of them."""

from collections.abc import Iterable
from pathlib import Path

from facilitator.domain.report.comparison import Compared, Comparison, Held
from facilitator.domain.report.summary import PollPart
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.report.cautions import Caution, Known, known_in, namings
from facilitator.services.report.publishing import polls_in
from facilitator.store.databases.anywhere import looked_at_anywhere
from facilitator.store.postgres.address import Address
from facilitator.store.seminar_store import SeminarStore


def compared_at(where: Path | Address, passphrase: str = "") -> Compared:
    """A seminar that is not open: read from a copy, and left as it is.

    Raises SeminarError where it cannot be read, PassphraseError where that is the reason.
    """
    with looked_at_anywhere(where, passphrase) as file:
        return compared(file)


def looked_through(where: Path | Address, passphrase: str = "") -> tuple[Compared, Known]:
    """A seminar as `compared_at` reads it, with whom of its list what leaves may name."""
    with looked_at_anywhere(where, passphrase) as file:
        with file.read() as reader:
            known = known_in(reader)
        return compared(file), known


def cautions_between(comparison: Comparison, lists: Iterable[Known]) -> tuple[Caution, ...]:
    """What of a comparison may name somebody on the list of any of its seminars, each once."""
    found = (each for known in lists for each in namings(comparison, known))
    return tuple({str(each.said): each for each in found}.values())


def compared(file: SeminarStore) -> Compared:
    """The seminar, from one snapshot; nothing is written."""
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        polls = [part for part in polls_in(reader) if part.finding is not None]
        held = tuple(_held(finding, polls) for finding in reader.every(Finding))
    return Compared(title=seminar.title, day=seminar.date, held=held)


def _held(finding: Finding, polls: list[PollPart]) -> Held:
    """By the last poll on it that has a revealed round about this one statement."""
    asked = [part for part in polls if part.finding and part.finding.id == finding.id]
    told = [
        (part, part.rounds[-1].tally.lines[0])
        for part in asked
        if part.rounds and len(part.rounds[-1].tally.lines) == 1
    ]
    judged = [(part, line) for part, line in told if line.outcome is not None]
    sealed = sum(part.unrevealed for part in asked)
    if not judged:
        return Held(finding=finding, sealed=sealed)
    part, line = judged[-1]
    return Held(finding=finding, line=line, rounds=len(part.rounds), sealed=sealed)
