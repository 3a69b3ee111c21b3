"""Blocks find their places: in order, within the page, headings with what they head."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.document import (
    Aside,
    Card,
    Entry,
    Opens,
    Section,
    Use,
    Voice,
    said,
)
from exports.document import (
    Block as Told,
)
from exports.pdf.blocks import Prose, card_sheets, heading, subheading
from exports.pdf.documents import lay_out
from exports.pdf.layout import Block, Mark, Page, in_one_piece, set_pages, together
from exports.pdf.page_style import A4, LARGE_PRINT, look_of
from exports.pdf.pen import Pen
from exports.pdf.tables import Column, Row, Rows, table
from exports.pdf.tagging.elements import DOCUMENT, heading_of
from tests.exports.every_role import made_of
from tests.exports.noted import NotedPen

LOOK = look_of(A4)
TITLE = heading_of(DOCUMENT, 1)
BODY, SMALL, TOP, BOTTOM = LOOK.body, LOOK.small, LOOK.top, LOOK.bottom
FRAME = LOOK.page


class Slab(Block):
    """A block of some height that cannot be cut."""

    def __init__(self, tall: float, keep: bool = False, before: float = 0.0) -> None:
        self.tall = tall
        self.keep = keep
        self.before = before

    @property
    def height(self) -> float:
        return self.tall

    def draw(self, pen: Pen, top: float) -> None:
        pen.line(0, top, 0, top - self.tall)


slabs = st.builds(Slab, tall=st.floats(1, FRAME / 4), keep=st.booleans(), before=st.floats(0, 40))


def blocks_of(pages: list[Page]) -> list[Block]:
    return [placed.block for page in pages for placed in page.placed]


@given(st.lists(slabs, max_size=60))
def test_blocks_keep_their_order_and_stay_within_the_page(blocks: list[Slab]) -> None:
    pages = set_pages(blocks, LOOK)
    assert blocks_of(pages) == blocks
    for page in pages:
        for above, below in zip(page.placed, page.placed[1:], strict=False):
            assert below.top <= above.top - above.block.height + 0.01
        assert all(placed.top - placed.block.height >= BOTTOM - 0.02 for placed in page.placed)


@given(st.lists(st.tuples(st.floats(5, 60), st.floats(5, 90), st.floats(0, 40)), max_size=40))
def test_no_page_ends_with_a_heading(sections: list[tuple[float, float, float]]) -> None:
    blocks = [
        slab
        for head, body, before in sections
        for slab in (Slab(head, keep=True, before=before), Slab(body, before=before))
    ]
    assert all(not page.placed[-1].block.keep for page in set_pages(blocks, LOOK) if page.placed)


looks = st.lists(st.tuples(st.floats(5, 60), st.lists(st.floats(5, FRAME / 3), max_size=8)))
"""What has to be seen at one look: a heading, and what stands under it."""


@given(looks, st.booleans())
def test_no_heading_is_alone_and_no_page_just_begun_where_a_look_takes_more_than_a_page(
    sections: list[tuple[float, list[float]]], is_whole: bool
) -> None:
    blocks: list[Block] = []
    for head, bodies in sections:
        group: list[Block] = [Slab(head, keep=True), *map(Slab, bodies), Slab(20)]
        for body in group[1:-1]:
            body.near = True
        blocks += together(group, LOOK, most=1.0) if is_whole else group
    pages = set_pages(blocks, LOOK)
    for page, following in pairwise(pages):
        last, first = page.placed[-1], following.placed[0].block
        used = TOP - last.top + last.block.height
        assert not last.block.keep
        at = blocks.index(first)
        must = first.height + (blocks[at + 1].height if first.keep else 0.0)
        assert used >= FRAME / 3 - 0.01 or used + must > FRAME


def test_a_heading_is_not_left_behind_by_a_look_that_takes_more_than_a_page() -> None:
    bodies = [Slab(FRAME * 0.4) for _ in range(5)]
    for body in bodies:
        body.near = True
    pages = set_pages([Slab(FRAME - 50), Slab(40, keep=True), *bodies, Slab(20)], LOOK)
    assert [len(page.placed) for page in pages][:2] == [1, 2]


def test_what_is_cut_from_others_stays_in_one_piece_though_a_page_is_just_begun() -> None:
    leaf = in_one_piece([Slab(FRAME / 2) for _ in range(2)], LOOK)
    pages = set_pages([Slab(FRAME / 5), *leaf], LOOK)
    assert [len(page.placed) for page in pages] == [1, 2]


def test_a_text_is_cut_with_at_least_two_lines_on_either_page() -> None:
    pages = set_pages(
        [Slab(FRAME - 3 * BODY.leading - 1), Prose(LOOK, ("word " * 100, BODY))], LOOK
    )
    text = [placed.block for page in pages for placed in page.placed[-1:]]
    cut = [block for block in text if isinstance(block, Prose)]
    assert len(cut) == 2
    assert all(len(block.lines) >= 2 for block in cut)


def test_a_text_of_three_lines_is_not_cut() -> None:
    prose = Prose(LOOK, ("one\ntwo\nthree", BODY))
    assert prose.cut(2 * BODY.leading) is None


def test_a_text_longer_than_many_pages_is_all_there() -> None:
    prose = Prose(LOOK, ("word " * 20_000, BODY), aside="label", aside_style=SMALL)
    pages = set_pages([prose], LOOK)
    lines = [line for block in blocks_of(pages) if isinstance(block, Prose) for line in block.lines]
    assert lines == prose.lines
    assert len(pages) > 10


def test_the_label_in_the_margin_stands_on_the_first_piece_alone() -> None:
    pages = set_pages([Prose(LOOK, ("word " * 3000, BODY), aside="label")], LOOK)
    asides = [block.aside for block in blocks_of(pages) if isinstance(block, Prose)]
    assert asides == [["label"], *([[]] * (len(asides) - 1))]


def test_blocks_that_belong_together_turn_the_page_together() -> None:
    group = [Slab(100), Slab(100), Slab(100)]
    pages = set_pages([Slab(FRAME - 250), *together(group, LOOK)], LOOK)
    assert [len(page.placed) for page in pages] == [1, 3]


def test_a_group_taller_than_half_a_page_flows() -> None:
    group = [Slab(100) for _ in range(6)]
    pages = set_pages([Slab(FRAME - 250), *together(group, LOOK)], LOOK)
    assert [len(page.placed) for page in pages] == [3, 4]


def section(goes_on: bool) -> Block:
    head = heading(LOOK, "Next", TITLE, Mark("next", "Next", 0), new_page=True)
    head.goes_on = goes_on
    return head


def test_a_section_goes_on_where_the_page_before_would_be_left_nearly_empty() -> None:
    for used, goes_on, pages in (
        (0.2, True, 1),
        (0.5, True, 2),
        (0.2, False, 2),
    ):
        blocks = [Slab(FRAME * used), section(goes_on), Slab(100)]
        assert len(set_pages(blocks, LOOK)) == pages


def test_a_section_that_goes_on_takes_its_first_block_along_to_the_next_page() -> None:
    pages = set_pages([Slab(FRAME * 0.2), section(True), Slab(FRAME * 0.9)], LOOK)
    assert [len(page.placed) for page in pages] == [1, 2]


def test_the_running_head_names_the_section_a_page_begins_with() -> None:
    first = heading(LOOK, "First", TITLE, Mark("a", "First", 0), new_page=True)
    second = heading(LOOK, "Second", TITLE, Mark("b", "Second", 0), new_page=True)
    pages = set_pages(
        [first, Slab(FRAME / 2), Slab(FRAME / 2), second, subheading(LOOK, "Within", TITLE)], LOOK
    )
    assert [page.section for page in pages] == ["First", "First", "Second"]


def rows_of(number: int) -> Rows:
    columns = [Column("Number", 60, figures=True), Column("Word", 200)]
    return table(columns, [[str(n), f"row {n}"] for n in range(number)], LOOK)


def test_a_long_table_repeats_its_headings_and_loses_no_row() -> None:
    pages = set_pages([rows_of(1000)], LOOK)
    pen = NotedPen()
    for page in pages:
        for placed in page.placed:
            placed.block.draw(pen, placed.top)
    assert pen.words.count("Number") == len(pages) > 10
    assert [word for word in pen.words if word.startswith("row ")] == [
        f"row {n}" for n in range(1000)
    ]


class CountedRows(list[Row]):
    """Rows that count how often one is looked at."""

    looks = 0

    def __iter__(self) -> Iterator[Row]:
        for row in super().__iter__():
            self.looks += 1
            yield row

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return super().__getitem__(place)


def test_a_table_takes_work_in_proportion_to_its_rows() -> None:
    """ReportLab's own tables are split again from the start at every page."""

    def looks(number: int) -> int:
        rows = CountedRows(rows_of(number).rows)
        set_pages([Rows(rows_of(1).columns, rows, LOOK, 0, 0)], LOOK)
        return rows.looks

    assert looks(20_000) < 11 * looks(2_000)


