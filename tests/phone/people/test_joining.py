"""At the door: language, code, consent, what people say of themselves; and coming back."""

import contextlib
from collections.abc import Callable

import httpx
from playwright.sync_api import Browser, Locator, Route, expect

from facilitator.domain.people.participants import Consent
from facilitator.domain.polls.polls import Method
from facilitator.domain.stage.stage import Scene
from facilitator.services.people import joining
from tests.patience import PATIENCE
from tests.phone.person import Person
from tests.phone.room_of import WORDING, Room, now

Arrive = Callable[..., Person]
JSON = {"content-type": "application/json"}


def test_consent_is_asked_by_purpose_and_kept_as_given(room: Room, arrive: Arrive) -> None:
    room.change(rule="In the hall")
    bea = arrive()
    bea.come()
    bea.press("English")
    bea.press("Go on")
    expect(bea.page.get_by_role("alert")).to_contain_text("You can only join if you agree")
    bea.page.get_by_label("I want to take part under these terms").check()
    expect(bea.main.get_by_text("People speak under this rule: In the hall")).to_be_visible()
    bea.page.get_by_label("My words may be kept in an archive").check()
    bea.press("Go on")
    bea.page.get_by_label("Research", exact=True).check()
    bea.press("Join")
    expect(bea.page.locator(".strip")).to_be_visible()
    with room.file.read() as reader:
        newest = max(reader.every(Consent), key=lambda each: each.given_at)
    assert (newest.take_part, newest.quote, newest.contact) == (True, False, False)
    assert newest.archive


def test_somebody_without_the_code_is_asked_for_it(arrive: Arrive, room: Room) -> None:
    bea = arrive()
    bea.come("")
    bea.press("English")
    bea.page.get_by_label("Five letters and digits").fill("WRONG")
    bea.press("Go on")
    bea.page.get_by_label("I want to take part").check()
    bea.press("Go on")
    bea.press("Join")
    expect(bea.page.get_by_role("alert")).to_contain_text("This code is not right")
    bea.page.get_by_label("Five letters and digits").fill(room.join_code.lower())
    bea.press("Go on")
    assert bea.page.get_by_label("I want to take part").is_checked()
    bea.press("Go on")
    bea.press("Join")
    expect(bea.page.locator(".strip")).to_be_visible()


def test_whoever_reads_the_terms_at_leisure_is_not_told_of_a_lost_connection(
    arrive: Arrive,
) -> None:
    bea = arrive()
    bea.page.clock.install()
    bea.come()
    bea.press("English")
    bea.page.clock.run_for(60_000)
    expect(bea.page.locator("#badge")).to_have_text("")
    expect(bea.page.locator("#live")).not_to_contain_text("connection")
    bea.join()
    expect(bea.page.locator("#badge")).to_have_text("Connected")


def test_half_a_form_survives_a_reload_and_half_an_address_bars_nobody(arrive: Arrive) -> None:
    bea = arrive()
    bea.come()
    bea.press("English")
    bea.page.get_by_label("I may be contacted after the seminar").check()
    bea.page.get_by_label("Your e-mail address").fill("bea@home.example")
    bea.page.reload()
    bea.press("English")
    assert bea.page.get_by_label("I may be contacted after the seminar").is_checked()
    expect(bea.page.get_by_label("Your e-mail address")).to_have_value("bea@home.example")
    bea.page.get_by_label("Your e-mail address").fill("not whole@")
    bea.page.get_by_label("I may be contacted after the seminar").uncheck()
    expect(bea.page.get_by_label("Your e-mail address")).to_be_hidden()
    bea.page.get_by_label("I want to take part").check()
    bea.press("Go on")  # nothing that nobody sees holds anybody up
    bea.press("Join")
    expect(bea.page.locator(".strip")).to_be_visible()


def test_a_late_arrival_comes_into_the_present_moment(room: Room, arrive: Arrive) -> None:
    opened = room.open(Method.APPROVE)
    bea = arrive()
    bea.join()
    bea.sees(WORDING)
    expect(bea.page.get_by_role("button", name="Send my vote")).to_be_visible()
    room.close(opened)


def test_a_reload_or_a_restarted_browser_brings_the_same_person_back(
    room: Room, browser: Browser, ann: Person, arrive: Arrive
) -> None:
    room.show(Scene.QUESTION, "question-open")
    ann.sees("In what circumstances")
    ann.main.get_by_role("textbox").fill("We share a finance team.")
    ann.press("Send")
    expect(ann.page.locator(".status.received")).to_be_visible()
    ann.page.reload()
    ann.sees("We share a finance team.")
    again = arrive(storage_state=ann.page.context.storage_state())
    again.come()
    again.sees("We share a finance team.")


def test_the_next_person_starts_afresh_on_a_shared_phone(room: Room, ann: Person) -> None:
    room.change(shares_devices=True)
    room.show(Scene.QUESTION, "question-open")
    ann.page.reload()
    ann.main.get_by_role("textbox").fill("First person")
    ann.press("Send")
    expect(ann.page.locator(".status.received")).to_be_visible()
    ann.page.get_by_text("Your choices").click()
    ann.press("Next person")
    ann.page.get_by_role("button", name="Cymraeg").wait_for()
    ann.join()
    expect(ann.main.get_by_role("textbox")).to_be_visible()
    expect(ann.main).not_to_contain_text("First person")
    room.change(shares_devices=False)


