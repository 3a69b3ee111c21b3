"""Themes that were merged are split out again, also after later work."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging import merging
from facilitator.services.records import undoing
from facilitator.services.synthesis import drafting, memos, passages, splitting, themes
from facilitator.services.synthesis.coding import Passage
from facilitator.services.views import theme_history
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
SAID = 5


def make(path: Path) -> SeminarFile:
    file = SeminarFile.create(path)
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(Seminar(title="October", date=date(2011, 10, 18)))
        for number in range(1, 5):
            writer.put(Theme(id=f"t{number}", position=number, name=f"Theme {number}"))
        for number in range(SAID):
            at = NOON + timedelta(minutes=number)
            writer.put(Response(id=f"r{number}", question_id="q", words="So.", recorded_at=at))
        writer.put(
            Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?", theme_id="t2")
        )
        writer.put(Finding(id="f", position=1, label="1", wording="So.", theme_id="t2"))
    return file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    file = make(tmp_path / "october.seminar")
    yield file
    file.close()


def theme(file: SeminarFile, id: str) -> Theme:
    return next(each for each in passages.everything(file).themes if each.id == id)


def said(file: SeminarFile, *ids: str) -> list[Passage]:
    found = {placed.passage.id: placed.passage for placed in passages.everything(file).passages}
    return [found[id] for id in ids]


def tie(file: SeminarFile, into: str, *ids: str) -> None:
    themes.tie(file, said(file, *ids), into, now=NOON)


def held(file: SeminarFile, id: str) -> set[str]:
    return {placed.passage.id for placed in passages.everything(file).members(id)}


def test_a_merged_theme_is_split_out_after_later_work(file: SeminarFile) -> None:
    tie(file, "t1", "r0", "r1")
    tie(file, "t2", "r1", "r2", "r3")
    themes.nest(file, theme(file, "t3"), theme(file, "t2"), now=NOON)
    themes.merge_themes(file, theme(file, "t1"), theme(file, "t2"), now=NOON)
    tie(file, "t1", "r4")
    themes.untie(file, said(file, "r3"), "t1", now=NOON)
    splitting.split_out(file, "t2", now=NOON)
    assert held(file, "t1") == {"r0", "r1", "r4"}
    assert held(file, "t2") == {"r1", "r2"}
    assert theme(file, "t3").parent_id == "t2"
    with file.read() as reader:
        assert reader.get(Finding, "f").theme_id == "t2"
        assert reader.get(Question, "q").theme_id == "t2"
    assert undoing.undo(file, NOON) == "Split theme “Theme 2” out again"
    assert held(file, "t1") == {"r0", "r1", "r2", "r4"}


def test_a_theme_is_split_out_of_what_its_theme_was_merged_into(file: SeminarFile) -> None:
    tie(file, "t1", "r0")
    tie(file, "t2", "r1")
    tie(file, "t3", "r2")
    themes.merge_themes(file, theme(file, "t2"), theme(file, "t1"), now=NOON)
    themes.merge_themes(file, theme(file, "t3"), theme(file, "t2"), now=NOON)
    splitting.split_out(file, "t1", now=NOON)
    assert (held(file, "t1"), held(file, "t3")) == ({"r0"}, {"r1", "r2"})


def test_what_two_merged_themes_had_stays_when_one_of_them_is_split_out(
    file: SeminarFile,
) -> None:
    tie(file, "t2", "r1", "r2")
    tie(file, "t3", "r1")
    for gone in ("t2", "t3"):
        themes.merge_themes(file, theme(file, "t1"), theme(file, gone), now=NOON)
    splitting.split_out(file, "t2", now=NOON)
    assert (held(file, "t1"), held(file, "t2")) == ({"r1"}, {"r1", "r2"})
    splitting.split_out(file, "t3", now=NOON)
    assert (held(file, "t1"), held(file, "t3")) == (set(), {"r1"})


def test_what_was_not_merged_cannot_be_split_out(file: SeminarFile) -> None:
    themes.remove_theme(file, theme(file, "t2"), now=NOON)
    with pytest.raises(SeminarError, match="nothing to split"):
        splitting.split_out(file, "t2", now=NOON)


def test_a_theme_does_not_come_back_under_a_name_that_another_has(file: SeminarFile) -> None:
    themes.merge_themes(file, theme(file, "t1"), theme(file, "t2"), now=NOON)
    themes.rename(file, theme(file, "t3"), "Theme 2", now=NOON)
    with pytest.raises(SeminarError, match="There is a theme “Theme 2” already"):
        splitting.split_out(file, "t2", now=NOON)


class Reasons:
    """Counted by hand: for each theme, why each passage is in it: tied, or through which theme."""

    def __init__(self) -> None:
        self.why: dict[str, dict[str, set[str]]] = {f"t{n}": {} for n in range(1, 5)}
        self.inside: dict[str, str] = {}

    def tie(self, into: str, passage: str) -> None:
        if passage not in self.held(into):
            self.why[into][passage] = {"tied"}

    def untie(self, out_of: str, passage: str) -> None:
        self.why[out_of].pop(passage, None)

    def merge(self, into: str, gone: str) -> None:
        self.inside[gone] = into
        for passage in self.held(gone):
            self.why[into].setdefault(passage, set()).add(gone)

    def split(self, back: str, out_of: str) -> None:
        del self.inside[back]
        for passage in list(self.why[back]):
            if back not in self.why[out_of].get(passage, ()):
                self.why[back].pop(passage)
                continue
            self.why[out_of][passage].discard(back)
            if not self.why[out_of][passage]:
                del self.why[out_of][passage]

    def held(self, id: str) -> set[str]:
        return set(self.why[id])


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_merged_and_split_no_passage_is_lost_or_left_behind(
    tmp_path: Path, seed: int
) -> None:
    """Merges one level deep against a count by hand of why each passage is where it is."""
    file, draw, reasons = make(tmp_path / "x.seminar"), random.Random(seed), Reasons()
    for _ in range(14):
        here = [id for id in reasons.why if id not in reasons.inside]
        alone = [id for id in here if id not in reasons.inside.values()]
        id, passage = draw.choice(here), f"r{draw.randrange(SAID)}"
        match draw.choice(("tie", "tie", "untie", "merge", "split")):
            case "tie":
                tie(file, id, passage)
                reasons.tie(id, passage)
            case "untie":
                themes.untie(file, said(file, passage), id, now=NOON)
                reasons.untie(id, passage)
            case "merge" if len(here) > 1 and alone:
                gone = draw.choice(alone)
                into = draw.choice([each for each in here if each != gone])
                themes.merge_themes(file, theme(file, into), theme(file, gone), now=NOON)
                reasons.merge(into, gone)
            case "split" if reasons.inside:
                back = draw.choice(sorted(reasons.inside))
                splitting.split_out(file, back, now=NOON)
                reasons.split(back, reasons.inside[back])
        there = [id for id in reasons.why if id not in reasons.inside]
        assert {id: held(file, id) for id in there} == {id: reasons.held(id) for id in there}
    file.close()


def test_the_history_of_a_theme_says_who_did_what_and_when(
    file: SeminarFile, tmp_path: Path
) -> None:
    tie(file, "t1", "r0", "r1")
    tie(file, "t1", "r2")
    themes.rename(file, theme(file, "t1"), "Form", now=NOON + timedelta(minutes=1))
    themes.merge_themes(file, theme(file, "t1"), theme(file, "t2"), now=NOON + timedelta(minutes=2))
    events = theme_history.history_of(file, "t1")
    assert [str(event.words) for event in events] == [
        "“Theme 2” was merged into it",
        "Called “Form” from here on",
        "3 passages tied",
        "Set the seminar up",
    ]
    assert {str(event.who) for event in events} == {"this computer"}
    assert events[0].merged == "t2"
    splitting.split_out(file, "t2", now=NOON + timedelta(minutes=3))
    assert not any(event.merged for event in theme_history.history_of(file, "t1"))


def on_a_theme(file: SeminarFile) -> tuple[Theme, Callable[[], memos.Memos]]:
    return theme(file, "t1"), lambda: passages.everything(file).memos.get("t1", memos.NONE)


def on_a_finding(file: SeminarFile) -> tuple[Finding, Callable[[], memos.Memos]]:
    drafted = drafting.draft(file, theme(file, "t1"), now=NOON)
    return drafted, lambda: memos.memos_on_findings(file).get(drafted.id, memos.NONE)


@pytest.mark.parametrize("on", [on_a_theme, on_a_finding])
def test_each_person_has_a_memo_of_their_own(
    file: SeminarFile,
    tmp_path: Path,
    on: Callable[[SeminarFile], tuple[Theme | Finding, Callable[[], memos.Memos]]],
) -> None:
    about, written = on(file)
    themes.write_memo(file, about, "Mine.", now=NOON)
    copies.copy_to(file, tmp_path / "other.seminar")
    other = SeminarFile.open(tmp_path / "other.seminar", device="another")
    themes.write_memo(other, about, "Theirs.", now=NOON)
    merging.merge(file, [other.path], now=NOON)
    other.close()
    assert written() == memos.Memos("Mine.", ("Theirs.",))
    themes.write_memo(file, about, " ", now=NOON)
    assert written() == memos.Memos("", ("Theirs.",))
