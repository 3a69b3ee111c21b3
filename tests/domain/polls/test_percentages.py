"""A percentage has at least twenty people under it, and is of what stands beside it, wherever it is
told: on charts and in their words, in verdicts, in what moved, on the panel, in both languages.

The oracle reads the sentences: it takes the counts beside each percentage and divides them itself.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.locales import ENGLISH, WELSH, Locale
from facilitator.domain.polls.agreement.panel import panel
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.results import Tally
from facilitator.domain.polls.shifts import flows, moved
from facilitator.domain.polls.tally import count
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.wording import told

THRESHOLD = 0.75
ITEMS = (Item("a", "Alpha"), Item("b", "Beta"))
PERCENT = re.compile(r"([\d.,]+) %")
COUNTED = re.compile(r"(\d+) (?:of|o) (\d+)(?: o bobl| people)?[^.%;()\d]*?(?:\(|, )([\d.]+) %")
PEOPLE = re.compile(r"(\d+) (?:people|person|o bobl), ([\d.]+) %")

Marks = dict[str, int]
SCALE = st.sampled_from([0, 1, 2, 3, 4, 5, 5])
BALLOTS = {
    Method.AGREE: st.fixed_dictionaries({"a": SCALE}, optional={"b": SCALE}),
    Method.CHOOSE_ONE: st.sampled_from([{"a": 1}, {"b": 1}]),
    Method.APPROVE: st.sampled_from([{"a": 1}, {"b": 1}, {"a": 1, "b": 1}, {}]),
}


@st.composite
def votes(draw: st.DrawFn) -> tuple[Poll, list[Ballot], list[Ballot]]:
    """A poll with two rounds, whose people are about as many as a share takes."""
    method = draw(st.sampled_from(list(BALLOTS)))
    poll = Poll(
        id="p", position=1, title="T", wording="W", method=method, items=ITEMS, threshold=THRESHOLD
    )
    rounds = []
    for name in ("1", "2"):
        people = draw(st.integers(15, 60))
        marks: list[Marks] = draw(st.lists(BALLOTS[method], min_size=people, max_size=people))
        rounds.append(
            [
                Ballot(round_id=name, voter_key=f"v{n}", marks=tuple(each.items()))
                for n, each in enumerate(marks)
            ]
        )
    return poll, rounds[0], rounds[1]


def sentences(
    poll: Poll, first: list[Ballot], last: list[Ballot], locale: Locale
) -> Iterator[tuple[Tally, str]]:
    """All that is told of the rounds, with the round whose voters it is of."""
    tallies = count(poll, first), count(poll, last)
    chart = chart_of(poll, [("Round 1", tallies[0]), ("Round 2", tallies[1])])
    assert chart is not None
    for at, bar in enumerate(chart.bars):
        yield tallies[at % 2], told(bar.figure, locale)
    for tally in tallies:
        yield tally, told(verdict(poll, tally), locale)
        for measure in panel(poll, tally).measures:
            yield tally, told(measure.figure, locale)
    paired = flows(poll, first, last)
    yield tallies[1], told(moved(poll, *tallies, paired), locale)


def is_of(percent: str, part: int, whole: int) -> bool:
    """Whether that is the share, rounded: to the next whole, or nearer where a threshold asks it,
    or so that shares of one whole are a hundred.
    """
    exact = Fraction(part, whole) * 100
    places = len(percent.partition(".")[2])
    rounded = Fraction(floor(exact * 10**places + Fraction(1, 2)), 10**places)
    return Fraction(percent) == rounded or (
        exact.denominator == 2 and abs(Fraction(percent) - exact) <= Fraction(1, 2)
    )


@given(votes(), st.sampled_from([ENGLISH, WELSH]))
def test_each_percentage_is_of_the_people_beside_it_and_of_twenty_at_least(
    voted: tuple[Poll, list[Ballot], list[Ballot]], locale: Locale
) -> None:
    for tally, said in sentences(*voted, locale):
        shares = [(int(n), int(of), p) for n, of, p in COUNTED.findall(said)]
        shares += [(int(n), tally.voters, p) for n, p in PEOPLE.findall(said)]
        for part, whole, percent in shares:
            assert whole >= 20, said
            assert is_of(percent, part, whole), said
        others = [each for each in PERCENT.findall(said) if each not in {s[2] for s in shares}]
        assert set(others) <= {"75"}, said
