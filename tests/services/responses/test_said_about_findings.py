"""What is said about a finding is kept under it: shown, sorted and printed with it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exports.content import data_of_words
from exports.content.summary import summary_document
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.stage.sights import OneResponse
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.records import removing
from facilitator.services.records.dangling import dangling
from facilitator.services.report import publishing
from facilitator.services.responses import collecting
from facilitator.services.synthesis import passages
from facilitator.services.views import projector, run_screen
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 11, 0, tzinfo=UTC)
WORDS = "The smallest pay for it with their evenings"


def first_finding(file: SeminarFile) -> Finding:
    with file.read() as reader:
        return reader.every(Finding)[0]


def test_words_are_captured_to_a_finding_as_to_a_question(seminar_file: SeminarFile) -> None:
    finding = first_finding(seminar_file)
    said = collecting.capture(seminar_file, finding.id, WORDS, now=NOW)
    offered = {q.id: q.wording for q in run_screen.console(seminar_file).spoken_to}
    assert offered[finding.id] == finding.wording
    assert run_screen.responses(seminar_file, finding.id) == (said,)
    with pytest.raises(SeminarError):
        collecting.capture(seminar_file, "nothing", WORDS, now=NOW)


def test_it_stands_before_the_room_alone_and_among_the_passages_under_its_finding(
    seminar_file: SeminarFile,
) -> None:
    finding = first_finding(seminar_file)
    said = collecting.capture(seminar_file, finding.id, WORDS, now=NOW)
    projector.show_response(seminar_file, said, now=NOW)
    sight = projector.view(seminar_file, NOW).sight
    assert isinstance(sight, OneResponse)
    assert (sight.question, sight.words) == (finding.wording, WORDS)
    (placed,) = passages.everything(seminar_file).passages
    assert placed.question == finding.wording


def test_it_is_printed_under_its_finding_and_stands_in_the_tables(
    seminar_file: SeminarFile,
) -> None:
    finding = first_finding(seminar_file)
    said = collecting.capture(seminar_file, finding.id, WORDS, now=NOW)
    hidden = collecting.capture(seminar_file, finding.id, "Not for paper", now=NOW)
    collecting.hide(seminar_file, hidden, now=NOW)
    drawn = publishing.summarise(seminar_file, now=NOW)
    (part,) = drawn.findings
    assert (part.responses[0].words, part.hidden) == (WORDS, 1)
    assert drawn.passages[said.id] == WORDS
    (section,) = [
        each
        for each in summary_document(drawn).sections
        if each.title == "What was said about the findings"
    ]
    assert [nested.title for nested in section.nested] == [finding.wording]
    asked = {row[0]: row for row in data_of_words.questions(drawn).rows}
    assert asked[finding.id][2] == "finding"
    assert [row[1] for row in data_of_words.responses(drawn).rows] == [finding.id]


def test_a_finding_that_was_spoken_to_stays_and_nothing_dangles(seminar_file: SeminarFile) -> None:
    finding = first_finding(seminar_file)
    said = collecting.capture(seminar_file, finding.id, WORDS, now=NOW)
    with pytest.raises(SeminarError, match="has 1 response"):
        removing.take_out(seminar_file, finding, now=NOW)
    with seminar_file.read() as reader:
        assert not list(dangling(reader))
    with seminar_file.write(Verb.CAPTURE, NOW) as writer:
        writer.put(replace(said, question_id="from elsewhere"))
    with seminar_file.read() as reader:
        assert len(list(dangling(reader))) == 1
