"""Notes while the room comes and goes: none is lost, none is there twice, each is where it says."""

import contextlib
import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.notes import noting
from facilitator.services.records import erasing, undoing
from facilitator.services.seminar import preparing
from tests.phone.common.full_storage import BARRED, FULL
from tests.phone.common.leaving import leave
from tests.phone.notes.note_taker import NoteTaker, all_notes, clear_notes, code_of, groups_of
from tests.phone.room_of import Room, now

Sit = Callable[..., NoteTaker]


def test_notes_typed_while_the_server_is_dead_arrive_once_it_is_back(
    room: Room, eve: NoteTaker
) -> None:
    said = [f"Before {n}" for n in range(5)]
    for line in said:
        eve.note(line)
    eve.counts("5 notes received")
    room.kill()
    unsent = [f"? Meanwhile {n}" for n in range(5)]
    for line in unsent:
        eve.note(line)
    eve.counts("5 notes received, 5 only on this device")
    expect(eve.page.locator(".status.saved")).to_have_count(5)
    expect(eve.page.locator("#badge")).to_have_text("No connection. Trying again…")
    eve.page.keyboard.type("Half typed when it came ba")
    room.start()
    eve.counts("10 notes received")
    expect(eve.field).to_have_value("Half typed when it came ba")
    expect(eve.field).to_be_focused()
    expect(eve.page.locator(".status")).to_have_count(0)
    assert eve.words() == said + [line[2:] for line in unsent]


def test_an_answer_that_never_came_back_does_not_double_a_note(eve: NoteTaker) -> None:
    def lose_the_answer(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]  # the request goes through, the answer does not
        route.abort()  # type: ignore[attr-defined]

    eve.page.route("**/api/notes", lose_the_answer, times=1)
    eve.note("Sent twice, there once")
    eve.counts("1 note received")
    expect(eve.lines).to_have_count(1)
    assert eve.words() == ["Sent twice, there once"]


def test_what_is_changed_and_deleted_offline_arrives_in_order(room: Room, eve: NoteTaker) -> None:
    eve.note("Known to the room")
    eve.counts("1 note received")
    eve.page.context.set_offline(True)
    eve.note("Made offline")
    eve.note("Made and deleted offline")
    eve.press("ArrowUp", "Control+Delete")
    eve.press("ArrowUp", "Enter", "Control+a")
    eve.note("> Made and changed offline")
    eve.press("ArrowUp", "ArrowUp", "Enter", "Control+a")
    eve.note("Known, and changed offline")
    eve.counts("1 note received, 2 only on this device, 1 change not sent yet")
    eve.sees("Known, and changed offline", "Made and changed offline")
    eve.page.context.set_offline(False)
    eve.counts("2 notes received")
    eve.sees("Known, and changed offline", "Made and changed offline")
    assert [(note.words, note.kind) for note in eve.recorded()] == [
        ("Known, and changed offline", NoteKind.POINT),
        ("Made and changed offline", NoteKind.ACTION),
    ]


def test_unsent_notes_and_half_a_line_outlive_a_reload(room: Room, sit: Sit) -> None:
    eve = sit()
    bar_the_room(eve)
    eve.note("Kept over the reload")
    eve.page.keyboard.type("! Half a li")
    eve.page.reload()
    expect(eve.field).to_have_value("! Half a li")
    eve.sees("Kept over the reload")
    eve.counts("0 notes received, 1 only on this device")
    eve.page.unroute("**/api/notes")
    eve.counts("1 note received")
    assert eve.words() == ["Kept over the reload"]


def test_unsent_notes_outlive_the_browser(room: Room, sit: Sit) -> None:
    eve = sit()
    bar_the_room(eve)
    eve.note("Kept over a restart")
    eve.counts("0 notes received, 1 only on this device")
    memory = eve.page.context.storage_state()
    eve.page.close()
    again = sit(paired=False, storage_state=memory)
    again.come()
    again.counts("1 note received")
    assert again.words() == ["Kept over a restart"]


def test_whoever_leaves_while_the_room_is_away_is_asked_first_and_finds_their_words_again(
    room: Room, eve: NoteTaker
) -> None:
    room.kill()
    eve.note("Nowhere but here")
    eve.counts("0 notes received, 1 only on this device")
    expect(eve.page.locator("#badge")).to_have_text("No connection. Trying again…")
    with eve.page.expect_event("dialog") as asked:
        eve.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    assert words_in(download(eve)) == ["Nowhere but here"]
    eve.page.keyboard.type("Half a li")
    eve.page.once("dialog", lambda asked: asked.accept())
    with contextlib.suppress(Error):  # there is nothing to load
        eve.page.reload()
    room.start()
    eve.come()
    expect(eve.field).to_have_value("Half a li")
    eve.counts("1 note received")
    assert eve.words() == ["Nowhere but here"]
    with eve.page.expect_event("close"):  # nothing to ask about any more
        eve.page.close(run_before_unload=True)


