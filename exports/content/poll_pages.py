"""The section of a poll: what was asked and what came of it; and once for all polls, how they were
put and by what their votes can be counted again.
"""

from collections.abc import Iterator, Mapping, Sequence
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
from exports.phrases import Tell, short_id
from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.agreement.reasons import WHAT_IS_TOLD
from facilitator.domain.polls.methods.registry import METHODS, method_of
from facilitator.domain.polls.polls import SECRECY_KEPT, Poll, said_in
from facilitator.domain.polls.tally import Tally
from facilitator.domain.polls.verdicts import abstentions, verdict
from facilitator.domain.polls.voters.electorate import is_listed, kept_by_number, kept_of
from facilitator.domain.report.recount import Recount
from facilitator.domain.report.summary import PollPart, RoundPart, Summary
from facilitator.domain.responses.responses import CHANNEL_WAYS, Channel
from facilitator.domain.wording import (
    Counted,
    Joined,
    Listed,
    Order,
    Ordinal,
    Share,
    Text,
    Value,
    brief,
    say,
    share_beside,
)


def poll_section(part: PollPart, data: Dataset, tell: Tell) -> Section:
    """Everything about one poll: what came of it first, then the figures, then the small print."""
    return Section(
        key=f"poll {part.poll.id}",
        title=tell(part.poll.spoken_title),
        label=f"{short_id(part.poll.id)}\n{label_of(part, tell)}".strip(),
        blocks=tuple(_blocks(part, data, tell)),
        at_one_look=True,
    )


def _blocks(part: PollPart, data: Dataset, tell: Tell) -> Iterator[Block]:
    poll, finding = part.poll, part.finding
    yield said(tell(poll.spoken), Voice.STATEMENT)
    if finding is not None and finding.wording.strip() not in _put(part):
        yield Aside(tell(say("The finding")), tell(finding.spoken), Voice.REMARK)
    yield from _result(part, data, tell) if part.rounds else _nothing(part, tell)
    least = data["seminar"].records[0]["print_threshold"]
    assert isinstance(least, int)
    for label, text in _small_print(part, least):
        yield Small(tell(label), tell(text))


def label_of(part: PollPart, tell: Tell) -> str:
    """The finding's label where it tells more than the poll's title."""
    if part.finding is None or part.finding.label == part.poll.title:
        return ""
    return tell(part.finding.spoken_label)


def _put(part: PollPart) -> set[str]:
    """The words that were put to the room."""
    return {part.poll.wording.strip(), *(item.text.strip() for item in part.poll.items)}


def _nothing(part: PollPart, tell: Tell) -> Iterator[Block]:
    nothing = say("This poll was not put to the vote.")
    if part.unrevealed:
        nothing = say("There is no revealed result to show.")
    yield said(tell(nothing), Voice.REMARK)


def came_to(part: PollPart, tell: Tell) -> str:
    """The verdict of the last round."""
    last = part.rounds[-1]
    return tell(verdict(said_in(last.round.poll, tell.locale), last.tally))


def _result(part: PollPart, data: Dataset, tell: Tell) -> Iterator[Block]:
    yield Aside(tell(say("Verdict")), came_to(part, tell))
    if part.moved:
        yield Aside(tell(say("What moved")), tell(part.moved))
    if part.chart is not None and part.chart.bars:
        yield chart_of(part, part.chart, tell)
    figures = poll_table(part, data, tell)
    if figures is not None:
        yield figures
    yield from _why(part.rounds[-1], tell)
    yield from _words(part.rounds[-1].tally, tell)


def _why(last: RoundPart, tell: Tell) -> Iterator[Block]:
    """The reasons of the last round, by side, as far as they may be printed."""
    if last.reasons:
        yield said(tell(WHAT_IS_TOLD), Voice.REMARK)
        yield Points(tuple(Point(tell(each.sentence)) for each in last.reasons))


def chart_of(part: PollPart, chart: Chart, tell: Tell) -> Figure:
    """The poll's chart in the language of the paper."""
    return Figure(tell.whole(_beside_its_words(chart, part)), tell(chart.text))


def _beside_its_words(chart: Chart, part: PollPart) -> Chart:
    """The chart without what stands right above it: n by channel, and a sole item's words."""
    if len(part.poll.items) != 1:
        return replace(chart, base="")
    only = say("Round {n}", n=part.rounds[0].round.number)
    bars = tuple(
        replace(bar, label=bar.label if bar.group else only, group=chart.title)
        for bar in chart.bars
    )
    return replace(chart, base="", bars=bars)


def _words(tally: Tally, tell: Tell) -> Iterator[Block]:
    if METHODS[tally.method].takes_items:
        return
    if not tally.words:
        yield said(tell(say("Nobody wrote a word.")), Voice.REMARK)
        return
    yield Points(tuple(Point(words, people) for words, people in tally.words))


def _small_print(part: PollPart, least: int) -> Iterator[tuple[Text, Text]]:
    """A label for the margin and a text each: who voted, how, and by which rules it was counted."""
    for each in part.rounds:
        yield say("Round {n}", n=each.round.number), _turnout(each, part.poll, least)
    yield from _rules(part)
    if part.finding is not None and part.finding.source:
        yield say("Source"), f"{part.finding.source.rstrip('.')}."
    if part.unrevealed:
        yield say("Sealed"), _sealed(part.unrevealed)


