"""The whole October day with two dozen people on phones before a real server, state by state.

Most people's hands act by themselves (`hands.js`). Some are played press by press: Ann, on the
smallest phone, and Bethan, in Welsh and on a laptop, meet every state; Dan's Wi-Fi fails him, Rhys
reloads his page, and Lowri comes late.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, expect

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Method, Poll, Round, Secrecy
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.notes import noting, reading_back
from facilitator.services.polls import voting
from facilitator.services.seminar import preparing, running
from facilitator.services.views import projector
from tests.phone import states
from tests.phone.person import Person
from tests.phone.room_of import Room, now
from tests.stories import crowd
from tests.stories.crowd import LARGE, SAID, Marks, Somebody

ANN, BETHAN, DAN, RHYS, LOWRI = 4, 11, 6, 5, 13
MESSAGE = "Please turn to your second question."
TOO_LATE = "Voting has closed, so this ballot was not counted."
LATE_BY = 6
"""How many votes Lowri misses."""


@dataclass
class Day:
    """A day and its people. `keys` are the voter keys that sealed rounds had while open."""

    room: Room
    browser: Browser
    people: list[Somebody]
    polls: dict[str, Poll]
    questions: dict[str, Question]
    agenda: tuple[Segment, ...]
    groups: tuple[Breakout, ...]
    rounds: list[Round] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    met: set[Method] = field(default_factory=set)

    @property
    def ann(self) -> Person:
        """English, on the smallest phone."""
        return self.people[ANN].phone

    @property
    def bethan(self) -> Person:
        """Welsh, on a laptop."""
        return self.people[BETHAN].phone

    @property
    def here(self) -> list[Somebody]:
        """Who has come."""
        return [each for each in self.people if each.person is not None]

    @property
    def findings(self) -> tuple[str, ...]:
        """The polls of the first vote: one on the people themselves, then one for each finding."""
        return next(segment.poll_ids for segment in self.agenda if segment.poll_ids)

    def segment(self) -> Segment:
        """The running segment."""
        current = running.run_sheet(self.room.file, now()).current
        assert current is not None
        return current

    def go_on(self) -> Segment:
        """Go to the next segment."""
        running.go_on(self.room.file, now=now())
        return self.segment()

    def voters_in(self, held: Round) -> dict[int, Marks]:
        """What each person who is here means to have counted in a round."""
        key = (held.number, held.poll_id)
        meant = {each.number: each.votes.get(key) for each in self.here}
        return {number: ballots[-1] for number, ballots in meant.items() if ballots}


@contextmanager
def prepared(folder: Path, browser: Browser) -> Iterator[Day]:
    """The seminar as its template has it, the room open, and two dozen people on their way."""
    path = folder / "october.seminar"
    file = preparing.new_seminar(path, date=date(2011, 10, 18), now=now())
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        questions = {each.id: each for each in reader.every(Question)}
        polls = {each.id: each for each in reader.every(Poll)}
        agenda, groups = reader.every(Segment), reader.every(Breakout)
    asked = [id for s in agenda for id in s.question_ids if s.kind is not SegmentKind.BREAKOUTS]
    people = crowd.gather(
        seminar, [questions[id] for id in dict.fromkeys(asked)], [*polls.values()]
    )
    day = Day(Room(path, file), browser, people, polls, questions, agenda, groups)
    _cast(day)
    day.room.start()
    try:
        yield day
    finally:
        for somebody in day.here:
            somebody.phone.page.context.close()
        day.room.end()


def _cast(day: Day) -> None:
    """Give those who are played press by press their parts."""
    findings = day.findings
    by_itself = {id for id, poll in day.polls.items() if poll.method is not Method.AGREE}
    for number in (ANN, BETHAN):
        played = day.people[number]
        played.sector = played.size = ""
        played.consents = (True, False, False, False)
        played.by_hand = {"join", "groups", findings[1], discussed(day).id, *by_itself}
        played.answers[discussed(day).id] = SAID[played.language][:1]
        for id in played.by_hand & set(day.polls):
            played.votes[1, id] = [crowd.marks_on(day.polls[id], Random(number))]
    for number, id in ((DAN, findings[2]), (RHYS, findings[4])):
        day.people[number].by_hand.add(id)
        day.people[number].votes[1, id] = [crowd.marks_on(day.polls[id], Random(number))]
    day.people[DAN].votes.pop((1, findings[3]), None)
    late = day.people[LOWRI]
    late.by_hand = {"join"}
    late.consents = (True, False, False, False)
    for id in findings[:LATE_BY]:
        late.votes.pop((1, id), None)
    for somebody in day.people:
        somebody.seen = bool(somebody.by_hand) or somebody.number < 8
        somebody.group = "" if somebody.number % 2 else day.groups[somebody.number % 6].title


def discussed(day: Day) -> Question:
    """The question that the whole room discusses."""
    (id,) = next(s.question_ids for s in day.agenda if s.kind is SegmentKind.DISCUSSION)
    return day.questions[id]


def play(day: Day) -> Iterator[str]:
    """The day from its start to its end; the names of the states, each once it is on screen."""
    running.start_day(day.room.file, now=now())
    yield from _arrive(day)
    parts = {
        SegmentKind.VOTE: _vote_on_all,
        SegmentKind.BREAKOUTS: _work_in_groups,
        SegmentKind.REPORT_BACK: _report_back,
        SegmentKind.DISCUSSION: _discuss,
        SegmentKind.REFLECTION: _reflect,
        SegmentKind.EVALUATION: _evaluate,
    }
    for _ in day.agenda[1:]:
        segment = day.go_on()
        part = parts.get(segment.kind)
        if part is not None:
            yield from part(day, segment)
        else:
            _see(day, *_heading(day, segment))
            yield f"{segment.kind}-{segment.position:g}"
    running.go_on(day.room.file, now=now())
    for somebody in day.here:
        expect(somebody.phone.page.locator(".strip")).to_have_count(0)
        thanks = {"en": "Thank you", "cy": "Diolch"}[somebody.language]
        expect(somebody.phone.main.locator("h2")).to_have_text(thanks)
    yield "end"


def _heading(day: Day, segment: Segment) -> tuple[str, ...]:
    """What people read over a segment in which nothing is asked of them."""
    if segment.kind is SegmentKind.CLOSE:
        return "Thank you", "Diolch"
    if segment.kind is SegmentKind.WELCOME:
        with day.room.file.read() as reader:
            return (reader.get(Seminar, SEMINAR_ID).title,)
    return (segment.title,)


def _see(day: Day, heading: str, welsh: str = "") -> None:
    """Both see the heading: Ann in English, Bethan in Welsh where it is the room's own word."""
    for person, words in ((day.ann, heading), (day.bethan, welsh or heading)):
        expect(person.main.locator("h2").first).to_have_text(words)


