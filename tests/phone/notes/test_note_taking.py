"""Taking notes in a browser by keyboard alone: many, of every kind, and put right again."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.notes.shorthand import MARKS
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.notes import noting
from facilitator.services.seminar import preparing
from facilitator.services.synthesis.passages import everything
from tests.phone.notes.note_taker import NoteTaker, groups_of
from tests.phone.room_of import Room, now

Sit = Callable[..., NoteTaker]
KEYS = {
    NoteKind.POINT: "P",
    NoteKind.QUOTE: "Q",
    NoteKind.DISAGREEMENT: "D",
    NoteKind.MINORITY: "M",
    NoteKind.QUESTION_BACK: "B",
    NoteKind.ACTION: "A",
}


def test_forty_notes_are_typed_without_a_mouse(eve: NoteTaker) -> None:
    said = [f"Point {n} of what people said about local ties" for n in range(40)]
    for line in said[:2]:
        eve.note(line)
    for line in said[2:]:
        eve.note_at_once(line)
    eve.counts("40 notes received")
    assert eve.words() == said
    eve.sees(*said)
    expect(eve.lines.last).to_be_in_viewport()
    expect(eve.field).to_be_focused()


@pytest.mark.parametrize("kind", list(NoteKind))
def test_a_kind_is_typed_in_front_or_chosen_with_alt(eve: NoteTaker, kind: NoteKind) -> None:
    mark = next(mark for mark, marked in MARKS.items() if marked is kind)
    eve.note(f"{mark} Typed in front")
    eve.note("Chosen by key", f"Alt+{KEYS[kind].lower()}")
    eve.note("And then a point again")
    eve.counts("3 notes received")
    assert [(note.words, note.kind) for note in eve.recorded()] == [
        ("Typed in front", kind),
        ("Chosen by key", kind),
        ("And then a point again", NoteKind.POINT),
    ]


def test_what_is_typed_is_read_as_the_application_reads_it(eve: NoteTaker) -> None:
    eve.note("“We were merged in on a Friday”")
    eve.note("  We need   #Trust here  #local-ties #ŵyna ")
    eve.note("! <b>bold</b> & #1 & a # alone &amp;")
    eve.counts("3 notes received")
    eve.sees(
        "We were merged in on a Friday", "We need Trust here", "<b>bold</b> & #1 & a # alone &amp;"
    )
    assert [(note.kind.value, note.words, note.tags) for note in eve.recorded()] == [
        ("quote", "We were merged in on a Friday", ()),
        ("point", "We need Trust here", ("trust", "local-ties", "ŵyna")),
        ("disagreement", "<b>bold</b> & #1 & a # alone &amp;", ()),
    ]


def test_sector_star_permission_and_headline_are_one_key_each(eve: NoteTaker) -> None:
    eve.note("About this one much is known", "Alt+2", "Alt+s", "Alt+y", "Alt+h")
    eve.note("About this one nothing", "Alt+2", "Alt+0")
    eve.counts("2 notes received")
    first, second = eve.recorded()
    sectors = eve.page.get_by_label("Speaker’s sector").locator("option").all_text_contents()
    assert sectors[2] == f"2  {first.sector}"
    assert (first.starred, first.quotable, first.headline) == (True, True, True)
    assert (second.sector, second.starred, second.quotable, second.headline) == ("",) + (False,) * 3


def test_notes_stand_under_the_question_that_was_asked(eve: NoteTaker) -> None:
    first = eve.page.locator("#asked").inner_text()
    eve.note("On the first question")
    eve.press("Alt+ArrowDown")
    second = eve.page.locator("#asked").inner_text()
    assert first != second
    eve.note("On the second question")
    expect(eve.page.locator(".list h3")).to_have_text([first, second])
    eve.counts("2 notes received")
    assert len({note.question_id for note in eve.recorded()}) == 2


def test_another_group_is_two_keys_away(eve: NoteTaker) -> None:
    eve.note("Said in the first group")
    eve.counts("1 note received")
    before = eve.group
    eve.press("Alt+PageDown")
    expect(eve.lines).to_have_count(0)
    assert eve.group != before
    eve.press("Alt+PageUp")
    eve.sees("Said in the first group")


def test_a_note_is_changed_where_it_stands(eve: NoteTaker) -> None:
    eve.note("We lost the contrct #money")
    eve.note("Another one")
    eve.counts("2 notes received")
    eve.press("ArrowUp", "ArrowUp", "Enter")
    editor = eve.page.get_by_label("Change note")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("We lost the contrct #money")
    editor.press("Control+a")
    eve.note("! We lost the contract #2009ers #money #law", "Alt+1")
    eve.sees("We lost the contract #2009ers", "Another one")
    eve.counts("2 notes received")
    changed = eve.recorded()[0]
    assert (changed.words, changed.kind) == ("We lost the contract #2009ers", NoteKind.DISAGREEMENT)
    assert changed.tags == ("money", "law")
    assert changed.sector
    expect(eve.field).to_be_focused()


def test_keys_on_a_note_in_the_list_are_about_that_note(eve: NoteTaker) -> None:
    eve.note("A plain one")
    eve.counts("1 note received")
    eve.press("ArrowUp", "Alt+q", "Alt+s", "Alt+1")
    expect(eve.lines.first).to_be_focused()
    expect(eve.page.locator(".note .small")).to_contain_text("starred · Quote")
    eve.counts("1 note received")
    note = eve.recorded()[0]
    assert (note.kind, note.starred, bool(note.sector)) == (NoteKind.QUOTE, True, True)
    eve.press("Control+z", "Control+z", "Control+z")
    expect(eve.page.locator(".note .small")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    eve.counts("1 note received")
    note = eve.recorded()[0]
    assert (note.kind, note.starred, note.sector) == (NoteKind.POINT, False, "")


def test_words_typed_on_a_note_in_the_list_begin_a_new_one(eve: NoteTaker) -> None:
    eve.note("A first one")
    eve.press("ArrowUp")
    expect(eve.lines.first).to_be_focused()
    eve.note("And somebody goes on talking")
    eve.sees("A first one", "And somebody goes on talking")
    eve.counts("2 notes received")


def test_a_deleted_note_comes_back_by_undo(eve: NoteTaker) -> None:
    eve.note("Stays")
    eve.note("Goes and comes back")
    eve.counts("2 notes received")
    eve.press("ArrowUp", "Control+Delete")
    expect(eve.page.locator(".done")).to_contain_text("Deleted: Goes and comes back")
    eve.sees("Stays")
    eve.counts("1 note received")
    assert eve.words() == ["Stays"]
    expect(eve.field).to_be_focused()
    eve.press("Control+z")
    eve.sees("Stays", "Goes and comes back")
    eve.counts("2 notes received")
    assert eve.words() == ["Stays", "Goes and comes back"]


def test_a_note_moves_to_another_question(eve: NoteTaker) -> None:
    eve.note("Belongs with the second")
    eve.counts("1 note received")
    eve.press("ArrowUp", "Control+m")
    question = eve.page.locator(".note").get_by_label("Question", exact=True)
    expect(question).to_be_focused()
    eve.press("ArrowDown", "Enter", "Alt+ArrowDown")
    expect(eve.page.locator(".list h3")).to_have_text(eve.page.locator("#asked").inner_text())
    eve.counts("1 note received")
    assert [note.question_id for note in eve.recorded()] == [question_ids(eve)[1]]


def question_ids(taker: NoteTaker) -> list[str]:
    """The ids of the questions of the group whose notes are taken."""
    found = taker.page.evaluate(
        "id => fetch('/api/notes/desk').then(answer => answer.json())"
        ".then(desk => desk.groups.find(each => each.id === id).questions.map(each => each.id))",
        taker.group,
    )
    return [str(each) for each in found]


def test_the_facilitators_message_and_the_countdown_are_seen(room: Room, eve: NoteTaker) -> None:
    expect(eve.page.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d$"))
    room.show(Scene.MESSAGE, message="Five minutes left.")
    expect(eve.page.locator("main")).to_contain_text("Five minutes left.")
    expect(eve.page.locator("#live")).to_have_text("Five minutes left.")
    room.show(Scene.WELCOME)
    expect(eve.page.locator("main")).not_to_contain_text("Five minutes left.")


def test_who_has_been_heard_stands_beside_their_share(room: Room, eve: NoteTaker) -> None:
    with room.file.read() as reader:
        sectors = reader.get(Seminar, SEMINAR_ID).sectors
    people = [Participant(id=f"p{n}", name=f"Person {n}", sector=sectors[n // 2]) for n in range(4)]
    group = next(each for each in groups_of(room) if each.id == eve.group)
    seated = replace(group, member_ids=tuple(person.id for person in people))
    preparing.save(room.file, *people, seated, now=now())
    aside = eve.page.locator("aside")
    expect(aside).to_contain_text("Who has been heard")
    eve.note("Four words of theirs", "Alt+1")
    expect(aside.locator("li").first).to_contain_text("4 of 4 words, 2 of 4 in the group")
    expect(aside.locator("li").last).to_contain_text(f"{sectors[1]} · not heard yet")
    eve.counts("1 note received")


def test_a_wrong_code_opens_nothing(sit: Sit) -> None:
    taker = sit(paired=False)
    taker.page.goto(f"{taker.room.url}/notes")
    taker.page.get_by_label("The note-takers’ code").fill("WRONG")
    taker.press("Enter")
    expect(taker.page.get_by_role("alert")).not_to_be_empty()
    expect(taker.field).to_have_count(0)


def test_the_page_speaks_welsh_and_keeps_what_is_being_typed(eve: NoteTaker) -> None:
    eve.page.keyboard.type("Half a sen")
    eve.click("Cymraeg")
    expect(eve.field).to_have_value("Half a sen")
    expect(eve.page.locator("html")).to_have_attribute("lang", "cy")
    expect(eve.page.locator(".capture")).to_contain_text("Anghytundeb")
    expect(eve.page.locator("#badge")).to_have_text("Wedi cysylltu")


def test_times_are_the_authors_own(eve: NoteTaker) -> None:
    before = datetime.now(UTC)
    eve.note("Timed by itself")
    eve.counts("1 note received")
    second = timedelta(seconds=1)
    assert before - second < eve.recorded()[0].recorded_at < datetime.now(UTC) + second


def test_what_another_group_has_is_shown_to_who_wants_it_and_linked_with_one_key(
    room: Room, eve: NoteTaker
) -> None:
    said = "Nobody plans the ending of a contract"
    there = next(group for group in groups_of(room) if group.id != eve.group)
    other = noting.add_note(room.file, there.id, f"{said}s", now=now())
    line, link = eve.page.locator(".done"), eve.page.get_by_role("button", name="Link (Alt+G)")
    asked: list[str] = []
    eve.page.on("request", lambda request: asked.append(request.url))

    def alike() -> tuple[str, ...]:
        beside = {each.passage.id: each.alike for each in everything(room.file).passages}
        return beside[eve.recorded()[-1].id]

    eve.note(said)
    eve.counts("1 note received")
    assert not [url for url in asked if url.endswith("/alike")], "it anchors who did not ask"
    eve.page.get_by_role("checkbox", name="Show what other groups").check()
    eve.field.focus()
    eve.note(f"{said}!")
    expect(line).to_contain_text(f"{there.title} has nearly the same: “{said}s”")
    expect(link).to_be_visible()
    eve.press("Alt+g")
    expect(line).to_contain_text("Linked: the theme team sees each beside the other.")
    assert alike() == (other.id,)
    expect(eve.field).to_be_focused()
    line.get_by_role("button", name="Undo").click()
    expect(link).to_be_visible()
    assert alike() == ()
    eve.field.focus()
    eve.note("Shared premises save money")
    expect(line).to_have_count(0)
