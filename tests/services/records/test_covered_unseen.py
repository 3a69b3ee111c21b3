"""Whatever is done to a record in an older view: no words that came in meanwhile are covered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging import merging
from facilitator.services.notes import noting, reading_back
from facilitator.services.people import placing
from facilitator.services.records import editing, removing
from facilitator.services.report.changing_words import change_words
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.services.synthesis import drafting, themes
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.writer import new_id

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
MEANWHILE = "Came in meanwhile"

Do = Callable[[SeminarFile, Any], object]
WORDS: dict[type[Record], str] = {
    Note: "words",
    Response: "words",
    Theme: "name",
    Question: "wording",
    Finding: "wording",
    Segment: "script",
    Poll: "wording",
    Participant: "name",
    Breakout: "title",
    CaseStudy: "title",
}
"""What stands in the words that another's version changes."""

_places = count(1)


def made(kind: type[Record]) -> Any:
    """A record of its own for each case, in one seminar."""
    id = new_id()
    records: dict[type[Record], Record] = {
        Note: Note(id=id, breakout_id="b", words="As it was", recorded_at=NOON),
        Response: Response(id=id, question_id="q", words="As it was", recorded_at=NOON),
        Theme: Theme(id=id, position=next(_places), name=f"As it was {id}"),
        Question: Question(id=id, position=1, kind=QuestionKind.EMERGING, wording="As it was"),
        Finding: Finding(id=id, position=1, label="1", wording="As it was"),
        Segment: Segment(
            id=id, position=1, kind=SegmentKind.WELCOME, title="T", minutes=5, script="As it was"
        ),
        Poll: Poll(
            id=id,
            position=1,
            title="T",
            wording="As it was",
            method=Method.APPROVE,
            items=(Item("i", "I"),),
        ),
        Participant: Participant(id=id, name="As it was"),
        Breakout: Breakout(id=id, segment_id="s", position=1, title="As it was"),
        CaseStudy: CaseStudy(id=id, position=1, title="As it was"),
    }
    return records[kind]


def noted(act: Callable[..., object], *field: str, **about: Any) -> tuple[type[Record], Do]:
    return Note, lambda file, seen: act(file, *field, seen, **about, now=LATER)


def put(file: SeminarFile, *records: Record) -> None:
    with file.write(Verb.CHANGE, NOON) as writer:
        writer.put_all(records)


def joined_to_another(file: SeminarFile, seen: Note) -> None:
    other = replace(made(Note), words="Another")
    put(file, other)
    noting.join(file, seen, other, now=LATER)


def another_joined_to_it(file: SeminarFile, seen: Note) -> None:
    other = replace(made(Note), words="Another")
    put(file, other)
    noting.join(file, other, seen, now=LATER)


def merged_into_another(file: SeminarFile, seen: Theme) -> None:
    other = made(Theme)
    put(file, other)
    themes.merge_themes(file, other, seen, now=LATER)


def nested(file: SeminarFile, seen: Theme) -> None:
    other = made(Theme)
    put(file, other)
    themes.nest(file, seen, other, now=LATER)


def checked_in(file: SeminarFile, seen: Participant) -> None:
    here = replace(seen, arrived_at=LATER)
    preparing.save(file, here, seen=[seen], verb=Verb.CHECK_IN, now=LATER)


def settled(file: SeminarFile, seen: Note) -> None:
    """The window showed two versions when a third came in."""
    torn = next(each for each in merging.conflicts(file) if each.id == seen.id)
    versions = (each for each in torn.versions if each.record and _words(each.record) != MEANWHILE)
    looked_at = replace(torn, versions=tuple(versions))
    merging.settle(file, looked_at, replace(seen, words="Chosen"), now=LATER)


