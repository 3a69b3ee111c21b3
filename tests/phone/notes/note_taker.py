"""A note-taker with a browser: what they do at the page, by keyboard, in few words."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.services.notes import noting
from facilitator.services.notes.noting import in_order
from facilitator.services.people import joining
from tests.phone.chromium import context_of
from tests.phone.room_of import Room, now

LAPTOP = {"width": 1366, "height": 768}


@dataclass
class NoteTaker:
    """A page at `/notes`; several pages of one context are tabs of one browser."""

    page: Page
    room: Room
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def with_laptop(cls, browser: Browser, room: Room, **more: Any) -> "NoteTaker":
        """A browser that was never here; `more` goes to its context."""
        context = context_of(
            browser, **({"viewport": LAPTOP, "locale": "en-GB", "reduced_motion": "reduce"} | more)
        )
        return cls.in_tab(context, room)

    @classmethod
    def in_tab(cls, context: BrowserContext, room: Room) -> "NoteTaker":
        """Another tab of a browser."""
        taker = cls(context.new_page(), room)
        taker.page.on("pageerror", lambda error: taker.complaints.append(str(error)))
        return taker

    @property
    def field(self) -> Locator:
        """Where notes are typed."""
        return self.page.locator("#field")

    @property
    def lines(self) -> Locator:
        """The words of the notes in the list."""
        return self.page.locator(".list .words")

    def come(self) -> None:
        """Open the page with a device that was paired before. A browser that shows that a page was
        not there loads it again by itself, which ends another loading: that one is waited for.
        """
        try:
            self.page.goto(f"{self.room.url}/notes")
        except Error as error:
            if "ERR_ABORTED" not in error.message:
                raise
        expect(self.field).to_be_focused()

    def pair(self) -> None:
        """Open the page for the first time and type the note-takers' code."""
        self.page.goto(f"{self.room.url}/notes")
        self.page.get_by_label("The note-takers’ code").fill(code_of(self.room))
        self.page.keyboard.press("Enter")
        expect(self.field).to_be_focused()

    def come_in(self) -> None:
        """Pair the device without the page, and open it."""
        said = {"role": Role.NOTE_TAKER.value, "code": code_of(self.room)}
        answer = self.page.context.request.post(f"{self.room.url}/api/pair", data=said)
        assert answer.ok, answer.text()
        self.come()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def note(self, line: str, *keys: str) -> None:
        """Type a line, press some keys that say something about it, end it."""
        self.page.keyboard.type(line)
        self.press(*keys, "Enter")

    def note_at_once(self, line: str) -> None:
        """Put in a line as a keyboard does that completes words, and end it."""
        self.page.keyboard.insert_text(line)
        self.press("Enter")

    def click(self, name: str) -> None:
        """Press a button by its whole name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def counts(self, text: str) -> None:
        """Wait until the page says how many notes are where."""
        expect(self.page.locator("#tally")).to_have_text(text)

    def sees(self, *words: str) -> None:
        """Wait until the running list says just this."""
        expect(self.lines).to_have_text(list(words))

    @property
    def group(self) -> str:
        """The id of the group whose notes are taken."""
        return self.page.locator("#group").input_value()

    def recorded(self) -> tuple[Note, ...]:
        """The group's notes as they are in the seminar file."""
        with self.room.file.read() as reader:
            return in_order(reader.every(Note, breakout_id=self.group))

    def words(self) -> list[str]:
        """The words of the group's notes as they are in the seminar file."""
        return [note.words for note in self.recorded()]


def code_of(room: Room) -> str:
    """The code that pairs note-takers."""
    return joining.codes(room.file, now=now())[Role.NOTE_TAKER]


def groups_of(room: Room) -> tuple[Breakout, ...]:
    """The seminar's groups."""
    with room.file.read() as reader:
        return reader.every(Breakout)


def clear_notes(room: Room) -> None:
    """Leave no notes for the next test; behind a deleted version another may be."""
    while notes := all_notes(room):
        noting.remove(room.file, *notes, now=now())


def all_notes(room: Room) -> tuple[Note, ...]:
    """Every group's notes."""
    with room.file.read() as reader:
        return reader.every(Note)
