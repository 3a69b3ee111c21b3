"""What the room sees can be read from the back, whatever the seminar's texts are like."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from facilitator.domain.locales import ENGLISH, WELSH, Locale
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.polls.methods.agree import Agree
from facilitator.domain.stage.sights import (
    Asked,
    Groups,
    ReadBack,
    Said,
    View,
    Wall,
    WallCard,
)
from facilitator.domain.wording import percent
from tests.ui.projector import sights
from tests.ui.projector.sights import NOW, SIGHTS
from ui import theme
from ui.projector.painting import aspect_of, compose, paint
from ui.projector.palette import PROJECTOR
from ui.projector.sheet import HEIGHT, PAGE_SECONDS, UNIT
from ui.projector.text_sights import time_left
from ui.widgets.charts.marks import Block, Picture, Words, contrast

ASPECTS = (1024 / 768, 1366 / 768, 1920 / 1080)
SCREENS = ((1024, 768), (1366, 768), (1920, 1080), (3840, 2160))


pytestmark = pytest.mark.usefixtures("qapp")


def words_of(picture: Picture) -> list[Words]:
    return [mark for mark in picture if isinstance(mark, Words)]


def pages_of(view: View, aspect: float, pages: int = 60) -> list[list[Words]]:
    """What is written on so many pages in turn."""
    moments = (NOW + timedelta(seconds=PAGE_SECONDS * page) for page in range(pages))
    return [words_of(compose(view, moment, aspect)) for moment in moments]


@cache
def rehearsed(name: str, aspect: float) -> list[list[Words]]:
    """What is written on the first pages of a sight, each page once."""
    pages = pages_of(sights.view(name, rehearsal=True), aspect, 8)
    return [page for place, page in enumerate(pages) if page not in pages[:place]]


def painted(view: View, width: int, height: int, now: datetime = NOW) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    rect = QRectF(0, 0, width, height)
    paint(painter, rect, view, compose(view, now, aspect_of(rect)))
    painter.end()
    return image


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("name", SIGHTS)
def test_no_text_is_smaller_than_an_eighteenth_of_the_height(name: str, aspect: float) -> None:
    for page in rehearsed(name, aspect):
        assert page
        assert min(words.px for words in page) >= HEIGHT / 18


@pytest.mark.parametrize("name", SIGHTS)
def test_every_text_stands_out_seven_to_one(name: str) -> None:
    for words in words_of(compose(sights.view(name, rehearsal=True), NOW, 16 / 9)):
        assert contrast(words.ink, words.ground) >= 7, words.text


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("name", SIGHTS)
def test_nothing_is_clipped_and_no_text_lies_on_another(name: str, aspect: float) -> None:
    stands_well(rehearsed(name, aspect), aspect)


def stands_well(pages: list[list[Words]], aspect: float) -> None:
    """All of each page is on it, and no text lies on another."""
    sheet = QRectF(0, 0, HEIGHT * aspect + 1, HEIGHT)
    for page in pages:
        for words in page:
            assert sheet.contains(words.area), words.text
        for one, other in combinations(page, 2):
            overlap = one.area.intersected(other.area)
            assert min(overlap.width(), overlap.height()) <= 1, (one.text, other.text)


@settings(max_examples=40)
@given(
    wording=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=1500),
    aspect=st.sampled_from(ASPECTS),
)
def test_any_text_stays_on_the_page(wording: str, aspect: float) -> None:
    sheet = QRectF(0, 0, HEIGHT * aspect + 1, HEIGHT)
    for words in words_of(compose(View(sight=Asked(wording=wording)), NOW, aspect)):
        assert sheet.contains(words.area)
        assert words.px >= UNIT


@pytest.mark.parametrize("size", SCREENS)
def test_letters_are_as_high_on_the_screen_as_they_are_meant_to_be(size: tuple[int, int]) -> None:
    """Measured on the picture: the capital's height is 0.66 of the letter size in this typeface."""
    width, height = size
    view = View(sight=Wall(wording="H", cards=(), total=0))
    image = painted(view, width, height)
    rows = [y for y in range(height // 6) if _darkest(image, y) < 100]
    assert len(rows) >= 0.64 * height / 18


def _darkest(image: QImage, y: int) -> int:
    return min(QColor(image.pixel(x, y)).lightness() for x in range(image.width() // 8))


def test_ink_and_paper_on_the_picture_are_seven_to_one() -> None:
    image = painted(sights.view("vote"), 1024, 768)
    shades = {QColor(image.pixel(x, y)).name() for x in range(0, 1024, 3) for y in range(0, 768, 2)}
    darkest = min(shades, key=lambda shade: QColor(shade).lightness())
    paper = QColor(image.pixel(2, 2)).name()
    assert contrast(darkest, paper) >= 7


def test_a_long_question_is_turned_page_by_page_until_every_word_was_shown() -> None:
    pages = pages_of(sights.view("long question"), 4 / 3, 12)
    shown = " ".join(words.text for page in pages for words in page)
    assert "Page 2 of" in shown
    assert shown.count("localist") >= 20


@pytest.mark.parametrize("name", ["six groups", "ten groups", "two groups"])
@pytest.mark.parametrize("aspect", ASPECTS)
def test_all_sixty_names_come_up(name: str, aspect: float) -> None:
    pages = pages_of(sights.view(name), aspect)
    shown = " ".join(words.text for page in pages for words in page)
    people = SIGHTS[name]
    assert isinstance(people, Groups)
    for group in people.groups:
        assert group.title in shown
        for person in group.members:
            assert all(part in shown for part in person.split()), person


@pytest.mark.parametrize(("name", "most"), [("six groups", 3), ("ten groups", 4)])
def test_sixty_people_find_themselves_within_a_few_pages(name: str, most: int) -> None:
    lines = [words.text for words in words_of(compose(sights.view(name), NOW, 16 / 9))]
    page = next(line for line in lines if line.startswith("Page "))
    assert int(page.split()[-1]) <= most


def test_the_wall_turns_its_pages_until_every_response_was_shown() -> None:
    cards = tuple(WallCard(f"{at}", f"Response {at}. {sights.LONG}") for at in range(30))
    view = View(sight=Wall(wording="Who wants innovation?", cards=cards, total=31))
    pages = pages_of(view, 16 / 9, 12)
    shown = " ".join(words.text for page in pages for words in page)
    assert all(f"Response {at}." in shown for at in range(30))
    for page in pages:
        assert "The newest 30 of 31" in [words.text for words in page]


def test_a_few_responses_stand_in_larger_letters_and_need_no_page() -> None:
    lines = words_of(compose(View(sight=sights.a_wall(cards=2)), NOW, 16 / 9))
    assert max(words.px for words in lines) > UNIT
    assert not any(words.text.startswith(("Page", "and ")) for words in lines)


SAID = (
    "The deadline was the commissioner’s, the blame was ours.",
    "As a regulator we do not impose. I accept that from your side of the table it looks the same.",
    "We lost our best people in six months. They had come to run a refuge, not to sit on a board.",
)


def wall_pages(*said: str) -> list[list[Words]]:
    cards = tuple(WallCard(f"{at}", words) for at, words in enumerate(said))
    view = View(sight=Wall(wording="Does it change?", cards=cards, total=len(said)))
    return pages_of(view, 16 / 9, len(said))


def test_a_walls_letters_grow_while_that_takes_no_more_pages() -> None:
    pages = wall_pages(*SAID, *SAID, *SAID[:2])
    said = [words for page in pages for words in page if words.text in " ".join(SAID)]
    assert len({tuple(words.text for words in page) for page in pages}) == 2
    assert min(words.px for words in said) > UNIT


def test_no_response_is_cut_by_large_letters_that_is_whole_in_smaller_ones() -> None:
    shown = [words.text for page in wall_pages(" ".join(SAID[1:]) * 2) for words in page]
    assert shown
    assert not any("…" in line for line in shown)


def test_words_that_more_people_gave_are_larger_and_each_has_its_count() -> None:
    words = words_of(compose(sights.view("cloud"), NOW, 16 / 9))
    sizes = {each.text: each.px for each in words}
    said = sights.a_cloud(14).words
    assert sizes[said[0].text] == max(sizes.values()) > UNIT
    assert {str(word.people) for word in said} <= set(sizes)
    assert not any(text.startswith("and ") for text in sizes)


def test_a_cloud_counts_the_words_it_cannot_show() -> None:
    words = words_of(compose(sights.view("full cloud"), NOW, 16 / 9))
    rest = next(each.text for each in words if each.text.startswith("and "))
    shown = sum(each.bold for each in words) - 1
    assert rest == f"and {300 - shown} more words"
    assert shown > 10


def test_a_wall_without_responses_says_that_they_will_come() -> None:
    lines = [words.text for words in words_of(compose(sights.view("empty wall"), NOW, 16 / 9))]
    assert "Responses appear here." in lines


def test_a_vote_shows_turnout_and_secrecy_and_nothing_of_its_result() -> None:
    text = " ".join(words.text for words in words_of(compose(sights.view("closed vote"), NOW, 2)))
    assert "Voting is closed" in text
    assert "23 of 60 have voted" in text
    assert "nobody can find out" in text
    assert "%" not in text
    assert "agree," not in text


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("locales", [(ENGLISH,), (ENGLISH, WELSH)], ids=["English", "both"])
def test_a_vote_shows_its_scale_in_words_and_the_way_in(
    aspect: float, locales: tuple[Locale, ...]
) -> None:
    view = replace(sights.view("vote on a scale"), locales=locales)
    words = words_of(compose(view, NOW, aspect))
    text = " ".join(each.text for each in words)
    for point in Agree().points():
        assert all(word in text for word in str(point).split()), point
    assert "Others join at http://192.168.4.1:8080" in text
    assert "XFA7S" in text


def test_the_last_half_minute_of_a_vote_is_counted_in_large_figures() -> None:
    def largest(left: int) -> Words:
        vote = replace(sights.a_vote(), closes_at=NOW + timedelta(seconds=left))
        words = words_of(compose(View(sight=vote), NOW, 16 / 9))
        return max(words, key=lambda each: each.px)

    assert largest(30).text == "30"
    assert largest(7).text == "7"
    assert largest(7).px >= 4 * UNIT
    assert largest(31).text.startswith("How far")


@pytest.mark.parametrize("aspect", ASPECTS)
def test_what_is_asked_is_read_whole_while_the_last_seconds_are_counted(aspect: float) -> None:
    asked = "Third sector organisations lose their independence to what commissioners will pay."
    vote = replace(sights.a_vote(items=("Contracts cost independence",)), wording=asked)
    counted = replace(sights.on_a_scale(vote), closes_at=NOW + timedelta(seconds=23))
    words = words_of(compose(View(sight=counted), NOW, aspect))
    text = " ".join(each.text for each in words)
    assert all(word in text for word in asked.split())
    assert "Page" not in text


def test_one_response_stands_alone_and_whole_under_its_question() -> None:
    view = sights.view("one response")
    pages = pages_of(view, 16 / 9, 3)
    assert pages[0] == pages[1], "on one page"
    text = " ".join(words.text for words in pages[0])
    assert text.count("localist") == 3
    assert "Who carries the risk?" in text
    assert "Third sector" in text


def test_all_pages_that_are_read_back_are_in_letters_of_one_size() -> None:
    notes = tuple(NoteContent(breakout_id="g", words=sights.LONG * 2) for _ in range(5))
    short = (NoteContent(breakout_id="g", words="Heard too late.", headline=True),)
    sizes = []
    for place, page in enumerate((short, notes)):
        sight = ReadBack(
            title="Table 1",
            topic="",
            notes=page,
            page=place + 1,
            whole=(short, notes),
            question="Who carries the risk?",
            headlines=("Heard too late.",),
        )
        lines = words_of(compose(View(sight=sight), NOW, 16 / 9))
        said = {words.text: words.px for words in lines}
        assert {"Who carries the risk?", "Heard too late."} <= set(said), "they stay in sight"
        sizes.append([px for text, px in said.items() if text.startswith(("Heard", "In what"))])
    assert sizes[0][0] == sizes[1][-1]


def test_eight_items_are_voted_on_from_one_page() -> None:
    for aspect in ASPECTS[1:]:
        pages = pages_of(sights.view("vote on eight"), aspect, 3)
        shown = " ".join(words.text.strip() for words in pages[0])
        for place, item in enumerate(sights.EIGHT, 1):
            assert f"{place}. {item}" in shown
        assert "Page" not in shown


@pytest.mark.parametrize("name", ["vote on many", "vote on thirty", "vote on a novel"])
def test_what_is_asked_stands_on_every_page_of_a_vote(name: str) -> None:
    pages = pages_of(sights.view(name), 16 / 9, 30)
    shown = {words.text.strip() for page in pages for words in page}
    for page in pages:
        assert any(words.bold and words.text.startswith("How far") for words in page)
    assert any(text.startswith("1. ") for text in shown)
    assert name != "vote on thirty" or {f"{at + 1}. Thing {at}" for at in range(30)} <= shown


def test_a_result_always_says_n_and_its_labels() -> None:
    text = " ".join(words.text for words in words_of(compose(sights.view("two rounds"), NOW, 2)))
    for said in ("Round 1", "Round 2", "n = 52", "n = 53", "Strongly disagree", "Accepted"):
        assert said in text


def test_a_wording_that_the_chart_would_repeat_stands_once() -> None:
    lines = words_of(compose(sights.view("one round"), NOW, 16 / 9))
    assert len([words for words in lines if words.text.startswith("Savings from")]) == 1


@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_scale_of_a_bar_with_its_label_inside_reaches_its_end(aspect: float) -> None:
    for name in ("eight bars", "choices"):
        blocks = [
            mark for mark in compose(sights.view(name), NOW, aspect) if isinstance(mark, Block)
        ]
        bars = [block for block in blocks if block.fill == PROJECTOR.chart.bar]
        assert bars
        for bar in bars:
            row = [mark for mark in blocks if mark.y <= bar.y < mark.y + mark.height]
            reaches = max(mark.x + mark.width for mark in row) - bar.x
            shares = {(50 - place) / 60 for place in range(8)}
            assert min(abs(bar.width / reaches - share) for share in shares) < 0.003


@pytest.mark.parametrize("aspect", ASPECTS)
def test_in_the_last_seconds_all_that_is_asked_stands_over_its_scale_at_once(
    aspect: float,
) -> None:
    marks = compose(sights.view("last seconds"), NOW, aspect)
    said = " ".join(words.text for words in words_of(marks))
    for words in ("with this finding?", "budget year.", "Strongly disagree", "know", "23"):
        assert words in said
    (number,) = (mark for mark in marks if isinstance(mark, Words) and mark.text == "23")
    under = [mark for mark in marks if isinstance(mark, Block)]
    assert all(block.y >= number.y + number.px for block in under)


def test_a_long_chart_is_turned_until_every_bar_was_shown() -> None:
    pages = pages_of(sights.view("choices"), 4 / 3)
    shown = " ".join(words.text for page in pages for words in page)
    for place in range(8):
        assert f"{50 - place} people" in shown


def test_eight_results_are_seen_at_once() -> None:
    for aspect in ASPECTS[1:]:
        marks = compose(sights.view("eight bars"), NOW, aspect)
        lines = {" ".join(words.text.split()) for words in words_of(marks)}
        for place, item in enumerate(sights.EIGHT):
            share = " ".join(percent(50 - place, 60).split())
            assert {item, f"{50 - place} people, {share}"} <= lines
        assert not any("page" in line for line in lines)


def test_every_page_of_a_split_result_says_what_its_bars_are_of() -> None:
    for page in pages_of(sights.view("eight by sector, two rounds"), 4 / 3, 12):
        said = [words.text for words in page]
        bars = [text for text in said if "chose it" in text]
        assert bars
        first = min(said.index(text) for text in bars)
        assert any(text in sights.EIGHT for text in said[:first])


def test_a_blank_screen_is_black_all_over() -> None:
    image = painted(View(sight=Said(message="Secret"), blank=True, rehearsal=True), 200, 150)
    colours = {image.pixel(x, y) for x in range(200) for y in range(150)}
    assert colours == {QColor("#000000").rgb()}


def test_a_rehearsal_says_so_on_every_sight() -> None:
    for name in SIGHTS:
        lines = [
            words.text for words in words_of(compose(sights.view(name, rehearsal=True), NOW, 2))
        ]
        assert "REHEARSAL" in lines


def test_the_picture_fills_a_screen_of_any_shape() -> None:
    for width, height in ((800, 1200), (3000, 400), (1, 1)):
        image = painted(sights.view("heading"), width, height)
        assert image.pixelColor(0, 0) == QColor(theme.LIGHT.sheet)
        assert image.pixelColor(width - 1, height - 1) == QColor(theme.LIGHT.sheet)


def test_a_countdown_says_what_is_left_and_stops_at_nought() -> None:
    clock = sights.SIGHTS["countdown"]
    assert time_left(clock, NOW) == "12:00"  # type: ignore[arg-type]
    assert time_left(clock, NOW + timedelta(seconds=719, microseconds=5)) == "0:01"  # type: ignore[arg-type]
    assert time_left(clock, NOW + timedelta(hours=1)) == "0:00"  # type: ignore[arg-type]
    assert time_left(sights.SIGHTS["paused"], NOW) == "1:01:40"  # type: ignore[arg-type]


def test_every_part_of_a_bar_has_its_number_however_small_it_is() -> None:
    for aspect in ASPECTS:
        said = [words.text for words in words_of(compose(sights.view("two rounds"), NOW, aspect))]
        for people in (4, 9, 11, 18, 10, 1, 30, 22):
            assert str(people) in said, people


@pytest.mark.parametrize("rehearsal", [True, False])
def test_the_whole_of_a_slide_is_seen_beneath_the_sign_of_a_rehearsal(rehearsal: bool) -> None:
    page = QImage(40, 30, QImage.Format.Format_RGB32)
    page.fill(QColor("blue"))
    view = sights.view("slide in words", rehearsal=rehearsal)
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    composed = compose(view, NOW, 16 / 9, is_drawn=True)
    paint(painter, QRectF(image.rect()), view, composed, images={("s", 1): page})
    painter.end()
    rows = [y for y in range(90) if image.pixelColor(80, y) == QColor("blue")]
    columns = [x for x in range(160) if image.pixelColor(x, 60) == QColor("blue")]
    assert len(columns) * 3 == pytest.approx(len(rows) * 4, abs=8)
