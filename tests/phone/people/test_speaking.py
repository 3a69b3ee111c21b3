"""Asking to speak: one button, one's own place, and what the room sees of who asks."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from facilitator.services.seminar import speaking
from facilitator.services.views import speakers
from tests.phone.person import Person
from tests.phone.room_of import Room, now

Arrive = Callable[..., Person]


def test_somebody_asks_to_speak_sees_their_place_and_takes_it_back(
    room: Room, arrive: Arrive
) -> None:
    bea = arrive()
    bea.join()
    speaking.open_list(room.file, now=now())
    try:
        speaking.add(room.file, "A person at the back", now=now())
        bea.sees("The room sees you on the list as: Somebody who asked by phone")
        bea.sees("Those who have not spoken come first")
        bea.press("I would like to speak")
        bea.sees("1 person speaks before you.")
        speaking.call(room.file, now=now())
        bea.sees("You are the next to speak.")
        bea.press("I no longer wish to speak")
        expect(bea.page.get_by_role("button", name="I would like to speak")).to_be_focused()
        assert speakers.desk(room.file).waiting == ()
        bea.press("I would like to speak")
        bea.sees("You are the next to speak.")
        speaking.call(room.file, now=now())
        bea.sees("It is your turn to speak.")
        expect(bea.page.get_by_role("button", name="I would like to speak")).to_be_hidden()
    finally:
        speaking.close_list(room.file, now=now())
    expect(bea.main).not_to_contain_text("to speak")


@pytest.fixture
def speakers_list(room: Room) -> Iterator[None]:
    speaking.open_list(room.file, now=now())
    yield
    speaking.close_list(room.file, now=now())


@pytest.mark.usefixtures("speakers_list")
def test_what_is_pressed_while_the_room_is_away_is_done_when_it_is_back(
    room: Room, ann: Person
) -> None:
    """It was said aloud by screen readers alone that nothing had come of it, and forgotten."""
    ann.sees("The room sees you on the list as")
    ann.page.get_by_text("Your choices").click()
    room.kill()
    ann.press("I would like to speak")
    ann.sees("Sending…")
    ann.page.get_by_label("Regulator").check()
    expect(ann.page.locator("footer [role=status]")).to_have_text("Sending…")
    room.start()
    ann.sees("You are the next to speak.")
    expect(ann.page.locator("footer [role=status]")).to_have_text("Your choices are saved.")
    assert len(speakers.desk(room.file).waiting) == 1


@pytest.mark.usefixtures("speakers_list")
def test_who_asked_for_a_list_that_has_closed_is_told_so_and_is_on_no_other(
    room: Room, ann: Person
) -> None:
    ann.sees("The room sees you on the list as")
    room.kill()
    ann.press("I would like to speak")
    ann.sees("Sending…")
    speaking.close_list(room.file, now=now())
    speaking.open_list(room.file, now=now())
    room.start()
    ann.sees("Not received: The speakers’ list is closed.")
    assert speakers.desk(room.file).waiting == ()
    ann.press("I would like to speak")
    ann.sees("You are the next to speak.")
    expect(ann.main).not_to_contain_text("Not received")
