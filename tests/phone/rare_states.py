"""States of a phone in Welsh that come seldom: what is refused, too late, or elsewhere."""

from collections.abc import Iterator

from playwright.sync_api import Route, expect

from facilitator.domain.polls.polls import Method
from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar import preparing, speaking
from tests.phone import states
from tests.phone.person import Person
from tests.phone.room_of import Room, now, question_of


def door(person: Person, room: Room) -> Iterator[str]:
    """A wrong code, no name, no cookies; then in."""
    page, go_on = person.page, person.page.locator("form .primary")
    refused = page.locator(".trouble:not(:empty)")
    room.change(asks_names=True, shares_devices=True)
    person.come("")
    person.press("Cymraeg")
    page.locator("#code").fill("WRONG")
    go_on.click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").last.check()
    page.locator("#email").fill("sian@cartref.example")
    yield "door-contact"
    go_on.click()
    go_on.click()
    refused.wait_for()
    yield "door-wrong-code"
    page.locator("#code").fill(room.join_code)
    go_on.click()
    go_on.click()
    page.locator("#name").wait_for()
    go_on.click()
    refused.wait_for()
    yield "door-no-name"
    page.locator("#name").fill("Siân")

    def forget(route: Route) -> None:
        answer = route.fetch()
        page.context.clear_cookies()
        route.fulfill(response=answer, headers={"content-type": "application/json"})
        page.context.clear_cookies()

    page.route("**/api/join", forget)
    go_on.click()
    refused.filter(has_text="cwcis").wait_for()
    yield "door-no-cookies"
    page.unroute("**/api/join")
    room.change(asks_names=False)
    person.come()
    person.press("Cymraeg")
    go_on.click()
    go_on.click()
    page.locator(".strip").wait_for()
    yield "in-after-all"


def seat(person: Person, room: Room) -> Iterator[str]:
    """Held back, at the limit, changed too late, next to speak, in another tab, without a room."""
    yield from _answers(person, room)
    yield from _votes(person, room)
    yield from _speaks(person, room)
    yield from _away(person, room)


def _answers(person: Person, room: Room) -> Iterator[str]:
    page, field = person.page, person.main.get_by_role("textbox")
    receipt = page.locator(".status.received").first
    preparing.save(room.file, question_of("open", moderated=True), now=now())
    room.show(Scene.QUESTION, "question-open")
    field.fill(states.ANSWERS[2])
    page.locator("form .primary").click()
    receipt.wait_for()
    yield "held"
    person.main.locator("li.card button").first.click()
    yield "changing"
    person.main.locator("li.card button").last.click()
    person.main.locator("li.card button").last.click()
    page.get_by_role("button", name="Dadwneud").wait_for()
    yield "deleted"
    preparing.save(room.file, question_of("open"), now=now())
    room.show(Scene.QUESTION, "question-word")
    person.sees("One word for today?")
    field.fill("trust")
    page.locator("form .primary").click()
    receipt.wait_for()
    yield "limit"


def _votes(person: Person, room: Room) -> Iterator[str]:
    send = person.page.locator(".send .primary")
    boxes = person.main.get_by_role("checkbox")
    opened = room.open(Method.APPROVE)
    send.wait_for()
    for box in boxes.all()[:3]:
        box.check()
    yield "too-many"
    boxes.first.uncheck()
    send.click()
    person.page.locator(".send .received").wait_for()
    boxes.nth(1).uncheck()
    room.close(opened)
    expect(send).to_have_count(0)
    yield "change-missed"
    person.main.get_by_role("button", name="Gwirio").click()
    person.sees("Eich pleidlais chi")
    yield "is-among"
    opened = room.open(Method.APPROVE)
    send.wait_for()
    boxes.first.check()
    yield "second-round"
    room.close(opened)
    expect(send).to_have_count(0)
    yield "vote-missed"


def _speaks(person: Person, room: Room) -> Iterator[str]:
    speaking.open_list(room.file, now=now())
    person.page.get_by_role("button", name="Hoffwn siarad").click()
    person.page.get_by_role("button", name="Nid wyf am siarad").wait_for()
    yield "speak-next"
    speaking.call(room.file, now=now())
    expect(person.main.get_by_role("button", name="siarad")).to_have_count(0)
    yield "speak-now"
    speaking.close_list(room.file, now=now())


def _away(person: Person, room: Room) -> Iterator[str]:
    page = person.page
    page.locator("summary").last.click()
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".strip").wait_for()
    page.get_by_role("button", name="Defnyddio’r tab hwn").wait_for()
    yield "other-tab"
    other.close()
    page.reload()
    page.locator(".strip").wait_for()
    page.locator("summary").last.click()
    page.locator("footer").get_by_role("radio").last.check()
    page.locator("footer").get_by_role("radio").first.check()
    expect(page.locator("footer [role=status]")).to_have_text("Mae eich dewisiadau wedi’u cadw.")
    yield "choices-saved"
    room.kill()
    page.locator("footer").get_by_role("radio").nth(1).check()
    expect(page.locator("footer [role=status]")).not_to_be_empty()
    expect(page.locator("#badge")).to_contain_text("cysylltiad")
    yield "room-gone"
    room.start()
    expect(page.locator("#badge")).to_have_text("Wedi cysylltu")
    page.goto(f"{room.url}/remote?code=WRONG")
    page.locator("form .primary").click()
    page.locator(".trouble:not(:empty)").wait_for()
    yield "remote-wrong-code"
