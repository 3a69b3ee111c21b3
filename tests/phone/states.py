"""Every page and state of the phone, one after another, for pictures and for checks of access."""

from collections.abc import Iterator

from playwright.sync_api import expect

from facilitator.domain.polls.polls import Method, Poll, Round
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import voters, voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import speaking
from tests.domain.polls.voting import LISTED
from tests.phone.person import Person
from tests.phone.room_of import FINDING, SEGMENT, Room, now

ANSWERS = (
    "Our local compact survived because the people in it had worked together for ten years.",
    "Scale and place are not opposites.",
    "Ask the people who use the service.",
)
WORDS = ("trust", "time", "Trust", "power", "trust", "time", "clarity")


def door(person: Person) -> Iterator[str]:
    """Through the door step by step; the names of the steps, each once it is on screen."""
    person.come("")
    person.page.get_by_role("button", name="Cymraeg").wait_for()
    yield "door-language"
    person.press("Cymraeg" if _welsh(person) else "English")
    person.page.locator("#code").wait_for()
    yield "door-code"
    person.page.locator("#code").fill(person.room.join_code)
    person.page.locator("form .primary").click()
    person.page.get_by_role("checkbox").first.wait_for()
    person.page.locator("form .primary").click()
    person.page.locator(".trouble:not(:empty)").wait_for()
    yield "door-consent"
    person.page.get_by_role("checkbox").first.check()
    person.page.locator("form .primary").click()
    person.page.get_by_role("radio").first.wait_for()
    yield "door-about"
    person.page.locator("form .primary").click()
    person.page.locator(".strip").wait_for()


def _speakers(person: Person, room: Room) -> Iterator[str]:
    speaking.open_list(room.file, now=now())
    speaking.add(room.file, "Siân Prydderch", now=now())
    room.show(Scene.SPEAKERS)
    asks = "Hoffwn siarad" if _welsh(person) else "I would like to speak"
    person.page.get_by_role("button", name=asks).click()
    person.page.locator("p.lead[role=status]:not(:empty)").wait_for()
    yield "speakers"
    speaking.close_list(room.file, now=now())


def _welsh(person: Person) -> bool:
    return bool(person.page.evaluate("navigator.language") == "cy")


def scenes(person: Person, room: Room) -> Iterator[str]:
    """What the room sees, besides votes."""
    page = person.page
    room.show(Scene.WELCOME)
    person.sees("A reflective learning policy seminar")
    yield "welcome"
    room.show(Scene.MESSAGE, message="The fire alarm is tested at eleven. Please stay seated.")
    person.sees("fire alarm")
    yield "message"
    yield from _speakers(person, room)
    room.show(Scene.COUNTDOWN, SEGMENT)
    page.locator(".clock").wait_for()
    yield "clock"
    room.show(Scene.QUESTION, "question-open")
    person.main.get_by_role("textbox").fill(ANSWERS[0])
    page.locator("form .primary").click()
    page.locator(".status.received").wait_for()
    yield "question"
    for words in ANSWERS:
        collecting.capture(room.file, "question-open", words, sector="Research", now=now())
    room.show(Scene.WALL, "question-open")
    person.sees(ANSWERS[2])
    yield "wall"
    for word in WORDS:
        collecting.capture(room.file, "question-word", word, now=now())
    room.show(Scene.WALL, "question-word")
    page.locator(".cloud").wait_for()
    yield "cloud"
    page.locator("summary").last.click()
    page.locator("#language").wait_for()
    yield "choices"
    page.locator("summary").last.click()
    room.show(Scene.QUESTION, "question-open")
    person.sees("In what circumstances do local ties survive")
    person.main.get_by_role("textbox").fill(ANSWERS[1])
    room.show(Scene.MESSAGE, message="Tea is served.")
    person.sees("Tea is served.")
    half_written = person.main.locator("section", has_text=ANSWERS[1])
    half_written.wait_for()
    yield "question-closed-early"
    half_written.get_by_role("button").click()


def votes(person: Person, room: Room, polls: tuple[str, ...] = (FINDING, *LISTED)) -> Iterator[str]:
    """Each method's ballot as it is found, with something marked and received, closed, revealed."""
    page = person.page
    for name in polls:
        opened = room.open(name)
        method = opened.poll.method
        page.locator("form .send .primary").wait_for()
        yield f"vote-{name}"
        mark(person, method)
        page.locator(".send .primary").click()
        page.locator(".send .received").wait_for()
        yield f"vote-{name}-received"
        cast_some(room, opened)
        room.close(opened)
        expect(page.locator("form .send")).to_have_count(0)
        if name is polls[0]:
            yield "vote-closed"
        room.reveal(opened)
        page.locator(".bars").wait_for()
        yield f"results-{name}"
        page.locator("section .keys .quiet").click()
        page.locator("table").first.wait_for()
        yield f"results-{name}-table"
        page.locator("section .keys .quiet").click()


def cast_some(room: Room, opened: Round) -> None:
    """Nine others vote."""
    for n in range(9):
        marks, words = marks_of(opened.poll, n)
        voter, sent = voters.Voter(f"{n}"), f"{opened.id}{n}"
        voting.cast(room.file, opened.id, voter, marks, words, submission=sent, now=now())


def mark(person: Person, method: Method) -> None:
    """Mark something on a ballot."""
    page = person.page
    if method is Method.RANK:
        for _ in range(2):
            page.locator(".row:not(.placed) .keys button:not([hidden])").first.click()
    elif method is Method.DOTS:
        page.locator(".row .keys button").nth(1).click()
    elif method is Method.PAIRWISE:
        page.locator(".side").first.click()
    elif method is Method.WORDS:
        person.main.get_by_role("textbox").first.fill("Time to meet")
    else:
        page.locator("form input").nth(1).check(force=True)


def marks_of(poll: Poll, voter: int) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """What a made-up voter casts."""
    method = poll.method
    one, other = f"i{1 + voter % 4}", f"i{1 + (voter + 1) % 4}"
    if method is Method.WORDS:
        return (), (WORDS[voter % 7],)
    if method is Method.WEIGHTED:
        return ((f"{one}/c1", 3 + voter % 7), (f"{other}/c2", 5)), ()
    if method is Method.PAIRWISE:
        return ((f"{one}>{other}", 1),), ()
    if method is Method.AGREE:
        return tuple((item.id, (voter + n) % 6) for n, item in enumerate(poll.items)), ()
    if method is Method.RANK:
        return ((one, 1), (other, 2)), ()
    if method in (Method.RATE, Method.DOTS):
        return ((one, 2 + voter % 3),), ()
    return ((one, 1),), ()


def remote(person: Person) -> Iterator[str]:
    """The facilitator's own phone."""
    page = person.page
    page.goto(f"{person.room.url}/remote?code={person.room.remote_code}")
    page.locator("form .primary").wait_for()
    yield "remote-pairing"
    page.locator("form .primary").click()
    page.locator(".moves").wait_for()
    yield "remote"
