"""What has left on paper or in tables: when, and what it told of who said a thing, so that nobody
learns more by laying a later paper beside it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Printed
from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.policy import Room, fold
from facilitator.domain.privacy.small_groups import of_few_then
from facilitator.domain.report.summary import Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.records.facts import SUMMARY_PRINTED, TOLD
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore


def note_printed(file: SeminarStore, summary: Summary, *, now: datetime) -> None:
    """Remember that a summary was printed or saved: notes that come in after it are late ones, but
    for what a reader of the seminar takes out, who says no more than what it told.
    """
    if file.only_reads:
        _tell_as_reader(file, summary)
        return
    with file.write(Verb.EXPORT, now) as writer:
        writer.begin()
        _keep(writer, summary)
        known = writer.fact(SUMMARY_PRINTED)
        before = known.before(summary.position) if known else None
        if known and known.position >= summary.position:
            return
        printed = Printed(now, summary.position)
        if before is not None:
            printed = replace(printed, earlier_at=before.at, earlier_position=before.position)
        writer.note_fact(SUMMARY_PRINTED, printed)


def note_told(file: SeminarStore, summary: Summary, *, now: datetime) -> None:
    """Remember what has left in tables, projects and short papers."""
    if file.only_reads:
        _tell_as_reader(file, summary)
        return
    with file.write(Verb.KEEP, now) as writer:
        _keep(writer, summary)


def print_before(reader: Reader, position: int) -> Printed | None:
    """When a summary was last printed or saved from less than the news up to this position; None
    when none was. The same summary, printed again, so says the same.
    """
    known = reader.fact(SUMMARY_PRINTED)
    return known.before(position) if known else None


def room_of(reader: Reader, came: Sequence[Participant]) -> Room:
    """The room as those who came fill it, for what may stand beside words."""
    said = [(fold(each.sector), each.recorded_at) for each in reader.every(Response)]
    people = [(fold(person.sector), person.arrived_at) for person in came]
    threshold = reader.get(Seminar, SEMINAR_ID).print_threshold
    untold = of_few_then(people, said, threshold, reader.fact(TOLD).sectors)
    return Room.of(came, (sector for sector, _ in said), untold)


def _keep(writer: Writer, summary: Summary) -> None:
    told = replace(summary.told, sectors=_without_words(writer))
    writer.note_fact(TOLD, writer.fact(TOLD).and_then(told))


def _tell_as_reader(file: SeminarStore, summary: Summary) -> None:
    from facilitator.store.databases.seminar_database import SeminarDatabase  # needs its driver

    assert isinstance(file, SeminarDatabase), "nobody only reads a file"
    with file.read() as reader:
        known, told = reader.fact(TOLD), replace(summary.told, sectors=_without_words(reader))
    if known.and_then(told) != known:
        file.note_left(told)


def _without_words(reader: Reader) -> frozenset[str]:
    came = [person for person in reader.every(Participant) if person.arrived_at is not None]
    threshold = reader.get(Seminar, SEMINAR_ID).print_threshold
    return room_of(reader, came).unworded(threshold)