def test_a_group_of_rows_is_not_torn_apart() -> None:
    columns = [Column("Round", 60), Column("n", 30)]
    cells: list[list[str] | str] = []
    for item in range(60):
        cells += [f"Item {item}", ["Round 1", "1"], ["Round 2", "2"]]
    pages = set_pages([table(columns, cells, LOOK)], LOOK)
    for page in pages:
        pen = NotedPen()
        page.placed[0].block.draw(pen, TOP)
        titles = [word for word in pen.words if word.startswith("Item")]
        assert pen.words.count("Round 2") == len(titles)


def test_a_cell_as_long_as_a_book_is_cut_by_its_lines() -> None:
    columns = [Column("Item", 100), Column("n", 30, figures=True)]
    words = " ".join(f"word{n}" for n in range(3000))
    pages = set_pages([Slab(100), table(columns, [[words, "7"], ["next", "8"]], LOOK)], LOOK)
    pen = NotedPen()
    for page in pages:
        for placed in page.placed:
            assert placed.top - placed.block.height >= BOTTOM - 0.02
            placed.block.draw(pen, placed.top)
    assert all(f"word{n}" in " ".join(pen.words) for n in (0, 1500, 2999))


def test_no_line_of_a_card_stands_on_another_however_long_they_are() -> None:
    name, sign = "Gwenllïan Ŵyn-Rhŷs Papadopoulou", "Group 1: Mergers in English housing"
    for names, signs, foot in product((1, 3), (0, 1, 3), ("", "The Chatham House Rule")):
        card = Card(name=name * names, about="Ask & Co", sign=sign * signs, foot=foot)
        (sheet,) = card_sheets([card], LOOK, DOCUMENT)
        pen = NotedPen()
        sheet.draw(pen, TOP)
        lines = sorted((each.y, each.style.size) for each in pen.written if each.words)
        for (low, size), (high, other) in pairwise(lines):
            assert low + 0.72 * size <= high - 0.22 * other + 0.01, (names, signs, foot)


