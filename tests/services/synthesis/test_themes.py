"""Grouping passages into themes, on a real file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.records import undoing
from facilitator.services.synthesis import coding, passages, themes
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def response(id: str, minute: int, **more: object) -> Response:
    at = NOON + timedelta(minutes=minute)
    return Response(id=id, question_id="q", words=id, recorded_at=at, **more)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "october.seminar")
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(
            Seminar(title="October", date=date(2011, 10, 18), sectors=("Charity", "Council"))
        )
        writer.put(
            Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?", theme_id="t2")
        )
        writer.put(Finding(id="f", position=1, label="1", wording="So.", theme_id="t2"))
        writer.put(Breakout(id="b", segment_id="s", position=1, title="Group 1"))
        writer.put(Theme(id="t1", position=1, name="Form"))
        writer.put(Theme(id="t2", position=2, name="Funding"))
        writer.put(response("r1", 1, sector="Council"))
        writer.put(response("r2", 3))
        writer.put(
            Note(
                id="n1",
                breakout_id="b",
                words="n1",
                recorded_at=NOON + timedelta(minutes=2),
                kind=NoteKind.QUOTE,
                sector="Charity",
            )
        )
        for id, theme in (("r2", "t2"), ("n1", "t1"), ("n1", "t2")):
            found = writer.find(Response, id) or writer.get(Note, id)
            coding.code(writer, [found], theme, coder="ann", now=NOON)
    yield file
    file.close()


def ids(placed: tuple[passages.Placed, ...]) -> list[str]:
    return [each.passage.id for each in placed]


def placed(file: SeminarFile, id: str) -> passages.Placed:
    return next(each for each in passages.everything(file).passages if each.passage.id == id)


def passage(file: SeminarFile, id: str) -> coding.Passage:
    return placed(file, id).passage


def test_everything_said_is_there_in_the_order_it_was_said(file: SeminarFile) -> None:
    found = passages.everything(file)
    assert ids(found.passages) == ["r1", "n1", "r2"]
    assert str(found.passages[1].origin) == "Quote, Group 1"
    assert found.passages[0].question == "Why?"
    assert ids(found.untied()) == ["r1"]
    assert ids(found.members("t2")) == ["n1", "r2"]


def test_several_passages_are_tied_in_one_act_and_those_tied_already_stay(
    file: SeminarFile,
) -> None:
    both = [passage(file, "r1"), passage(file, "n1")]
    themes.tie(file, both, "t1", now=LATER)
    assert ids(passages.everything(file).members("t1")) == ["r1", "n1"]
    assert undoing.undo(file, LATER) == "Tie 2 passages"
    assert ids(passages.everything(file).members("t1")) == ["n1"]


def test_untying_leaves_the_other_themes(file: SeminarFile) -> None:
    themes.untie(file, [passage(file, "n1")], "t1", now=LATER)
    assert placed(file, "n1").theme_ids == ("t2",)


def test_tying_to_a_theme_that_is_gone_is_refused(file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="no longer"):
        themes.tie(file, [passage(file, "r1")], "nowhere", now=LATER)


def test_a_new_theme_stands_last_and_takes_passages_along(file: SeminarFile) -> None:
    theme = themes.add_theme(file, "  Small  voices ", [passage(file, "r1")], now=LATER)
    found = passages.everything(file)
    assert [each.name for each in found.themes] == ["Form", "Funding", "Small voices"]
    assert ids(found.members(theme.id)) == ["r1"]
    assert not theme.origin
    undoing.undo(file, LATER)
    assert passages.everything(file).untied()[0].passage.id == "r1"


@pytest.mark.parametrize("name", ["", "   ", "FORM"])
def test_a_theme_without_a_name_of_its_own_is_refused(file: SeminarFile, name: str) -> None:
    with pytest.raises(SeminarError):
        themes.add_theme(file, name, now=LATER)
    theme = passages.everything(file).themes[1]
    with pytest.raises(SeminarError):
        themes.rename(file, theme, name, now=LATER)
    assert [each.name for each in passages.everything(file).themes] == ["Form", "Funding"]


def test_a_theme_can_change_the_case_of_its_own_name(file: SeminarFile) -> None:
    themes.rename(file, passages.everything(file).themes[0], "form", now=LATER)
    assert passages.everything(file).themes[0].name == "form"


def test_merging_moves_passages_questions_and_findings_and_is_undone_as_one(
    file: SeminarFile,
) -> None:
    before = passages.everything(file)
    form, funding = before.themes
    themes.merge_themes(file, form, funding, now=LATER)
    after = passages.everything(file)
    assert [each.name for each in after.themes] == ["Form"]
    assert ids(after.members("t1")) == ["n1", "r2"]
    with file.read() as reader:
        assert reader.get(Question, "q").theme_id == "t1"
        assert reader.get(Finding, "f").theme_id == "t1"
    assert undoing.undo(file, LATER) == "Merge into theme “Form”"
    assert passages.everything(file) == before


def test_a_theme_is_not_merged_with_itself(file: SeminarFile) -> None:
    form = passages.everything(file).themes[0]
    with pytest.raises(SeminarError, match="itself"):
        themes.merge_themes(file, form, form, now=LATER)


def test_deleting_a_theme_unties_its_passages_and_can_be_undone(file: SeminarFile) -> None:
    before = passages.everything(file)
    themes.remove_theme(file, before.themes[1], now=LATER)
    assert ids(passages.everything(file).untied()) == ["r1", "r2"]
    undoing.undo(file, LATER)
    assert passages.everything(file) == before


def test_counts_by_sector_add_up_to_all_passages(file: SeminarFile) -> None:
    found = passages.everything(file)
    counts = passages.count_by_sector(found.passages, found.sectors)
    assert [(str(sector), n) for sector, n in counts] == [
        ("Charity", 1),
        ("Council", 1),
        ("No sector given", 1),
    ]
