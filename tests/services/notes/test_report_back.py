"""Headline points, reading back, what a group has checked, and what documents say of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.summary import BreakoutPart, HandoutKind, Summary
from facilitator.domain.seminar.agenda import Progress, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.read_back_pages import LINES, Standing, pages
from facilitator.domain.stage.sights import Groups, ReadBack, Said
from facilitator.domain.stage.stage import Scene
from facilitator.services.notes import noting, reading_back, told
from facilitator.services.records import undoing
from facilitator.services.report import handing_out, publishing
from facilitator.services.seminar import running
from facilitator.services.views import group_board, projector
from facilitator.services.views.notes_screen import actions, desk
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "october.seminar")
    with file.write(Verb.SET_UP, NOON) as writer:
        day = date(2011, 10, 18)
        writer.put(Seminar(time_zone="UTC", title="October", date=day, print_threshold=1))
        for number, kind in enumerate((SegmentKind.BREAKOUTS, SegmentKind.REPORT_BACK), 1):
            writer.put(Segment(id=kind, position=number, kind=kind, title=kind, minutes=40))
        for number in (1, 2):
            writer.put(
                Breakout(
                    id=f"b{number}",
                    segment_id=SegmentKind.BREAKOUTS,
                    position=number,
                    title=f"Group {number}",
                    place="Library" if number == 1 else "",
                    member_ids=("ann",) if number == 1 else (),
                )
            )
        writer.put(Participant(id="ann", name="Ann Zeal", organisation="Homes", arrived_at=NOON))
        writer.put(Participant(id="bea", name="Bea Adams"))
    yield file
    file.close()


def add(file: SeminarFile, line: str, minute: float = 0, group: str = "b1") -> Note:
    return noting.add_note(file, group, line, now=minutes(minute))


def shown(file: SeminarFile, now: datetime = NOON) -> ReadBack:
    sight = projector.view(file, now).sight
    assert isinstance(sight, ReadBack)
    return sight


def summary(file: SeminarFile, minute: float = 60) -> Summary:
    return publishing.summarise(file, now=minutes(minute))


def group(file: SeminarFile, number: int = 0) -> BreakoutPart:
    return summary(file).breakouts[number]


def test_a_group_marks_three_headline_points_and_no_fourth(file: SeminarFile) -> None:
    notes = [add(file, f"Point {number}", number) for number in range(4)]
    other = add(file, "Elsewhere", 9, "b2")
    noting.turn(file, "headline", *notes[:3], now=minutes(10))
    with pytest.raises(SeminarError, match="at most 3 headline points"):
        noting.turn(file, "headline", notes[3], now=minutes(11))
    noting.turn(file, "headline", other, now=minutes(12))
    noting.turn(file, "headline", desk(file, "b1").notes[0], now=minutes(13))
    noting.turn(file, "headline", notes[3], now=minutes(14))
    assert [note.headline for note in desk(file, "b1").notes] == [False, True, True, True]


def test_a_headline_that_goes_to_another_group_is_not_one_there(file: SeminarFile) -> None:
    note = add(file, "Point")
    noting.turn(file, "headline", note, now=minutes(1))
    noting.move(file, note, breakout_id="b2", now=minutes(2))
    assert [each.headline for each in desk(file, "b2").notes] == [False]


def test_headlines_are_read_first_then_kind_by_kind(file: SeminarFile) -> None:
    for line in ("> Act", "Plain", "! No", '"Quoted"', "~ Few"):
        add(file, line)
    headline = add(file, "? Why")
    noting.turn(file, "headline", headline, now=minutes(1))
    reading_back.read_back(file, "b1", now=minutes(2))
    first = shown(file).notes
    reading_back.turn(file, 1, now=minutes(3))
    read = [note.words for note in (*first, *shown(file).notes)]
    assert read == ["Why", "Plain", "Quoted", "No", "Few", "Act"]


def test_pages_are_turned_to_the_ends_and_no_further(file: SeminarFile) -> None:
    for number in range(30):
        add(file, f"{number} " + "word " * 12, number)
    reading_back.read_back(file, "b1", now=minutes(40))
    last = shown(file).pages
    assert last > 3
    for _ in range(last + 5):
        reading_back.turn(file, 1, now=minutes(41))
    assert shown(file).page == last
    reading_back.turn(file, -1, now=minutes(42))
    assert shown(file).page == last - 1
    words = [note.words for page in pages(desk(file, "b1").notes) for note in page]
    assert len(words) == 30


def test_a_page_shrinks_with_its_notes(file: SeminarFile) -> None:
    notes = [add(file, f"{number} " + "word " * 12, number) for number in range(LINES)]
    reading_back.read_back(file, "b1", now=minutes(40))
    reading_back.turn(file, 9, now=minutes(41))
    noting.remove(file, *notes[1:], now=minutes(42))
    assert (shown(file).page, shown(file).pages) == (1, 1)


def test_what_is_corrected_is_read_at_once(file: SeminarFile) -> None:
    note = add(file, "Savigns are hard to show")
    reading_back.read_back(file, "b1", now=minutes(1))
    noting.edit(file, note, "Savings are hard to show", now=minutes(2))
    assert [each.words for each in shown(file).notes] == ["Savings are hard to show"]


def test_a_check_tells_which_notes_the_group_was_read(file: SeminarFile) -> None:
    kept, changed, starred = (add(file, words) for words in ("Kept", "Changed", "Starred"))
    reading_back.check(file, "b1", now=minutes(30))
    noting.edit(file, changed, "Changed since", now=minutes(31))
    noting.turn(file, "starred", starred, now=minutes(32))
    # A laptop whose clock is an hour slow: the check's own record tells, not the time.
    added = add(file, "Added", -60)
    standings = desk(file, "b1").checked.notes
    assert standings == {
        kept.id: Standing.CHECKED,
        changed.id: Standing.CHANGED,
        starred.id: Standing.CHECKED,
        added.id: Standing.ADDED,
    }
    noting.edit(file, replace(changed, words="Changed since"), "Changed", now=minutes(33))
    assert desk(file, "b1").checked.notes[changed.id] is Standing.CHECKED


def test_a_check_can_be_undone_and_done_again(file: SeminarFile) -> None:
    note = add(file, "Point")
    reading_back.check(file, "b1", now=minutes(1))
    noting.edit(file, note, "Sharper point", now=minutes(2))
    reading_back.check(file, "b1", now=minutes(3))
    assert desk(file, "b1").checked.notes[note.id] is Standing.CHECKED
    undoing.undo(file, minutes(4))
    assert desk(file, "b1").checked.notes[note.id] is Standing.CHANGED


def test_a_group_without_notes_has_nothing_to_check(file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="no notes yet"):
        reading_back.check(file, "b2", now=NOON)


def test_the_summary_says_what_was_checked_changed_and_late(file: SeminarFile) -> None:
    first, second = add(file, "One"), add(file, "Two")
    reading_back.check(file, "b1", now=minutes(30))
    noting.edit(file, second, "Two and a half", now=minutes(31))
    assert [line.late for line in group(file).notes] == [False, False]
    told.note_printed(file, summary(file), now=minutes(40))
    # It was taken down before the print, on a laptop that brought it in afterwards.
    late = add(file, "Three", 5)
    lines = {line.note.id: (line.standing, line.late) for line in group(file).notes}
    assert lines == {
        first.id: (Standing.CHECKED, False),
        second.id: (Standing.CHANGED, False),
        late.id: (Standing.ADDED, True),
    }
    assert summary(file).printed_at == minutes(40)
    told.note_printed(file, summary(file), now=minutes(50))
    assert any(line.late for line in group(file).notes), "printed again it says the same"
    newer = add(file, "Four", 6)
    assert [line.note.id for line in group(file).notes if line.late] == [newer.id]


def test_actions_of_all_groups_have_an_owner_and_a_day(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(replace(writer.get(Participant, "bea"), arrived_at=NOON))
        writer.put(replace(writer.get(Breakout, "b2"), member_ids=("bea",)))
    there, here = add(file, "> Write to members", 2, "b2"), add(file, "> Meet again", 3)
    add(file, "No action", 4)
    noting.assign(file, here, owner="  Partnership   board ", due=date(2011, 11, 1), now=NOON)
    assert [(each.id, each.group) for each in actions(file).actions] == [
        (here.id, "Group 1"),
        (there.id, "Group 2"),
    ]
    noted_by, line = summary(file).actions[0]
    assert (noted_by.title, line.words, line.owner, line.due) == (
        "Group 1",
        "Meet again",
        "Partnership board",
        date(2011, 11, 1),
    )


def test_the_board_follows_the_groups_from_their_work_to_their_report(file: SeminarFile) -> None:
    add(file, "Early", 1)
    add(file, "Late", 7)
    with file.write(Verb.SET_UP, NOON) as writer:
        bea = writer.get(Participant, "bea")
        writer.put(replace(bea, arrived_at=NOON))
    work = group_board.board(file, SegmentKind.BREAKOUTS)
    assert [(each.notes, each.last) for each in work.groups] == [(2, minutes(7)), (0, None)]
    assert [person.name for person in work.unplaced] == ["Bea Adams"]
    report = group_board.board(file, SegmentKind.REPORT_BACK)
    assert report.segment_id == SegmentKind.BREAKOUTS
    assert report.unplaced == ()
    assert group_board.board(file, "nowhere").groups == ()


def at_work(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOON) as writer:
        run = SegmentRun(id="r", segment_id=SegmentKind.BREAKOUTS, started_at=NOON)
        writer.put(run)
        writer.put(Progress(run_id="r"))


def test_groups_keep_their_countdown_under_a_message_and_under_who_goes_where(
    file: SeminarFile,
) -> None:
    projector.show(file, Scene.MESSAGE, message="Welcome", now=NOON)
    said = projector.view(file, NOON).sight
    assert isinstance(said, Said)
    assert said.clock is None
    at_work(file)
    said = projector.view(file, minutes(10)).sight
    assert isinstance(said, Said)
    assert said.clock is not None
    assert said.clock.ends_at == minutes(40)
    running_segment = running.run_sheet(file, minutes(10)).current
    assert running_segment is not None
    projector.show(file, Scene.BREAKOUTS, running_segment.id, now=NOON)
    where = projector.view(file, minutes(10)).sight
    assert isinstance(where, Groups)
    assert where.clock is not None


def test_the_allocation_is_handed_out_by_group_and_by_name(file: SeminarFile) -> None:
    handout = handing_out.hand_out(file, HandoutKind.BREAKOUTS, now=NOON)
    (round_,) = handout.rounds
    assert [seat.name for seat in round_.people] == ["Bea Adams", "Ann Zeal"]
    assert [(seat.group, seat.place) for seat in round_.people] == [
        ("", ""),
        ("Group 1", "Library"),
    ]
    assert [[seat.name for seat in sheet.members] for sheet in round_.groups] == [["Ann Zeal"], []]


def test_the_attendance_sheet_lists_everybody_and_says_who_is_here(file: SeminarFile) -> None:
    handout = handing_out.hand_out(file, HandoutKind.ATTENDANCE, now=NOON)
    assert [(seat.name, seat.here) for seat in handout.people] == [
        ("Bea Adams", False),
        ("Ann Zeal", True),
    ]


def test_kinds_of_notes_are_all_read(file: SeminarFile) -> None:
    for kind in NoteKind:
        noting.add_note(file, "b1", f"A {kind}", kind=kind, now=NOON)
    read = {note.words for page in pages(desk(file, "b1").notes) for note in page}
    assert len(read) == len(NoteKind)
