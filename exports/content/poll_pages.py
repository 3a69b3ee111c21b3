"""The section of a poll: what was asked and what came of it; and once for all polls, how they were
put and by what their votes can be counted again.
"""

from collections.abc import Iterator
from dataclasses import replace

from exports.content.poll_tables import poll_table
from exports.dataset import Dataset
from exports.document import (
    Aside,
    Block,
    Entry,
    Figure,
    Point,
    Points,
    Section,
    Small,
    Voice,
    said,
)
from exports.phrases import short_id
from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.agreement.reasons import WHAT_IS_TOLD
from facilitator.domain.polls.methods.registry import METHODS, method_of
from facilitator.domain.polls.polls import SECRECY_KEPT
from facilitator.domain.polls.tally import Tally
from facilitator.domain.polls.verdicts import abstentions, verdict
from facilitator.domain.polls.voters.electorate import is_listed, kept_by_number, kept_of
from facilitator.domain.report.recount import Recount
from facilitator.domain.report.summary import PollPart, RoundPart, Summary
from facilitator.domain.responses.responses import CHANNEL_WAYS
from facilitator.domain.wording import brief, counted, listed, ordinal, percent, share_beside


def poll_section(part: PollPart, data: Dataset) -> Section:
    """Everything about one poll: what came of it first, then the figures, then the small print."""
    return Section(
        key=f"poll {part.poll.id}",
        title=part.poll.title,
        label=f"{short_id(part.poll.id)}\n{label_of(part)}".strip(),
        blocks=tuple(_blocks(part, data)),
        at_one_look=True,
    )


def _blocks(part: PollPart, data: Dataset) -> Iterator[Block]:
    poll, finding = part.poll, part.finding
    yield said(poll.wording, Voice.STATEMENT)
    if finding is not None and finding.wording.strip() not in _put(part):
        yield Aside("The finding", finding.wording, Voice.REMARK)
    yield from _result(part, data) if part.rounds else _nothing(part)
    least = data["seminar"].records[0]["print_threshold"]
    assert isinstance(least, int)
    for label, text in _small_print(part, least):
        yield Small(label, text)


def label_of(part: PollPart) -> str:
    """The finding's label where it tells more than the poll's title."""
    label = part.finding.label if part.finding is not None else ""
    return "" if label == part.poll.title else label


def _put(part: PollPart) -> set[str]:
    """The words that were put to the room."""
    return {part.poll.wording.strip(), *(item.text.strip() for item in part.poll.items)}


def _nothing(part: PollPart) -> Iterator[Block]:
    sealed = "There is no revealed result to show."
    yield said(sealed if part.unrevealed else "This poll was not put to the vote.", Voice.REMARK)


def _result(part: PollPart, data: Dataset) -> Iterator[Block]:
    last = part.rounds[-1]
    yield Aside("Verdict", str(verdict(last.round.poll, last.tally)))
    if part.moved:
        yield Aside("What moved", str(part.moved))
    if part.chart is not None and part.chart.bars:
        yield Figure(beside_its_words(part.chart, part), str(part.chart.text))
    figures = poll_table(part, data)
    if figures is not None:
        yield figures
    yield from _why(last)
    yield from _words(last.tally)


def _why(last: RoundPart) -> Iterator[Block]:
    """The reasons of the last round, by side, as far as they may be printed."""
    if last.reasons:
        yield said(str(WHAT_IS_TOLD), Voice.REMARK)
        yield Points(tuple(Point(str(each.sentence)) for each in last.reasons))


def beside_its_words(chart: Chart, part: PollPart) -> Chart:
    """The chart without what stands right above it: n by channel, and a sole item's words."""
    if len(part.poll.items) != 1:
        return replace(chart, base="")
    only = f"Round {part.rounds[0].round.number}"
    bars = tuple(
        replace(bar, label=bar.label if bar.group else only, group=chart.title)
        for bar in chart.bars
    )
    return replace(chart, base="", bars=bars)


def _words(tally: Tally) -> Iterator[Block]:
    if METHODS[tally.method].takes_items:
        return
    if not tally.words:
        yield said("Nobody wrote a word.", Voice.REMARK)
        return
    yield Points(tuple(Point(words, people) for words, people in tally.words))


