"""Lines that stand half typed in one of several tabs: no word is lost, and none is there twice."""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from facilitator.services.records import undoing
from facilitator.services.seminar import preparing
from tests.phone.common.full_storage import FULL
from tests.phone.common.told import Follow, told_at_the_end
from tests.phone.notes.note_taker import NoteTaker, groups_of
from tests.phone.room_of import now

Sit = Callable[..., NoteTaker]
HALF = "Half a li"
ROLL_CALL_MS = 5000
LATE = """
    let late = null;
    const hold = (event, again) => {
        console.log(late ? "hears late" : "hears", event.key || event.data, event.newValue);
        if (!late) return;
        event.stopImmediatePropagation();
        late.push(again);
    };
    addEventListener("storage", event =>
        hold(event, () => dispatchEvent(new StorageEvent("storage", { key: event.key }))));
    self.BroadcastChannel = class extends BroadcastChannel {
        constructor(name) {
            super(name);
            this.addEventListener("message", event => hold(event, () =>
                this.dispatchEvent(new MessageEvent("message", { data: event.data }))));
        }
    };
    window.hang = () => (late = []);
    window.wake = () => {
        const heard = late;
        late = null;
        for (const again of heard) again();
    };
"""
"""What other tabs say is heard once the tab is woken, as where a browser has frozen it."""
HELD = "() => Object.keys(localStorage).filter(name => name.includes('draft')).length"


@pytest.fixture
def follow() -> Iterator[Follow]:
    with told_at_the_end(sys.stdout) as follow:
        yield follow


@pytest.fixture
def eve(sit: Sit) -> NoteTaker:
    """A note-taker in whose first tab the others may be heard late."""
    eve = sit(paired=False)
    eve.page.add_init_script(LATE)
    eve.pair()
    return eve


def second_tab(eve: NoteTaker) -> NoteTaker:
    """Another tab, for which the first one hangs and is taken for gone."""
    eve.page.evaluate("hang()")
    beside = NoteTaker.in_tab(eve.page.context, eve.room)
    beside.page.clock.install()
    beside.page.clock.pause_at(now() + timedelta(minutes=1))
    beside.come()
    expect(beside.field).to_have_value("")
    expect(beside.page.locator(".note form")).to_have_count(0)
    beside.page.clock.run_for(ROLL_CALL_MS)
    beside.page.clock.resume()  # what fails on the way is tried again, in either tab
    return beside


def test_what_was_taken_up_is_given_back_to_a_tab_that_is_heard_of(eve: NoteTaker) -> None:
    eve.page.keyboard.type(HALF)
    beside = second_tab(eve)
    expect(beside.field).to_have_value(HALF)
    eve.page.evaluate("wake()")
    expect(beside.field).to_have_value("")
    expect(eve.field).to_have_value(HALF)
    eve.page.bring_to_front()
    eve.note("ne")
    eve.counts("1 note received")
    assert eve.words() == ["Half a line"]
    assert not beside.complaints


def test_a_tab_lets_go_of_what_was_gone_on_with_in_another(eve: NoteTaker) -> None:
    eve.page.keyboard.type(HALF)
    beside = second_tab(eve)
    expect(beside.field).to_have_value(HALF)
    beside.page.keyboard.type("ne")
    eve.page.evaluate("wake()")
    expect(eve.field).to_have_value("")
    beside.press("Enter")
    eve.counts("1 note received")
    assert eve.words() == ["Half a line"]
    assert not beside.complaints


def test_a_note_that_is_being_changed_is_given_back_as_well(eve: NoteTaker) -> None:
    eve.note("As it was")
    eve.counts("1 note received")
    eve.press("ArrowUp", "Enter")
    eve.page.keyboard.type(", and")
    beside = second_tab(eve)
    expect(beside.page.get_by_label("Change note")).to_have_value("As it was, and")
    eve.page.evaluate("wake()")
    eve.page.bring_to_front()
    eve.note(" more")
    eve.sees("As it was, and more")
    eve.counts("1 note received")
    expect(beside.page.locator(".note form")).to_have_count(0)
    beside.sees("As it was, and more")
    assert eve.words() == ["As it was, and more"]


def test_half_a_line_is_there_at_once_when_its_page_is_loaded_again_in_a_full_browser(
    eve: NoteTaker,
) -> None:
    eve.page.clock.install()
    eve.page.keyboard.type(HALF)
    eve.page.evaluate(FULL)
    eve.page.clock.pause_at(now() + timedelta(seconds=9))
    eve.page.reload()
    expect(eve.field).to_have_value(HALF)
    assert eve.page.evaluate(HELD) == 1


def test_what_stands_half_typed_outlives_the_group_it_was_typed_in(eve: NoteTaker) -> None:
    groups = groups_of(eve.room)
    eve.page.keyboard.type(HALF)
    preparing.remove(eve.room.file, *groups, now=now())
    expect(eve.field).to_have_count(0)
    undoing.undo(eve.room.file, now=now())
    expect(eve.field).to_have_value(HALF)
