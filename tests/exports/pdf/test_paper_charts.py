"""Charts on paper: labels and n on the bars, rounds in pairs, legible without colour."""

from itertools import pairwise

import pytest

from exports.pdf.charts import draw_chart
from exports.pdf.layout import set_pages
from exports.pdf.page_style import A4, EARLIER, LEVELS, Colour, colour, look_of
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.polls import AGREE_LABELS
from tests.exports.noted import NotedPen, Written

LOOK = look_of(A4)
LEFT, RIGHT, TOP, BOTTOM, SMALL = LOOK.left, LOOK.right, LOOK.top, LOOK.bottom, LOOK.small
PAGE_WIDTH = A4.width


def agree_bar(label: str, *people: int, group: str = "item", aside: str = "") -> Bar:
    total = sum(people) or 1
    parts = tuple(
        Part(AGREE_LABELS[place], count, count / total, place - 2, "" if place != 2 else "Neither")
        for place, count in enumerate(people)
    )
    figure = f"{people[3] + people[4]} of {sum(people)} agree"
    return Bar(label=label, figure=figure, parts=parts, group=group, aside=aside)


def chart(form: ChartForm, *bars: Bar) -> Chart:
    return Chart(form=form, title="Title", bars=bars, base="n = 20", text="")


def drawn(made: Chart) -> NotedPen:
    pen = NotedPen()
    for page in set_pages([draw_chart(made, LOOK)], LOOK):
        for placed in page.placed:
            placed.block.draw(pen, placed.top)
    return pen


def plain_bars(number: int, label: str = "Option {n}", rounds: int = 1) -> Chart:
    bars = [
        Bar(
            label=f"Round {turn + 1}" if rounds > 1 else label.format(n=n),
            figure=f"{n} people, {n} %",
            parts=(Part("", n, n / 100),),
            group=label.format(n=n) if rounds > 1 else "",
        )
        for n in range(1, number + 1)
        for turn in range(rounds)
    ]
    return chart(ChartForm.BARS, *bars)


PAIR = chart(
    ChartForm.DIVERGING,
    agree_bar("Round 1", 4, 6, 5, 3, 2, aside="3 don’t know"),
    agree_bar("Round 2", 1, 2, 4, 9, 4),
)


def test_every_label_figure_and_aside_is_on_the_page() -> None:
    words = drawn(PAIR).words
    for text in ("Round 1", "Round 2", "5 of 20 agree", "13 of 20 agree", "3 don’t know", "n = 20"):
        assert text in words


def test_the_parts_are_named_over_the_first_bar_and_never_over_each_other() -> None:
    pen = drawn(PAIR)
    names = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
    found = sorted((line for line in pen.written if line.words in names), key=_x)
    assert [line.words for line in found] == names
    assert all(left.end <= right.x for left, right in pairwise(found))


def _x(line: Written) -> float:
    return line.x


def test_names_do_not_collide_when_nearly_all_agree() -> None:
    pen = drawn(chart(ChartForm.DIVERGING, agree_bar("Round 1", 1, 1, 1, 1, 96)))
    found = sorted((line for line in pen.written if line.style == SMALL), key=_x)
    names = [line for line in found if "gree" in line.words or line.words == "Neither"]
    assert len(names) == 5
    assert all(left.end <= right.x for left, right in pairwise(names))


def test_the_counts_stand_in_their_parts() -> None:
    words = drawn(PAIR).words
    assert {"4", "6", "5", "3", "2", "1", "9"} <= set(words)


def test_neither_is_centred_on_the_same_line_in_every_round() -> None:
    boxes = [box for box in drawn(PAIR).boxes if box.fill == LEVELS[0]]
    first, second = (box.x + box.width / 2 for box in boxes)
    assert first == pytest.approx(second, abs=0.6)


def test_disagreement_is_hatched_and_agreement_is_not() -> None:
    pen = drawn(PAIR)
    disagree = [box.x for box in pen.boxes if box.fill == LEVELS[-1] and box.height > 12]
    assert [x for x, _, _ in pen.hatched] == disagree