def _small_print(part: PollPart, least: int) -> Iterator[tuple[str, str]]:
    """A label for the margin and a text each: who voted, how, and by which rules it was counted."""
    for each in part.rounds:
        yield f"Round {each.round.number}", _turnout(each, part.poll.wording, least)
    yield from _rules(part)
    if part.finding is not None and part.finding.source:
        yield "From", f"{part.finding.source.rstrip('.')}."
    if part.unrevealed:
        yield "Sealed", _sealed(part.unrevealed)


def how_polls_were_put(summary: Summary) -> Section:
    """Method, secrecy and rules, each set of them once with the polls that it holds for; and by
    what a round's votes are known for those that were counted, for who counts them again.
    """
    again = tuple(map(_recount, _recounted(summary)))
    alike: dict[str, list[str]] = {}
    for part in summary.polls:
        alike.setdefault(_how(part), []).append(part.poll.title)
    return Section(
        title="How the polls were put",
        blocks=tuple(Entry("; ".join(titles), how) for how, titles in alike.items()),
        nested=(Section(key="recount", title="To count again", blocks=again, listed=False),)
        if again
        else (),
    )


def _recounted(summary: Summary) -> Iterator[tuple[PollPart, RoundPart, Recount]]:
    return (
        (part, each, each.recount)
        for part in summary.polls
        for each in part.rounds
        if each.recount is not None
    )


def _recount(counted_again: tuple[PollPart, RoundPart, Recount]) -> Block:
    part, each, found = counted_again
    which = f"{short_id(part.poll.id)}, round {each.round.number}"
    return Small(which, f"{found.file}, SHA-256 {found.hash}.")


def _rules(part: PollPart) -> Iterator[tuple[str, str]]:
    if not part.rounds:
        return
    tally = part.rounds[-1].tally
    names = {line.item_id: line.text for line in tally.lines}
    for ranking in tally.rankings:
        yield str(ranking.rule), " ".join([_places(ranking.order, names), *map(str, ranking.steps)])
    if tally.concordance is not None:
        yield "Concordance", f"Kendall’s W is {tally.concordance:.2f}."
    for each in part.rounds:
        if each.tally.ties:
            yield f"Ties, round {each.round.number}", str(each.tally.ties)


def _turnout(part: RoundPart, wording: str, least: int) -> str:
    """How many voted in a round, by which channels, and what was particular about it."""
    tally, present = part.tally, part.round.present
    said = f"n = {tally.ballots}"
    if present:
        here = "who could vote" if is_listed(part.round.poll) else "present"
        said += f" of {present} {here}{share_beside(tally.ballots, present)}"
    ways = tally.ways(least)
    named = [
        f"{'all' if len(ways) == 1 else people or ''} {CHANNEL_WAYS[channel]}".strip()
        for channel, people in ways
    ]
    said += f", {listed(named)}." if named else "."
    counted_ways = [channel for channel, _ in ways]
    if by_number := kept_by_number(part.round.poll, counted_ways):
        said += f" {by_number}"
    if tally.abstained:
        said += f" {abstentions(tally)}"
    if part.round.reason:
        said += f" Begun again because: {part.round.reason}"
    if part.round.poll.wording != wording:
        said += f" Put then as: “{part.round.poll.wording}”"
    return said


def _how(part: PollPart) -> str:
    """The method, how secret it was, the threshold and the rule of counting."""
    poll, method = part.poll, method_of(part.poll)
    said = [f"{method.name}.", str(SECRECY_KEPT[poll.secrecy])]
    said += [str(kept_of(poll))] if is_listed(poll) else []
    if poll.may_abstain:
        said.append(
            "Who abstained has voted, counts for the quorum as without a view, and is in no share."
        )
    if method.judged:
        said.append(f"Consensus from {percent(poll.threshold)}, fixed before opening.")
    if method.takes_budget:
        said.append(f"{counted(poll.budget, 'dot', 'dots')} each.")
    if part.rounds:
        said.append(str(part.rounds[-1].tally.rule))
    return " ".join(said)


def _sealed(rounds: int) -> str:
    one = rounds == 1
    said = "1 round has" if one else f"{rounds} rounds have"
    return f"{said} not been revealed and {'stays' if one else 'stay'} sealed here too."


def _places(order: tuple[tuple[str, ...], ...], names: dict[str, str]) -> str:
    place, said = 1, []
    for group in order:
        said.append(f"{ordinal(place)} {listed(brief(names[item]) for item in group)}")
        place += len(group)
    return "; ".join(said) + "."