def test_the_page_speaks_welsh_and_changes_its_language_in_place(ann: Person) -> None:
    ann.page.get_by_text("Your choices").click()
    ann.page.get_by_label("Language").select_option("cy")
    expect(ann.page.locator("#badge")).to_have_text("Wedi cysylltu")
    assert ann.page.locator("html").get_attribute("lang") == "cy"
    ann.page.reload()
    expect(ann.page.locator("#badge")).to_have_text("Wedi cysylltu")


def test_what_people_say_of_themselves_can_be_changed(ann: Person) -> None:
    ann.page.get_by_text("Your choices").click()
    ann.page.get_by_label("Regulator").check()
    expect(ann.page.locator("footer [role=status]")).to_have_text("Your choices are saved.")
    ann.page.reload()
    ann.page.get_by_text("Your choices").click()
    expect(ann.page.get_by_label("Regulator")).to_be_checked()


def test_names_are_asked_where_the_seminar_asks_for_them(room: Room, arrive: Arrive) -> None:
    room.change(asks_names=True)
    bea = arrive()
    bea.come()
    bea.press("English")
    bea.page.get_by_label("I want to take part").check()
    bea.press("Go on")
    bea.press("Join")
    expect(bea.page.get_by_role("alert")).to_contain_text("Type your name")
    bea.page.get_by_label("Your name").fill("Ŵyn ap Gwilym")
    bea.press("Join")
    expect(bea.page.locator(".strip")).to_be_visible()
    bea.page.get_by_text("Your choices").click()
    bea.page.get_by_label("Regulator").check()
    expect(bea.page.locator("footer [role=status]")).to_have_text("Your choices are saved.")
    room.change(asks_names=False)


def test_of_many_tabs_one_is_live_and_the_others_say_so(ann: Person) -> None:
    tabs = [ann.page, *(ann.page.context.new_page() for _ in range(5))]
    for tab in tabs[1:]:
        tab.goto(ann.page.url)
        expect(tab.locator(".strip")).to_be_visible()
    for tab in tabs[:-1]:
        expect(tab.get_by_role("status")).to_contain_text("open in another tab")
    ann.press("Use this tab")
    expect(ann.page.locator(".strip")).to_be_visible()
    expect(tabs[-1].get_by_role("status")).to_contain_text("open in another tab")


def test_who_came_in_by_one_tab_has_one_seat_whatever_another_tab_says(
    room: Room, arrive: Arrive
) -> None:
    bea = arrive()
    seats = joining.joined(room.file)
    bea.come()
    bea.press("English")
    other = bea.page.context.new_page()
    other.goto(bea.page.url)
    form = {"code": room.join_code, "take_part": True, "sector": "", "size": ""}
    bea.join()
    expect(other.get_by_role("status")).to_contain_text("open in another tab")
    answer = other.request.post(f"{room.url}/api/join", data=form)
    assert answer.ok
    bea.page.reload()
    expect(bea.page.locator(".strip")).to_be_visible()
    assert joining.joined(room.file) == seats + 1


def test_a_join_whose_answer_is_lost_takes_no_second_seat_also_after_a_reload(
    room: Room, arrive: Arrive
) -> None:
    bea = arrive()
    seats = joining.joined(room.file)

    def lose(route: Route) -> None:
        with contextlib.closing(httpx.Client(timeout=PATIENCE)) as client:
            sent = route.request.post_data or ""
            client.post(route.request.url, content=sent, headers=JSON).raise_for_status()
        route.abort()

    bea.page.route("**/api/join", lose)
    bea.come()
    for _ in range(2):
        bea.press("English")
        bea.page.get_by_label("I want to take part").check()
        bea.press("Go on")
        bea.press("Join")
        expect(bea.page.get_by_role("alert")).not_to_be_empty()
        bea.page.reload()
    bea.page.unroute("**/api/join")
    bea.join()
    assert joining.joined(room.file) == seats + 1
    assert "joining" not in [each.get("name") for each in bea.page.context.cookies()]


def test_a_phone_that_keeps_no_cookies_is_told_so_and_takes_one_seat(
    room: Room, arrive: Arrive
) -> None:
    bea = arrive()
    seats = joining.joined(room.file)

    def forget(route: Route) -> None:
        answer = route.fetch()
        bea.page.context.clear_cookies()
        route.fulfill(response=answer, headers={"content-type": "application/json"})
        bea.page.context.clear_cookies()

    bea.page.route("**/api/join", forget)
    bea.come()
    bea.press("English")
    bea.page.get_by_label("I want to take part").check()
    bea.press("Go on")
    for _ in range(2):
        bea.press("Join")
        expect(bea.page.get_by_role("alert")).to_contain_text("keeps no cookies")
    assert joining.joined(room.file) == seats + 1


def gives_name(phone: Person, name: str) -> Locator:
    """Comes in with a name; what it is told while that is on another phone."""
    phone.come()
    phone.press("English")
    phone.page.get_by_label("I want to take part").check()
    phone.press("Go on")
    phone.page.get_by_label("Your name").fill(name)
    phone.press("Join")
    expect(phone.page.locator(".strip")).to_be_visible()
    return phone.page.get_by_role("alert").get_by_text("This name is on another phone")


def test_a_second_phone_with_a_name_is_told_that_it_waits_and_when_it_is_let_in(
    room: Room, arrive: Arrive
) -> None:
    room.change(asks_names=True)
    with contextlib.ExitStack() as after:
        after.callback(room.change, asks_names=False)
        expect(gives_name(arrive(), "Cerys Cole")).to_have_count(0)
        held = gives_name(arrive(), "Cerys Cole")
        expect(held).to_be_visible()
        with room.file.read() as reader:
            (claim,) = joining.claims_in(reader)
        joining.nod(room.file, claim.device_id, now=now())
        expect(held).to_have_count(0)
