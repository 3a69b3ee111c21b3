"""A group looks at what was noted of it: on the phone, one thing after another, with words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Method
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.services.notes import member_checks
from facilitator.services.seminar import preparing
from tests.phone.person import Person
from tests.phone.room_of import SEGMENT, Room, now

POINT, QUOTE = "We carry the risk", "Nobody asks us"


@pytest.fixture
def noted(room: Room) -> Iterator[None]:
    with room.file.read() as reader:
        was = reader.get(Segment, SEGMENT)
    preparing.save(room.file, replace(was, kind=SegmentKind.BREAKOUTS), now=now())
    group = Breakout(id="table", segment_id=SEGMENT, position=1, title="Table 1")
    point = Note(id="point", breakout_id="table", words=POINT, headline=True, recorded_at=now())
    quote = Note(
        id="quote", breakout_id="table", words=QUOTE, kind=NoteKind.QUOTE, recorded_at=now()
    )
    preparing.save(room.file, group, point, quote, now=now())
    member_checks.ask_back(room.file, quote, now=now())
    yield
    preparing.remove(room.file, point, quote, group, now=now())
    preparing.save(room.file, was, now=now())


@pytest.mark.usefixtures("noted")
def test_a_point_is_not_quite_right_and_a_quote_is_to_be_changed_in_ones_own_words(
    room: Room, ann: Person
) -> None:
    chosen = ann.page.context.request.post(f"{room.url}/api/group", data={"group_id": "table"})
    assert chosen.ok, chosen.text()
    opened = room.open(Method.MEMBER_CHECK)
    ann.sees("1 of 2")
    ann.sees("A headline point of your group")
    ann.press("Not quite")
    ann.page.get_by_label("What is it rather?").fill("We share it")
    ann.press("Next")
    ann.sees(QUOTE)
    ann.press("Withdraw it")
    ann.press("Change it")
    ann.page.get_by_label("Say it in these words").fill("They rarely ask us")
    ann.press("Back")
    expect(ann.page.get_by_label("What is it rather?")).to_have_value("We share it")
    ann.press("Send my vote")
    ann.told("received")
    with room.file.read() as reader:
        (ballot,) = reader.ballots(opened.id)
        notes = [reader.revisions((key.partition(":")[2],))[0].record for key, _ in ballot.marks]
    assert dict(zip(notes, (mark for _, mark in ballot.marks), strict=True)) == {
        "point": -1,
        "quote": 0,
    }
    said = {line.partition(":")[0]: line.partition(" ")[2] for line in ballot.words}
    assert said == {"us": "We share it", "quote": "They rarely ask us"}
    room.close(opened)
    ann.sees("Your vote has been received and is counted.")
