"""The figures of the polls as tables: what was put, who voted, what came of it, what moved."""

from collections.abc import Iterator, Sequence

from exports.dataset import DataTable, PrintedShare, Type, Value, field
from exports.phrases import IN_ENGLISH, outcome
from facilitator.domain.polls.agreement.reasons import ReasonTold
from facilitator.domain.polls.measures import percents_of_one_whole
from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.methods.shared.phrases import are_few, tells_of_few
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, DONT_KNOW_LABEL, OpenTo, Secrecy
from facilitator.domain.polls.results import OUTCOME_WORDS, Line
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.summary import PollPart, RoundPart, SplitPart, Summary
from facilitator.domain.wording import LEAST_SHARED

_BALLOTS = "Counted from the ballots of the round"
_WAYS = "People by the way their votes came in, uncounted where few took one"
_FEW = f"fewer than {LEAST_SHARED} people, who are counted"
_NOT_APPLICABLE = f"The method has no such figure, nobody had a view, or a share would be of {_FEW}"
_OUTCOMES = {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}
_NO_SHARE = f"Of {_FEW}, or the method has no scale"
_SAFE = "Left out for the protection of small groups, or nobody"


def findings(summary: Summary) -> DataTable:
    """Each finding that was put to the vote, with what came of it."""
    tested = {part.finding.id: part for part in summary.polls if part.finding is not None}
    return DataTable(
        name="findings",
        title="Findings put to the vote",
        fields=(
            field("f_id", "Record id of the finding", Type.ID),
            field("label", "Its short name"),
            field("wording", "What it says"),
            field("source", "What it stands on", missing="Not recorded"),
            field("theme_id", "Record id of its theme", Type.ID, missing="No theme"),
            field("poll_id", "Record id of the poll", Type.ID),
            field("outcome_first", "Outcome of the first round", missing="Not judged"),
            field("outcome_last", "Outcome of the last round", missing="Not judged"),
            field("origin", "Its key in the template, or where it is from", missing="Made here"),
        ),
        rows=tuple(_finding(part) for part in tested.values()),
    )


def _finding(part: PollPart) -> tuple[Value, ...]:
    finding = part.finding
    assert finding is not None
    ends = [part.rounds[0], part.rounds[-1]] if part.rounds else []
    outcomes = [
        "; ".join(outcome(line, IN_ENGLISH) for line in each.tally.lines) or None for each in ends
    ]
    first, last = outcomes or (None, None)
    about = (finding.id, finding.label, finding.wording, finding.source, finding.theme_id)
    return (*about, part.poll.id, first, last, finding.origin)


def polls(summary: Summary) -> DataTable:
    """Each poll and the rules fixed before it opened."""
    return DataTable(
        name="polls",
        title="Polls",
        fields=(
            field("poll_id", "Record id of the poll", Type.ID),
            field("f_id", "Record id of the finding it puts", Type.ID, missing="No finding"),
            field("q_id", "Record id of the question it puts", Type.ID, missing="No question"),
            field("title", "Its title"),
            field("wording", "What was asked, as voters read it"),
            field("method", "How people voted", values={m.value: METHODS[m].name for m in METHODS}),
            field("secrecy", "What is known of voters", values={s.value: s for s in Secrecy}),
            field("threshold", "Agreement that counts as consensus", Type.SHARE),
            field("unrevealed", "Rounds that stay sealed", Type.COUNT),
            field("quorum", "Part of voters with a view that is needed", Type.SHARE),
        ),
        rows=tuple(
            (
                part.poll.id,
                part.poll.finding_id,
                part.poll.question_id,
                part.poll.title,
                part.poll.wording,
                part.poll.method.value,
                part.poll.secrecy.value,
                part.poll.threshold,
                part.unrevealed,
                part.poll.quorum,
            )
            for part in summary.polls
        ),
    )


