"""Codings through real files: a union in any order, no conflict, and gone with what they are of."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.codings import Coding, Mark, Span
from facilitator.domain.synthesis.themes import Theme, in_order
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.services.records import erasing, undoing
from facilitator.services.responses import collecting
from facilitator.services.synthesis import coding, passages, themes
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import codings
from tests.auditing import projection_faults

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
Opened = Callable[[str], SeminarFile]


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A seminar with two notes, a response and two themes; the first note is in the first theme."""
    path = tmp_path / "begun.seminar"
    file = SeminarFile.create(path, device="host")
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(Seminar(title="October", date=date(2011, 10, 18)))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        writer.put(Breakout(id="b", segment_id="s", position=1, title="Group 1"))
        writer.put(Theme(id="t1", position=1, name="Form"))
        writer.put(Theme(id="t2", position=2, name="Funding"))
        writer.put(Response(id="r1", question_id="q", words="It takes years", recorded_at=NOON))
        for id in ("n1", "n2"):
            writer.put(Note(id=id, breakout_id="b", words=f"Trust takes {id}", recorded_at=NOON))
    themes.tie(file, [note(file, "n1")], "t1", now=NOON)
    file.close()
    return path


@pytest.fixture
def opened(begun: Path) -> Iterator[Opened]:
    """Copies of it, each a device of its own."""
    files: list[SeminarFile] = []

    def open_(device: str) -> SeminarFile:
        path = begun.with_name(f"{device}.seminar")
        shutil.copyfile(begun, path)
        files.append(SeminarFile.open(path, device=device))
        return files[-1]

    yield open_
    for file in files:
        file.close()


def note(file: SeminarFile, id: str) -> Note:
    with file.read() as reader:
        return reader.get(Note, id)


def in_themes(file: SeminarFile) -> dict[str, tuple[str, ...]]:
    with file.read() as reader:
        return codings.themes_of(reader)


def coders(file: SeminarFile, passage: str, theme: str) -> set[str]:
    with file.read() as reader:
        found = reader.every(Coding, passage_id=passage, theme_id=theme)
        return {each.coder for each in found}


@pytest.mark.parametrize("order", list(permutations(["ann", "ben", "cat"])))
def test_what_people_coded_apart_is_a_union_in_any_order_and_never_a_conflict(
    opened: Opened, order: tuple[str, ...]
) -> None:
    ann, ben, cat = opened("ann"), opened("ben"), opened("cat")
    themes.tie(ann, [note(ann, "n1"), note(ann, "n2")], "t2", now=later(1))
    themes.tie(ben, [note(ben, "n2")], "t2", now=later(2))
    themes.untie(ben, [note(ben, "n1")], "t1", now=later(3))
    noting.edit(cat, note(cat, "n1"), "Trust takes decades", now=later(4))
    noting.turn(cat, "starred", note(cat, "n2"), now=later(5))
    files = {"ann": ann, "ben": ben, "cat": cat}
    host = opened("host")
    for name in order:
        merging.merge(host, [files[name].path], now=later(10))
    assert in_themes(host) == {"n1": ("t2",), "n2": ("t2",)}
    assert coders(host, "n2", "t2") == {"ann", "ben"}
    assert merging.conflict_count(host) == 0
    assert note(host, "n1").words == "Trust takes decades"
    assert projection_faults(host) == ()


def test_out_and_in_by_two_who_did_not_see_each_other_is_in(opened: Opened) -> None:
    ann, host = opened("ann"), opened("host")
    themes.untie(ann, [note(ann, "n1")], "t1", now=later(1))
    themes.untie(host, [note(host, "n1")], "t1", now=later(2))
    themes.tie(host, [note(host, "n1")], "t1", now=later(3))
    merging.merge(ann, [host.path], now=later(4))
    merging.merge(host, [ann.path], now=later(4))
    assert in_themes(ann) == in_themes(host) == {"n1": ("t1",)}
    assert merging.conflict_count(ann) == 0


def test_tying_twice_is_once(opened: Opened) -> None:
    host = opened("host")
    with host.read() as reader:
        before = reader.position()
    themes.tie(host, [note(host, "n1")], "t1", now=later(1))
    with host.read() as reader:
        assert reader.position() == before
        assert reader.count(Coding) == 1


def test_counts_are_of_passages_by_theme_and_by_group(opened: Opened) -> None:
    ann, host = opened("ann"), opened("host")
    for file in (ann, host):
        themes.tie(file, [note(file, "n1"), note(file, "n2")], "t2", now=later(1))
    with host.read() as reader:
        collecting.tie(host, reader.get(Response, "r1"), "t2", now=later(2))
    merging.merge(host, [ann.path], now=later(3))
    with host.read() as reader:
        tied = [theme for found in codings.themes_of(reader).values() for theme in found]
    assert Counter(tied) == {"t1": 1, "t2": 3}


def test_a_passage_takes_its_codings_along_and_undo_brings_both_back(opened: Opened) -> None:
    host = opened("host")
    noting.remove(host, note(host, "n1"), now=later(1))
    with host.read() as reader:
        assert reader.count(Coding) == 0
    undoing.undo(host, later(2))
    assert in_themes(host) == {"n1": ("t1",)}


