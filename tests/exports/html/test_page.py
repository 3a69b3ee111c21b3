"""A document as a web page, read back in a real browser: all of it, nothing else, for everybody."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from exports.content.summary import summary_document
from exports.document import Document, Figure, Paragraph, Point, Points, Quote, Run, all_sections
from exports.html.page import page_of, write
from exports.papers import paper_of
from exports.pdf.inks.pictures import pictures_of
from exports.phrases import fit
from facilitator.domain.report.summary import Length
from tests.exports.every_role import BLOCKS, made_of
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import seminar_summary
from tests.exports.texts import texts_of
from tests.phone.chromium import context_of

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = (
    "axe.run().then(found => found.violations.map(each => [each.id, each.nodes.map(n => n.html)]))"
)
SLANTING = """lines => lines.filter(
    each => each.x1.baseVal.value !== each.x2.baseVal.value
        && each.y1.baseVal.value !== each.y2.baseVal.value).length"""
DANGLING = """[...document.querySelectorAll('a')].filter(link => {
    const at = link.getAttribute('href');
    return at.startsWith('#') && document.querySelectorAll(`[id="${at.slice(1)}"]`).length !== 1;
}).length"""
MOVES = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
HOSTILE = (
    *NAUGHTY,
    "<script>document.title = 'run'</script>",
    "<img src=http://example.org/x onerror=alert(1)>",
    "</style><svg onload=alert(1)>",
    "&lt;b&gt; &#0; \x00\x07\x1b \ufffe",
    "شراكة hamdden \u202e דברים",
)


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator["Shown"]:
    context = context_of(browser, viewport={"width": 320, "height": 640})
    yield Shown(context.new_page(), tmp_path / "page.html")
    context.close()


class Shown:
    """A document written and opened; `asked` is whatever the page wanted from elsewhere."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page, self.path = page, path
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: self.asked.append(said.text))

    def open(self, document: Document) -> str:
        """What the page says, blanks left out."""
        write(document, self.path)
        self.page.goto(self.path.as_uri())
        return squeezed(self.page.evaluate("document.body.textContent"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fit(text))


def summary() -> Document:
    return summary_document(seminar_summary(responses=12, findings=7, seed=7))


def hostile() -> Document:
    points = Points(tuple(Point(text) for text in HOSTILE))
    quotes = [
        Quote(words=text, attribution=text, id=f"{number}-{text}", remark=text)
        for number, text in enumerate(HOSTILE)
    ]
    links = Paragraph(tuple(Run(quote.words, link=f"#{quote.id}") for quote in quotes))
    return replace(made_of(points, links, *quotes, *BLOCKS), title=HOSTILE[0])


@pytest.mark.parametrize("made", [summary, hostile])
def test_a_page_says_all_that_the_document_says_and_asks_for_nothing(
    made: Callable[[], Document], shown: Shown
) -> None:
    document = made()
    found = shown.open(document)
    assert [text for text in texts_of(document) if squeezed(text) not in found] == []
    assert shown.asked == [shown.path.as_uri()]
    assert shown.page.title().split() == fit(document.title).split()
    assert (
        shown.page.locator(
            "script, :not(.photograph) > img, iframe, form, [onerror], [onload], font, b b"
        ).count()
        == 0
    )
    assert shown.page.evaluate(DANGLING) == 0
    titled = [section for section in all_sections(document.sections) if section.title]
    assert shown.page.locator("section").count() == len(titled)


@pytest.mark.parametrize("made", [summary, hostile])
def test_nothing_bars_anybody_from_a_page(made: Callable[[], Document], shown: Shown) -> None:
    shown.open(made())
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 320
    shown.page.evaluate(AXE)
    assert not [json.dumps(each) for each in shown.page.evaluate(RUN)]


def test_the_page_that_people_take_home_is_read_on_a_phone_without_moving_it(shown: Shown) -> None:
    shown.page.set_viewport_size({"width": 360, "height": 640})
    shown.open(paper_of(seminar_summary(responses=12, findings=7, seed=7), Length.PAGE))
    assert shown.page.locator(".wide").count() > 0
    assert shown.page.locator(".wide").evaluate_all(MOVES) == 0


def test_figures_of_a_chart_stand_under_it(shown: Shown) -> None:
    shown.open(made_of(*BLOCKS))
    chart = shown.page.locator("figure").first
    rows = [row.inner_text().split() for row in chart.locator("tbody tr:has(td)").all()]
    assert [row[:5] for row in rows] == [
        ["Round", "1", "1", "3", "1"],
        ["Round", "2", "1", "3", "2"],
    ]
    drawn = chart.locator(".drawn svg")
    assert "Round 1" in (drawn.text_content() or "")
    assert "agree" in (drawn.get_attribute("aria-label") or "")
    slanting = drawn.locator("line").evaluate_all(SLANTING)
    assert slanting > 3, "disagreement is hatched"


def test_a_chart_is_drawn_by_the_hand_that_draws_it_on_paper(shown: Shown) -> None:
    shown.open(made_of(*BLOCKS))
    (figure,) = (each for each in BLOCKS if isinstance(each, Figure))
    there = shown.page.locator("figure .drawn").first
    (picture,) = pictures_of(figure.chart, figure.sentence)
    marks = ElementTree.fromstring(picture.svg)
    for kind in ("rect", "line", "text"):
        inked = [mark for mark in marks.iter() if mark.tag.endswith(f"}}{kind}")]
        assert there.locator(kind).count() == len(inked) > 0


def test_the_same_document_gives_the_same_bytes_and_a_rehearsal_says_so() -> None:
    document = summary()
    assert page_of(document) == page_of(summary())
    assert b"REHEARSAL" not in page_of(document)
    rehearsed = replace(document, about=replace(document.about, rehearsal=True))
    assert b"REHEARSAL" in page_of(rehearsed)


def test_a_page_would_run_nothing_even_if_something_had_got_into_it(shown: Shown) -> None:
    shown.open(made_of(*BLOCKS))
    tried = """() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
        return window.ran === true;
    }"""
    assert not shown.page.evaluate(tried)
