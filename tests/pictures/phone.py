"""Pictures of the phone pages: every page and state, small and large, in a real browser."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.domain.polls.polls import Method
from tests.domain.polls.voting import LISTED
from tests.phone import chromium, states
from tests.phone.person import Person
from tests.phone.room_of import FINDING, Room, make_room
from ui import theme

SIZES = ((320, 568), (390, 844), (1280, 800))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = {"light": "en-GB", "dark": "cy"}


def shots() -> Iterator[tuple[str, QWidget]]:
    """Each state as a label with its picture; light ones are in English, dark ones in Welsh."""
    scheme = SCHEMES[theme.tokens() is theme.DARK]
    with tempfile.TemporaryDirectory() as folder:
        room = make_room(Path(folder))
        room.start()
        try:
            with chromium.started() as browser:
                yield from _pictures(browser, room, scheme)
        finally:
            room.end()


def _pictures(
    browser: Browser, room: Room, scheme: Literal["light", "dark"]
) -> Iterator[tuple[str, QWidget]]:
    for width, height in SIZES:
        person = Person.with_phone(
            browser,
            room,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=LANGUAGES[scheme],
        )
        for states_of in (
            states.door(person),
            states.scenes(person, room),
            states.votes(
                person, room, (FINDING, *LISTED) if width == 320 else (FINDING, Method.RANK)
            ),
            states.remote(person),
        ):
            for state in states_of:
                yield f"phone-{width}-{state}", _label(person)
        person.page.context.close()


def _label(person: Person) -> QLabel:
    """The whole page, however long, as one picture."""
    size = person.page.viewport_size
    assert size is not None
    tall = int(person.page.evaluate("document.documentElement.scrollHeight"))
    person.page.set_viewport_size({"width": size["width"], "height": tall})
    pixmap = QPixmap()
    pixmap.loadFromData(person.page.screenshot())
    person.page.set_viewport_size(size)
    label = QLabel()
    label.setPixmap(pixmap)
    label.setFixedSize(pixmap.size())
    return label
