"""A vote for a list, abstaining, and the screen as text, on phones as people hold them."""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import expect

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import ABSTENTION, Method, OpenTo
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import voting
from facilitator.services.seminar import preparing
from tests.phone.person import Person
from tests.phone.room_of import SEGMENT, Room, now, poll_of
from tests.rounds_told import tally_round

Arrive = Callable[..., Person]


def test_those_a_vote_is_for_may_abstain_and_others_read_whom_it_is_for(
    room: Room, ann: Person, arrive: Arrive
) -> None:
    """Ann, who gave no sector, is not on the list; she follows the vote all the same."""
    bea = arrive()
    bea.join(sector="Research")
    asked = poll_of(Method.APPROVE)
    for_some = {"open_to": OpenTo.SECTOR, "open_for": ("Research",), "may_abstain": True}
    preparing.save(room.file, replace(asked, id="listed", **for_some), now=now())  # type: ignore[arg-type]
    opened = voting.open_round(room.file, "listed", segment_id=SEGMENT, now=now())
    ann.sees("This vote is for people from: Research.")
    expect(ann.page.get_by_role("button", name="Send my vote")).to_have_count(0)
    bea.page.get_by_role("checkbox", name="What helps").check()
    bea.page.get_by_label("I abstain").check()
    bea.press("Send my vote")
    bea.told("received")
    with room.file.read() as reader:
        (cast,) = reader.ballots(opened.id)
    assert cast.marks == ABSTENTION
    bea.page.reload()
    expect(bea.page.get_by_label("I abstain")).to_be_checked()
    bea.page.get_by_label("I abstain").uncheck()
    bea.page.get_by_role("checkbox", name="What helps").check()
    bea.press("Send my changed vote")
    bea.told("received")
    room.close(opened)
    assert tally_round(room.file, opened.id).abstained == 0
    of_all = replace(asked, id="all", open_to=OpenTo.ALL_ROOMS)
    preparing.save(room.file, of_all, now=now())
    voting.open_round(room.file, "all", segment_id=SEGMENT, now=now())
    expect(ann.page.locator("p.small", has_text="All rooms vote on this")).to_be_visible()
    expect(ann.page.get_by_role("button", name="Send my vote")).to_be_visible()


def test_the_screen_can_be_read_as_text_with_the_names_that_stand_on_it(
    room: Room, ann: Person
) -> None:
    person = Participant(id="mair", name="Mair Evans")
    group = Breakout(
        id="g1", segment_id=SEGMENT, position=1, title="Table 1", place="Hall", member_ids=("mair",)
    )
    preparing.save(room.file, person, group, now=now())
    room.show(Scene.BREAKOUTS, SEGMENT)
    screen = ann.page.locator("details", has_text="What is on the screen")
    screen.locator("summary").click()
    expect(screen.get_by_role("listitem").last).to_have_text("Table 1, Hall: Mair Evans")
    room.show(Scene.MESSAGE, message="Please come back.")
    expect(screen.get_by_role("listitem")).to_have_text(["Please come back."])
    preparing.remove(room.file, group, person, now=now())
