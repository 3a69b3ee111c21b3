"""How people marked the day: every mark with how many gave it, since a mean hides who went home
unhappy.
"""

from collections.abc import Iterator

from exports.document import Block, Figure, said
from exports.phrases import short_id
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.polls import Method
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.wording import people


def marks(summary: Summary) -> Iterator[Block]:
    """A figure for each poll that the day was evaluated by: how many gave each mark, from the
    lowest that was given to the highest.
    """
    for part in summary.polls:
        if part.poll.id in summary.evaluating and part.poll.method is Method.RATE and part.rounds:
            yield from _marked(part)


def _marked(part: PollPart) -> Iterator[Block]:
    last = part.rounds[-1]
    yield said(f"{part.poll.wording} {verdict(last.round.poll, last.tally)}")
    for line in last.tally.lines:
        given = [mark for mark, n in line.points if n]
        if given:
            between = tuple(each for each in line.points if given[0] <= each[0] <= given[-1])
            chart = _distribution(part, between)
            yield Figure(chart, str(chart.text), f"{part.poll.title} ({short_id(part.poll.id)})")


def _distribution(part: PollPart, points: tuple[tuple[int, int], ...]) -> Chart:
    most = max(n for _, n in points)
    bars = tuple(
        Bar(label=str(mark), figure=str(people(n)), parts=(Part(str(mark), n, n / most),))
        for mark, n in points
    )
    told = "; ".join(f"{mark}: {people(n)}" for mark, n in points)
    title = part.poll.title
    return Chart(form=ChartForm.BARS, title=title, bars=bars, base="", text=f"{title}. {told}.")
