"""What browsers asked of the room and said to themselves: told of a test that fails, and only then.

For tests that have failed once, and of which nobody knows why. To listen takes a while, so that
only these do.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

Follow = Callable[[BrowserContext], object]
FILES = "/static/"


class Told:
    """Lines in the order in which this end heard of things, each with the browser's number."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._browsers = 0

    def follow(self, context: BrowserContext) -> None:
        """Note what happens in a browser from now on."""
        self._browsers += 1
        number = self._browsers

        def note(*said: object) -> None:
            moment = datetime.now(UTC).strftime("%H:%M:%S.%f")
            self.lines.append(" ".join(map(str, (moment, f"browser {number}:", *said))))

        def asked(request: Request) -> None:
            if not urlsplit(request.url).path.startswith(FILES):
                note(request.method, request.url[:200], (request.post_data or "")[:300])

        def answered(response: Response) -> None:
            if response.status >= 400 or not urlsplit(response.url).path.startswith(FILES):
                note(response.status, "to", response.request.method, response.url[:200])

        def failed(request: Request) -> None:
            note("no answer:", request.failure, request.method, request.url[:200])

        def said(message: ConsoleMessage) -> None:
            note(message.type, message.text[:300])

        def opened(page: Page) -> None:
            page.on("framenavigated", lambda frame: note("is at", frame.url[:200]))

        context.on("request", asked)
        context.on("response", answered)
        context.on("requestfailed", failed)
        context.on("console", said)
        context.on("page", opened)
        for page in context.pages:
            opened(page)


@contextlib.contextmanager
def told_at_the_end(write: TextIO) -> Iterator[Follow]:
    """What is to follow each browser; pytest shows what is written of tests that fail alone."""
    told = Told()
    yield told.follow
    write.write("\n".join(told.lines) + "\n")
