"""Asking to speak: one button, one's own place, and what the room sees of who asks."""

from collections.abc import Callable

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