def how_polls_were_put(summary: Summary, tell: Tell) -> Section:
    """Method, secrecy and rules, each set of them once with the polls that it holds for; and by
    what a round's votes are known for those that were counted, for who counts them again.
    """
    again = tuple(_recount(each, tell) for each in _recounted(summary))
    alike: dict[str, list[str]] = {}
    for part in summary.polls:
        alike.setdefault(tell(_how(part)), []).append(tell(part.poll.spoken_title))
    recount = Section(key="recount", title=tell(say("To count again")), blocks=again, listed=False)
    title = say("How the polls were put")
    return Section(
        key=str(title),
        title=tell(title),
        blocks=tuple(Entry("; ".join(titles), how) for how, titles in alike.items()),
        nested=(recount,) if again else (),
    )


def _recounted(summary: Summary) -> Iterator[tuple[PollPart, RoundPart, Recount]]:
    return (
        (part, each, each.recount)
        for part in summary.polls
        for each in part.rounds
        if each.recount is not None
    )


def _recount(counted_again: tuple[PollPart, RoundPart, Recount], tell: Tell) -> Block:
    part, each, found = counted_again
    which = say("{poll}, round {n}", poll=short_id(part.poll.id), n=each.round.number)
    return Small(tell(which), f"{found.file}, SHA-256 {found.hash}.")


def _rules(part: PollPart) -> Iterator[tuple[Text, Text]]:
    if not part.rounds:
        return
    tally = part.rounds[-1].tally
    names = {line.item_id: line.spoken for line in tally.lines}
    for ranking in tally.rankings:
        yield ranking.rule, Joined((_places(ranking.order, names), *ranking.steps))
    if tally.concordance is not None:
        yield say("Concordance"), say("Kendall’s W is {w}.", w=f"{tally.concordance:.2f}")
    for each in part.rounds:
        if each.tally.ties:
            yield say("Ties, round {n}", n=each.round.number), each.tally.ties


def _turnout(part: RoundPart, poll: Poll, least: int) -> Text:
    """How many voted in a round, by which channels, and what was particular about it."""
    ways = part.tally.ways(least)
    counted_ways = [channel for channel, _ in ways]
    again, put = part.round.reason, part.round.poll
    return Joined(
        (
            _voted(part, _named(ways)),
            kept_by_number(put, counted_ways),
            abstentions(part.tally),
            say("Begun again because: {reason}", reason=again) if again else "",
            say("Put then as: “{wording}”", wording=put.spoken)
            if put.wording != poll.wording
            else "",
        )
    )


def _voted(part: RoundPart, ways: Text) -> Text:
    """How many voted, of how many who could, and by what."""
    n = part.tally.ballots
    of = part.round.told_of(n)
    about: dict[str, Value] = {"n": n, "of": of, "share": share_beside(n, of), "ways": ways}
    if not of:
        return say("n = {n}, {ways}.", **about) if ways else say("n = {n}.", n=n)
    if is_listed(part.round.poll):
        if ways:
            return say("n = {n} of {of} who could vote{share}, {ways}.", **about)
        return say("n = {n} of {of} who could vote{share}.", **about)
    if ways:
        return say("n = {n} of {of} present{share}, {ways}.", **about)
    return say("n = {n} of {of} present{share}.", **about)


def _named(ways: Sequence[tuple[Channel, int | None]]) -> Text:
    """The ways in which votes came in; all took the only one."""
    if not ways:
        return ""
    if len(ways) == 1:
        return say("all {way}", way=CHANNEL_WAYS[ways[0][0]])
    return Listed(
        Joined(("" if people is None else str(people), CHANNEL_WAYS[channel]))
        for channel, people in ways
    )


def _how(part: PollPart) -> Text:
    """The method, how secret it was, the threshold and the rule of counting."""
    poll, method = part.poll, method_of(part.poll)
    said: list[Text] = [say("{method}.", method=method.name), SECRECY_KEPT[poll.secrecy]]
    said += [kept] if (kept := kept_of(poll)) else []
    if poll.may_abstain:
        said.append(
            say(
                "Who abstained has voted, counts for the quorum as without a view, and is in no "
                "share."
            )
        )
    if method.judged:
        share = Share(poll.threshold)
        said.append(say("Consensus from {share}, fixed before opening.", share=share))
    if method.takes_budget:
        said.append(Counted(poll.budget, "{n} dot each.", "{n} dots each."))
    if part.rounds:
        said.append(part.rounds[-1].tally.rule)
    return Joined(said)


def _sealed(rounds: int) -> Text:
    return Counted(
        rounds,
        "{n} round has not been revealed and stays sealed here too.",
        "{n} rounds have not been revealed and stay sealed here too.",
    )


def _places(order: Order, names: Mapping[str, Text]) -> Text:
    place, said = 1, list[Text]()
    for group in order:
        who = Listed(brief(names[item]) for item in group)
        said.append(say("{place} {who}", place=Ordinal(place), who=who))
        place += len(group)
    return say("{places}.", places=Joined(said, "; "))
