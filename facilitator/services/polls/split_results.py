"""Results by sector and by size of organisation, in the room and on paper, as they may be shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.cross_tables import can_be_split, cross
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.method import SplitRule
from facilitator.domain.polls.polls import Ballot, Poll, Round, RoundState
from facilitator.domain.polls.split_chart import split_chart
from facilitator.domain.privacy.disclosure import NOT_GIVEN, Guard, SafeTable, Split, protect
from facilitator.domain.report.summary import PollPart, SplitLine, SplitPart
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.store.records.reader import Reader

Rounds = Sequence[tuple[int, Sequence[Ballot]]]
"""The number of each round and its ballots."""


def room_guard(seminar: Seminar) -> Guard:
    """How carefully results are split on the projector and in the window."""
    return Guard(seminar.room_threshold)


def split_for_room(reader: Reader, rounds: Sequence[Round], split: Split) -> Chart | None:
    """The revealed ones of a poll's rounds, in time order, by sector or size.

    None where nothing may be shown.
    """
    revealed = [known for known in rounds if known.state is RoundState.REVEALED]
    if not revealed:
        return None
    seminar = reader.get(Seminar, SEMINAR_ID)
    names = seminar.sectors if split is Split.SECTOR else seminar.sizes
    ballots = [(say("Round {n}", n=known.number), reader.ballots(known.id)) for known in revealed]
    return split_chart(revealed[-1].poll, ballots, split, names, room_guard(seminar))


def splits_in(
    reader: Reader, parts: Sequence[PollPart], seminar: Seminar
) -> tuple[tuple[SplitPart, ...], int]:
    """What may be printed of revealed polls, and of how many polls nothing may be."""
    shown: list[SplitPart] = []
    unsplit = 0
    for part in parts:
        if part.rounds and can_be_split(part.poll):
            rounds = [(each.round.number, reader.ballots(each.round.id)) for each in part.rounds]
            found = [*_splits(part.poll, rounds, seminar)]
            shown += found
            unsplit += not found
    return tuple(shown), unsplit


def _splits(poll: Poll, rounds: Rounds, seminar: Seminar) -> Iterator[SplitPart]:
    rule = method_of(poll).split
    if rule is None:
        return
    for split, names in ((Split.SECTOR, seminar.sectors), (Split.SIZE, seminar.sizes)):
        lines: list[SplitLine] = []
        rows: tuple[str, ...] = ()
        for item_id, item in _asked(poll, rule):
            exact = [cross(poll, ballots, split, names, item_id) for _, ballots in rounds]
            safe = protect(exact, Guard(seminar.print_threshold), room_guard(seminar))
            rows = exact[0].rows
            lines += _lines(rule, item, [number for number, _ in rounds], safe)
        if part := _shown(poll, split, rows, lines):
            yield part


def _shown(
    poll: Poll, split: Split, rows: Sequence[str], lines: Sequence[SplitLine]
) -> SplitPart | None:
    """The answers and the groups of which something may be shown; None where that is no group."""
    kept = [n for n in range(len(rows)) if any(line.cells[n] is not None for line in lines)]
    if {rows[n] for n in kept} <= {NOT_GIVEN}:
        return None
    told = {(line.item, line.answer) for line in lines if any(n is not None for n in line.cells)}
    return SplitPart(
        poll=poll,
        split=split,
        names=tuple(rows[n] for n in kept),
        lines=tuple(_only(kept, line) for line in lines if (line.item, line.answer) in told),
    )


def _asked(poll: Poll, rule: SplitRule) -> Sequence[tuple[str, str]]:
    """The id and the text of each thing that has a table of its own."""
    if not rule.classes:
        return [("", "")]
    named = len(poll.items) > 1 or rule.item_is_answer
    return [(item.id, item.text if named else "") for item in poll.items]


def _lines(
    rule: SplitRule, item: str, numbers: Sequence[int], tables: Sequence[SafeTable]
) -> Iterator[SplitLine]:
    for column in [rule.told.column] if rule.item_is_answer else range(len(tables[0].columns)):
        for number, table in zip(numbers, tables, strict=True):
            yield SplitLine(
                item="" if rule.item_is_answer else item,
                round=number,
                answer=item if rule.item_is_answer else table.columns[column],
                whole=table.column_totals[column],
                of=table.people,
                cells=tuple(row.cells[column] for row in table.rows),
                groups=tuple(row.people for row in table.rows),
            )


def _only(kept: Sequence[int], line: SplitLine) -> SplitLine:
    return replace(
        line,
        cells=tuple(line.cells[n] for n in kept),
        groups=tuple(line.groups[n] for n in kept),
    )