def rounds(summary: Summary) -> DataTable:
    """Each revealed round: when, and who voted by which way."""
    least = summary.seminar.print_threshold
    return DataTable(
        name="rounds",
        title="Rounds",
        fields=(
            field("round_id", "Record id of the round", Type.ID),
            field("poll_id", "Record id of its poll", Type.ID),
            field("number", "Which round of the poll", Type.COUNT),
            field("opened", "When it opened", Type.MOMENT),
            field("closed", "When it closed", Type.MOMENT, missing="Not recorded"),
            field(
                "entitled",
                "People who could vote when it opened",
                Type.COUNT,
                missing="Not known, or fewer than voted, by hands or on paper",
            ),
            field("open_to", "Who could vote", values={each.value: each for each in OpenTo}),
            field("voted", "People who voted", Type.COUNT, source=_BALLOTS),
            field("abstained", "Of these, people who abstained", Type.COUNT, source=_BALLOTS),
            field("none_of_these", "Of these, people who approved nothing", Type.COUNT),
            field("channels", _WAYS, source=_BALLOTS),
            field("threshold", "Agreement that counted as consensus", Type.SHARE),
            field("recount", "SHA-256 of the list of its files to count again", missing="None"),
            field("with_view", "People with a view on anything in it", Type.COUNT, source=_BALLOTS),
        ),
        rows=tuple(_round_row(part, each, least) for part, each in _rounds(summary)),
    )


def _round_row(part: PollPart, each: RoundPart, least: int) -> tuple[Value, ...]:
    return (
        each.round.id,
        part.poll.id,
        each.round.number,
        each.round.opened_at,
        each.round.closed_at,
        each.round.told_of(each.tally.ballots) or None,
        each.round.poll.open_to.value,
        each.tally.ballots,
        each.tally.abstained,
        each.tally.unmarked,
        "; ".join(f"{way.value} {n or ''}".strip() for way, n in each.tally.ways(least)),
        each.round.poll.threshold,
        each.recount.hash if each.recount else None,
        max((line.with_view for line in each.tally.lines), default=0),
    )


def _rounds(summary: Summary) -> Iterator[tuple[PollPart, RoundPart]]:
    return ((part, each) for part in summary.polls for each in part.rounds)


def _lines(summary: Summary) -> Iterator[tuple[RoundPart, Line]]:
    return ((each, line) for _, each in _rounds(summary) for line in each.tally.lines)


def reasons(summary: Summary) -> DataTable:
    """Why people agreed or did not, by the side that they were on."""
    return DataTable(
        name="reasons",
        title="Reasons",
        keys=3,
        fields=(
            field("round_id", "Record id of the round", Type.ID),
            field("reason", "The reason, as voters read it"),
            field("side", "Of whom"),
            field("people", "People of that side who ticked it", Type.COUNT, missing=_SAFE),
            field("of", "People of that side", Type.COUNT),
        ),
        rows=tuple(
            row
            for _, each in _rounds(summary)
            for told in each.reasons
            for row in _reason(each.round.id, told)
        ),
    )


def _reason(round_id: str, told: ReasonTold) -> Iterator[tuple[Value, ...]]:
    yield round_id, str(told.reason), "of all ballots", told.people, told.of
    for each in told.sides:
        yield round_id, str(told.reason), str(each.side), each.people, each.of


def results(summary: Summary) -> DataTable:
    """How many gave each answer to each item of each round."""
    return DataTable(
        name="results",
        title="Answers",
        keys=3,
        fields=(
            field("round_id", "Record id of the round", Type.ID),
            field("item_id", "Id of the item within its poll", Type.ID),
            field("answer_code", "The answer: a point of the scale, a place, dots", Type.NUMBER),
            field("answer", "The answer in words", missing="The number says it"),
            field("people", "People who gave it", Type.COUNT, source=_BALLOTS),
            field(
                "share_of_view",
                "Part of those with a view",
                Type.SHARE,
                missing=f"Not a view, or of {_FEW}",
            ),
            field("share_of_voters", "Part of those who voted", Type.SHARE, missing=f"Of {_FEW}"),
            field("suppressed", f"Whether a share is left out, being of {_FEW}", Type.YES_NO),
        ),
        rows=tuple(row for each, line in _lines(summary) for row in _answers(each, line)),
    )


