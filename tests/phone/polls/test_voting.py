"""Voting by every method, with the keyboard alone; receipts, changes, closing and results."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Ballot, Method, Poll, Round
from facilitator.services.polls import voters, voting
from tests.domain.polls.voting import LISTED
from tests.phone.person import Person
from tests.phone.room_of import FINDING, ITEMS, REASONS, Room, now

KEYS: dict[Method, tuple[str, ...]] = {
    Method.CHOOSE_ONE: ("Tab", "ArrowDown", "Tab", "Enter"),
    Method.APPROVE: ("Tab", "Space", "Tab", "Tab", "Space", "Tab", "Tab", "Enter"),
    Method.AGREE: ("Tab", "ArrowDown", "ArrowDown", *("Tab",) * 4, "Enter"),
    Method.RATE: ("Tab", "ArrowDown", *("Tab",) * 4, "Enter"),
    Method.WEIGHTED: ("Tab", "ArrowDown", *("Tab",) * 4, "Enter"),
    Method.DOTS: ("Tab", "Tab", "Enter", "Enter", *("Tab",) * 7, "Enter"),
    Method.PAIRWISE: ("Tab", "Enter", "Tab", "Enter", *("Tab",) * 6, "Enter"),
    Method.WORDS: ("Tab", "T", "i", "m", "e", "Tab", "W", "e", "Tab", "Tab", "Enter"),
    Method.RANK: ("Tab", "3", *("Tab",) * 10, "Enter"),
}
"""What is pressed from the poll's wording on, with the ballot sent at the end."""


def ballots(room: Room, opened: Round) -> tuple[Ballot, ...]:
    with room.file.read() as reader:
        return reader.ballots(opened.id)


def only(room: Room, opened: Round) -> Ballot:
    (ballot,) = ballots(room, opened)
    return ballot


def press_until_sent(ann: Person, keys: tuple[str, ...]) -> None:
    """Press the keys; where they end the vote is sent, wherever the Tabs have led."""
    ann.page.locator("main").focus()
    for key in keys[:-1]:
        ann.page.keyboard.press(key)
    for _ in range(30):
        if ann.focused() == "Send my vote":
            break
        ann.page.keyboard.press("Tab")
    ann.page.keyboard.press("Enter")


@pytest.mark.parametrize("method", LISTED)
def test_every_method_is_voted_by_keyboard_alone(room: Room, ann: Person, method: Method) -> None:
    opened = room.open(method)
    expect(ann.page.get_by_role("button", name="Send my vote")).to_be_visible()
    if method is Method.AGREE:  # in words, on the smallest phone too
        expect(ann.page.get_by_text("Neither agree nor disagree").first).to_be_visible()
    press_until_sent(ann, KEYS[method])
    ann.told("Your vote has been received")
    ballot = only(room, opened)
    assert ballot.marks or ballot.words
    room.close(opened)
    ann.sees("Your vote has been received and is counted.")


def test_an_agree_scale_takes_a_tap_a_statement_and_one_to_send_them(
    room: Room, ann: Person
) -> None:
    """So a vote on a single finding takes two."""
    opened = room.open(Method.AGREE)
    ann.page.evaluate(
        "addEventListener('pointerdown', () => { window.taps = (window.taps || 0) + 1 })"
    )
    statements = ann.main.get_by_role("radiogroup").or_(ann.main.locator("fieldset"))
    expect(statements).to_have_count(len(ITEMS))
    for number in range(len(ITEMS)):
        statements.nth(number).locator("label").first.click()
    ann.press("Send my vote")
    ann.told("Your vote has been received")
    assert ann.page.evaluate("window.taps") == len(ITEMS) + 1
    assert len(only(room, opened).marks) == len(ITEMS)


def test_why_is_asked_once_somebody_has_a_view_and_three_reasons_are_the_most(
    room: Room, ann: Person
) -> None:
    opened = room.open(FINDING)
    ann.sees(opened.poll.wording)
    first = ann.page.get_by_label(REASONS[0])
    expect(ann.page.get_by_role("button", name="Send my vote")).to_be_visible()
    expect(first).to_be_hidden()
    ann.page.get_by_label("Disagree", exact=True).check(force=True)
    for reason in REASONS[:3]:
        ann.page.get_by_label(reason).check(force=True)
    expect(ann.page.get_by_label(REASONS[3])).to_be_disabled()
    ann.page.get_by_label(REASONS[1]).uncheck(force=True)
    expect(ann.page.get_by_label(REASONS[3])).to_be_enabled()
    ann.press("Send my vote")
    ann.told("received")
    assert dict(only(room, opened).marks) == {"i1": 2, "i1/r1": 1, "i1/r3": 1}
    room.close(opened)