ACTS: dict[Verb, list[tuple[type[Record], Do]]] = {
    Verb.CHANGE: [
        noted(noting.edit, line="Edited"),
        *[
            (kind, lambda file, seen, f=field: editing.change(file, seen, {f: "Mine"}, now=LATER))
            for kind, field in WORDS.items()
        ],
    ],
    Verb.REMOVE: [
        noted(noting.remove),
        (Theme, lambda file, seen: themes.remove_theme(file, seen, now=LATER)),
        *[
            (kind, lambda file, seen: removing.take_out(file, seen, now=LATER))
            for kind in (Question, Finding, Segment, Poll, Participant, Breakout, CaseStudy)
        ],
    ],
    Verb.MOVE: [
        noted(noting.move, question_id="q"),
        noted(noting.shift, places=1),
        (Question, lambda file, seen: preparing.move(file, seen, before=None, now=LATER)),
    ],
    Verb.RENAME: [(Theme, lambda file, seen: themes.rename(file, seen, new_id(), now=LATER))],
    Verb.DESCRIBE: [(Theme, lambda file, seen: themes.describe(file, seen, "What", now=LATER))],
    Verb.NEST: [(Theme, nested)],
    Verb.UNNEST: [(Theme, lambda file, seen: themes.nest(file, seen, None, now=LATER))],
    Verb.MERGE_THEMES: [(Theme, merged_into_another)],
    Verb.CHECK_IN: [(Participant, checked_in)],
    Verb.CORRECT: [(Response, lambda file, seen: collecting.correct(file, seen, "C", now=LATER))],
    Verb.CHANGE_FOR_PRINT: [
        (kind, lambda file, seen: change_words(file, seen, "Other words", now=LATER))
        for kind in (Note, Response)
    ],
    Verb.HIDE: [(Response, lambda file, seen: collecting.hide(file, seen, now=LATER))],
    Verb.STAR: [
        noted(noting.turn, "starred"),
        (Response, lambda file, seen: collecting.star(file, seen, now=LATER)),
    ],
    Verb.SPLIT: [noted(noting.split, line="Two halves", at=4)],
    Verb.JOIN: [(Note, joined_to_another), (Note, another_joined_to_it)],
    Verb.MARK: [noted(noting.mark, "kind", said=NoteKind.QUOTE)],
    Verb.SET_SECTOR: [noted(noting.mark, "sector", said="Industry")],
    Verb.SET_SIZE: [noted(noting.mark, "size", said="Small")],
    Verb.ASSIGN: [noted(noting.assign, owner="Chair", due=None)],
    Verb.HEADLINE: [noted(noting.turn, "headline")],
    Verb.ALLOW_QUOTE: [
        noted(noting.turn, "quotable"),
        (Response, lambda file, seen: collecting.allow_quote(file, seen, now=LATER)),
    ],
    Verb.ALLOW_ARCHIVE: [
        (Response, lambda file, seen: collecting.allow_archive(file, seen, now=LATER))
    ],
    Verb.TELL_WORDS: [
        (Response, lambda file, seen: collecting.tell_whose_words(file, seen, now=LATER))
    ],
    Verb.CHECK_NOTES: [(Note, lambda file, _: reading_back.check(file, "b", now=LATER))],
    Verb.ALLOCATE: [(Breakout, lambda file, _: preparing.allocate(file, "s", now=LATER))],
    Verb.PLACE_LATE: [(Breakout, lambda file, _: placing.place_latecomers(file, "s", now=LATER))],
    Verb.PLACE: [
        (Breakout, lambda f, seen: editing.place_people(f, "s", ["p"], seen.id, now=LATER))
    ],
    Verb.KEEP_PLACES: [
        (Breakout, lambda file, _: editing.keep_places(file, "s", ["p"], True, now=LATER))
    ],
    Verb.READ_FINDING: [(Finding, lambda file, seen: drafting.read(file, seen, now=LATER))],
    Verb.SETTLE: [(Note, settled)],
}

