"""Phones and note-takers' browsers with full storage: all is sent, what is not kept is said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from facilitator.domain.polls.polls import Method
from facilitator.domain.responses.responses import Response
from facilitator.domain.stage.stage import Scene
from tests.phone.common.full_storage import BARRED, FULL
from tests.phone.notes.note_taker import NoteTaker
from tests.phone.person import Person
from tests.phone.room_of import ITEMS, Room

FULL_PHONE = "This phone’s storage is full."


def test_a_vote_is_sent_from_a_full_phone_and_its_receipt_is_true(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    radio = ann.page.get_by_role("radio", name=ITEMS[1])
    expect(radio).to_be_visible()
    ann.page.evaluate(FULL)
    ann.page.context.set_offline(True)
    radio.check()
    ann.press("Send my vote")
    expect(ann.page.get_by_role("alert")).to_contain_text(FULL_PHONE)
    ann.page.context.set_offline(False)
    ann.told("Your vote has been received.")
    ann.page.get_by_role("radio", name=ITEMS[2]).check()
    ann.press("Send my changed vote")
    ann.told("Your vote has been received.")
    with room.file.read() as reader:
        assert [ballot.marks for ballot in reader.ballots(opened.id)] == [(("i3", 1),)]
    room.close(opened)
    ann.sees("Your vote has been received and is counted.")
    expect(ann.main).not_to_contain_text("was not sent before voting closed")


def test_a_full_phone_says_what_is_in_the_page_only_and_sends_it(room: Room, ann: Person) -> None:
    room.show(Scene.QUESTION, "question-open")
    field = ann.main.get_by_role("textbox")
    expect(field).to_be_visible()
    ann.page.evaluate(FULL)
    ann.page.context.set_offline(True)
    field.fill("Kept by nobody but this page " * 20)
    ann.press("Send")
    expect(ann.page.get_by_role("alert")).to_contain_text(FULL_PHONE)
    expect(ann.page.locator(".status.unsent")).to_have_text("Not sent yet")
    ann.page.context.set_offline(False)
    expect(ann.page.locator(".status.received")).to_have_count(1)
    expect(ann.page.get_by_role("alert")).to_have_count(0)
    with room.file.read() as reader:
        found = [each.words for each in reader.every(Response, question_id="question-open")]
    assert [words[:12] for words in found] == ["Kept by nobo"]


@pytest.mark.parametrize("prepared", ["full", "barred"])
def test_one_gets_through_the_door_and_votes_though_nothing_can_be_kept(
    room: Room, arrive: Callable[..., Person], prepared: str
) -> None:
    bea = arrive()
    if prepared == "barred":
        bea.page.add_init_script(BARRED)
    else:
        bea.page.goto(f"{room.url}/static/phone.css")
        bea.page.evaluate(FULL)
    bea.join()
    opened = room.open(Method.APPROVE)
    bea.main.get_by_role("checkbox", name=ITEMS[0]).check()
    bea.press("Send my vote")
    bea.told("Your vote has been received.")
    with room.file.read() as reader:
        assert len(reader.ballots(opened.id)) == 1
    room.close(opened)


def test_a_full_browser_takes_notes_on_while_others_wait(room: Room, eve: NoteTaker) -> None:
    """Receiving one while another had no room ended the page once."""
    eve.page.evaluate(FULL)
    room.kill()
    said = [f"Said in a full browser {n}" for n in range(6)]
    for line in said:
        eve.note(line)
    eve.counts("0 notes received, 6 only on this device")
    expect(eve.page.get_by_role("alert")).to_contain_text("storage of this browser is full")
    eve.press("ArrowUp", "Enter", "Control+a")
    eve.note("Changed in a full browser")
    room.start()
    eve.counts("6 notes received")
    expect(eve.page.get_by_role("alert")).to_have_count(0)
    expected = [*said[:-1], "Changed in a full browser"]
    eve.sees(*expected)
    assert eve.words() == expected


def test_half_a_line_that_cannot_be_kept_is_said(eve: NoteTaker) -> None:
    eve.page.evaluate(FULL)
    eve.page.keyboard.type("! Half a li")
    expect(eve.page.get_by_role("alert")).to_contain_text("storage of this browser is full")
    expect(eve.field).to_have_value("! Half a li")
    eve.press("Enter")
    eve.counts("1 note received")
