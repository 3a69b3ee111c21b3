"""Everybody can take notes: axe on every state, both languages, light and dark, every size."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.phone.legible import illegible
from tests.phone.notes import note_states as states
from tests.phone.notes.note_taker import LAPTOP, NoteTaker
from tests.phone.person import SMALL
from tests.phone.room_of import Room
from tests.phone.stage.test_access import AXE, RULES, RUN, WIDE, Look
from tests.phone.welsh import Written

LOOKS: list[Look] = [("cy", "dark", SMALL), ("en-GB", "light", LAPTOP)]
"""Each language, scheme and size is seen once in every state; Welsh has the longer words."""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, select, summary, input, textarea")]
    .filter(node => node.checkVisibility())
    .map(node => [(node.closest("label") || node).getBoundingClientRect(), node.outerHTML])
    .filter(([box]) => box.height < 24 || box.width < 24).map(found => found[1])"""


@pytest.mark.parametrize("look", LOOKS, ids=[f"{a}-{b}-{c['width']}" for a, b, c in LOOKS])
def test_nothing_bars_anybody_from_taking_notes(
    room: Room, sit: Callable[..., NoteTaker], look: Look
) -> None:
    language, scheme, size = look
    taker = sit(paired=False, locale=language, color_scheme=scheme, viewport=size)
    read = Written(room).escaped if language == "cy" else None
    for some in (states.pairing(taker), states.taking(taker, room), states.troubled(taker, room)):
        assert not dict(troubles_in(some, taker.page, read))


def troubles_in(
    names: Iterator[str], page: Page, read: Callable[[Page], list[str]] | None
) -> Iterator[tuple[str, list[object]]]:
    """What axe finds in each state, what is too small to be hit, wider than the screen (of small
    ones, also at 400 %), or not in the language in which it is `read`.
    """
    for name in names:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE)
        found = [*page.evaluate(RUN, RULES), *page.evaluate(SMALL_TARGETS)]
        if page.evaluate(WIDE):
            found.append("wider than the screen")
        if read is not None:
            found += [*read(page), *illegible(page)]
        if found:
            yield name, found