def _answers(each: RoundPart, line: Line) -> Iterator[tuple[Value, ...]]:
    method, voted = METHODS[each.tally.method], each.tally.ballots
    people = [people for _, people in line.points]
    of_view = _shares(people, line.with_view)
    of_all = _shares([*people, line.dont_know], voted)
    if len(people) == 1:  # an item is chosen or not, and has the share that papers print
        of_view, of_all = [_told(line.share, line)], [_of_all(each, line)]
    for (mark, gave), seen, of in zip(line.points, of_view, of_all, strict=False):
        words = str(AGREE_LABELS[mark - 1]) if method.judged else None
        yield (each.round.id, line.item_id, mark, words, gave, seen, of, None in (seen, of))
    if method.judged:
        told = (DONT_KNOW, str(DONT_KNOW_LABEL), line.dont_know)
        yield (each.round.id, line.item_id, *told, None, of_all[-1], of_all[-1] is None)


def _of_all(each: RoundPart, line: Line) -> float | None:
    """The part of all voters, who abstained among them, that chose an item."""
    tally = each.tally
    if not METHODS[tally.method].one_hand_each:
        return _shares([line.people], tally.ballots)[0]
    every = _shares([other.people for other in tally.lines], tally.ballots)
    return every[tally.lines.index(line)]


def _shares(parts: Sequence[int], whole: int) -> list[float | None]:
    """The shares of parts of one whole. Of few people none is told: they are counted."""
    if whole < LEAST_SHARED:
        return [None] * len(parts)
    printed = percents_of_one_whole(parts, whole)
    return [
        PrintedShare(part / whole, percent) if percent is not None else None
        for part, percent in zip(parts, printed, strict=True)
    ]


def _told(share: float | None, line: Line) -> float | None:
    """A line's share, with the per cent that papers print; none of too few people."""
    if share is None or line.with_view < LEAST_SHARED:
        return None
    return share if line.percent is None else PrintedShare(share, line.percent)


_MEASURES = (
    ("share", "People who marked it, or who agree, of those counted in shares", Type.SHARE),
    ("percent", "The share in per cent, as it is printed", Type.NUMBER),
    ("agreement", "People who agree or strongly agree, of those with a view", Type.SHARE),
    ("mean", "Mean mark", Type.NUMBER),
    ("median", "Median mark", Type.NUMBER),
    ("iqr", "Interquartile range", Type.NUMBER),
    ("sd", "Standard deviation", Type.NUMBER),
    ("consensus", "Measure of consensus (Tastle and Wierman 2007)", Type.NUMBER),
)


def measures(summary: Summary) -> DataTable:
    """What a round came to on each item."""

    return DataTable(
        name="measures",
        title="Measures of each item",
        keys=2,
        fields=(
            field("round_id", "Record id of the round", Type.ID),
            field("item_id", "Id of the item within its poll", Type.ID),
            field("item", "What was asked about"),
            field("voted", "People who voted in the round", Type.COUNT, source=_BALLOTS),
            field("people", "People who marked the item", Type.COUNT, source=_BALLOTS),
            field("with_view", "People counted in shares", Type.COUNT, source=_BALLOTS),
            field("agreeing", "Agree or strongly agree", Type.COUNT, missing=_NOT_APPLICABLE),
            *(
                field(name, label, type, missing=_NOT_APPLICABLE, source=_BALLOTS)
                for name, label, type in _MEASURES
            ),
            field("score", "What items are ordered by: people, mean, points or dots", Type.NUMBER),
            field("outcome", "What it came to", values=_OUTCOMES, missing="Not judged"),
            field("dissent", "Whether opinions are far apart", Type.YES_NO),
        ),
        rows=tuple(_measured(each, line) for each, line in _lines(summary)),
    )


