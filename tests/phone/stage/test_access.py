"""Everybody can use the pages: axe on every state, in both languages, light and dark, any size; and
who reads Welsh reads nothing else.
"""

import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import chain

import pytest
from playwright.sync_api import Page, expect

from facilitator.domain.polls.polls import Method
from tests.domain.polls.voting import LISTED
from tests.phone import states
from tests.phone.legible import illegible
from tests.phone.person import SMALL, Person
from tests.phone.room_of import FINDING, Room
from tests.phone.welsh import Written

LARGE = {"width": 1280, "height": 800}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """rules => axe.run({
    runOnly: {type: "tag", values: rules}, resultTypes: ["violations"],
}).then(found =>
    found.violations.map(each => [each.id, each.help, each.nodes.map(node => node.html)]))"""
WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
TO_THE_END = "() => scrollTo(0, document.documentElement.scrollHeight)"
"""There the bar at the foot is in its own place; elsewhere it covers half of whatever is scrolled
under it just now, which is nothing too small."""
BEHIND_THE_BAR = """() => {
    const bar = document.querySelector(".send");
    if (!bar) return [];
    const had = document.activeElement;
    const place = () => bar.getBoundingClientRect();
    const all = "main :is(button, select, summary, input, textarea)";
    const behind = [...document.querySelectorAll(all)]
        .filter(node => node.checkVisibility() && !bar.contains(node) && !node.disabled)
        .filter(node => {
            node.focus();
            const { top, bottom } = node.getBoundingClientRect();
            return bottom - top < innerHeight / 2 && top >= place().top && top < place().bottom;
        });
    had.focus();
    return behind.map(node => node.outerHTML);
}"""
"""What has the keyboard is not hidden (WCAG 2.2, 2.4.11)."""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, select, summary, input, textarea")]
    .filter(node => node.checkVisibility())
    .map(node => [(node.closest("label") || node).getBoundingClientRect(), node.outerHTML])
    .filter(([box]) => box.height < 44 || box.width < 44).map(found => found[1])"""

BADLY_MADE = """() => {
    const add = (tag, look, text = "") => {
        const node = document.querySelector("main").appendChild(document.createElement(tag));
        node.style.cssText = look;
        node.textContent = text;
    };
    add("img", "");
    add("button", "all: unset");
    add("p", "color: #bbb; background: #eee; width: 200vw", "faint");
    add("p", "width: 3em", "commissioners");
    add("button", "width: 3em; overflow: hidden; white-space: nowrap", "out of its box");
    add("button", "width: 9em", "under it");
    add("div", "height: 4em; margin-top: -4em; position: relative");
    add("h2", "margin-bottom: -1em", "this");
    add("h3", "", "that");
}"""

COLOURS = ("color", "backgroundColor")
POLLS = (FINDING, *(method for method in LISTED if method is not Method.AGREE))
"""Every method that has a list once: the finding is agreed with."""
Look = tuple[str, str, dict[str, int]]
LOOKS: list[Look] = [("cy", "dark", SMALL), ("en-GB", "light", LARGE)]
"""Each language, scheme and size is seen once in every state; Welsh has the longer words."""


def troubles(page: Page) -> list[str]:
    """What axe finds, what is wider than the screen, and what is too small for a thumb."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(TO_THE_END)
    found = [json.dumps(each) for each in page.evaluate(RUN, RULES)]
    if page.evaluate(WIDE):
        found.append("wider than the screen")
    small = page.evaluate(SMALL_TARGETS)
    found += [f"too small: {each}" for each in small]
    return found + [f"behind the bar: {each}" for each in page.evaluate(BEHIND_THE_BAR)]


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours as browsers give them, as a ratio (WCAG 2.2, 1.4.3)."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((light(ink), light(ground)))
    return (high + 0.05) / (low + 0.05)


def check(person: Person, look: Look, *ways: Iterator[str]) -> None:
    """No state bars anybody; the one in Welsh is read, and is no wider where it is enlarged."""
    is_welsh, said = look[0] == "cy", Written(person.room)
    found = {}
    for state in chain.from_iterable(ways):
        bad = troubles(person.page)
        if is_welsh:
            bad += said.escaped(person.page) + illegible(person.page)
        if bad:
            found[state] = bad
    assert not found


def look(name: str) -> pytest.MarkDecorator:
    ids = [f"{language}-{scheme}-{size['width']}" for language, scheme, size in LOOKS]
    return pytest.mark.parametrize(name, LOOKS, ids=ids)


def visitor(arrive: Callable[..., Person], look: Look) -> Person:
    language, scheme, size = look
    return arrive(locale=language, color_scheme=scheme, viewport=size)


@look("given")
def test_nothing_bars_the_way_in_or_what_the_room_sees(
    room: Room, arrive: Callable[..., Person], given: Look
) -> None:
    person = visitor(arrive, given)
    check(person, given, states.door(person), states.scenes(person, room))


@look("given")
def test_nothing_bars_a_vote_or_its_results(
    room: Room, arrive: Callable[..., Person], given: Look
) -> None:
    person = visitor(arrive, given)
    for _ in states.door(person):
        pass
    check(person, given, states.votes(person, room, POLLS))


@look("given")
def test_nothing_bars_the_remote(room: Room, arrive: Callable[..., Person], given: Look) -> None:
    person = visitor(arrive, given)
    check(person, given, states.remote(person))


def test_the_checks_see_what_is_wrong(room: Room, ann: Person) -> None:
    ann.page.evaluate(BADLY_MADE)
    page = ann.page
    found = "\n".join([*troubles(page), *illegible(page), *Written(room).escaped(page)])
    axe = ("image-alt", "button-name", "color-contrast", "too small", "Welsh: your")
    wide = ("400 %: it is wider", "200 %: it is wider")
    cut = ("in two: commissioners", "out of its box: BUTTON", "under it”, under DIV", "covers H3")
    seen = (*axe, *wide, *cut)
    assert not [rule for rule in seen if rule not in found]


def test_a_button_stays_legible_under_the_pointer(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    send = ann.page.locator(".send .primary")
    ann.main.get_by_role("radio").first.check()
    send.click()
    ann.told("received")
    send.hover(force=True)
    expect(send).to_have_attribute("aria-disabled", "true")
    assert send.evaluate("node => node.matches(':hover')")
    ink, ground = (send.evaluate(f"node => getComputedStyle(node).{name}") for name in COLOURS)
    assert contrast(ink, ground) > 4.5
    room.close(opened)


def test_a_lost_focus_goes_to_the_main_part(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    ann.main.get_by_role("radio").first.focus()
    room.close(opened)
    ann.sees("Voting is closed")
    assert ann.page.evaluate("document.activeElement.id") == "main"


def test_what_is_new_is_said_once_to_screen_readers(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    live = ann.page.locator("#live")
    live.get_by_text("Voting is open").wait_for(state="attached")
    room.close(opened)
    live.get_by_text("Voting is closed").wait_for(state="attached")
