"""What note-takers do to notes, on a real file."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.notes import noting
from facilitator.services.records import undoing
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "october.seminar")
    day = Seminar(
        time_zone="UTC", title="October", date=date(2011, 10, 18), sectors=("Charity", "Council")
    )
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(day)
        writer.put(
            Segment(
                id="s",
                position=1,
                kind=SegmentKind.BREAKOUTS,
                title="Breakouts",
                minutes=60,
                question_ids=("q1", "q2"),
            )
        )
        for number, wording in enumerate(("Who is left out?", "What works?", "Other"), 1):
            writer.put(
                Question(
                    id=f"q{number}",
                    position=number,
                    kind=QuestionKind.EMERGING,
                    wording=wording,
                )
            )
        writer.put(Participant(id="p", name="Ann", sector="Charity"))
        for number in (1, 2):
            writer.put(
                Breakout(
                    id=f"b{number}",
                    segment_id="s",
                    position=number,
                    title=f"Group {number}",
                    member_ids=("p",) if number == 1 else (),
                )
            )
    yield file
    file.close()


def notes(file: SeminarFile, breakout_id: str = "b1") -> tuple[Note, ...]:
    return desk(file, breakout_id).notes


def words(file: SeminarFile, breakout_id: str = "b1") -> list[str]:
    return [note.words for note in notes(file, breakout_id)]


def add(file: SeminarFile, line: str, minute: float = 0, question_id: str = "q1") -> Note:
    return noting.add_note(file, "b1", line, question_id=question_id, now=minutes(minute))


def test_a_note_keeps_its_words_kind_tags_and_time(file: SeminarFile) -> None:
    added = add(file, "! Savings are hard to show #evidence", 3)
    assert notes(file) == (added,)
    assert added.words == "Savings are hard to show"
    assert added.kind is NoteKind.DISAGREEMENT
    assert added.tags == ("evidence",)
    assert added.recorded_at == minutes(3)


def test_an_empty_note_is_refused_with_a_sentence_and_writes_nothing(file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="needs words"):
        add(file, "  ")
    assert notes(file) == ()


def test_notes_stand_in_the_order_they_were_taken(file: SeminarFile) -> None:
    for minute, line in ((2, "second"), (1, "first"), (3, "third")):
        add(file, line, minute)
    assert words(file) == ["first", "second", "third"]


def test_editing_changes_words_and_tags_and_the_kind_only_when_typed(file: SeminarFile) -> None:
    note = add(file, "> Ask the council #budget")
    noting.edit(file, note, "Ask both councils #budget #time", now=minutes(1))
    (edited,) = notes(file)
    assert (edited.words, edited.kind) == ("Ask both councils", NoteKind.ACTION)
    assert edited.tags == ("budget", "time")
    noting.edit(file, edited, "? Which councils", now=minutes(2))
    assert notes(file)[0].kind is NoteKind.QUESTION_BACK


def test_an_edit_keeps_what_was_done_to_the_note_meanwhile(file: SeminarFile) -> None:
    note = add(file, "Savings are hard to show")
    noting.turn(file, "starred", note, now=minutes(1))
    noting.edit(file, note, "Savings are very hard to show", now=minutes(2))
    assert notes(file)[0].starred


def test_splitting_puts_the_second_half_right_behind_the_first(file: SeminarFile) -> None:
    note = add(file, "! One thing. Another thing.", 1)
    add(file, "A later note", 2)
    noting.split(file, note, "One thing. Another thing.", 10, now=minutes(3))
    assert words(file) == ["One thing.", "Another thing.", "A later note"]
    assert notes(file)[1].kind is NoteKind.DISAGREEMENT


def test_splitting_at_an_end_is_refused_and_changes_nothing(file: SeminarFile) -> None:
    note = add(file, "One thing.")
    with pytest.raises(SeminarError, match="needs words"):
        noting.split(file, note, "One thing.", 10, now=minutes(1))
    assert words(file) == ["One thing."]


def test_joining_keeps_every_word_and_the_stricter_permission(file: SeminarFile) -> None:
    first = noting.add_note(file, "b1", "One #a", sector="Charity", quotable=True, now=minutes(1))
    second = noting.add_note(file, "b1", "Two #b", sector="Council", starred=True, now=minutes(2))
    noting.join(file, first, second, now=minutes(3))
    (joined,) = notes(file)
    assert (joined.words, joined.tags) == ("One Two", ("a", "b"))
    assert (joined.starred, joined.quotable, joined.sector) == (True, False, "")


def test_notes_move_to_another_question_and_another_breakout(file: SeminarFile) -> None:
    one, two = add(file, "one", 1), add(file, "two", 2)
    noting.move(file, one, two, question_id="q2", now=minutes(3))
    assert {note.question_id for note in notes(file)} == {"q2"}
    noting.move(file, one, breakout_id="b2", now=minutes(4))
    assert words(file, "b2") == ["one"]
    assert notes(file, "b2")[0].question_id == "q2"


def test_a_note_shifts_among_those_on_its_question(file: SeminarFile) -> None:
    add(file, "one", 1)
    add(file, "elsewhere", 2, question_id="q2")
    add(file, "two", 3)
    three = add(file, "three", 4)
    noting.shift(file, three, -1, now=minutes(5))
    assert [n.words for n in notes(file) if n.question_id == "q1"] == ["one", "three", "two"]
    noting.shift(file, three, -5, now=minutes(6))
    assert [n.words for n in notes(file) if n.question_id == "q1"] == ["three", "one", "two"]
    noting.shift(file, three, 9, now=minutes(7))
    assert [n.words for n in notes(file) if n.question_id == "q1"] == ["one", "two", "three"]


def test_stars_and_permission_toggle_for_all_at_once(file: SeminarFile) -> None:
    one, two = add(file, "one", 1), add(file, "two", 2)
    noting.turn(file, "starred", one, now=minutes(3))
    noting.turn(file, "starred", *notes(file), now=minutes(4))
    assert all(note.starred for note in notes(file))
    noting.turn(file, "starred", *notes(file), now=minutes(5))
    assert not any(note.starred for note in notes(file))
    noting.turn(file, "quotable", one, two, now=minutes(6))
    assert all(note.quotable for note in notes(file))


def test_every_act_on_notes_can_be_undone_by_its_name(file: SeminarFile) -> None:
    one, two = add(file, "one", 1), add(file, "two", 2)
    before = notes(file)
    acts: dict[str, Callable[[], object]] = {
        "Change note": lambda: noting.edit(file, one, "uno", now=minutes(3)),
        "Split note": lambda: noting.split(file, one, "one", 1, now=minutes(3)),
        "Join notes": lambda: noting.join(file, one, two, now=minutes(3)),
        "Move 2 notes": lambda: noting.move(file, one, two, question_id="q2", now=minutes(3)),
        "Move note": lambda: noting.shift(file, two, -1, now=minutes(3)),
        "Remove note": lambda: noting.remove(file, one, now=minutes(3)),
        "Remove 2 notes": lambda: noting.remove(file, one, two, now=minutes(3)),
        "Change the kind of note": lambda: noting.mark(
            file, "kind", one, said=NoteKind.QUOTE, now=minutes(3)
        ),
        "Set sector": lambda: noting.mark(file, "sector", one, said="Council", now=minutes(3)),
        "Star note": lambda: noting.turn(file, "starred", one, now=minutes(3)),
        "Allow quoting": lambda: noting.turn(file, "quotable", one, now=minutes(3)),
    }
    for label, act in acts.items():
        act()
        assert notes(file) != before, label
        assert undoing.undo(file, minutes(4)) == label
        assert notes(file) == before, label


def test_the_desk_counts_notes_and_says_when_the_last_came(file: SeminarFile) -> None:
    add(file, "one", 1)
    add(file, "two", 7)
    first, second = desk(file).groups
    assert (first.notes, first.last, first.segment) == (2, minutes(7), "Breakouts")
    assert (second.notes, second.last) == (0, None)


def test_the_desk_offers_the_segments_questions_and_those_that_have_notes(
    file: SeminarFile,
) -> None:
    assert [q.id for q in desk(file).questions] == ["q1", "q2"]
    add(file, "astray", question_id="q3")
    assert [q.id for q in desk(file).questions] == ["q1", "q2", "q3"]


def test_the_desk_compares_with_the_group_and_else_with_the_whole_room(file: SeminarFile) -> None:
    assert not desk(file, "b1").whole_room
    assert desk(file, "b2").whole_room
    assert str(desk(file, "b1").hearing[0].verdict) == "not heard yet"


def test_a_desk_without_breakouts_is_empty(tmp_path: Path) -> None:
    file = SeminarFile.create(tmp_path / "bare.seminar")
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(Seminar(time_zone="UTC", title="Bare", date=date(2011, 10, 18)))
    found = desk(file)
    assert (found.breakout, found.groups, found.questions, found.notes) == (None, (), (), ())
    file.close()


def test_a_draft_outlives_the_file_being_closed_and_is_no_news(file: SeminarFile) -> None:
    draft = NoteContent(breakout_id="b1", question_id="q1", words="Half a sen", sector="Charity")
    noting.keep_drafts(file, (draft,), now=NOON)
    file.close()
    again = SeminarFile.open(file.path)
    assert noting.take_up_drafts(again, (), now=NOON)[0] == noting.drafts(again)[0] == draft
    assert str(undoing.undo_labels(again)[0]) == ""
    again.close()


def test_a_draft_becomes_a_note_and_leaves_its_place_behind(file: SeminarFile) -> None:
    draft = NoteContent(breakout_id="b1", question_id="q2", words="? Who pays #money", starred=True)
    note = noting.add_draft(file, draft, now=NOON)
    assert notes(file) == (note,)
    assert (note.question_id, note.kind, note.starred) == ("q2", NoteKind.QUESTION_BACK, True)
    assert noting.drafts(file)[0] == NoteContent(breakout_id="b1", question_id="q2", words="")


def test_a_draft_that_cannot_become_a_note_is_kept(file: SeminarFile) -> None:
    draft = NoteContent(breakout_id="b1", words="#onlytag")
    noting.keep_drafts(file, (draft,), now=NOON)
    with pytest.raises(SeminarError):
        noting.add_draft(file, draft, now=NOON)
    assert noting.drafts(file)[0].words == "#onlytag"