def _measured(each: RoundPart, line: Line) -> tuple[Value, ...]:
    return (
        each.round.id,
        line.item_id,
        line.text,
        each.tally.ballots,
        line.people,
        line.with_view,
        line.agreeing if METHODS[each.tally.method].judged else None,
        _told(line.share, line),
        line.percent,
        _told(line.agreement, line),
        line.mean,
        line.median,
        line.iqr,
        line.sd,
        line.consensus,
        line.score,
        line.outcome.value if line.outcome else None,
        line.dissent,
    )


def change(summary: Summary) -> DataTable:
    """What moved from the first round to the last; people only where ballots could be linked."""
    unlinked = (
        "Ballots of the rounds could not be linked, the method has no two sides, few people "
        "changed theirs or voted in one round alone, or figures by group would tell of few with it"
    )
    return DataTable(
        name="change",
        title="Change between the first round and the last",
        keys=2,
        fields=(
            field("poll_id", "Record id of the poll", Type.ID),
            field("item_id", "Id of the item within its poll", Type.ID),
            field("first", "Agreement in the first round", Type.SHARE, missing=_NO_SHARE),
            field("last", "Agreement in the last round", Type.SHARE, missing=_NO_SHARE),
            *(
                field(name, label, Type.COUNT, missing=unlinked, source=_BALLOTS)
                for name, label in _MOVES
            ),
            field("p_exact", "Exact test of McNemar, two-sided", Type.NUMBER, missing=unlinked),
        ),
        rows=tuple(
            _change(part, line)
            for part in summary.polls
            if len(part.rounds) > 1
            for line in part.rounds[-1].tally.lines
        ),
    )


_MOVES = (
    ("paired", "People with a view in both rounds"),
    ("stayed", "Of these, on the same side both times"),
    ("came", "Of these, came to hold the view"),
    ("left", "Of these, ceased to hold it"),
    ("net", "Those who came less those who left"),
)


def _change(part: PollPart, last: Line) -> tuple[Value, ...]:
    first = line_of(part.rounds[0], last.item_id)
    before = _told(first.agreement, first) if first else None
    row = (part.poll.id, last.item_id, before, _told(last.agreement, last))
    sides = METHODS[part.poll.method].sides
    flow = next((flow for flow in part.flows if flow.item_id == last.item_id), None)
    if flow is None or sides is None:
        return (*row, None, None, None, None, None, None)
    views, holding = sides
    move = flow.among(views).crossing(holding)
    if tells_of_few(move):
        return (*row, None, None, None, None, None, None)
    if are_few(*move.cells):
        return (*row, move.paired, None, None, None, move.net, None)
    stayed = move.paired - move.gross
    return (*row, move.paired, stayed, move.came, move.left, move.net, move.p)


def splits(summary: Summary) -> DataTable:
    """Results by sector and by size, as far as they point at nobody."""
    return DataTable(
        name="splits",
        title="Answers by sector and by size",
        keys=4,
        fields=(
            field("poll_id", "Record id of the poll", Type.ID),
            field("split", "What people are grouped by", values={s.value: s for s in Split}),
            field("line", "Its place among the answers of the poll", Type.COUNT),
            field("group", "The sector, the size or the room", missing="Everybody who voted"),
            field("item", "What was asked about", missing="The poll asks about one thing"),
            field("round", "Which round of the poll", Type.COUNT),
            field("answer", "The answer"),
            field("people", "People who gave the answer", Type.COUNT, missing=_SAFE),
            field("of", "People who voted of whom the group is kept", Type.COUNT, missing=_SAFE),
        ),
        rows=tuple(row for part in summary.splits for row in _split(part)),
    )


def _split(part: SplitPart) -> Iterator[tuple[Value, ...]]:
    for number, line in enumerate(part.lines):
        where = (part.poll.id, part.split.value, number)
        told = (line.item, line.round, line.answer)
        yield (*where, "", *told, line.whole, line.of)
        for name, people, of in zip(part.names, line.cells, line.groups, strict=True):
            yield (*where, name, *told, people, of)


def line_of(part: RoundPart, item_id: str) -> Line | None:
    """The item's line in a round, None where the round did not have it."""
    return next((line for line in part.tally.lines if line.item_id == item_id), None)
