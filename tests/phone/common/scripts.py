"""The pages' modules by themselves in the browser, with no room behind them."""

import mimetypes
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route

import resources
from facilitator.room.messages import page_words
from facilitator.room.net.safe_headers import ALWAYS, PAGE_POLICY

ORIGIN = "http://phone.test"
WORDS = page_words.encoded()
EMPTY = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>-</title>'
    '<main id="main" tabindex="-1"></main><p id="badge"></p><p id="live"></p>'
)


@dataclass
class Scripts:
    """A page that can load every module; what it asks of a room gets no answer."""

    page: Page

    @classmethod
    def on_page(cls, context: BrowserContext, address: str = ORIGIN) -> "Scripts":
        """A page with nothing on it, under the headers the room sends."""
        page = context.new_page()
        page.route("**/*", _answer)
        page.goto(address)
        return cls(page)

    def call(self, module: str, name: str, *given: Any) -> Any:
        """What a function of a module gives back."""
        body = f"const all = await import('/static/{module}'); return all.{name}(...given)"
        return self.run(body, *given)

    def read(self, module: str, name: str) -> Any:
        """A value that a module gives out."""
        return self.run(f"return (await import('/static/{module}')).{name}")

    def run(self, body: str, *given: Any) -> Any:
        """What the body of an async function gives back; `given` is there by that name."""
        return self.page.evaluate(f"async given => {{ {body} }}", list(given))


def _answer(route: Route) -> None:
    path = urlsplit(route.request.url).path
    place = resources.ROOT / "phone" / path.removeprefix("/static/")
    headers = {name.decode(): value.decode() for name, value in (*ALWAYS, PAGE_POLICY)}
    if path.startswith("/static/") and place.is_file():
        kind = mimetypes.guess_type(place.name)[0] or "text/plain"
        route.fulfill(body=place.read_bytes(), content_type=kind, headers=headers)
    elif place.name == "words.json":
        route.fulfill(body=WORDS, content_type="application/json", headers=headers)
    elif path.startswith("/api/"):
        route.abort()
    else:
        route.fulfill(body=EMPTY, content_type="text/html", headers=headers)
