"""A room with its server, and people with phones: real Chromium, each with their own cookies."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.phone.common.leaving import leave
from tests.phone.common.told import Follow
from tests.phone.notes.note_taker import NoteTaker, clear_notes
from tests.phone.person import Person
from tests.phone.room_of import Room, make_room


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A running day, open to phones; tests of one module share it, each opens rounds of its own."""
    made = make_room(tmp_path_factory.mktemp("room"))
    made.start()
    yield made
    made.end()


@pytest.fixture
def follow() -> Follow:
    """Hears of each browser that somebody comes with; files of tests may have it told of."""
    return lambda _context: None


@pytest.fixture
def arrive(browser: Browser, room: Room, follow: Follow) -> Iterator[Callable[..., Person]]:
    """Somebody with a phone comes to the door; what a page complained of fails the test."""
    there: list[Person] = []

    def arrive(**more: object) -> Person:
        person = Person.with_phone(browser, room, **more)
        follow(person.page.context)
        there.append(person)
        return person

    yield arrive
    complaints = [complaint for person in there for complaint in person.complaints]
    for person in there:
        leave(person.page.context)
    assert not complaints


@pytest.fixture
def ann(arrive: Callable[..., Person]) -> Person:
    """Somebody who has joined; through the door, `test_joining` goes."""
    person = arrive()
    person.come_in()
    return person


@pytest.fixture
def sit(browser: Browser, room: Room, follow: Follow) -> Iterator[Callable[..., NoteTaker]]:
    """A note-taker sits down with a laptop; what a page complained of fails the test."""
    there: list[NoteTaker] = []
    if room.process is None:  # a test that failed left it dead
        room.start()

    def sit(*, paired: bool = True, beside: NoteTaker | None = None, **more: object) -> NoteTaker:
        first = not there
        if beside is not None:
            taker = NoteTaker.in_tab(beside.page.context, room)
        else:
            taker = NoteTaker.with_laptop(browser, room, **more)
            follow(taker.page.context)
        there.append(taker)
        if beside is not None:
            taker.come()
        elif paired:
            taker.come_in()
        if first:
            clear_notes(room)  # of a tab that the last test closed while it sent
        return taker

    yield sit
    complaints = [complaint for taker in there for complaint in taker.complaints]
    for context in {id(taker.page.context): taker.page.context for taker in there}.values():
        leave(context)
    clear_notes(room)
    assert not complaints


@pytest.fixture
def eve(sit: Callable[..., NoteTaker]) -> NoteTaker:
    """Somebody who takes notes at a laptop that is paired."""
    return sit()
