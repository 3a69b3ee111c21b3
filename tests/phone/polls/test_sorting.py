"""The room sorts what others said: on the phone, one response after another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Method
from facilitator.domain.responses.responses import Channel, Response
from tests.phone.person import Person
from tests.phone.room_of import Room, now

SAID = {f"sorted{n}": f"What somebody else said, number {n}" for n in range(4)}


@pytest.fixture
def said(room: Room) -> Iterator[None]:
    with room.file.write(Verb.CAPTURE, now()) as writer:
        for id, words in SAID.items():
            writer.put(
                Response(
                    id=id,
                    question_id="question-open",
                    words=words,
                    recorded_at=now(),
                    channel=Channel.PHONE,
                )
            )
    yield
    with room.file.write(Verb.REMOVE, now()) as writer:
        for id in SAID:
            writer.remove(writer.get(Response, id))


@pytest.mark.usefixtures("said")
def test_what_others_said_is_judged_one_by_one_and_sent_as_one_ballot(
    room: Room, ann: Person
) -> None:
    opened = room.open(Method.SORT)
    ann.sees("1 of 4")
    judged: dict[str, int] = {}
    for number, (key, mark) in enumerate(
        (("I agree", 1), ("I do not", -1), ("Pass", 0), ("I agree", 1)), 1
    ):
        ann.sees(f"{number} of 4")
        words = ann.page.locator("form .lead").first.text_content()
        judged[next(id for id, said in SAID.items() if said == words)] = mark
        ann.page.get_by_role("button", name=key, exact=True).click()
    expect(ann.page.locator("[aria-pressed=true]")).to_have_text("I agree")
    ann.press("Send my vote")
    ann.told("received")
    with room.file.read() as reader:
        (ballot,) = reader.ballots(opened.id)
    assert dict(ballot.marks) == judged
    assert judged.keys() == SAID.keys()
    room.close(opened)
    ann.sees("Your vote has been received and is counted.")