def test_of_a_text_under_its_label_two_lines_stand_at_the_foot_of_a_page() -> None:
    """The label is none of them."""
    look = look_of(LARGE_PRINT)
    assert look.stacked
    for used in range(300, 640, 5):
        prose = Prose(look, ("word " * 60, look.body), aside="What moved")
        first, *_ = set_pages([Slab(float(used)), prose], look)
        pieces = [each.block for each in first.placed if isinstance(each.block, Prose)]
        assert all(len(piece.lines) > 2 for piece in pieces), used


def words_of(prose: Prose) -> str:
    return " ".join(str(text) for text, _, _ in prose.lines)


@pytest.mark.parametrize(
    ("claim", "use"),
    [
        ((said("It is so.", Voice.STATEMENT), Aside("Of", "Those who know.")), Use.REPORT),
        ((Aside("1234abcd", "It is so.", Voice.STATEMENT), said("Accepted.")), Use.HANDOUT),
    ],
)
def test_what_a_theme_or_a_finding_says_stands_with_what_follows_it(
    claim: tuple[Told, ...], use: Use
) -> None:
    """However much of the page is full before it."""
    finding = Section(title="A finding", blocks=claim)
    theme = Section(title="A theme", blocks=(Entry("What it holds", ""),), nested=(finding,) * 9)
    for lines in range(50):
        before = Section(title="First", blocks=(said("."),) * lines, opens=Opens.PART)
        document = replace(made_of(), use=use, sections=(before, theme, before))
        pages = lay_out(document).pages
        feet = [page.placed[-1].block for page in pages]
        said_last = {words_of(block) for block in feet if isinstance(block, Prose)}
        assert not said_last & {"It is so.", "What it holds"}, lines


def test_a_contents_that_ends_on_a_page_just_begun_shares_it() -> None:
    section = Section(title="First", blocks=(said("It begins."),), opens=Opens.PART)
    more = tuple(Section(title=f"Part {number}", blocks=(said("."),)) for number in range(43))
    document = replace(made_of(), sections=(section, *more))
    laid = lay_out(document)
    contents = [n for n, page in enumerate(laid.pages) if page.section == "Contents"]
    assert len(contents) == 2
    marks = [placed.block.mark for placed in laid.pages[contents[-1]].placed]
    assert "First" in [mark.title for mark in marks if mark]


def test_table_cells_are_data_whatever_they_hold() -> None:
    pen = NotedPen()
    columns = [Column("<b>Bold</b>", LOOK.main_width / 2), Column("n", 40)]
    table(columns, [["</para> & =1+1", "1"]], LOOK).draw(pen, TOP)
    assert "<b>Bold</b>" in pen.words
    assert "</para> & =1+1" in pen.words
