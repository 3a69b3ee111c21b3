"""Every state of the note-taker's page, one after another, for pictures and checks of access."""

from collections.abc import Iterator

from playwright.sync_api import expect

from facilitator.domain.stage.stage import Scene
from facilitator.services.notes import noting
from tests.phone.notes.note_taker import NoteTaker, code_of
from tests.phone.room_of import Room, now

SAID = (
    '"We were merged in on a Friday, and told on the Monday" #trust',
    "The compact survived because the same three people stayed on both sides for ten years",
    "! Not so here: the merger saved the advice centre",
    "~ A supply chain can be fairer than a partnership that only meets",
    "? Who counts as local when the contract covers four counties",
    "> Ask the council for the figures of 2009 #figures",
)


def pairing(taker: NoteTaker) -> Iterator[str]:
    """Before the device is known; the names of the states, each once it is on screen."""
    taker.page.goto(f"{taker.room.url}/notes")
    taker.page.locator("#code").wait_for()
    yield "pair"
    taker.page.locator("#code").fill("WRONG")
    taker.press("Enter")
    expect(taker.page.locator("#trouble")).not_to_be_empty()
    yield "pair-wrong"
    taker.page.locator("#code").fill(code_of(taker.room))
    taker.press("Enter")
    expect(taker.field).to_be_focused()
    yield "empty"


def taking(taker: NoteTaker, room: Room) -> Iterator[str]:
    """While the room is there."""
    room.show(Scene.MESSAGE, message="Five minutes left: choose your headline points.")
    for number, line in enumerate(SAID):
        taker.note(line, f"Alt+{number % 3}", *(["Alt+s", "Alt+h"] if number == 1 else []))
    taker.press("Alt+ArrowDown")
    taker.note("On the second question already")
    expect(taker.page.locator("main .strip")).not_to_have_count(0)
    received(taker, 7)
    taker.page.keyboard.type("! What is being said at this very mo")
    yield "notes"
    taker.press("Control+a", "Delete", "ArrowUp", "ArrowUp", "Enter")
    taker.page.locator(".note form").wait_for()
    yield "editing"
    taker.press("Escape", "Control+Delete")
    taker.page.locator(".done").wait_for()
    yield "deleted"
    taker.press("Control+z")
    received(taker, 7)


def troubled(taker: NoteTaker, room: Room) -> Iterator[str]:
    """While the room is away, and what comes of it."""
    taker.page.context.set_offline(True)
    taker.note("Only on this device so far")
    taker.press("ArrowUp", "ArrowUp", "Enter", "Control+a")
    taker.note("Changed on this device")
    taker.page.locator("#badge.down").wait_for()
    yield "offline"
    first = taker.recorded()[-1]
    noting.edit(room.file, first, "Changed by the facilitator", now=now())
    taker.page.context.set_offline(False)
    taker.page.locator(".versions").wait_for()
    yield "versions"
    for n in range(3):
        taker.note(f"Too many headline points {n}", "Alt+h")
    taker.page.locator(".status.refused").wait_for()
    yield "refused"
    taker.page.context.clear_cookies()
    taker.note("Nobody knows this device")
    taker.page.locator("#code").wait_for()
    yield "pair-again"
    taker.page.locator("#code").fill(code_of(room))
    taker.press("Enter")
    taker.page.locator("#code").wait_for(state="detached")
    expect(taker.page.locator(".status.saved")).to_have_count(0)


def received(taker: NoteTaker, notes: int) -> None:
    """Wait until the room has as many notes of this group and nothing waits, in any language."""
    welsh = taker.page.evaluate("document.documentElement.lang") == "cy"
    said = f"Nodiadau a ddaeth i law: {notes}" if welsh else f"{notes} notes received"
    expect(taker.page.locator("#tally")).to_have_text(said)