ELSEWHERE = {
    Verb.ADD: "makes a record",
    Verb.DUPLICATE: "makes a record",
    Verb.CAPTURE: "makes a record",
    Verb.IMPORT: "fills what is empty; people are looked up again",
    Verb.ASK_BACK: "as noting a consent",
    Verb.NOTE_CONSENT: "a consent has no words, and of two the stricter holds",
    Verb.TIE: "a coding is a record of its own",
    Verb.UNTIE: "a coding is a record of its own",
    **dict.fromkeys((Verb.UNSURE, Verb.NOTHING_HERE, Verb.UNMARK), "as tying"),
    **dict.fromkeys((Verb.READ_GROUPS, Verb.READ_TOGETHER, Verb.LINK_ALIKE), "as tying"),
    Verb.MEMO: "each coder's own, which nobody else writes",
    Verb.UNREAD_FINDING: "as reading",
    Verb.SPLIT_THEME: "brings back what merging took out, and writes on what it has just read",
    Verb.CHECK_OUT: "as checking in",
    Verb.UNSTAR: "as starring",
    Verb.UNHEADLINE: "as marking",
    Verb.FORBID_QUOTE: "as allowing",
    Verb.FORBID_ARCHIVE: "as allowing",
    Verb.FREE_PLACES: "as keeping",
    Verb.TAKE_OUT: "answers what a merge brought: test_merging",
    Verb.OTHER: "of files that did not say",
}
"""Acts that answer nothing that somebody had before them, and those another stands for, and why."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeminarFile]:
    made_ = SeminarFile.create(tmp_path_factory.mktemp("unseen") / "a.seminar", device="window")
    put(
        made_,
        Seminar(title="S", date=date(2011, 10, 18)),
        Participant(id="p", name="Ann"),
        Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="B", minutes=5),
        Breakout(id="b", segment_id="other", position=1, title="Group"),
        Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"),
    )
    yield made_
    made_.close()


def _words(record: Record) -> str:
    return str(getattr(record, WORDS[type(record)]))


def _standing(file: SeminarFile, record: Record) -> set[str]:
    """The words of every form of a record: what is shown, and what stands beside it."""
    with file.read() as reader:
        shown = reader.shown(record.id)
    return {_words(form.record) for form in shown.forms if form.record} if shown else set()


def _from_a_laptop(file: SeminarFile, seen: Record, words: str) -> None:
    """Another device's version of a record, come in by a merge or a sync."""
    with file.read() as reader:
        heads = reader.heads(seen.id)
    named: Any = {WORDS[type(seen)]: words}
    other = SeminarFile.open(file.path, device="laptop")
    with other.write(Verb.CHANGE, NOON) as writer:
        writer.put_as_seen(replace(seen, **named), [each.id for each in heads])
    other.close()


CASES = [(verb, *case) for verb, cases in ACTS.items() for case in cases]


@pytest.mark.parametrize(("verb", "kind", "act"), CASES)
def test_words_that_came_in_meanwhile_stand(
    file: SeminarFile, verb: Verb, kind: type[Record], act: Do
) -> None:
    seen = made(kind)
    put(file, seen)
    if verb is Verb.SETTLE:
        with file.read() as reader:
            before = [each.id for each in reader.heads(seen.id)]
        for words in (MEANWHILE, "One", "Other"):
            with file.write(Verb.CHANGE, NOON) as writer:
                writer.put_as_seen(replace(seen, words=words), before)
    else:
        _from_a_laptop(file, seen, MEANWHILE)
    act(file, seen)
    assert MEANWHILE in _standing(file, seen)


def test_no_act_is_left_out() -> None:
    assert {verb for verb in Verb if verb.is_undoable} == {*ACTS, *ELSEWHERE}
    assert not {*ACTS} & {*ELSEWHERE}


def test_a_note_erased_meanwhile_takes_no_words_of_an_older_view(file: SeminarFile) -> None:
    seen = made(Note)
    put(file, seen)
    with file.write(Verb.ERASE, NOON) as writer:
        writer.erase(seen.KIND, seen.id)
    for act in (noting.edit, noting.split):
        about = {"at": 4} if act is noting.split else {}
        with pytest.raises(SeminarError, match="erased"):
            act(file, seen, "Two halves", **about, now=LATER)
    assert _standing(file, seen) == set()


def test_words_typed_over_a_note_that_was_deleted_meanwhile_are_kept(file: SeminarFile) -> None:
    seen = made(Note)
    put(file, seen)
    other = SeminarFile.open(file.path, device="laptop")
    noting.remove(other, seen, now=NOON)
    other.close()
    noting.edit(file, seen, "Typed meanwhile", now=LATER)
    assert _standing(file, seen) == {"Typed meanwhile"}
    assert seen.id in {conflict.id for conflict in merging.conflicts(file)}


def test_words_that_nobody_saw_are_not_allowed_to_be_quoted(file: SeminarFile) -> None:
    seen = made(Note)
    put(file, seen)
    _from_a_laptop(file, seen, MEANWHILE)
    noting.turn(file, "quotable", seen, now=LATER)
    with file.read() as reader:
        note = reader.get(Note, seen.id)
    assert (note.words, note.quotable) == (MEANWHILE, False)


def test_keys_that_follow_each_other_faster_than_a_list_is_read_each_count(
    file: SeminarFile,
) -> None:
    seen = made(Note)
    put(file, seen)
    noting.edit(file, seen, "Edited", now=LATER)
    noting.turn(file, "starred", seen, now=LATER)
    noting.turn(file, "quotable", seen, now=LATER)
    with file.read() as reader:
        assert reader.get(Note, seen.id) == replace(
            seen, words="Edited", starred=True, quotable=True
        )
        assert len(reader.heads(seen.id)) == 1
