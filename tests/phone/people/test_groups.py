"""Which group one is in: said on the phone, dealt, or placed by the list."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.people import placing
from facilitator.services.seminar import preparing
from tests.phone.person import Person
from tests.phone.room_of import SEGMENT, Room, now

Arrive = Callable[..., Person]


@pytest.fixture
def groups(room: Room) -> Iterator[tuple[Breakout, ...]]:
    """The running segment is one of breakouts with two groups, and the room sees who goes where."""
    with room.file.read() as reader:
        was = reader.get(Segment, SEGMENT)
    made = tuple(
        Breakout(id=f"b{n}", segment_id=SEGMENT, position=n, title=f"Group {n}", place=place)
        for n, place in enumerate(("The library", "The hall"), 1)
    )
    here = replace(was, kind=SegmentKind.BREAKOUTS)
    preparing.save(room.file, here, *made, now=now())
    room.show(Scene.BREAKOUTS, SEGMENT)
    yield made
    preparing.save(room.file, was, now=now())
    preparing.remove(room.file, *made, now=now())


def test_somebody_without_a_name_says_which_group_they_are_in(
    room: Room, arrive: Arrive, groups: tuple[Breakout, ...]
) -> None:
    bea = arrive()
    bea.join()
    bea.sees("Which group are you in?")
    bea.page.route("**/api/group", lambda route: route.abort(), times=1)  # it is sent again
    bea.page.get_by_role("button", name="I am in this one: Group 2").press("Enter")
    expect(bea.main.locator(".starred")).to_contain_text("Group 2")
    expect(bea.main.locator(".starred")).to_contain_text("The hall")


def test_people_who_ask_for_a_group_are_dealt_out_evenly(
    arrive: Arrive, groups: tuple[Breakout, ...]
) -> None:
    dealt = []
    for _ in range(4):
        person = arrive()
        person.join(sector="Research")
        person.press("Find me a group")
        expect(person.main.locator(".starred strong")).to_be_visible()
        dealt.append(person.main.locator(".starred strong").inner_text())
    # One from the test before may still count in the second group.
    assert {dealt.count("Group 1"), dealt.count("Group 2")} <= {1, 2, 3}
    assert dealt.count("Group 1") >= 2


def test_the_group_and_the_time_left_stay_while_a_message_is_shown(
    room: Room, arrive: Arrive, groups: tuple[Breakout, ...]
) -> None:
    bea = arrive()
    bea.join()
    bea.page.get_by_role("button", name="I am in this one: Group 1").click()
    room.show(Scene.MESSAGE, message="Please come to your second question.")
    bea.sees("second question")
    bea.sees("The library")
    expect(bea.page.locator(".strip [role=timer]")).to_be_visible()


def test_who_comes_late_is_told_their_group_by_name(
    room: Room, arrive: Arrive, groups: tuple[Breakout, ...]
) -> None:
    room.change(asks_names=True)
    try:
        late = Participant(id="late", name="Mair Evans")
        preparing.save(room.file, late, now=now())
        mair = arrive()
        mair.come()
        mair.press("English")
        mair.page.get_by_role("checkbox").first.check()
        mair.page.locator("form .primary").click()
        mair.page.get_by_label("Your name").fill("mair evans")
        mair.page.locator("form .primary").click()
        mair.sees("Which group are you in?")
        (placed,) = placing.place_latecomers(room.file, SEGMENT, now=now())
        expect(mair.main.locator(".starred")).to_contain_text(placed.group.title)
    finally:
        room.change(asks_names=False)
