"""The models behind Prepare's lists keep the rules of item models, and keep what a person does."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.people.importing import Arrival, Outcome, became
from ui.models.agenda import AgendaTable, agenda_lines, ending, minutes_in_words
from ui.models.groups import GroupsTable, PlacesTable, group_lines, placed_people
from ui.models.people import HERE, NAME, PeopleTable, PreviewLine, PreviewTable
from ui.models.picks import PicksModel
from ui.models.records import Column, RecordTable

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)
SEMINAR = Seminar(title="Day", date=date(2011, 10, 18))
CHECKED = Qt.ItemDataRole.CheckStateRole
DROP = Qt.DropAction.MoveAction


def segment(id: str, minutes: int, kind: SegmentKind = SegmentKind.DISCUSSION) -> Segment:
    return Segment(id=id, position=float(ord(id)), kind=kind, title=id.upper(), minutes=minutes)


def theme(id: str, name: str = "") -> Theme:
    return Theme(id=id, position=1.0, name=name or id)


def themes_table() -> RecordTable[Theme]:
    return RecordTable((Column[Theme]("Theme", lambda each: each.name),), movable=True)


def drop(table: RecordTable[Theme], id: str, row: int) -> bool:
    mime = table.mimeData([table.index(table.row_of(id), 0)])
    return table.dropMimeData(mime, DROP, row, 0, QModelIndex())


@pytest.mark.parametrize(
    "after",
    ["abc", "", "cab", "bxcy", "xyz", "a", "cba", "abcd", "dacb"],
)
def test_rows_become_what_is_shown_and_stay_a_proper_model(
    qtmodeltester: ModelTester, after: str
) -> None:
    table = themes_table()
    qtmodeltester.check(table)
    table.show_records([theme(id) for id in "abc"])
    table.show_records([theme(id, f"new {id}") for id in after])
    assert [record.name for record in table.records] == [f"new {id}" for id in after]
    qtmodeltester.check(table)


def test_rows_that_stay_are_not_taken_out(qtmodeltester: ModelTester) -> None:
    table = themes_table()
    table.show_records([theme(id) for id in "abc"])
    persistent = [QPersistentModelIndex(table.index(row, 0)) for row in range(3)]
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    table.show_records([theme("b"), theme("c", "changed"), theme("d")])
    assert not resets
    assert [index.row() for index in persistent] == [-1, 0, 1]
    assert table.records[1].name == "changed"


def test_a_wholly_new_list_is_shown_at_once(qtmodeltester: ModelTester) -> None:
    table = themes_table()
    table.show_records([theme(str(number)) for number in range(500)])
    table.show_records([theme(str(number)) for number in range(1000, 1500)])
    assert table.records[0].id == "1000"
    qtmodeltester.check(table)


def test_a_dropped_row_says_what_it_should_stand_before() -> None:
    table = themes_table()
    table.show_records([theme(id) for id in "abc"])
    heard: list[tuple[str, str]] = []
    table.moved.connect(lambda id, before: heard.append((id, before)))
    assert drop(table, "c", 0) is False
    drop(table, "a", 3)
    assert heard == [("c", "a"), ("a", "")]


def test_the_agenda_is_a_proper_model_with_groups_under_their_segment(
    qtmodeltester: ModelTester,
) -> None:
    table = AgendaTable()
    segments = (segment("a", 30), segment("b", 60, SegmentKind.BREAKOUTS), segment("c", 15))
    group = Breakout(id="g", segment_id="b", position=1.0, title="Group 1", place="Hall")
    table.show_records(agenda_lines(segments, (group,), SEMINAR))
    qtmodeltester.check(table)
    assert [table.index(row, 0).data() for row in range(4)] == ["10:00", "10:30", "", "11:30"]
    assert table.index(2, 2).data().endswith("Group 1 · Hall")
    assert not table.flags(table.index(2, 2)) & Qt.ItemFlag.ItemIsEditable
    assert table.id_to_stand_before(2) == "c"


def test_minutes_are_edited_in_the_agenda_and_nonsense_is_not() -> None:
    table = AgendaTable()
    table.show_records(agenda_lines((segment("a", 30),), (), SEMINAR))
    heard: list[int] = []
    table.edited.connect(lambda before, after: heard.append(after.segment.minutes))
    assert table.setData(table.index(0, 1), 45)
    assert not table.setData(table.index(0, 2), "")
    assert heard == [45]


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (370, "Ends 16:10, ten minutes over: past the booked end at 16:00."),
        (360, "Ends 16:00, exactly at the booked end at 16:00."),
        (275, "Ends 14:35, one hour 25 minutes before the booked end at 16:00."),
    ],
)
def test_the_end_of_the_day_is_said_in_a_sentence(minutes: int, sentence: str) -> None:
    assert ending((segment("a", minutes),), SEMINAR) == sentence


def test_minutes_read_as_words() -> None:
    assert [str(minutes_in_words(n)) for n in (0, 1, 60, 125)] == [
        "no minutes",
        "one minute",
        "one hour",
        "two hours five minutes",
    ]


def test_people_are_checked_in_and_edited_in_place(qtmodeltester: ModelTester) -> None:
    table = PeopleTable(lambda: NOW)
    table.show_records((Participant(id="a", name="Ann"), Participant(id="b", name="Bo")))
    qtmodeltester.check(table)
    heard: list[Participant] = []
    table.edited.connect(lambda before, after: heard.append(after))
    table.setData(table.index(0, HERE), Qt.CheckState.Checked.value, CHECKED)
    table.setData(table.index(1, NAME), "Bo Cole")
    table.setData(table.index(1, NAME), "  ")
    assert heard[0].arrived_at == NOW
    assert heard[1].name == "Bo Cole"
    assert len(heard) == 2


def test_the_preview_of_a_list_is_a_proper_model(qtmodeltester: ModelTester) -> None:
    ann = Participant(id="", name="Ann")
    arrivals = [Arrival(2, ann, Outcome.NEW), Arrival(3, ann, Outcome.KNOWN, "Already there.")]
    table = PreviewTable()
    table.show_records([PreviewLine(each) for each in arrivals])
    qtmodeltester.check(table)
    assert str(became(arrivals)) == "1 new, 1 known"


def test_things_are_ticked_in_the_order_they_are_offered(qtmodeltester: ModelTester) -> None:
    picks = PicksModel()
    picks.offer((("a", "A"), ("b", "B"), ("c", "C")))
    picks.choose(("c",))
    qtmodeltester.check(picks)
    heard: list[tuple[str, ...]] = []
    picks.picked.connect(heard.append)
    picks.setData(picks.index(0), Qt.CheckState.Checked.value, CHECKED)
    picks.setData(picks.index(2), Qt.CheckState.Unchecked.value, CHECKED)
    assert heard == [("a", "c"), ("a",)]


def people() -> tuple[Participant, ...]:
    return (
        Participant(id="a", name="Ann", organisation="Homes", sector="Third sector"),
        Participant(id="b", name="Bo", organisation="Homes", sector="Third sector"),
        Participant(id="c", name="Cy", organisation="Borough", sector="Local public sector"),
    )


def groups() -> tuple[Breakout, ...]:
    one = Breakout(
        id="g", segment_id="s", position=1.0, title="One", member_ids=("a", "b"), fixed_ids=("b",)
    )
    return one, Breakout(id="h", segment_id="s", position=2.0, title="Two", capacity=8)


def test_groups_say_their_mix_and_who_is_from_one_organisation(
    qtmodeltester: ModelTester,
) -> None:
    table = GroupsTable()
    table.show_records(group_lines(groups(), people(), {}))
    qtmodeltester.check(table)
    first, second = table.records
    assert (first.mix, first.together) == ("2 Third sector", "2 from Homes")
    assert (second.size, second.mix) == ("0 of 8", "")


def test_people_dropped_on_a_group_join_it_and_groups_are_reordered() -> None:
    table, places = GroupsTable(), PlacesTable()
    table.show_records(group_lines(groups(), people(), {}))
    places.show_records(placed_people(groups(), people()))
    joined: list[tuple[tuple[str, ...], str]] = []
    moved: list[tuple[str, str]] = []
    table.joined.connect(lambda ids, group: joined.append((tuple(ids), group)))
    table.moved.connect(lambda id, before: moved.append((id, before)))
    mime = places.mimeData([places.index(0, 0), places.index(1, 0)])
    table.dropMimeData(mime, DROP, -1, -1, table.index(1, 0))
    mime = table.mimeData([table.index(1, 0)])
    table.dropMimeData(mime, DROP, 0, 0, QModelIndex())
    assert joined == [(("c", "a"), "h")]
    assert moved == [("h", "g")]


def test_people_without_a_group_come_first(qtmodeltester: ModelTester) -> None:
    places = PlacesTable()
    places.offer_groups(groups())
    places.show_records(placed_people(groups(), people()))
    qtmodeltester.check(places)
    assert [each.person.name for each in places.records] == ["Cy", "Ann", "Bo"]
    assert places.records[2].stays
    assert not places.setData(places.index(0, PlacesTable.STAYS), 2, CHECKED)
    assert places.setData(places.index(0, PlacesTable.GROUP), "h")