def test_what_was_erased_goes_from_the_browser_as_well(room: Room, eve: NoteTaker) -> None:
    kept, gone = "Kept for the day", "Unmistakable words of one person"
    for line in (kept, gone):
        eve.note(line)
    eve.counts("2 notes received")
    held = "words => Object.values(localStorage).some(value => value.includes(words))"
    assert eve.page.evaluate(held, gone)
    with room.file.read() as reader:
        (note,) = (each for each in reader.every(Note) if each.words == gone)
    erasing.erase(room.file, [note], now=now())
    eve.page.wait_for_function(f"words => !({held})(words)", arg=gone)
    assert eve.page.evaluate(held, kept)


def test_a_half_cut_out_while_the_whole_was_erased_stays_out_until_it_is_put_in_other_words(
    room: Room, eve: NoteTaker
) -> None:
    """The part of a part as well; nothing that its author does to it but writing brings it in."""
    eve.note("The trains are late. Unmistakable words of one person who left")
    eve.counts("1 note received")
    (note,) = all_notes(room)
    eve.page.context.set_offline(True)
    eve.press("ArrowUp", "Enter", "Control+a")
    eve.note("The trains are late")
    eve.note("Unmistakable words of one person who left, and what I think")
    eve.note("of one person who left, and")
    eve.note("What somebody else said")
    erasing.erase(room.file, [note], now=now())
    eve.page.context.set_offline(False)
    eve.counts("2 notes received, 2 only on this device, 1 change not sent yet, 3 not accepted")
    expect(eve.page.locator(".status.refused").last).to_contain_text("erased for good")
    eve.press("ArrowUp", "ArrowUp", "Alt+s")
    expect(eve.page.locator(".note").nth(2).locator("p")).to_contain_text("★")
    eve.counts("2 notes received, 2 only on this device, 1 change not sent yet, 3 not accepted")
    assert eve.words() == ["What somebody else said"]
    eve.press("ArrowUp", "ArrowUp", "Enter", "Control+a")
    eve.note("I think otherwise")
    eve.counts("3 notes received, 1 only on this device, 1 change not sent yet, 2 not accepted")
    assert set(eve.words()) == {"What somebody else said", "I think otherwise"}


def test_two_tabs_neither_lose_nor_double_anything(room: Room, sit: Sit) -> None:
    eve = sit()
    beside = sit(beside=eve)
    room.kill()
    for n in range(6):
        (eve, beside)[n % 2].note(f"Note {n}")
    for tab in (eve, beside):
        tab.counts("0 notes received, 6 only on this device")
        assert sorted(tab.lines.all_inner_texts()) == [f"Note {n}" for n in range(6)]
    room.start()
    for tab in (eve, beside):
        tab.counts("6 notes received")
        assert sorted(tab.lines.all_inner_texts()) == [f"Note {n}" for n in range(6)]
    assert sorted(eve.words()) == [f"Note {n}" for n in range(6)]
    assert no_outbox(eve)


def test_a_tab_sends_what_a_closed_tab_left(room: Room, sit: Sit) -> None:
    eve = sit()
    beside = sit(beside=eve)
    bar_the_room(beside)
    beside.note("From the tab that closes")
    eve.sees("From the tab that closes")
    beside.page.close()
    eve.counts("1 note received")
    assert eve.words() == ["From the tab that closes"]


def test_a_full_storage_is_told_at_once_and_nothing_is_lost(room: Room, sit: Sit) -> None:
    eve = sit()
    bar_the_room(eve)
    eve.page.evaluate(FULL)
    eve.note("There is no room for this one")
    expect(eve.page.get_by_role("alert")).to_contain_text("storage of this browser is full")
    expect(eve.page.get_by_role("button", name="Download what is not sent")).to_be_visible()
    expect(eve.page.locator(".note .status")).to_have_text("Only in this open page")
    eve.page.unroute("**/api/notes")
    eve.counts("1 note received")
    expect(eve.page.get_by_role("alert")).to_have_count(0)
    assert eve.words() == ["There is no room for this one"]


def test_a_browser_that_keeps_nothing_says_so_at_once(room: Room, sit: Sit) -> None:
    eve = sit(paired=False)
    eve.page.add_init_script(BARRED)
    eve.pair()
    expect(eve.page.get_by_role("alert")).to_contain_text("keeps nothing on the device")
    eve.note("Sent all the same")
    eve.counts("1 note received")
    bar_the_room(eve)
    eve.note("In this page only")
    saved = download(eve)
    assert words_in(saved) == ["In this page only"]


