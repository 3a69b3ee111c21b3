"""A person with a phone: what they do at the door and on the page, in as few words as it takes."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.phone.chromium import context_of
from tests.phone.room_of import Room

SMALL = {"width": 320, "height": 568}


@dataclass
class Person:
    """A page of a browser context of its own, which is what makes a person here."""

    page: Page
    room: Room
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def with_phone(cls, browser: Browser, room: Room, **more: Any) -> "Person":
        """A fresh phone; `more` goes to the browser context."""
        context = context_of(
            browser, **({"viewport": SMALL, "locale": "en-GB", "reduced_motion": "reduce"} | more)
        )
        person = cls(context.new_page(), room)
        person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
        return person

    @property
    def main(self) -> Locator:
        """What the page is about now."""
        return self.page.locator("main")

    def come(self, code: str | None = None) -> None:
        """Scan the code, or come without it."""
        wanted = self.room.join_code if code is None else code
        self.page.goto(f"{self.room.url}/{f'?code={wanted}' if wanted else ''}")

    def press(self, name: str) -> None:
        """Press a button by its whole name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def join(self, language: str = "English", sector: str = "", size: str = "") -> None:
        """Through the door, agreeing to take part."""
        self.come()
        self.press(language)
        self.page.get_by_role("checkbox").first.check()
        self.page.locator("form .primary").click()
        for choice in (sector, size):
            if choice:
                self.page.get_by_role("radio", name=choice, exact=True).check()
        self.page.locator("form .primary").click()
        expect(self.page.locator(".strip")).to_be_visible()

    def come_in(self) -> None:
        """Open the page with a phone that has joined before."""
        said = {"code": self.room.join_code, "take_part": True, "language": "en"}
        answer = self.page.context.request.post(f"{self.room.url}/api/join", data=said)
        assert answer.ok, answer.text()
        self.come("")
        expect(self.page.locator(".strip")).to_be_visible()

    def sees(self, text: str) -> None:
        """Wait until the page says so."""
        expect(self.main).to_contain_text(text)

    def told(self, text: str) -> None:
        """Wait until the ballot's receipt says so."""
        expect(self.page.locator(".send [role=status]")).to_contain_text(text)

    def focused(self) -> str:
        """The accessible name, text or id of what has the focus."""
        found = self.page.evaluate(
            "() => { const a = document.activeElement;"
            " return a.getAttribute('aria-label') || a.textContent || a.id || a.tagName }"
        )
        return str(found)
