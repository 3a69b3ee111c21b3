"""A poll's results as one chart for the window, the projector, the phones and the documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.measures import MEAN_PLACES
from facilitator.domain.polls.methods.dots import dots_cap
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.phrases import agreeing
from facilitator.domain.polls.polls import AGREE_LABELS, RATE_MAX, Method, Poll
from facilitator.domain.polls.results import Line
from facilitator.domain.polls.tally import Tally
from facilitator.domain.polls.words import fold
from facilitator.domain.responses.responses import CHANNEL_WAYS
from facilitator.domain.wording import (
    Beside,
    Counted,
    Figure,
    Joined,
    Listed,
    Message,
    Ordinal,
    Text,
    Wording,
    people,
    say,
    share_beside,
)

Rounds = Sequence[tuple[Text, Tally]]

MOST_WORDS = 20
"""How many words a chart of open words shows."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a method makes of a line: what stands at the bar's end, and the bar."""

    figure: Text
    parts: tuple[Part, ...]
    aside: Text = ""


def chart_of(poll: Poll, rounds: Rounds) -> Chart:
    """The chart of a poll's rounds, (name, tally) each in time order, at least one.

    Ranked and counted methods stand best first by the last round, scales in the poll's order; tied
    items have the same figure and place. A round's bars stand together under their item.
    """
    bars = tuple(_word_bars(rounds) if poll.method is Method.WORDS else _item_bars(poll, rounds))
    base = _base(poll, rounds)
    return Chart(
        form=ChartForm.DIVERGING if poll.method is Method.AGREE else ChartForm.BARS,
        title=poll.spoken_title,
        bars=bars,
        base=base,
        text=Joined((say("{title}.", title=poll.spoken_title), *map(said_of, bars), base)),
    )


def _item_bars(poll: Poll, rounds: Rounds) -> Iterator[Bar]:
    texts = {item.id: item.spoken for item in poll.items}
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


def _bar(name: Text, text: Text, rounds: int, drawn: _Drawn) -> Bar:
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
    return _Drawn(_people_and_share(line.people, line.beside), (Part("", line.people, share),))


_NEITHER = say("Neither")
"""The middle of a scale of agreement, where there is little room for its name."""


def _agree(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    parts = tuple(
        Part(
            AGREE_LABELS[mark - 1],
            count,
            count / line.with_view if line.with_view else 0.0,
            mark - 3,
            _NEITHER if mark == 3 else "",
        )
        for mark, count in line.points
    )
    aside = say("{n} don’t know", n=line.dont_know) if line.dont_know else ""
    if not line.with_view:
        return _Drawn(say("nobody with a view"), parts, aside)
    return _Drawn(agreeing(line, replace(line.beside, comma=True)), parts, aside)


def _mean(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    """Rate and weighted: the mean of 10."""
    if line.mean is None:
        return _Drawn(say("nobody"), (Part("", 0, 0.0),))
    shown = say(
        "mean {mean} of {most}, n = {n}",
        mean=Figure(line.mean, MEAN_PLACES),
        most=RATE_MAX,
        n=line.people,
    )
    return _Drawn(shown, (Part("", line.people, line.mean / RATE_MAX),))


def _rank(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    most = tally.voters * (len(poll.items) - 1)
    place = _place(tally, line)
    shown = say("{place}, {points} Borda points", place=place, points=Figure(line.score))
    if line.score == 1:
        shown = say("{place}, 1 Borda point", place=place)
    return _Drawn(shown, (Part("", line.people, line.score / most if most else 0.0),))


def _dots(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    most = tally.voters * dots_cap(poll)
    shown = say(
        "{dots} from {people}{share}",
        dots=Counted(round(line.score), "{n} dot", "{n} dots"),
        people=people(line.people),
        share=replace(line.beside, comma=True),
    )
    return _Drawn(shown, (Part("", line.score, line.score / most if most else 0.0),))


def _pairwise(poll: Poll, tally: Tally, line: Line) -> _Drawn:
    others = len(poll.items) - 1
    shown = say(
        "{place}, {score} of {points}",
        place=_place(tally, line),
        score=Figure(line.score),
        points=Counted(others, "{n} point", "{n} points"),
    )
    return _Drawn(shown, (Part("", line.people, line.score / others if others else 0.0),))


def _place(tally: Tally, line: Line) -> Wording:
    """The item's place, "joint" where it is shared; nobody's votes give none."""
    if not tally.voters:
        return say("no votes")
    place = 1
    for group in tally.order:
        if line.item_id in group:
            break
        place += len(group)
    return say("joint {place}", place=Ordinal(place)) if len(group) > 1 else Ordinal(place)


def _word_bars(rounds: Rounds) -> Iterator[Bar]:
    for word, _ in rounds[-1][1].words[:MOST_WORDS]:
        for name, tally in rounds:
            count = {fold(other): n for other, n in tally.words}.get(fold(word), 0)
            shown = _people_and_share(count, share_beside(count, tally.voters))
            part = Part("", count, count / tally.voters if tally.voters else 0.0)
            yield _bar(name, word, len(rounds), _Drawn(shown, (part,)))


def _people_and_share(n: int, share: Beside) -> Message:
    return say("{people}{share}", people=people(n), share=replace(share, comma=True))


def _base(poll: Poll, rounds: Rounds) -> Wording:
    """n for every round, by channel where there is more than one, and what shares are of."""
    each = [
        say("{round}: {n}", round=name, n=_n(tally)) if len(rounds) > 1 else _n(tally)
        for name, tally in rounds
    ]
    left_out = len(rounds[-1][1].words) - MOST_WORDS
    more = Counted(left_out, "{n} more word is not shown.", "{n} more words are not shown.")
    return Joined(
        (
            say("{rounds}.", rounds=Joined(each, "; ")),
            say("Shares are of those with a view.") if poll.method is Method.AGREE else "",
            _NOT_OF_THESE if any(tally.abstained for _, tally in rounds) else "",
            more if left_out > 0 else "",
        )
    )


_NOT_OF_THESE = say("Who abstained is in no share.")


def _n(tally: Tally) -> Message:
    if tally.abstained:
        return say(
            "n = {n}, of whom {abstained} abstained", n=_ways(tally), abstained=tally.abstained
        )
    return say("n = {n}", n=_ways(tally))


def _ways(tally: Tally) -> Text:
    """How many voted, by channel where there is more than one."""
    if len(tally.by_channel) < 2:
        return f"{tally.ballots}"
    ways = Listed(
        say("{n} {way}", n=count, way=CHANNEL_WAYS[channel]) for channel, count in tally.by_channel
    )
    return say("{n} ({ways})", n=tally.ballots, ways=ways)


def said_of(bar: Bar) -> Message:
    """A bar in words."""
    name = Joined((bar.group, bar.label), ", ")
    named = [part for part in bar.parts if part.label]
    parts = Joined((say("{label} {n}", label=p.label, n=f"{p.people:g}") for p in named), ", ")
    figure, aside = bar.figure, bar.aside
    if named and aside:
        return say(
            "{name}: {figure} ({parts}); {aside}.",
            name=name,
            figure=figure,
            parts=parts,
            aside=aside,
        )
    if named:
        return say("{name}: {figure} ({parts}).", name=name, figure=figure, parts=parts)
    if aside:
        return say("{name}: {figure}; {aside}.", name=name, figure=figure, aside=aside)
    return say("{name}: {figure}.", name=name, figure=figure)


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