def test_a_download_is_taken_in_by_the_host_and_counts_once(
    room: Room, sit: Sit, tmp_path: Path
) -> None:
    eve = sit()
    eve.note("Known to the room")
    eve.counts("1 note received")
    eve.page.context.set_offline(True)
    eve.note("! Only in the file #law", "Alt+1")
    eve.press("ArrowUp", "ArrowUp", "Enter", "Control+a")
    eve.note("Known, and changed in the file")
    saved = download(eve)
    other = sit()
    took = take_in(other, saved)
    assert (took["new"], took["refused"]) == (1, [])
    expected = ["Known, and changed in the file", "Only in the file"]
    assert other.words() == expected
    assert take_in(other, saved)["new"] == 0
    eve.page.context.set_offline(False)
    eve.counts("2 notes received")
    assert eve.words() == expected
    assert eve.recorded()[1].tags == ("law",)


def test_what_is_typed_after_a_button_was_pressed_is_a_note(eve: NoteTaker) -> None:
    eve.page.context.set_offline(True)
    eve.note("Before the download")
    assert words_in(download(eve)) == ["Before the download"]
    eve.note("After the download")
    eve.page.context.set_offline(False)
    eve.counts("2 notes received")
    eve.page.evaluate("() => document.activeElement.blur()")
    eve.note("! From nowhere in particular")
    eve.counts("3 notes received")
    assert eve.words() == [
        "Before the download",
        "After the download",
        "From nowhere in particular",
    ]


def test_both_versions_of_a_note_are_shown_and_one_can_be_kept(room: Room, eve: NoteTaker) -> None:
    eve.note("As it was")
    eve.counts("1 note received")
    eve.page.context.set_offline(True)
    note = eve.recorded()[0]
    noting.edit(room.file, note, "As the facilitator has it", now=now())
    eve.press("ArrowUp", "Enter", "Control+a")
    eve.note("As the note-taker has it")
    eve.page.context.set_offline(False)
    versions = eve.page.locator(".versions")
    expect(versions).to_contain_text("Written in two ways")
    expect(eve.page.locator(".note")).to_contain_text("As the facilitator has it")
    expect(eve.page.locator(".note")).to_contain_text("As the note-taker has it")
    with room.file.read() as reader:
        assert len(reader.heads(note.id)) == 2
    versions.locator(".row", has_text="As the facilitator has it").get_by_role("button").click()
    expect(versions).to_have_count(0)
    eve.sees("As the facilitator has it")
    eve.counts("1 note received")
    with room.file.read() as reader:
        assert len(reader.heads(note.id)) == 1
    assert eve.words() == ["As the facilitator has it"]


def test_news_from_elsewhere_does_not_disturb_an_edit(room: Room, eve: NoteTaker) -> None:
    eve.note("As it was")
    eve.counts("1 note received")
    eve.press("ArrowUp", "Enter")
    eve.page.keyboard.type(", and more")
    noting.edit(room.file, eve.recorded()[0], "Changed elsewhere", now=now())
    expect(eve.page.locator(".note form")).to_contain_text("Changed elsewhere meanwhile")
    expect(eve.page.get_by_label("Change note")).to_have_value("As it was, and more")
    eve.press("Enter")
    expect(eve.page.locator(".note")).to_contain_text("As it was, and more")
    expect(eve.page.locator(".versions")).to_be_visible()


def test_what_the_room_refuses_stays_and_says_why(room: Room, eve: NoteTaker) -> None:
    for n in range(4):
        eve.note(f"Main point {n}", "Alt+h")
    expect(eve.page.locator(".status.refused")).to_contain_text("at most 3 headline points")
    eve.counts("3 notes received, 1 only on this device, 1 not accepted")
    eve.sees(*(f"Main point {n}" for n in range(4)))
    eve.page.locator(".note").nth(3).get_by_role("button", name="Discard").click()
    eve.counts("3 notes received")


def test_what_was_refused_is_put_right_by_a_key(room: Room, eve: NoteTaker) -> None:
    for n in range(4):
        eve.note(f"Main point {n}", "Alt+h")
    expect(eve.page.locator(".status.refused")).to_be_visible()
    eve.press("ArrowUp", "Alt+h")
    eve.counts("4 notes received")
    assert [note.headline for note in eve.recorded()] == [True, True, True, False]


