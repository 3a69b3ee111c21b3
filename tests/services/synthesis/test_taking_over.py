"""What one seminar takes over from others: once, with its origin, and nothing that was said."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.report.comparison import compare
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.records import undoing
from facilitator.services.report.comparing import compared
from facilitator.services.synthesis.taking_over import lacking, material_at, take_over
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
EMERGING = QuestionKind.EMERGING


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[SeminarFile, Path]]:
    """One with a theme of a name that the other has too, under another; and that other's place."""
    here = SeminarFile.create(tmp_path / "here.seminar")
    there = SeminarFile.create(tmp_path / "there.seminar")
    for file in (here, there):
        with file.write(Verb.SET_UP, NOW) as writer:
            writer.put(Seminar(title="S", date=date(2011, 10, 18)))
    with here.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="a", position=3, name="Trust"))
        writer.put(Finding(id="b", position=7, label="1", wording="Ours.", origin="f1"))
    with there.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="t1", position=1, name="TRUST"))
        writer.put(Theme(id="t2", position=2, name="Rents", parent_id="t1"))
        writer.put(Question(id="q", position=1, kind=EMERGING, wording="Why?", theme_id="t2"))
        writer.put(Question(id="r", position=1, kind=QuestionKind.REFLECTION, wording="So what?"))
        writer.put(Finding(id="f", position=1, label="1", wording="In other words.", origin="f1"))
        own = Finding(
            id="g", position=2, label="2", wording="It rose.", theme_id="t1", read_as="It rose."
        )
        writer.put_all((own, Response(id="s", question_id="q", words="Said", recorded_at=NOW)))
    there.close()
    yield here, there.path
    here.close()


def test_what_others_have_is_taken_over_once_and_can_be_taken_back(
    two: tuple[SeminarFile, Path],
) -> None:
    here, path = two
    others = [material_at(path), material_at(path)]
    assert lacking(here, others).said == "1 theme, 1 question and 1 finding"
    taken = take_over(here, others, now=NOW)
    (theme,), (question,), (finding,) = taken.themes, taken.questions, taken.findings
    assert (theme.name, theme.parent_id, theme.origin, theme.position) == ("Rents", "a", "t2", 4)
    assert (question.wording, question.theme_id, question.origin) == ("Why?", theme.id, "q")
    assert (finding.wording, finding.theme_id, finding.origin) == ("It rose.", "a", "g")
    assert (finding.position, finding.is_read) == (8, False)
    with here.read() as reader:
        assert reader.get(Theme, theme.id) == theme
        assert {each.id for each in reader.every(Finding)} == {"b", finding.id}
        assert reader.every(Response) == ()
    assert take_over(here, others, now=NOW).said == ""
    undoing.undo(here, NOW)
    assert lacking(here, others).said == "1 theme, 1 question and 1 finding"


def test_what_was_taken_over_stands_in_one_row_with_where_it_is_from(
    two: tuple[SeminarFile, Path],
) -> None:
    here, path = two
    take_over(here, [material_at(path)], now=NOW)
    there = SeminarFile.open(path)
    rows = compare([compared(here), compared(there)]).rows
    there.close()
    assert all(None not in row.held for row in rows)
