"""The consensus panel: what a round came to, in plain words first, then in figures, then how they
are made.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.results import Line, Outcome, Tally
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.wording import Figure, Message, Share, Text, say

CONCORDANCE = say(
    "Kendall’s W is 1 where everybody ranks alike and 0 where the rankings have nothing in common "
    "(Kendall and Smith 1939, The problem of m rankings, with the correction for ties). In words: "
    "from 0.7 strong, from 0.5 moderate, from 0.3 weak, below that very weak agreement (after "
    "Schmidt 1997, Managing Delphi surveys using nonparametric statistical techniques, Decision "
    "Sciences 28)."
)

_STRENGTHS: tuple[tuple[float, Message], ...] = (
    (0.7, say("strong agreement")),
    (0.5, say("moderate agreement")),
    (0.3, say("weak agreement")),
    (0.0, say("very weak agreement")),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its name. `of` is what it is of, "" where a poll asks about one thing."""

    name: Text
    figure: Text
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What a round came to. `plain` says it in words, `method` how the figures are made."""

    plain: Text
    measures: tuple[Measure, ...]
    method: tuple[Text, ...]


def panel(poll: Poll, tally: Tally) -> Panel:
    """The panel of a round; of one in which nobody voted only the words."""
    measured = tuple(_measures(poll, tally)) if tally.voters else ()
    method = method_of(poll)
    notes = (tally.rule, tally.ties, method.note, "" if tally.concordance is None else CONCORDANCE)
    return Panel(
        plain=verdict(poll, tally),
        measures=measured,
        method=tuple(note for note in notes if note) if measured else (),
    )


def strength(concordance: float) -> Message:
    """What a value of Kendall's W says, in words."""
    return next(words for least, words in _STRENGTHS if concordance >= least)


def _measures(poll: Poll, tally: Tally) -> Iterator[Measure]:
    yield Measure(say("People who voted"), str(tally.ballots))
    if tally.concordance is not None:
        yield Measure(
            say("Kendall’s W"),
            say(
                "{w}: {strength}",
                w=Figure(tally.concordance, 2),
                strength=strength(tally.concordance),
            ),
        )
    for line in tally.lines:
        of = line.text if len(tally.lines) > 1 else ""
        for name, told in _of_line(poll, line):
            yield Measure(name, told, of)


def _of_line(poll: Poll, line: Line) -> Iterator[tuple[Text, Text]]:
    """The figures of an item, those that its method has."""
    if line.agreement is not None:
        yield (
            say("Agreement"),
            say(
                "{n} of {of}{share}; {needed} needed",
                n=line.agreeing,
                of=line.with_view,
                share=line.beside,
                needed=Share(poll.threshold),
            ),
        )
    if line.dont_know:
        yield say("Without a view"), str(line.dont_know)
    if line.median is not None:
        yield say("Median"), Figure(line.median, 1)
    if line.iqr is not None:
        yield say("Interquartile range"), Figure(line.iqr, 2)
    if line.consensus is not None:
        yield say("Consensus, 0 to 1"), Figure(line.consensus, 2)
    if line.sd is not None:
        marked = say("marked: opinions are far apart") if line.dissent else say("not marked")
        yield say("Dissent"), marked


def unsettled(line: Line) -> bool:
    """Whether an item is to be talked about again, or voted on again: the room is divided, is far
    apart or mostly has no view.
    """
    return line.dissent or line.outcome in (Outcome.DIVIDED, Outcome.NO_VIEW, Outcome.NO_MAJORITY)