def test_a_statement_without_reasons_has_its_scale_and_nothing_loose_beside_it(
    room: Room, ann: Person
) -> None:
    with room.file.write(Verb.SET_UP, now()) as writer:
        asked = writer.get(Poll, f"poll-{FINDING}")
        writer.put(replace(asked, criteria=()))
    opened = room.open(FINDING)
    expect(ann.page.get_by_role("button", name="Send my vote")).to_be_visible()
    assert not re.search(r"^\d+$", ann.main.inner_text(), re.MULTILINE)
    room.close(opened)
    with room.file.write(Verb.SET_UP, now()) as writer:
        writer.put(asked)


def test_dots_keep_to_the_budget(room: Room, ann: Person) -> None:
    opened = room.open(Method.DOTS)
    more = ann.page.get_by_role("button", name=f"One more: {ITEMS[0]}")
    for _ in range(7):
        more.click(force=True)
    ann.sees("0 dots left")
    expect(more).to_have_attribute("aria-disabled", "true")
    ann.page.get_by_role("button", name=f"One fewer: {ITEMS[0]}").click()
    ann.page.get_by_role("button", name=f"One more: {ITEMS[2]}").click()
    ann.press("Send my vote")
    ann.told("received")
    assert dict(only(room, opened).marks) == {"i1": 4, "i3": 1}
    room.close(opened)


def test_a_ranking_is_made_by_button_by_number_and_by_arrow(room: Room, ann: Person) -> None:
    opened = room.open(Method.RANK)
    page = ann.page
    page.get_by_role("button", name=f"Rank next: {ITEMS[2]}").click()
    page.get_by_role("button", name=f"Rank next: {ITEMS[0]}").click()
    page.get_by_label(f"Place: {ITEMS[3]}").select_option("1")
    up = page.get_by_role("button", name=f"Higher: {ITEMS[0]}")
    up.click()
    expect(up).to_be_focused()
    page.get_by_role("button", name=f"Take out: {ITEMS[3]}").click()
    ann.press("Send my vote")
    ann.told("received")
    assert dict(only(room, opened).marks) == {"i1": 1, "i3": 2}
    room.close(opened)


def test_pairs_come_one_at_a_time_and_can_be_gone_back_to(room: Room, ann: Person) -> None:
    opened = room.open(Method.PAIRWISE)
    first = ann.page.locator(".side").first.text_content()
    ann.page.locator(".side").first.click()
    ann.sees("2 of 6")
    ann.page.locator(".side").last.click()
    ann.press("Back")
    ann.press("Back")
    expect(ann.page.locator(".side[aria-pressed=true]")).to_have_text(first or "")
    ann.page.locator(".side").last.click()
    ann.sees("2 of 6 pairs compared")
    ann.press("Send my vote")
    ann.told("received")
    assert len(only(room, opened).marks) == 2
    room.close(opened)


def test_weights_are_given_item_by_item(room: Room, ann: Person) -> None:
    opened = room.open(Method.WEIGHTED)
    ann.page.get_by_role("group", name="Urgency").get_by_label("7", exact=True).check(force=True)
    ann.press("Next")
    ann.page.get_by_role("group", name="Reach").get_by_label("10").check(force=True)
    ann.press("Back")
    ann.page.get_by_role("group", name="Urgency").get_by_label("No mark").check(force=True)
    ann.press("Send my vote")
    ann.told("received")
    assert dict(only(room, opened).marks) == {"i2/c2": 10}
    room.close(opened)


def test_too_many_approvals_are_told_and_not_sent(room: Room, ann: Person) -> None:
    opened = room.open(Method.APPROVE)
    expect(ann.main.get_by_role("checkbox")).to_have_count(4)
    for box in ann.main.get_by_role("checkbox").all()[:3]:
        box.check()
    ann.told("3 chosen, 2 at most")
    ann.press("Send my vote")
    assert ballots(room, opened) == ()
    ann.main.get_by_role("checkbox").first.uncheck()
    ann.press("Send my vote")
    ann.told("received")
    room.close(opened)


