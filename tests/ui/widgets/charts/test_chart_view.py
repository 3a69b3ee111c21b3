"""A chart in the window: honest in its lengths, told apart without colour, read out in words."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from tests.ui.projector.sights import UNEVEN, agree_chart, choice_chart
from ui import theme
from ui.widgets.charts.chart_marks import chart_rows, legend
from ui.widgets.charts.chart_view import ChartView, window_inks
from ui.widgets.charts.marks import Block, Mark, Picture, Words, moved

WIDTH = 600.0
PX = 15


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT)


def marks_of(chart: Chart) -> Picture:
    marks: list[Mark] = []
    y = 0.0
    for row in chart_rows(chart, WIDTH, PX, window_inks()):
        marks += moved(row.marks, 0, y)
        y += row.height
    return tuple(marks)


def bars_of(chart: Chart) -> list[Block]:
    """Blocks that stand for people: not the axis, its line and ticks, nor a number's patch."""
    blocks = [mark for mark in marks_of(chart) if isinstance(mark, Block)]
    wide = [block for block in blocks if min(block.width, block.height) > PX / 10]
    return [b for b in wide if not any(o.area.contains(b.area) for o in wide if o is not b)]


def test_bars_are_as_long_as_their_shares() -> None:
    one, two = bars_of(choice_chart(UNEVEN[:2]))
    assert one.width / two.width == pytest.approx(50 / 49)


def test_all_of_it_is_the_whole_width_and_nothing_passes_it() -> None:
    bar = Bar(label="A", figure="all", parts=(Part("", 9, 1.0),))
    chart = Chart(form=ChartForm.BARS, title="", bars=(bar,), base="", text="")
    assert bars_of(chart)[0].area.right() <= WIDTH
    over = Chart(
        form=ChartForm.BARS,
        title="",
        bars=(Bar(label="A", figure="", parts=(Part("", 9, 1.4),)), bar),
        base="",
        text="",
    )
    first, second = bars_of(over)
    assert first.width / second.width == pytest.approx(1.4)
    assert first.area.right() <= WIDTH


def test_an_agree_scale_is_centred_on_neither() -> None:
    parts = bars_of(agree_chart((1, 2, 4, 2, 1)))
    middle = parts[2]
    left, right = parts[0].x, parts[-1].area.right()
    assert middle.x + middle.width / 2 == pytest.approx((left + right) / 2)


def test_disagreement_and_agreement_are_told_apart_without_colour() -> None:
    disagree, agree = (bars_of(agree_chart((0, 5, 0, 5, 0)))[at] for at in (0, 1))
    assert disagree.hatch
    assert not agree.hatch


@pytest.mark.parametrize("least", [4.5, 22.0])
def test_every_number_of_people_stands_on_its_part_or_under_it(least: float) -> None:
    """Whatever can be read on what: above 21 nothing can."""
    inks = replace(window_inks(), least=least)
    rows = chart_rows(agree_chart((1, 12, 14, 2, 15)), WIDTH, PX, inks)
    words = [mark.text for row in rows for mark in row.marks if isinstance(mark, Words)]
    assert {"1", "12", "14", "2", "15"} <= set(words)


def test_an_earlier_round_is_told_apart_without_colour() -> None:
    parts = (Part("", 30, 0.5),)
    bars = tuple(Bar(label=f"Round {n}", figure="", parts=parts, group="Trust") for n in (1, 2))
    chart = Chart(form=ChartForm.BARS, title="", bars=bars, base="", text="")
    first, second = bars_of(chart)
    assert (bool(first.hatch), bool(second.hatch)) == (True, False)
    assert first.fill != second.fill


def test_every_bar_has_its_label_and_its_figure() -> None:
    said = " ".join(
        mark.text for mark in marks_of(choice_chart(UNEVEN[:3])) if isinstance(mark, Words)
    )
    for place in range(3):
        assert f"{50 - place} people" in said


def test_the_legend_names_every_level_once() -> None:
    key = legend(agree_chart((1, 1, 1, 1, 1), (0, 0, 0, 0, 5)), WIDTH, PX, window_inks())
    names = [mark.text for mark in key.marks if isinstance(mark, Words)]
    assert len(names) == 5
    assert names[0] == "Strongly disagree"
    assert legend(choice_chart(), WIDTH, PX, window_inks()).height == 0


def test_the_view_is_as_high_as_its_chart_and_says_it_in_words() -> None:
    view = ChartView()
    view.set_chart(Chart(form=ChartForm.BARS, title="T", bars=(), base="", text="In words."))
    assert view.accessibleDescription() == "In words."
    low = view.heightForWidth(600)
    view.set_chart(choice_chart())
    assert view.heightForWidth(600) > low
    view.resize(600, view.heightForWidth(600))
    picture = view.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 200, 2)}
    assert theme.LIGHT.accent in colours
    view.set_chart(None)
    assert view.heightForWidth(600) == 0
    view.deleteLater()


def test_it_follows_the_scheme(qapp: QApplication) -> None:
    assert window_inks().ink == theme.LIGHT.ink
    theme.apply(qapp, theme.Scheme.DARK)
    assert window_inks().ink == theme.DARK.ink
