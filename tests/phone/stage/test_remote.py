"""The facilitator's own phone: paired by code, it runs the day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from facilitator.domain.acts import Verb
from facilitator.domain.facts import OwnCopy
from facilitator.domain.polls.polls import Method, OpenTo, Poll, RoundState
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.services.seminar import running
from facilitator.store.records.facts import OWN_COPY
from tests.phone.person import Person
from tests.phone.room_of import SEGMENT, Room, now
from tests.rounds_told import latest_round
from tests.store.files.test_logs import soon


@pytest.fixture
def remote(room: Room, arrive: Callable[..., Person]) -> Iterator[Person]:
    """The facilitator with a phone that is paired; the day goes on where it was."""
    facilitator = arrive()
    facilitator.page.goto(f"{room.url}/remote?code={room.remote_code}")
    facilitator.press("Pair this phone")
    expect(facilitator.page.locator(".moves")).to_be_visible()
    yield facilitator
    while running.run_sheet(room.file, now()).current.id != SEGMENT:  # type: ignore[union-attr]
        running.go_back(room.file, now=now())


def current(room: Room) -> str:
    sheet = running.run_sheet(room.file, now())
    return sheet.current.title if sheet.current else ""


def test_a_wrong_code_does_not_pair(room: Room, arrive: Callable[..., Person]) -> None:
    stranger = arrive()
    stranger.page.goto(f"{room.url}/remote?code=WRONGONE")
    stranger.press("Pair this phone")
    expect(stranger.page.get_by_role("alert")).to_contain_text("This code is not right")


def test_script_prompts_time_and_what_is_next_are_there(remote: Person) -> None:
    remote.sees("Discussion of the findings")
    remote.sees("Ask for one case that each of them knows well.")
    remote.sees("Open the vote")
    expect(remote.page.locator(".clock")).to_contain_text(":")
    expect(remote.page.locator(".moves .primary")).to_contain_text("Go on: ")


def test_the_day_goes_on_back_pauses_and_stretches(room: Room, remote: Person) -> None:
    before = current(room)
    remote.page.locator(".moves .primary").click()
    expect(remote.main.locator("h2")).not_to_have_text(before)
    remote.press("Back")
    expect(remote.main.locator("h2")).to_have_text(before)
    remote.press("Pause")
    remote.sees("paused")
    remote.press("Resume")
    expect(remote.page.locator(".clock")).to_be_visible()
    left = running.run_sheet(room.file, now()).left_seconds
    remote.press("5 minutes more")
    expect(remote.main).not_to_have_attribute("aria-busy", "true")
    longer = running.run_sheet(room.file, now()).left_seconds
    assert longer > left + 200
    minutes = int(longer // 60)
    shown = re.compile(f"^{minutes}:|^{minutes - 1}:")
    expect(remote.page.locator(".clock")).to_have_text(shown)


def test_a_vote_that_is_not_run_in_this_room_has_no_button(room: Room, remote: Person) -> None:
    """The room is by itself, and the vote is of all rooms."""
    with room.file.read() as reader:
        poll = reader.get(Poll, reader.get(Segment, SEGMENT).poll_ids[0])
    row = remote.page.locator("li.card", has_text=poll.title)
    expect(row.get_by_role("button")).to_have_count(1)
    copy = OwnCopy("a database", now(), 0)
    for fact, as_asked in ((copy, replace(poll, open_to=OpenTo.ALL_ROOMS)), (None, poll)):
        with room.file.write(Verb.CHANGE, now()) as writer:
            writer.note_fact(OWN_COPY, fact)
            writer.put(as_asked)
        if fact is not None:
            expect(row).to_contain_text("the vote waits until it is back")
        expect(row.get_by_role("button")).to_have_count(0 if fact else 1)


def test_a_double_tap_goes_on_once(room: Room, remote: Person) -> None:
    before = current(room)
    remote.page.locator(".moves .primary").dblclick()
    expect(remote.main.locator("h2")).not_to_have_text(before)
    running.go_back(room.file, now=now())
    expect(remote.main.locator("h2")).to_have_text(before)


def test_what_is_pressed_next_before_the_answer_has_come_is_done_as_well(
    room: Room, remote: Person
) -> None:
    """What it did is seen on the screen before the phone has heard that it was done."""
    left = running.run_sheet(room.file, now()).left_seconds
    remote.page.evaluate(
        "for (const name of ['Pause', '5 minutes more'])"
        " [...document.querySelectorAll('.moves button')]"
        ".find(each => each.textContent === name).click()"
    )
    remote.sees("paused")
    remote.press("Resume")
    assert soon(lambda: running.run_sheet(room.file, now()).left_seconds > left + 200)
    expect(remote.main).not_to_contain_text("paused")


def test_a_vote_is_opened_closed_revealed_and_taken_again(
    room: Room, remote: Person, ann: Person
) -> None:
    poll = f"By {Method.CHOOSE_ONE}"
    remote.page.get_by_role("button", name=f"Open: {poll}").click()
    expect(ann.page.get_by_role("button", name="Send my vote")).to_be_visible()
    remote.sees("Voting is open · 0 have voted")
    ann.main.get_by_role("radio").first.check()
    ann.press("Send my vote")
    remote.sees("Voting is open · 1 has voted")
    remote.page.get_by_role("button", name=f"Close: {poll}").click()
    ann.sees("Voting is closed")
    reveal = remote.page.get_by_role("button", name=f"Reveal: {poll}")
    reveal.click()
    expect(remote.page.get_by_role("alert")).to_contain_text("Only 1 person voted in this round")
    reveal.click()
    expect(ann.page.locator(".bars")).to_be_visible()
    remote.main.get_by_text("Vote again").locator("visible=true").click()
    remote.page.get_by_label("Why again?").locator("visible=true").fill("New facts")
    remote.press("Open")
    expect(ann.page.get_by_role("button", name="Send my vote")).to_be_visible()
    latest = latest_round(room.file, f"poll-{Method.CHOOSE_ONE}")
    assert latest is not None
    assert (latest.number, latest.reason, latest.state) == (2, "New facts", RoundState.OPEN)
    room.close(latest)


def test_screen_and_wall_are_put_before_the_room(room: Room, remote: Person, ann: Person) -> None:
    remote.page.get_by_role("button", name="Show the wall: In what").click()
    ann.sees("What people say")
    remote.press("Blank the screen")
    remote.sees("The screen is blank")
    with room.file.read() as reader:
        stage = reader.get(Stage, "stage")
    assert (stage.scene, stage.blank) == (Scene.WALL, True)
    remote.press("Show the screen")
    ann.sees("What people say")


def test_without_a_room_nothing_is_kept_for_later(room: Room, remote: Person) -> None:
    before = current(room)
    room.kill()
    remote.page.locator(".moves .primary").click()
    expect(remote.page.get_by_role("alert")).to_contain_text("The room cannot be reached")
    room.start()
    expect(remote.page.locator("#badge")).to_have_text("Connected")
    assert current(room) == before


def test_the_remote_speaks_welsh(remote: Person) -> None:
    remote.press("Cymraeg")
    expect(remote.page.get_by_role("button", name="Gwagio’r sgrin")).to_be_visible()
    remote.press("English")
    expect(remote.page.get_by_role("button", name="Blank the screen")).to_be_visible()
