"""Answers: as many as wanted, changed and taken back, on the wall; never lost and never markup."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from facilitator.domain.responses.responses import Response, Upvote
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from tests.phone.person import Person
from tests.phone.room_of import Room, now, question_of

NAUGHTY = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "{{7*7}} ${7*7} %s %n",
    "'; DROP TABLE responses; --",
    "Zażółć gęślą jaźń ŵŷ 漢字 עברית العربية",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "a\nb\n\nc\ttab",
    "&lt;b&gt; &amp; &nbsp;",
    "Z̴̢͗a̷l̶g̵o",
    "\u202eright to left",
    "x" * 300,
)

WHATS = ("What?", "So what?", "Now what?")


def kept(room: Room, question: str = "question-open") -> list[str]:
    with room.file.read() as reader:
        return [each.words for each in reader.every(Response, question_id=question)]


def own_cards(person: Person) -> list[str]:
    return person.main.locator("li.card .said").all_text_contents()


@pytest.fixture
def asked(room: Room) -> Room:
    room.show(Scene.QUESTION, "question-open")
    return room


def test_as_many_answers_as_wanted_each_with_its_receipt(asked: Room, ann: Person) -> None:
    for words in ("We kept the district teams.", "Only the back office moved."):
        ann.main.get_by_role("textbox").fill(words)
        ann.press("Send")
    expect(ann.page.locator(".status.received")).to_have_count(2)
    assert set(own_cards(ann)) <= set(kept(asked))
    assert ann.main.get_by_role("textbox").input_value() == ""


def test_nothing_at_all_is_not_sent(asked: Room, ann: Person) -> None:
    ann.main.get_by_role("textbox").fill("   ")
    ann.press("Send")
    ann.sees("Nothing is written yet.")


def test_an_answer_is_changed_taken_back_and_brought_back(asked: Room, ann: Person) -> None:
    ann.main.get_by_role("textbox").fill("A frist try")
    ann.press("Send")
    expect(ann.page.locator(".status.received")).to_be_visible()
    ann.page.get_by_role("button", name="Change: A frist try").click()
    ann.page.get_by_label("Your answer").fill("A first try")
    ann.press("Save")
    expect(ann.page.locator(".status.received")).to_be_visible()
    assert "A first try" in kept(asked)
    assert "A frist try" not in kept(asked)
    ann.page.get_by_role("button", name="Delete: A first try").click()
    expect(ann.page.get_by_role("button", name="Undo")).to_be_focused()
    expect(ann.main.locator("li.card")).to_have_count(0)
    ann.press("Undo")
    expect(ann.page.locator(".status.received")).to_be_visible()
    assert kept(asked).count("A first try") == 1


@pytest.mark.parametrize("words", NAUGHTY, ids=range(len(NAUGHTY)))
def test_what_is_typed_is_shown_and_kept_as_text(asked: Room, ann: Person, words: str) -> None:
    title = ann.page.title()
    ann.main.get_by_role("textbox").fill(words)
    ann.press("Send")
    expect(ann.page.locator(".status.received")).to_be_visible()
    assert own_cards(ann) == [words.strip()]
    assert words.strip() in kept(asked)
    asked.show(Scene.WALL, "question-open")
    said = ann.page.locator("section:has(h3) .said").first
    expect(said).to_be_visible()
    assert said.text_content() == words.strip()
    assert ann.page.title() == title
    asked.show(Scene.QUESTION, "question-open")


def test_typing_goes_on_undisturbed_while_the_room_moves(asked: Room, ann: Person) -> None:
    field = ann.main.get_by_role("textbox")
    field.fill("Half a thou")
    for n in range(3):
        asked.show(Scene.WALL if n % 2 else Scene.QUESTION, "question-open")
        collecting.capture(asked.file, "question-open", f"Another voice {n}", now=now())
    asked.show(Scene.WALL, "question-open")
    ann.sees("Another voice 2")
    expect(field).to_be_focused()
    ann.page.keyboard.type("ght")
    assert field.input_value() == "Half a thought"
    asked.show(Scene.QUESTION, "question-open")


def test_half_an_answer_outlives_a_reload_and_its_question(asked: Room, ann: Person) -> None:
    ann.main.get_by_role("textbox").fill("Not finished")
    ann.page.reload()
    expect(ann.main.get_by_role("textbox")).to_have_value("Not finished")
    asked.show(Scene.MESSAGE, message="Tea is served.")
    ann.sees("Tea is served.")
    ann.sees("The question closed before you sent this.")
    ann.sees("Not finished")
    asked.show(Scene.QUESTION, "question-open")
    expect(ann.main.get_by_role("textbox")).to_have_value("Not finished")


def test_a_limit_is_told_and_one_word_takes_enter(room: Room, ann: Person) -> None:
    room.show(Scene.QUESTION, "question-word")
    ann.sees("One word for today?")
    ann.main.get_by_role("textbox").fill("Trust")
    ann.page.keyboard.press("Enter")
    ann.sees("Your answer is given. You can still change it.")
    expect(ann.main.get_by_role("button", name="Send")).to_be_hidden()
    room.show(Scene.WALL, "question-word")
    expect(ann.page.locator(".cloud li")).to_have_text(["Trust 1"])


def test_a_cloud_counts_every_answer_not_only_the_newest(room: Room, ann: Person) -> None:
    for _ in range(70):
        collecting.capture(room.file, "question-word", " hope", now=now())
    room.show(Scene.WALL, "question-word")
    expect(ann.page.locator(".cloud li", has_text="hope")).to_have_text("hope 70")


def test_what_is_read_before_it_is_shown_says_so_and_waits_again_when_it_is_changed(
    room: Room, ann: Person, arrive: Callable[..., Person]
) -> None:
    preparing.save(room.file, question_of("open", moderated=True), now=now())
    room.show(Scene.WALL, "question-open")
    bea = arrive()
    bea.join()
    ann.main.get_by_role("textbox").fill("A fair remark")
    ann.press("Send")
    status = ann.main.locator("section").first.locator(".status")
    expect(status).to_have_text("Received. It is shown once the facilitator has let it through.")
    let_through(room)
    bea.sees("A fair remark")
    expect(status).to_have_text("Received")
    ann.page.get_by_role("button", name="Change: A fair remark").click()
    ann.page.get_by_label("Your answer").fill("An unfair remark")
    ann.press("Save")
    expect(status).to_have_text("Received. It is shown once the facilitator has let it through.")
    expect(bea.main).not_to_contain_text("fair remark")
    let_through(room)
    bea.sees("An unfair remark")
    ann.page.reload()
    expect(status).to_have_text("Received")
    preparing.save(room.file, question_of("open"), now=now())


def let_through(room: Room) -> None:
    with room.file.read() as reader:
        (held,) = reader.every(Response, question_id="question-open", hidden=True)
    collecting.hide(room.file, held, now=now())


def test_what_the_facilitator_put_away_is_not_said_to_be_shown(asked: Room, ann: Person) -> None:
    ann.main.get_by_role("textbox").fill("Off the point")
    ann.press("Send")
    expect(ann.page.locator(".status.received")).to_have_text("Received")
    with asked.file.read() as reader:
        (said,) = reader.every(Response, question_id="question-open", words="Off the point")
    collecting.hide(asked.file, said, now=now())
    ann.page.reload()
    expect(ann.page.locator(".status.received")).to_have_text(
        "Received. It is not shown on the wall."
    )


def test_an_upvote_counts_once_and_is_taken_back(
    asked: Room, ann: Person, arrive: Callable[..., Person]
) -> None:
    response = collecting.capture(asked.file, "question-open", "Vote me up", now=now())
    asked.show(Scene.WALL, "question-open")
    up = ann.page.get_by_role("button", name="I think so too: Vote me up")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(up).to_contain_text("1")
    with asked.file.read() as reader:
        assert reader.count(Upvote, response_id=response.id) == 1
    bea = arrive()
    bea.join()
    theirs = bea.page.get_by_role("button", name="I think so too: Vote me up")
    expect(theirs).to_have_attribute("aria-pressed", "false")
    up.click()
    expect(theirs).to_contain_text("0")


def test_reflections_stand_together_on_one_page(room: Room, ann: Person) -> None:
    with room.file.read() as reader:
        segment = reader.get(Segment, "trial")
    more = tuple(question_of(f"{at}", wording=wording) for at, wording in enumerate(WHATS))
    reflecting = replace(
        segment, kind=SegmentKind.REFLECTION, question_ids=tuple(each.id for each in more)
    )
    preparing.save(room.file, *more, reflecting, now=now())
    room.show(Scene.SEGMENT, "trial")
    for wording in WHATS:
        ann.main.get_by_role("textbox", name=wording, exact=True).fill(f"My {wording}")
    heading = ann.page.get_by_role("heading", name="So what?", exact=True)
    ann.main.locator("section", has=heading).get_by_role("button", name="Send").click()
    expect(ann.page.locator(".status.received")).to_be_visible()
    assert kept(room, "question-1") == ["My So what?"]
    preparing.save(room.file, segment, now=now())