def _come(day: Day, somebody: Somebody) -> None:
    look = {"viewport": LARGE, "color_scheme": "dark"} if somebody.number == BETHAN else {}
    means = crowd.means(somebody, day.questions, day.polls)
    somebody.come(day.browser, day.room, means, **look)


def _arrive(day: Day) -> Iterator[str]:
    """Everybody but Lowri comes in; Ann and Bethan step by step, and without the code."""
    for number in (ANN, BETHAN):
        _come(day, day.people[number])
    for somebody in day.people:
        if somebody.number not in (ANN, BETHAN, LOWRI):
            _come(day, somebody)
            url = f"{day.room.url}/?code={day.room.join_code}"
            somebody.phone.page.goto(url, wait_until="commit")
    steps = zip(states.door(day.ann), states.door(day.bethan), strict=True)
    for step, _ in steps:
        yield step
    for somebody in day.here:
        somebody.phone.page.locator(".strip").wait_for(state="attached")
    yield "arrival"


def _vote_on_all(day: Day, segment: Segment) -> Iterator[str]:
    expect(day.ann.main).to_contain_text("Voting has not begun")
    yield f"vote-{segment.position:g}-draft"
    for id in segment.poll_ids:
        yield from _vote(day, segment, day.polls[id])


def _vote(day: Day, segment: Segment, poll: Poll) -> Iterator[str]:
    """One round, from opening to reveal."""
    file = day.room.file
    new = poll.method not in day.met
    day.met.add(poll.method)
    if poll.id == day.findings[LATE_BY] and day.people[LOWRI].person is None:
        yield from _come_late(day)
    opened = voting.open_round(file, poll.id, segment_id=segment.id, now=now())
    by_hand = [each for each in day.here if opened.number == 1 and poll.id in each.by_hand]
    for somebody in by_hand:
        somebody.phone.main.get_by_role("heading", name=poll.wording, exact=True).wait_for()
    if new:
        yield f"vote-{poll.method}"
    for somebody in by_hand:
        yield from _vote_by_hand(day, somebody, poll)
    voters = day.voters_in(opened)
    said = f"{len(voters)} of {len(day.here)} have voted"
    told = day.ann.main.get_by_text(said, exact=True).filter(
        visible=True
    )  # it is on the screen too
    expect(told).to_be_visible()
    _wait_for_receipts(day, opened)
    if new:
        yield f"vote-{poll.method}-received"
    missed = poll.id == day.findings[3] and opened.number == 1
    if missed:
        _send_in_vain(day, poll)
    day.rounds.append(_close(day, opened))
    if new:
        expect(day.ann.page.locator("form .send")).to_have_count(0)
        yield f"vote-{poll.method}-closed"
    voting.reveal_round(file, opened.id, now=now())
    if missed:
        yield from _hear_of_it(day)
    yield from _look_at_results(day, opened, new)


