"""The room goes away and comes back: nothing is lost, nothing counts twice, nobody is misled."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from facilitator.domain.polls.polls import Method
from facilitator.domain.responses.responses import Response
from facilitator.domain.stage.stage import Scene
from tests.phone.person import Person
from tests.phone.room_of import ITEMS, Room

Arrive = Callable[..., Person]


def badge(person: Person, text: str) -> None:
    expect(person.page.locator("#badge")).to_have_text(text)


def test_phones_recover_by_themselves(room: Room, ann: Person) -> None:
    badge(ann, "Connected")
    room.kill()
    badge(ann, "No connection. Trying again…")
    room.start()
    badge(ann, "Connected")
    room.show(Scene.MESSAGE, message="We are back.")
    ann.sees("We are back.")


def test_a_vote_sent_into_the_void_is_kept_and_counted_once(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    ann.page.get_by_role("radio", name=ITEMS[1]).check()
    room.kill()
    ann.press("Send my vote")
    ann.told("Saved on this phone. Your vote is sent as soon as the room can be reached.")
    ann.page.get_by_role("radio", name=ITEMS[2]).check()
    ann.press("Send my changed vote")
    ann.told("Saved on this phone.")
    room.start()
    ann.told("Your vote has been received.")
    with room.file.read() as reader:
        assert [ballot.marks for ballot in reader.ballots(opened.id)] == [(("i3", 1),)]
    room.close(opened)


def test_answers_written_without_a_room_arrive_in_order_with_their_corrections(
    room: Room, ann: Person
) -> None:
    room.show(Scene.QUESTION, "question-open")
    field = ann.main.get_by_role("textbox")
    expect(field).to_be_visible()
    room.kill()
    for words in ("First of two", "Second of two", "A third, regretted"):
        field.fill(words)
        ann.press("Send")
    expect(ann.page.locator(".status.saved")).to_have_count(3)
    ann.sees("Saved on this phone, not sent yet")
    ann.page.get_by_role("button", name="Change: Second of two").click()
    ann.page.get_by_label("Your answer").fill("Second, corrected")
    ann.press("Save")
    ann.page.get_by_role("button", name="Delete: A third, regretted").click()
    room.start()
    expect(ann.page.locator(".status.received")).to_have_count(2)
    with room.file.read() as reader:
        kept = [each.words for each in reader.every(Response, question_id="question-open")]
    assert kept == ["First of two", "Second, corrected"]


def test_what_waits_on_the_phone_outlives_a_reload(room: Room, arrive: Arrive) -> None:
    bea = arrive()
    bea.join()
    opened = room.open(Method.APPROVE)
    bea.main.get_by_role("checkbox", name=ITEMS[0]).check()
    bea.page.context.set_offline(True)
    bea.press("Send my vote")
    bea.told("Saved on this phone.")
    badge(bea, "No connection. Trying again…")
    memory = bea.page.context.storage_state()
    again = arrive(storage_state=memory)
    again.come()
    again.told("Your vote has been received.")
    with room.file.read() as reader:
        assert len(reader.ballots(opened.id)) == 1
    bea.page.context.set_offline(False)
    bea.told("Your vote has been received.")
    with room.file.read() as reader:
        assert len(reader.ballots(opened.id)) == 1
    room.close(opened)


def test_a_vote_that_comes_too_late_is_told_so(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    ann.page.get_by_role("radio", name=ITEMS[0]).check()
    room.kill()
    ann.press("Send my vote")
    ann.told("Saved on this phone.")
    room.close(opened)
    room.start()
    ann.sees("Voting has closed, so this ballot was not counted.")
    with room.file.read() as reader:
        assert reader.ballots(opened.id) == ()


WATCH = """() => {
    const look = () => { window.denied ||= document.body.textContent.includes("not counted"); };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
}"""
"""Whether the page has said at any moment that a vote was not counted."""


@pytest.mark.parametrize("meanwhile", ["waits", "loads again", "changes"])
def test_a_vote_whose_receipt_was_lost_is_told_as_counted(
    room: Room, ann: Person, meanwhile: str
) -> None:
    opened = room.open(Method.CHOOSE_ONE)

    def lose_the_receipt(route: Route) -> None:
        assert route.fetch().ok
        ann.page.context.set_offline(True)
        route.abort()

    ann.page.route("**/api/ballots", lose_the_receipt, times=1)
    ann.page.get_by_role("radio", name=ITEMS[1]).check()
    ann.press("Send my vote")
    ann.told("Saved on this phone.")
    badge(ann, "No connection. Trying again…")
    if meanwhile == "changes":
        ann.page.get_by_role("radio", name=ITEMS[2]).check()
        ann.press("Send my changed vote")
    room.close(opened)
    ann.page.evaluate(WATCH)
    ann.page.context.set_offline(False)
    if meanwhile == "loads again":
        ann.page.reload()
        ann.page.evaluate(WATCH)
    changed = "Your vote is counted as you sent it before."
    ann.sees(changed if meanwhile == "changes" else "Your vote has been received and is counted.")
    ann.press("Check that mine is counted")
    ann.sees("Your vote is the one that is counted.")
    assert not ann.page.evaluate("window.denied")


def test_an_answer_that_comes_too_late_is_told_so_and_goes_out_when_its_question_is_back(
    room: Room, ann: Person
) -> None:
    room.show(Scene.QUESTION, "question-word")
    ann.sees("One word for today?")
    ann.main.get_by_role("textbox").fill("Belated")
    room.kill()
    ann.press("Send")
    room.show(Scene.MESSAGE, message="Tea is served.")
    room.start()
    ann.sees("Not received: This question is closed.")
    ann.sees("One word for today?")
    ann.sees("Belated")
    room.show(Scene.QUESTION, "question-word")
    expect(ann.main.locator(".status")).to_have_text("Received")
    with room.file.read() as reader:
        found = [each.words for each in reader.every(Response, question_id="question-word")]
    assert found == ["Belated"]


def test_where_live_events_are_barred_the_page_asks_instead(room: Room, arrive: Arrive) -> None:
    bea = arrive()
    bea.page.route("**/api/live", lambda route: route.abort())
    bea.join()
    room.show(Scene.MESSAGE, message="Heard without a stream.")
    bea.sees("Heard without a stream.")
    badge(bea, "Connected")


def test_a_room_whose_clock_was_set_back_while_it_was_gone_is_followed_at_once(
    room: Room, ann: Person
) -> None:
    room.show(Scene.MESSAGE, message="By a clock a year ahead")
    ann.sees("By a clock a year ahead")
    year = "state => ({...state, version: state.version + 365 * 86400000})"
    told = ann.page.evaluate(f"fetch('/api/state').then(answer => answer.json()).then({year})")
    ann.page.route("**/api/state?*", lambda route: route.fulfill(json=told))
    with ann.page.expect_response("**/api/state?*"):
        ann.page.evaluate("dispatchEvent(new Event('online'))")
    ann.page.unroute("**/api/state?*")
    for said in ("By the right clock", "And on from there"):
        room.show(Scene.MESSAGE, message=said)
        ann.sees(said)


def test_a_late_answer_never_overwrites_a_newer_one(room: Room, ann: Person) -> None:
    room.show(Scene.MESSAGE, message="Older")
    ann.sees("Older")
    old = ann.page.evaluate("fetch('/api/state').then(answer => answer.text())")
    ann.page.route(
        "**/api/state?*",
        lambda route: route.fulfill(body=str(old), content_type="application/json"),
    )
    room.show(Scene.MESSAGE, message="Newer")
    ann.sees("Newer")
    with ann.page.expect_response("**/api/state?*"):
        ann.page.evaluate("dispatchEvent(new Event('online'))")
    room.show(Scene.QUESTION, "question-open")
    ann.sees("In what circumstances")
    with ann.page.expect_response("**/api/state?*"):
        ann.page.evaluate("dispatchEvent(new Event('online'))")
    expect(ann.main).not_to_contain_text("Older")
    ann.page.unroute("**/api/state?*")
