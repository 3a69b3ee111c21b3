"""Whoever is named in any field of any record has a caution before that leaves: the fields are
read from the records themselves, and what leaves is searched as a whole.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from itertools import product
from typing import Any, get_type_hints

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.print_rules import UnknownConsent
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.report import sending
from facilitator.services.report.cautions import Why
from facilitator.services.report.leaving import leaving
from facilitator.services.report.publishing import summarise
from facilitator.store.files.file import SeminarFile
from tests.exports.sample_summary import MORNING

LATER = MORNING + timedelta(minutes=1)
LETTERS = "bcdfghjklmnprstvwz"
SURNAMES = tuple("zwy" + "a".join(each) + "ax" for each in product(LETTERS, repeat=2))
MEANT = {"organiser", "controller", "contact", "authors", "by", "note_taker"}
"""Who is named there is meant to be."""
LEADS = {"time_zone", "template", "origin", "about", "room", "parts_order", "parts_out", "open_for"}
"""What says nothing to whoever reads."""
PREPARED = ("seminar", "segment", "question", "finding", "theme", "case_study", "poll", "breakout")


class Planting:
    """Names one after the other, each put into one field of one record."""

    def __init__(self) -> None:
        self._left = iter(SURNAMES)
        self.fields: dict[str, str] = {}

    def name(self, where: str) -> str:
        """A surname that stands in that field alone."""
        surname = next(self._left)
        self.fields[surname] = where
        return f"As {surname.title()} put it"

    def into(self, record: Any) -> Any:
        """The record with a name in each of its texts."""
        found: dict[str, Any] = {}
        hints = get_type_hints(type(record))
        for each in fields(record):
            where = f"{type(record).__name__}.{each.name}"
            is_key = each.name == "id" or each.name.endswith(("_id", "_ids"))
            if is_key or each.name in MEANT | LEADS or where == "Seminar.source":
                continue
            if hints[each.name] is str:
                found[each.name] = self.name(where)
            elif hints[each.name] == tuple[str, ...]:
                found[each.name] = (self.name(where),)
        if isinstance(record, Poll):
            found["items"] = tuple(self.into(item) for item in record.items)
        return replace(record, **found)


def told(file: SeminarFile, planting: Planting) -> Iterator[Any]:
    """Records of every kind that speaks, names in all of them."""
    with file.read() as reader:
        kinds = {kind.value: cls for kind, cls in RECORD_TYPES.items()}
        prepared = [reader.every(kinds[kind])[0] for kind in PREPARED]
        prepared += [reader.every(Question, kind=kind)[0] for kind in QuestionKind]
        group = reader.every(Breakout)[0]
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    known = {each.id: planting.into(each) for each in prepared}
    rules = {"print_threshold": 1, "unknown_consent": UnknownConsent.PRINTED}
    known[SEMINAR_ID] = replace(known[SEMINAR_ID], **rules)
    known[group.id] = replace(known[group.id], member_ids=(next(iter(planting.fields)),))
    yield from known.values()
    said = Response(id="said", question_id=question.id, words="", recorded_at=MORNING)
    noted = Note(id="noted", breakout_id=group.id, words="", recorded_at=MORNING, position=1.0)
    added = Addition(id="added", kind=AdditionKind.YOU_SAID, words="", at=MORNING)
    for each in (said, noted):
        yield replace(planting.into(each), printed_as="")
        yield replace(planting.into(each), id=f"{each.id} otherwise")
    yield planting.into(added)


def test_who_wrote_what_the_seminar_rests_on_is_cited_and_others_are_not(
    seminar_file: SeminarFile,
) -> None:
    file = seminar_file
    with file.write(Verb.SET_UP, MORNING) as writer:
        seminar, finding = writer.get(Seminar, SEMINAR_ID), writer.every(Finding)[0]
        writer.put(replace(seminar, source="Quill and Dabney, A paper (2011)"))
        writer.put(
            replace(finding, source="Quill and Dabney, p. 3, after an interview with Farrow")
        )
        for name in ("Ermintrude Quill", "Ines Farrow"):
            writer.put(Participant(id=name, name=name))
    named = {word for each in leaving(file, now=LATER).cautions for word in each.texts}
    assert named == {"Quill and Dabney, p. 3, after an interview with Farrow"}
    (caution,) = (each for each in leaving(file, now=LATER).cautions if each.texts)
    assert "Farrow" in str(caution.said)
    assert "Quill" not in str(caution.said).split("“")[1]
    sent = sending.unattended(file, now=LATER).summary
    assert sent.seminar.source in sent.sources
    assert not any("Farrow" in source for source in sent.sources)


def test_a_name_in_any_field_that_leaves_is_a_caution_and_stays_here_where_nobody_looks(
    seminar_file: SeminarFile,
) -> None:
    file, planting = seminar_file, Planting()
    records = list(told(file, planting))
    people = [
        Participant(id=each, name=f"Ann {each.title()}", arrived_at=MORNING)
        for each in planting.fields
    ]
    with file.write(Verb.SET_UP, MORNING) as writer:
        writer.put_all((*people, *records))
    whole = repr(summarise(file, now=LATER)).lower()
    printed = {name for name in planting.fields if name in whole}
    assert len({planting.fields[name] for name in printed}) > 35
    cautions = [each for each in leaving(file, now=LATER).cautions if each.why is Why.NAME]
    warned = " ".join((*map(repr, cautions), *(str(each.said) for each in cautions))).lower()
    assert {planting.fields[name] for name in printed if name not in warned} == set()
    sent = repr(sending.unattended(file, now=LATER).summary).lower()
    assert {planting.fields[name] for name in printed if name in sent} == set()