def _wait_for_receipts(day: Day, opened: Round) -> None:
    """Turnout tells neither that a phone has read its answer nor of a ballot that is changed."""
    name = f"{opened.number} {opened.poll.wording}"
    for somebody in day.here:
        ballots = somebody.votes.get((opened.number, opened.poll_id), ())
        if ballots and (opened.number > 1 or opened.poll_id not in somebody.by_hand):
            somebody.phone.page.wait_for_function(
                "([name, times]) => hands.done.received[name] === times",
                arg=[name, len(ballots)],
                polling=50,
            )


def _close(day: Day, opened: Round) -> Round:
    """Close a round, and keep in mind what keys it had if it is sealed."""
    if opened.poll.secrecy is Secrecy.SEALED:
        with day.room.file.read() as reader:
            day.keys |= {ballot.voter_key for ballot in reader.ballots(opened.id)}
    return voting.close_round(day.room.file, opened.id, now=now())


def _look_at_results(day: Day, revealed: Round, new: bool) -> Iterator[str]:
    name = f"results-{revealed.poll.method}-{revealed.number}"
    both = (day.ann, day.bethan)
    for person in both:
        person.page.locator(".bars").wait_for()
    if new or (revealed.number == 2 and revealed.poll_id == day.findings[1]):
        yield name
        for person in both:
            person.page.locator("section .keys .quiet").click()
            person.page.locator("table").first.wait_for()
        yield f"{name}-table"
        for person in both:
            person.page.locator("section .keys .quiet").click()


def _vote_by_hand(day: Day, somebody: Somebody, poll: Poll) -> Iterator[str]:
    """Somebody votes press by press, through whatever happens to them."""
    person, (marks,) = somebody.phone, somebody.votes[1, poll.id]
    page = person.page
    lost = somebody.number == DAN
    if lost:
        page.context.set_offline(True)
    mark(person, poll, marks)
    if somebody.number == RHYS:
        page.reload()
        page.locator(".send .primary").wait_for()
    page.locator(".send .primary").click()
    if not lost:
        page.locator(".send .received").wait_for()
        return
    person.told("Saved on this phone. Your vote is sent as soon as the room can be reached.")
    expect(page.locator("#badge")).to_have_class("down")
    yield f"vote-offline-{somebody.number}"
    page.context.set_offline(False)
    page.locator(".send .received").wait_for()


def _send_in_vain(day: Day, poll: Poll) -> None:
    """Dan votes where there is no Wi-Fi."""
    dan = day.people[DAN].phone
    dan.page.locator(".send .primary").wait_for()
    dan.page.context.set_offline(True)
    mark(dan, poll, ((poll.items[0].id, 5),))
    dan.page.locator(".send .primary").click()
    dan.told("Saved on this phone.")


def _hear_of_it(day: Day) -> Iterator[str]:
    """Dan is back after the vote is over, and is told what became of his."""
    dan = day.people[DAN].phone
    dan.page.context.set_offline(False)
    dan.sees(TOO_LATE)
    yield "vote-too-late"