def test_an_earlier_round_is_lighter_than_the_last() -> None:
    boxes = drawn(plain_bars(1, rounds=2)).boxes
    assert boxes[0].fill == EARLIER
    assert grey(boxes[0].fill) > grey(boxes[1].fill) + 0.3


def grey(fill: Colour) -> float:
    return 0.299 * fill[0] + 0.587 * fill[1] + 0.114 * fill[2]


def test_neighbouring_levels_differ_in_grey_or_by_hatch() -> None:
    for level in (0, 1):
        assert grey(LEVELS[level]) - grey(LEVELS[level + 1]) > 0.12
    assert grey(LEVELS[-1]) - grey(LEVELS[-2]) > 0.3


def test_everything_stays_between_the_margins() -> None:
    for made in (PAIR, plain_bars(9), plain_bars(9, "A long option " * 12 + "{n}")):
        pen = drawn(made)
        assert all(box.x >= LEFT - 1 and box.x + box.width <= RIGHT + 1 for box in pen.boxes)
        assert all(line.x >= LEFT - 1 and line.end <= RIGHT + 1 for line in pen.written)
        assert PAGE_WIDTH > RIGHT


def test_long_labels_wrap_above_their_bars() -> None:
    long = "A framework for making a business case for partnership, which nobody has " * 3
    pen = drawn(plain_bars(2, long + "{n}"))
    assert " ".join(pen.words).count("A framework for making") == 6


def test_names_stand_between_a_long_label_and_its_bar() -> None:
    long = "Partnerships that a regulator imposed have weakened people’s motivation, even where "
    pen = drawn(chart(ChartForm.DIVERGING, agree_bar(long * 2, 1, 2, 3, 4, 5, group="")))
    label = min(line.y for line in pen.written if "regulator" in line.words)
    name = next(line.y for line in pen.written if line.words == "Agree")
    assert label > name > max(box.y + box.height for box in pen.boxes)


def test_a_plain_bar_is_drawn_on_a_scale_to_the_whole() -> None:
    full, half = (drawn(chart(ChartForm.BARS, plain)).boxes[0].width for plain in (ALL, HALF))
    assert full == pytest.approx(half, rel=0.1)
    assert drawn(chart(ChartForm.BARS, MOST)).boxes[0].width == pytest.approx(0.8 * full, rel=0.1)


ALL, MOST, HALF = (
    Bar(label="one", figure="figure", parts=(Part("", 1, share),)) for share in (1.0, 0.8, 0.5)
)


def test_a_chart_of_many_items_goes_on_over_pages_with_the_names_again() -> None:
    bars = [
        agree_bar(f"Round {t}", 1, 2, 3, 4, 5, group=f"Item {n}") for n in range(60) for t in (1, 2)
    ]
    made = chart(ChartForm.DIVERGING, *bars)
    pages = set_pages([draw_chart(made, LOOK)], LOOK)
    pen = drawn(made)
    assert len(pages) > 2
    assert pen.words.count("Strongly agree") == len(pages)
    assert [word for word in pen.words if word.startswith("Item")] == [
        f"Item {n}" for n in range(60)
    ]
    assert all(p.top - p.block.height >= BOTTOM - 0.02 for page in pages for p in page.placed)


def test_a_group_that_bears_the_title_is_not_named_again() -> None:
    made = chart(ChartForm.DIVERGING, agree_bar("Round 1", 1, 1, 1, 1, 1, group="Title"))
    assert "Title" not in drawn(made).words


def test_a_chart_without_votes_still_draws() -> None:
    made = chart(ChartForm.DIVERGING, agree_bar("Round 1", 0, 0, 0, 0, 0))
    assert "Round 1" in drawn(made).words
    assert draw_chart(chart(ChartForm.BARS), LOOK).height < TOP


def test_a_colour_is_read_from_its_name() -> None:
    assert colour("#ff0000") == (1.0, 0.0, 0.0)
