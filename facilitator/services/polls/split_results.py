"""Results by sector, size of organisation and room, before people and on paper, as they may be
shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.cross_tables import can_be_split
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.method import SplitRule
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.polls.split_chart import split_chart
from facilitator.domain.privacy.disclosure import NOT_GIVEN, SafeTable, Split, printed
from facilitator.domain.privacy.policy import printing_policy
from facilitator.domain.report.summary import PollPart, SplitLine, SplitPart
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.services.polls.releasing import room_guard
from facilitator.store.records.reader import Reader


def split_for_room(reader: Reader, rounds: Sequence[Round], split: Split) -> Chart | None:
    """What was released of a poll's rounds, in time order, by sector or size.

    None where nothing may be shown, as of what the poll is not split by.
    """
    released = [known for known in rounds if known.by_group and known.poll.split is split]
    if not released:
        return None
    seminar = reader.get(Seminar, SEMINAR_ID)
    tables = [(say("Round {n}", n=known.number), known.by_group) for known in released]
    names = _names(seminar, split, released)
    return split_chart(released[-1].poll, tables, names, room_guard(seminar))


def splits_in(parts: Sequence[PollPart], seminar: Seminar) -> tuple[tuple[SplitPart, ...], int]:
    """What may be printed of revealed polls, and of how many polls nothing may be."""
    shown: list[SplitPart] = []
    unsplit = 0
    for part in parts:
        if part.rounds and can_be_split(part.poll):
            found = _split(part.poll, [each.round for each in part.rounds], seminar)
            shown += [found] if found else []
            unsplit += found is None
    return tuple(shown), unsplit


def _names(seminar: Seminar, split: Split, released: Sequence[Round]) -> Sequence[str]:
    """The groups in order; of rooms those that there were when any of the rounds was released."""
    if split is Split.ROOM:
        rows = (row.name for held in released for table in held.by_group for row in table.rows)
        found = dict.fromkeys(name for name in rows if name != NOT_GIVEN)
        return sorted(found, key=lambda room: (room != MAIN, room))
    return seminar.sectors if split is Split.SECTOR else seminar.sizes


def _split(poll: Poll, rounds: Sequence[Round], seminar: Seminar) -> SplitPart | None:
    rule = method_of(poll).split
    released = [known for known in rounds if known.by_group and known.poll.split is poll.split]
    if rule is None or not released:
        return None
    guard = printing_policy(seminar).guard
    rows = (*_names(seminar, poll.split, released), NOT_GIVEN)
    lines: list[SplitLine] = []
    for item_id, item in _asked(poll, rule):
        of_item = [
            (known.number, printed(table, guard))
            for known in released
            for table in known.by_group
            if table.item_id == item_id
        ]
        lines += _lines(rule, item, of_item, rows)
    return _shown(poll, rows, lines)


def _shown(poll: Poll, rows: Sequence[str], lines: Sequence[SplitLine]) -> SplitPart | None:
    """The answers and the groups of which something may be shown; None where that is no group."""
    kept = [n for n in range(len(rows)) if any(line.cells[n] is not None for line in lines)]
    if {rows[n] for n in kept} <= {NOT_GIVEN}:
        return None
    told = {(line.item, line.answer) for line in lines if any(n is not None for n in line.cells)}
    return SplitPart(
        poll=poll,
        split=poll.split,
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
    rule: SplitRule, item: str, tables: Sequence[tuple[int, SafeTable]], names: Sequence[str]
) -> Iterator[SplitLine]:
    answers = tables[0][1].columns if tables else ()
    for column in [rule.told.column] if rule.item_is_answer else range(len(answers)):
        for number, table in tables:
            rows = [table.row(name) for name in names]
            yield SplitLine(
                item="" if rule.item_is_answer else item,
                round=number,
                answer=item if rule.item_is_answer else answers[column],
                whole=table.column_totals[column],
                of=table.people,
                cells=tuple(row.cells[column] for row in rows),
                groups=tuple(row.people for row in rows),
            )


def _only(kept: Sequence[int], line: SplitLine) -> SplitLine:
    return replace(
        line,
        cells=tuple(line.cells[n] for n in kept),
        groups=tuple(line.groups[n] for n in kept),
    )