def mark(person: Person, poll: Poll, marks: Marks) -> None:
    """Mark a ballot as somebody with a thumb does."""
    texts = {item.id: item.text for item in poll.items}
    for id, value in marks:
        if poll.method is Method.DOTS:
            row = person.main.locator("li.row", has_text=texts[id])
            for _ in range(value):
                row.get_by_role("button").last.click()
        elif poll.method is Method.AGREE:
            person.page.locator(".cell input").nth(value - 1 if value else 5).check(force=True)
        elif poll.method is Method.RATE:
            person.page.locator(".cell input").nth(value).check(force=True)
        else:
            person.main.locator("label.choice", has_text=texts[id]).click()


def _come_late(day: Day) -> Iterator[str]:
    """Lowri comes into the middle of the vote, and sees what the room sees."""
    lowri = day.people[LOWRI]
    _come(day, lowri)
    lowri.phone.join(sector=lowri.sector, size=lowri.size)
    lowri.phone.page.locator(".bars").wait_for()
    yield "late"


def _work_in_groups(day: Day, segment: Segment) -> Iterator[str]:
    """Everybody finds their group, and each group's note-taker writes down a point."""
    for person in (day.ann, day.bethan):
        person.main.locator(".lead + .keys .primary").wait_for()
    yield "groups-which"
    day.ann.press(f"I am in this one: {day.groups[1].title}")
    day.bethan.press("Dod o hyd i grŵp i mi")
    for somebody in day.here:
        somebody.phone.main.locator(".card.starred").wait_for(state="attached")
    yield "groups"
    projector.show(day.room.file, Scene.MESSAGE, message=MESSAGE, now=now())
    day.ann.sees(MESSAGE)
    day.bethan.sees(MESSAGE)
    yield "groups-message"
    for group in day.groups:
        question = group.question_ids[0]
        noting.add_note(day.room.file, group.id, SAID["en"][0], question_id=question, now=now())


def _report_back(day: Day, segment: Segment) -> Iterator[str]:
    """Two questions are taken up again, and each group's notes are read back to it."""
    for id in segment.question_ids[:2]:
        _ask(day, id)
    for group in day.groups:
        reading_back.read_back(day.room.file, group.id, now=now())
        reading_back.check(day.room.file, group.id, now=now())
    day.ann.sees("Its notes are being read back.")
    day.bethan.main.get_by_role("heading", name=day.groups[-1].title).wait_for()
    yield "read-back"


def _ask(day: Day, id: str) -> None:
    """A question, its answers, and the wall once all of them are in."""
    projector.show(day.room.file, Scene.QUESTION, id, now=now())
    day.asked.append(id)
    wording = day.questions[id].wording
    by_hand = [each.phone for each in day.here if id in each.by_hand]
    for person in (day.ann, day.bethan, *by_hand):
        person.main.get_by_role("heading", name=wording, exact=True).wait_for()
    for somebody in (each for each in day.here if id in each.by_hand):
        page = somebody.phone.page
        page.locator("form textarea").fill("A first thought")
        page.locator("form .primary").click()
        page.locator(".status.received").wait_for()
        page.locator("li.card .keys button").first.click()
        page.locator("li.card textarea").fill(somebody.answers[id][0])
        page.locator("li.card .primary").click()
    projector.show(day.room.file, Scene.WALL, id, now=now())
    total = sum(len(each.answers.get(id, ())) for each in day.here)
    day.ann.sees(f"{total} answers")


def _discuss(day: Day, segment: Segment) -> Iterator[str]:
    question = discussed(day)
    _ask(day, question.id)
    for person in (day.ann, day.bethan):
        person.main.locator("li.card button[aria-pressed=false]").first.click()
        person.main.locator("li.card button[aria-pressed=true]").wait_for()
    yield "wall"
    for id in segment.poll_ids:
        yield from _vote(day, segment, day.polls[id])


def _reflect(day: Day, segment: Segment) -> Iterator[str]:
    for id in segment.question_ids:
        _ask(day, id)
        yield f"reflection-{segment.question_ids.index(id)}"


def _evaluate(day: Day, segment: Segment) -> Iterator[str]:
    """The mark, and the questions beside it, all at once."""
    for id in segment.poll_ids:
        yield from _vote(day, segment, day.polls[id])
    day.asked.extend(segment.question_ids)
    for somebody in day.here:
        said = sum(len(somebody.answers.get(id, ())) for id in segment.question_ids)
        received = somebody.phone.main.locator("li.card .status.received")
        expect(received).to_have_count(said)
    yield "evaluation"