def test_a_ballot_is_changed_and_counts_once(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    ann.page.get_by_role("radio", name=ITEMS[0]).check()
    ann.told("Not sent yet")
    ann.press("Send my vote")
    ann.told("You can change it until voting closes")
    ann.sees("1 of 60 has voted")
    ann.page.get_by_role("radio", name=ITEMS[1]).check()
    ann.press("Send my changed vote")
    ann.told("You can change it until voting closes")
    assert only(room, opened).marks == (("i2", 1),)
    ann.page.reload()
    expect(ann.page.get_by_role("radio", name=ITEMS[1])).to_be_checked()
    ann.told("received")
    room.close(opened)


def test_marks_survive_a_reload_before_they_are_sent(room: Room, ann: Person) -> None:
    opened = room.open(Method.RATE)
    ann.page.get_by_role("group", name=ITEMS[1]).get_by_label("8", exact=True).check(force=True)
    ann.page.reload()
    group = ann.page.get_by_role("group", name=ITEMS[1])
    expect(group.get_by_label("8", exact=True)).to_be_checked()
    ann.told("Not sent yet")
    room.close(opened)
    ann.sees("What you had marked was not sent before voting closed")


def test_nothing_of_a_closed_round_stays_on_the_phone(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    ann.page.get_by_role("radio", name=ITEMS[3]).check()
    ann.press("Send my vote")
    ann.told("received")
    room.close(opened)
    ann.sees("Your vote has been received and is counted.")
    ann.press("Check that mine is counted")
    ann.sees("Your vote is the one that is counted.")
    kept = str(ann.page.evaluate("JSON.stringify(localStorage)"))
    assert "i4" not in kept


def test_items_are_shuffled_for_each_voter_and_stay_so(
    room: Room, arrive: Callable[..., Person]
) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    orders = []
    for _ in range(4):
        person = arrive()
        person.join()
        expect(person.main.locator(".choice")).to_have_count(4)
        shown = person.main.locator(".choice").all_text_contents()
        person.page.reload()
        expect(person.main.locator(".choice")).to_have_text(shown)
        orders.append(tuple(shown))
    assert all(sorted(order) == sorted(ITEMS) for order in orders)
    assert len(set(orders)) > 1
    room.close(opened)


def test_a_countdown_is_told_and_closes_the_vote(room: Room, ann: Person) -> None:
    opened = room.open(Method.CHOOSE_ONE)
    voting.set_countdown(room.file, opened.id, now() + timedelta(minutes=50), now=now())
    left = ann.page.locator("main section [role=timer]")
    expect(left).to_have_text(re.compile(r"^4[89]:\d\d$"))
    voting.set_countdown(room.file, opened.id, now() + timedelta(seconds=1), now=now())
    ann.sees("Voting is closed")


def test_results_come_only_when_they_are_revealed_in_bars_words_and_a_table(
    room: Room, ann: Person
) -> None:
    for _ in range(2):
        opened = room.open(Method.AGREE)
        group = ann.page.get_by_role("group", name=ITEMS[0])
        group.get_by_label("Agree", exact=True).check(force=True)
        ann.press("Send my vote")
        ann.told("received")
        room.close(opened)
        ann.sees("The results are sealed.")
        expect(ann.page.locator(".bars")).to_have_count(0)
        room.reveal(opened)
        expect(ann.page.locator(".bars")).to_be_visible()
    expect(ann.page.locator(".bars").get_by_text(f"Round {opened.number}").first).to_be_visible()
    assert ITEMS[0] in (ann.page.locator("section p.unseen").first.text_content() or "")
    ann.press("As a table")
    row = ann.page.get_by_role("row", name="Strongly agree").first
    expect(row.get_by_role("cell").first).to_have_text("0")
    ann.press("As a chart")
    expect(ann.page.locator(".bars")).to_be_visible()


def test_a_diverging_bar_stands_around_the_middle_of_neither(room: Room, ann: Person) -> None:
    opened = room.open(Method.AGREE)
    for voter, mark in (("a", 1), ("b", 3), ("c", 3), ("d", 5)):
        ballot = voters.Voter(voter)
        voting.cast(room.file, opened.id, ballot, [("i1", mark)], submission=voter, now=now())
    room.reveal(opened)
    track = ann.page.locator(".bars .track:has(.level2)").last
    expect(track.locator(".level2")).to_have_text("2")
    neither = track.locator(".level2").bounding_box()
    axis = track.locator(".axis").bounding_box()
    assert neither is not None
    assert axis is not None
    centre = neither["x"] + neither["width"] / 2
    assert abs(centre - (axis["x"] + axis["width"] / 2)) < 1.5


def test_a_chart_in_motion_is_still_for_those_who_ask_for_it(
    room: Room, browser: Browser, ann: Person, arrive: Callable[..., Person]
) -> None:
    moving = arrive(reduced_motion="no-preference")
    moving.join()
    opened = room.open(Method.CHOOSE_ONE)
    voting.cast(room.file, opened.id, voters.Voter("a"), [("i1", 1)], submission="s", now=now())
    room.reveal(opened)
    for somebody, motion in ((ann, "none"), (moving, "grow")):
        piece = somebody.page.locator(".track .piece").first
        expect(piece).to_have_css("animation-name", motion)
