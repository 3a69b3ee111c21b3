"""A poll's results as one chart for the window, the projector, the phones and the documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.methods.dots import dots_cap
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import AGREE_LABELS, RATE_MAX, Method, Poll
from facilitator.domain.polls.results import Line
from facilitator.domain.polls.tally import Tally
from facilitator.domain.polls.words import fold
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import counted, figure, listed, ordinal, people, percent

Rounds = Sequence[tuple[str, Tally]]

MOST_WORDS = 20
"""How many words a chart of open words shows."""

_CHANNELS = {
    Channel.PLENARY: "in plenary",
    Channel.PHONE: "by phone",
    Channel.TABLET: "on the tablet",
    Channel.PAPER: "on paper",
    Channel.HANDS: "by show of hands",
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a method makes of a line: what stands at the bar's end, and the bar."""

    figure: str
    parts: tuple[Part, ...]
    aside: str = ""


def chart_of(poll: Poll, rounds: Rounds) -> Chart:
    """The chart of a poll's rounds, (name, tally) each in time order, at least one.

    Ranked and counted methods stand best first by the last round, scales in the poll's order; tied
    items have the same figure and place. A round's bars stand together under their item.
    """
    bars = tuple(_word_bars(rounds) if poll.method is Method.WORDS else _item_bars(poll, rounds))
    base = _base(poll, rounds)
    return Chart(
        form=ChartForm.DIVERGING if poll.method is Method.AGREE else ChartForm.BARS,
        title=poll.title,
        bars=bars,
        base=base,
        text=" ".join([f"{poll.title}.", *(_said(bar) for bar in bars), base]),
    )


def _item_bars(poll: Poll, rounds: Rounds) -> Iterator[Bar]:
    texts = {item.id: item.text for item in poll.items}
    for item in _in_order(poll, rounds[-1][1]):
        for name, tally in rounds:
            for line in tally.lines:
                if line.item_id == item:
                    yield _bar(
                        name, texts[item], len(rounds), _DRAWN[poll.method](poll, tally, line)
                    )


def _in_order(poll: Poll, tally: Tally) -> list[str]:
    if method_of(poll).in_item_order:
        return [item.id for item in poll.items]
    return [item for group in tally.order for item in group]


def _bar(name: str, text: str, rounds: int, drawn: _Drawn) -> Bar:
    """With one round a bar is named by its item, with several by its round within the item."""
    return Bar(
        label=text if rounds == 1 else name,
        figure=drawn.figure,
        parts=drawn.parts,
        group="" if rounds == 1 else text,
        aside=drawn.aside,
    )


def _counted(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    share = line.share or 0.0
    shown = f"{people(line.people)}, {line.printed}"
    return _Drawn(shown, (Part("", line.people, share),))


def _agree(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    parts = tuple(
        Part(
            AGREE_LABELS[mark - 1],
            count,
            count / line.with_view if line.with_view else 0.0,
            mark - 3,
        )
        for mark, count in line.points
    )
    aside = f"{line.dont_know} don’t know" if line.dont_know else ""
    if not line.with_view:
        return _Drawn("nobody with a view", parts, aside)
    return _Drawn(f"{line.agreeing} of {line.with_view} agree, {line.printed}", parts, aside)


def _mean(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    """Rate and weighted: the mean of 10."""
    if line.mean is None:
        return _Drawn("nobody", (Part("", 0, 0.0),))
    shown = f"mean {figure(line.mean, 2)} of {RATE_MAX}, n = {line.people}"
    return _Drawn(shown, (Part("", line.people, line.mean / RATE_MAX),))


def _rank(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    most = tally.ballots * (len(poll.items) - 1)
    points = f"{figure(line.score)} Borda {'point' if line.score == 1 else 'points'}"
    shown = f"{_place(tally, line)}, {points}"
    return _Drawn(shown, (Part("", line.people, line.score / most if most else 0.0),))


def _dots(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    most = tally.ballots * dots_cap(poll)
    dots = counted(round(line.score), "dot", "dots")
    shown = f"{dots} from {people(line.people)}, {line.printed}"
    return _Drawn(shown, (Part("", line.score, line.score / most if most else 0.0),))


def _pairwise(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    others = len(poll.items) - 1
    shown = f"{_place(tally, line)}, {figure(line.score)} of {counted(others, 'point', 'points')}"
    return _Drawn(shown, (Part("", line.people, line.score / others if others else 0.0),))


def _place(tally: Tally, line: Line) -> str:
    """The item's place, "joint" where it is shared; nobody's votes give none."""
    if not tally.ballots:
        return "no votes"
    place = 1
    for group in tally.order:
        if line.item_id in group:
            break
        place += len(group)
    return f"joint {ordinal(place)}" if len(group) > 1 else ordinal(place)


def _word_bars(rounds: Rounds) -> Iterator[Bar]:
    for word, _ in rounds[-1][1].words[:MOST_WORDS]:
        for name, tally in rounds:
            count = {fold(other): n for other, n in tally.words}.get(fold(word), 0)
            shown = f"{people(count)}, {percent(count, tally.ballots)}"
            part = Part("", count, count / tally.ballots if tally.ballots else 0.0)
            yield _bar(name, word, len(rounds), _Drawn(shown, (part,)))


def _base(poll: Poll, rounds: Rounds) -> str:
    """n for every round, by channel where there is more than one, and what shares are of."""
    each = [f"{name}: {_n(tally)}" if len(rounds) > 1 else _n(tally) for name, tally in rounds]
    base = f"{'; '.join(each)}."
    if poll.method is Method.AGREE:
        base += " Shares are of those with a view."
    left_out = len(rounds[-1][1].words) - MOST_WORDS
    if left_out > 0:
        base += f" {counted(left_out, 'more word is', 'more words are')} not shown."
    return base


def _n(tally: Tally) -> str:
    if len(tally.by_channel) < 2:
        return f"n = {tally.ballots}"
    ways = listed(f"{count} {_CHANNELS[channel]}" for channel, count in tally.by_channel)
    return f"n = {tally.ballots} ({ways})"


def _said(bar: Bar) -> str:
    """A bar in words."""
    named = [part for part in bar.parts if part.label]
    text = f"{bar.group}, {bar.label}" if bar.group else str(bar.label)
    text += f": {bar.figure}"
    if named:
        text += f" ({', '.join(f'{str(part.label).lower()} {part.people:g}' for part in named)})"
    return f"{text}; {bar.aside}." if bar.aside else f"{text}."


_DRAWN: Mapping[Method, Callable[[Poll, Tally, Line], _Drawn]] = {
    Method.CHOOSE_ONE: _counted,
    Method.APPROVE: _counted,
    Method.AGREE: _agree,
    Method.RATE: _mean,
    Method.RANK: _rank,
    Method.DOTS: _dots,
    Method.WEIGHTED: _mean,
    Method.PAIRWISE: _pairwise,
}