def test_what_was_coded_elsewhere_of_a_passage_or_theme_that_is_gone_counts_nowhere(
    opened: Opened,
) -> None:
    ann, host = opened("ann"), opened("host")
    themes.tie(ann, [note(ann, "n2")], "t2", now=later(1))
    themes.tie(ann, [note(ann, "n2")], "t1", now=later(1))
    noting.remove(host, note(host, "n2"), now=later(2))
    merging.merge(host, [ann.path], now=later(3))
    with host.read() as reader:
        assert codings.themes_of(reader) == {"n1": ("t1",)}
    with ann.read() as reader:
        form = reader.get(Theme, "t1")
    themes.remove_theme(ann, form, now=later(4))
    assert in_themes(ann) == {"n2": ("t2",)}


def test_erasing_a_passage_erases_its_codings_also_those_that_come_later(opened: Opened) -> None:
    ann, host = opened("ann"), opened("host")
    themes.tie(ann, [note(ann, "n1")], "t2", now=later(1))
    themes.untie(host, [note(host, "n1")], "t1", now=later(1))
    erasing.erase(host, [note(host, "n1")], now=later(2))
    merging.merge(host, [ann.path], now=later(3))
    merging.merge(ann, [host.path], now=later(3))
    for file in (host, ann):
        assert set(versions(file)) == {None}
        with file.read() as reader:
            assert reader.count(Coding) == 0
        assert projection_faults(file) == ()


def test_a_split_and_a_joined_note_keep_their_themes(opened: Opened) -> None:
    host = opened("host")
    noting.split(host, note(host, "n1"), "Trust takes n1", 6, now=later(1))
    with host.read() as reader:
        rest = next(n for n in reader.every(Note) if n.words == "takes n1")
    assert in_themes(host) == {"n1": ("t1",), rest.id: ("t1",)}
    themes.tie(host, [rest], "t2", now=later(2))
    noting.join(host, note(host, "n2"), rest, now=later(3))
    assert in_themes(host) == {"n1": ("t1",), "n2": ("t1", "t2")}


def test_a_coded_part_is_found_when_the_words_are_corrected_or_is_to_be_looked_at(
    opened: Opened,
) -> None:
    host = opened("host")
    span = Span(6, 11)
    with host.write(Verb.TIE, later(1)) as writer:
        coding.code(writer, [writer.get(Note, "n1")], "t2", span, coder="host", now=later(1))
    noting.edit(host, note(host, "n1"), "They say trust takes long", now=later(2))
    with host.read() as reader:
        (part,) = reader.every(Coding, theme_id="t2")
        found = coding.coded_part(reader, part, reader.get(Note, "n1"))
        assert found is not None
        assert found.of(reader.get(Note, "n1").words) == "takes"
    noting.edit(host, note(host, "n1"), "They say that trust is slow", now=later(3))
    with host.read() as reader:
        assert coding.coded_part(reader, part, reader.get(Note, "n1")) is None
    assert in_themes(host)["n1"] == ("t1", "t2")


def test_a_part_that_was_chosen_in_words_corrected_meanwhile_is_found_or_refused(
    opened: Opened,
) -> None:
    host = opened("host")
    seen = note(host, "n1")
    noting.edit(host, seen, "They say trust takes long", now=later(1))
    themes.tie_part(host, seen, Span(6, 11), "t2", now=later(2))
    (part,) = next(p for p in passages.everything(host).passages if p.passage.id == "n1").parts
    assert (part.words, part.span) == ("takes", Span(15, 20))
    with pytest.raises(SeminarError, match="choose the part again"):
        themes.tie_part(host, seen, Span(0, len(seen.words)), "t2", now=later(3))
    themes.untie_part(host, seen, Span(6, 11), "t2", now=later(4))
    assert in_themes(host)["n1"] == ("t1",)
    noting.remove(host, note(host, "n1"), now=later(5))
    with pytest.raises(SeminarError, match="taken out"):
        themes.tie_part(host, seen, Span(6, 11), "t2", now=later(6))


def test_what_is_coded_as_a_whole_and_in_part_is_told_apart(opened: Opened) -> None:
    host = opened("host")
    themes.tie_part(host, note(host, "n1"), Span(6, 11), "t1", now=later(1))
    themes.tie_part(host, note(host, "n1"), Span(6, 11), "t2", now=later(2))
    placed = next(p for p in passages.everything(host).passages if p.passage.id == "n1")
    assert placed.theme_ids == ("t1", "t2")
    assert placed.in_part == {"t2"}


