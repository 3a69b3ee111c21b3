"""Two dozen people and what each of them means to say and to vote, drawn before the day begins."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser

from facilitator.domain.polls.polls import DONT_KNOW, Method, Poll
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import Seminar
from tests.phone.person import SMALL, Person
from tests.phone.room_of import Room

PEOPLE = 24
"""Each is a browser of their own, which a computer feels; crowds are tried without browsers."""

HANDS = (Path(__file__).parent / "hands.js").read_text("utf-8")

Marks = tuple[tuple[str, int], ...]

PHONE = {"width": 390, "height": 844}
LARGE = {"width": 1280, "height": 800}
VIEWPORTS = (SMALL, PHONE, PHONE, LARGE)
LANGUAGES = ("en", "en", "cy")
LOCALES = {"en": "en-GB", "cy": "cy"}

SAID = {
    "en": (
        "Our compact survived the cuts because the same four people stayed in post.",
        "We were named in the bid and never saw a referral <after> the contract was won.",
        "Trust takes ten years & one tender to lose it.",
        "The lender asked better questions about the merger than our own board did.",
        "Nobody tells you when a partnership has done its work, so it lingers.",
        "A consortium gave us a seat; it did not give us a share of the risk.",
        "Ask the people who use the service “who do you ring?” — that is the partnership.",
    ),
    "cy": (
        "Mae’r gymdeithas dai yn dal i gwrdd yn y neuadd bob mis, er gwaethaf y toriadau.",
        "Rhaid i’r corff cyhoeddus ddŵad at y bwrdd fel partner, nid fel prynwr.",
        "Roedd y grwpiau bach ŷm ni’n gweithio â nhw yn ofni colli eu llais.",
    ),
}
"""What people write, in their language, with signs that must come back as they are."""


@dataclass
class Somebody:
    """A participant: who they say they are, what they mean to do, and their page once they came.

    `votes` are by the round's number and poll: ballots one after another, of which the last counts.
    What is `by_hand` (ids of polls and questions, "join") the story does press by press.
    A page that is not `seen` by anybody is kept from painting, which costs more than all else.
    """

    number: int
    language: str
    consents: tuple[bool, bool, bool, bool]
    sector: str
    size: str
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    votes: dict[tuple[int, str], list[Marks]] = field(default_factory=dict)
    group: str = ""
    by_hand: set[str] = field(default_factory=set)
    seen: bool = False
    person: Person | None = None

    @property
    def phone(self) -> Person:
        """Their phone; they have come."""
        assert self.person is not None
        return self.person

    def come(self, browser: Browser, room: Room, means: Mapping[str, Any], **more: Any) -> None:
        """Take out the phone, whose owner's hands do what they mean to."""
        look = {"viewport": VIEWPORTS[self.number % 4], "locale": LOCALES[self.language]}
        self.person = Person.with_phone(browser, room, **(look | more))
        script = f"window.means = {json.dumps(means)};\n{HANDS}"
        self.person.page.context.add_init_script(script)

    def done(self) -> dict[str, Any]:
        """What came of what they meant to do, as their page saw it."""
        return dict(self.phone.page.evaluate("hands.done"))


def gather(
    seminar: Seminar, questions: Sequence[Question], polls: Sequence[Poll]
) -> list[Somebody]:
    """Two dozen people; a few sectors are large and most are small, as rooms are."""
    draw = Random(60)
    sectors = [*seminar.sectors, ""]
    sizes = [*seminar.sizes, ""]
    people = []
    for number in range(PEOPLE):
        somebody = Somebody(
            number=number,
            language=LANGUAGES[number % 3],
            consents=(True, number % 2 == 0, number % 3 == 0, number % 5 == 0),
            sector=sectors[0] if number % 3 == 0 else sectors[number % len(sectors)],
            size=sizes[1] if number % 3 == 0 else sizes[number % len(sizes)],
        )
        for question in questions:
            if draw.random() < 0.7:
                somebody.answers[question.id] = tuple(
                    draw.sample(SAID[somebody.language], 2 if draw.random() < 0.2 else 1)
                )
        for poll in polls:
            for round_number in (1, 2):
                if draw.random() < 0.9:
                    times = 2 if draw.random() < 0.1 else 1
                    ballots = [marks_on(poll, draw) for _ in range(times)]
                    somebody.votes[round_number, poll.id] = list(dict.fromkeys(ballots))
        people.append(somebody)
    return people


def marks_on(poll: Poll, draw: Random) -> Marks:
    """What somebody means to mark, as the file is to hold it: in the order of the items' ids."""
    ids = [item.id for item in poll.items]
    match poll.method:
        case Method.AGREE:
            return ((ids[0], draw.choice((1, 2, 3, 4, 4, 5, 5, DONT_KNOW))),)
        case Method.RATE:
            return ((ids[0], draw.randint(3, 10)),)
        case Method.CHOOSE_ONE:
            return ((draw.choice(ids), 1),)
        case Method.APPROVE:
            return tuple((id, 1) for id in sorted(draw.sample(ids, draw.randint(1, 4))))
        case Method.DOTS:
            dots = Counter[str]()
            while dots.total() < poll.budget:
                id = draw.choice(ids)
                dots[id] += dots[id] < poll.most
            return tuple(sorted(dots.items()))
        case _:
            raise AssertionError(f"the October seminar has no poll by {poll.method}")


def means(
    somebody: Somebody, questions: Mapping[str, Question], polls: Mapping[str, Poll]
) -> dict[str, Any]:
    """What somebody's hands do, in the words of the page."""
    by_hand = somebody.by_hand
    return {
        "join": None
        if "join" in by_hand
        else {
            "language": somebody.language,
            "consents": somebody.consents,
            "choices": [somebody.sector, somebody.size],
        },
        "unseen": not somebody.seen,
        "votes": {
            f"{number} {polls[id].wording}": [_on_page(polls[id], each) for each in ballots]
            for (number, id), ballots in somebody.votes.items()
            if number > 1 or id not in by_hand
        },
        "answers": {
            questions[id].wording: words
            for id, words in somebody.answers.items()
            if id not in by_hand
        },
        "groups": None if "groups" in by_hand else somebody.group,
    }


def _on_page(poll: Poll, marks: Marks) -> dict[str, Any]:
    texts = {item.id: item.text for item in poll.items}
    mark = marks[0][1]
    match poll.method:
        case Method.AGREE:
            return {"at": 5 if mark == DONT_KNOW else mark - 1}
        case Method.RATE:
            return {"at": mark}
        case Method.DOTS:
            return {"dots": {texts[id]: dots for id, dots in marks}}
        case _:
            return {"pick": [texts[id] for id, _ in marks]}
