"""How people marked the day: every mark with how many gave it, since a mean hides who went home
unhappy.
"""

from collections.abc import Iterator

from exports.content.poll_pages import came_to
from exports.document import Block, Figure, said
from exports.phrases import Tell, short_id
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.polls import Method
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.wording import Joined, people, say


def marks(summary: Summary, tell: Tell) -> Iterator[Block]:
    """A figure for each poll that the day was evaluated by: how many gave each mark, from the
    lowest that was given to the highest.
    """
    for part in summary.polls:
        if part.poll.id in summary.evaluating and part.poll.method is Method.RATE and part.rounds:
            yield from _marked(part, tell)


def _marked(part: PollPart, tell: Tell) -> Iterator[Block]:
    last = part.rounds[-1]
    yield said(f"{tell(part.poll.spoken)} {came_to(part, tell)}")
    for line in last.tally.lines:
        given = [mark for mark, n in line.points if n]
        if given:
            between = tuple(each for each in line.points if given[0] <= each[0] <= given[-1])
            chart = tell.whole(_distribution(part, between))
            called = f"{tell(part.poll.spoken_title)} ({short_id(part.poll.id)})"
            yield Figure(chart, tell(chart.text), called)


def _distribution(part: PollPart, points: tuple[tuple[int, int], ...]) -> Chart:
    most = max(n for _, n in points)
    bars = tuple(
        Bar(label=str(mark), figure=people(n), parts=(Part(str(mark), n, n / most),))
        for mark, n in points
    )
    each = (say("{mark}: {people}", mark=mark, people=people(n)) for mark, n in points)
    title = part.poll.spoken_title
    told = say("{title}. {marks}.", title=title, marks=Joined(each, "; "))
    return Chart(form=ChartForm.BARS, title=title, bars=bars, base="", text=told)