def test_a_note_of_a_group_that_is_gone_moves_to_another(room: Room, sit: Sit) -> None:
    eve = sit()
    group = next(each for each in groups_of(room) if each.id == eve.group)
    eve.page.context.set_offline(True)
    eve.note("Said in a group that was dissolved")
    preparing.remove(room.file, group, now=now())
    with room.file.read() as reader:
        assert reader.find(Breakout, group.id) is None
    eve.page.context.set_offline(False)
    expect(eve.page.locator("main")).to_contain_text("1 note stands in a group that is gone")
    eve.click("Put it with this group")
    eve.counts("1 note received")
    assert eve.words() == ["Said in a group that was dissolved"]
    undoing.undo(room.file, now=now())


def test_forty_notes_through_two_power_cuts(room: Room, eve: NoteTaker) -> None:
    said = [f"Through thick and thin {n}" for n in range(40)]
    for n, line in enumerate(said):
        if n in (9, 25):
            room.kill()
        if n in (17, 33):
            room.start()
        eve.note_at_once(line)
    eve.counts("40 notes received")
    eve.sees(*said)
    assert eve.words() == said


def test_a_device_the_room_forgot_pairs_again_and_loses_nothing(room: Room, sit: Sit) -> None:
    eve = sit()
    eve.page.context.clear_cookies()
    eve.note("Written while nobody knew us")
    eve.page.get_by_label("The note-takers’ code").fill(code_of(room))
    eve.counts("0 notes received, 1 only on this device")
    eve.page.get_by_label("The note-takers’ code").press("Enter")
    eve.counts("1 note received")
    assert eve.words() == ["Written while nobody knew us"]


def test_notes_of_another_seminar_are_never_sent_to_this_one(room: Room, sit: Sit) -> None:
    eve = sit()
    bar_the_room(eve)
    eve.note("Belongs elsewhere")
    eve.counts("0 notes received, 1 only on this device")
    memory = eve.page.context.storage_state()
    eve.page.close()
    kept = next(
        item
        for item in memory["origins"][0]["localStorage"]
        if item["name"].startswith("facilitator:desk:out:")
    )
    kept["value"] = json.dumps(json.loads(kept["value"]) | {"seminar": "another-one"})
    again = sit(paired=False, storage_state=memory)
    again.come()
    again.note("Belongs here")
    again.counts("1 note received")
    expect(again.page.locator("main")).to_contain_text("1 note of another seminar is kept")
    assert again.words() == ["Belongs here"]
    with again.page.expect_download() as caught:
        again.click("Download them")
    saved = json.loads(Path(caught.value.path()).read_text("utf-8"))
    assert saved["seminar"] == "another-one"


def test_what_a_browser_that_is_put_away_had_sent_has_arrived(
    room: Room, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of these tests finds a note of the one before it."""
    eve = NoteTaker.with_laptop(browser, room)
    eve.pair()
    assert room.process is not None
    room.process.send_signal(signal.SIGSTOP)
    with eve.page.expect_request("**/api/notes"):
        eve.note("On its way")
    eve.note("Never sent")
    context, bar, server = eve.page.context, eve.page.context.route, room.process

    def bar_and_go_on(*what: Any) -> None:
        bar(*what)
        server.send_signal(signal.SIGCONT)

    monkeypatch.setattr(context, "route", bar_and_go_on)
    leave(context)
    assert [note.words for note in all_notes(room)] == ["On its way"]
    clear_notes(room)


def bar_the_room(taker: NoteTaker) -> None:
    """From now on what this page sends does not get through, though it still hears the room."""
    taker.page.route("**/api/notes", lambda route: route.abort())


def no_outbox(taker: NoteTaker) -> bool:
    """Whether nothing waits in the browser any more."""
    return bool(
        taker.page.evaluate(
            "() => !Object.keys(localStorage).some(name => name.includes('desk:out:'))"
        )
    )


def download(taker: NoteTaker) -> dict[str, object]:
    """What the page gives to be carried to the host by hand."""
    with taker.page.expect_download() as caught:
        taker.click("Download what is not sent")
    assert caught.value.suggested_filename.endswith(".json")
    read: dict[str, object] = json.loads(Path(caught.value.path()).read_text("utf-8"))
    return read


def words_in(saved: dict[str, object]) -> list[str]:
    """The lines a downloaded file carries."""
    entries = saved["entries"]
    assert isinstance(entries, list)
    return [entry["words"] for entry in entries]


def take_in(taker: NoteTaker, saved: dict[str, object]) -> dict[str, object]:
    """The host takes a downloaded file in."""
    answer = taker.page.request.post(f"{taker.room.url}/api/notes/take-in", data=saved)
    assert answer.ok, answer.text()
    said: dict[str, object] = answer.json()
    return said
