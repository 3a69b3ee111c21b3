"""Charts as values: the window, the projector and the documents draw the same ones."""

from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.wording import Text


class ChartForm(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    DIVERGING = "diverging"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar. `level` is -2 (strongly disagree) to 2 on a diverging bar, else 0; `short`
    is what it is called where there is little room.
    """

    label: Text
    people: float
    share: float
    level: int = 0
    short: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, what stands at its end ("31 people, 74 %"), and its parts.

    `group` names the item the bar belongs to, so that rounds stand in pairs; `aside` is what is
    kept out of the bar, such as "4 don't know". Shares are fractions of the longest possible bar.
    The last bar of a group is its newest round; `newest` says so of others, where a group holds
    more than rounds.
    """

    label: Text
    figure: Text
    parts: tuple[Part, ...]
    group: Text = ""
    aside: Text = ""
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A whole chart. `text` says the same in words, for people who cannot see it."""

    form: ChartForm
    title: Text
    bars: tuple[Bar, ...]
    base: Text
    text: Text


def left_share(bar: Bar, form: ChartForm) -> float:
    """The share left of nought: on a diverging bar all disagreement and half of "neither"."""
    if form is not ChartForm.DIVERGING:
        return 0.0
    return sum(
        part.share if part.level < 0 else part.share / 2 for part in bar.parts if part.level <= 0
    )


def reach(chart: Chart) -> tuple[float, float]:
    """How far bars go to the left of nought and to its right, at most, as shares."""
    lefts = [left_share(bar, chart.form) for bar in chart.bars]
    wholes = (sum(part.share for part in bar.parts) for bar in chart.bars)
    rights = (whole - left for whole, left in zip(wholes, lefts, strict=True))
    return max(lefts, default=0.0), max(rights, default=0.0)