def test_marks_and_memos_of_two_people_are_a_union_and_go_with_their_passage(
    opened: Opened,
) -> None:
    ann, host = opened("ann"), opened("host")
    themes.mark(ann, [note(ann, "n2")], Mark.UNSURE, now=later(1))
    themes.mark(host, [note(host, "n2")], Mark.NOTHING, now=later(2))
    themes.write_memo(ann, note(ann, "n2"), "From Ann", now=later(3))
    themes.write_memo(host, note(host, "n2"), "From the host", now=later(4))
    merging.merge(host, [ann.path], now=later(5))
    (placed,) = (p for p in passages.everything(host).passages if p.passage.id == "n2")
    assert placed.marks == {Mark.UNSURE, Mark.NOTHING, Mark.MEMO}
    assert (placed.memo, placed.memos) == ("From the host", ("From Ann",))
    assert merging.conflict_count(host) == 0
    noting.remove(host, note(host, "n2"), now=later(6))
    with host.read() as reader:
        assert not reader.every(Coding, passage_id="n2")


def test_a_theme_stands_under_another_on_one_level_only(opened: Opened) -> None:
    host = opened("host")
    third = themes.add_theme(host, "Third", now=later(1))
    with host.read() as reader:
        form, funding = reader.get(Theme, "t1"), reader.get(Theme, "t2")
    themes.nest(host, third, form, now=later(2))
    assert [t.id for t in passages.everything(host).themes] == ["t1", third.id, "t2"]
    for theme, under in ((form, funding), (funding, third), (form, form)):
        with pytest.raises(SeminarError):
            themes.nest(host, theme, under, now=later(3))
    themes.merge_themes(host, funding, form, now=later(4))
    with host.read() as reader:
        assert reader.get(Theme, third.id).parent_id == "t2"


def test_themes_nested_apart_on_two_levels_stand_on_one_in_every_copy() -> None:
    a, b, c = (Theme(id=id, position=n, name=id) for n, id in enumerate("abc"))
    under = [a, Theme(id="b", position=1, name="b", parent_id="a")]
    chain = [*under, Theme(id="c", position=2, name="c", parent_id="b")]
    assert [t.id for t in in_order(chain[::-1])] == ["a", "b", "c"]
    circle = [
        Theme(id="a", position=0, name="a", parent_id="b"),
        Theme(id="b", position=1, name="b", parent_id="a"),
    ]
    assert [t.id for t in in_order(circle)] == ["a", "b"]
    assert in_order([c, b, a]) == (a, b, c)


def versions(file: SeminarFile) -> list[str | None]:
    """What every version of every coding says."""
    with file.read() as reader:
        said = "SELECT content FROM journal WHERE kind = 'coding'"
        return [content for (content,) in reader.connection.exec_driver_sql(said)]


def test_a_laptop_has_the_codings_of_notes_and_never_those_of_responses(
    opened: Opened, tmp_path: Path
) -> None:
    host = opened("host")
    with host.read() as reader:
        collecting.tie(host, reader.get(Response, "r1"), "t1", now=later(1))
    syncing.copy_for_notes(host, tmp_path / "laptop.seminar")
    laptop = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    with laptop.read() as reader:
        assert {each.passage_id for each in reader.every(Coding)} == {"n1"}
    with host.read() as reader:
        collecting.tie(host, reader.get(Response, "r1"), "t2", now=later(2))
        collecting.tie(host, reader.get(Response, "r1"), "t1", now=later(2))
    themes.tie(host, [note(host, "n2")], "t2", now=later(3))
    themes.tie(laptop, [note(laptop, "n2")], "t1", now=later(4))
    themes.untie(laptop, [note(laptop, "n1")], "t1", now=later(4))
    for thorough in (False, True):
        syncing.synchronise(
            laptop,
            lambda offer: syncing.answer(host, offer, now=later(5)),
            name="Laptop",
            clock=lambda: later(5),
            thorough=thorough,
        )
    assert in_themes(laptop) == {"n2": ("t1", "t2")}
    assert in_themes(host) == {"n2": ("t1", "t2"), "r1": ("t2",)}
    assert not [content for content in versions(laptop) if content and "r1" in content]
    assert len(versions(host)) == len(versions(laptop)) + 3
    assert syncing.waiting(laptop).sentence == ""
    laptop.close()


def test_the_queries_go_by_an_index(opened: Opened) -> None:
    host = opened("host")
    with host.read() as reader:
        for where in ("passage_id = 'x'", "theme_id = 'x'"):
            plan = reader.connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT * FROM codings WHERE {where}"  # noqa: S608 - above
            )
            assert "USING INDEX codings_by" in str(plan.all())


def test_news_of_codings_alone_is_read_alone(opened: Opened) -> None:
    host = opened("host")
    before = passages.everything(host)
    with host.read() as reader:
        position = reader.position()
    themes.tie(host, [note(host, "n2")], "t2", now=later(1))
    themes.untie(host, [note(host, "n1")], "t1", now=later(1))
    with host.read() as reader:
        changes, _ = reader.changes_since(position)
    assert {change.kind for change in changes} == {Kind.CODING}
    news = passages.coded_anew(host, before, {change.id for change in changes})
    assert news == passages.everything(host)
    same = [a is b for a, b in zip(before.passages, news.passages, strict=True)]
    assert same.count(False) == 2
    assert passages.coded_anew(host, before, None) == news
