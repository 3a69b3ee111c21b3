"""A poll's result by sector, by size or by room as a chart, as far as it points at nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.method import SplitRule, Told
from facilitator.domain.polls.poll_chart import said_of
from facilitator.domain.polls.polls import Poll, Secrecy
from facilitator.domain.privacy.disclosure import (
    NOT_GIVEN,
    Guard,
    SafeTable,
    Split,
    group_called,
    note,
)
from facilitator.domain.seminar.rooms import called
from facilitator.domain.wording import Joined, Message, Text, say

Rounds = Sequence[tuple[Text, Sequence[SafeTable]]]
"""The name of each round and what was released of it, in time order."""

SPLIT_WORDS: Mapping[Split, Message] = {
    Split.SECTOR: say("By sector"),
    Split.SIZE: say("By size"),
    Split.ROOM: say("By room"),
}

EVERYBODY = say("All ballots")
"""Hands that were raised tell no group, and are in none of these figures."""
NOT_SHOWN = say("not shown")


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing asked about, with its tables, round by round."""

    text: Text
    told: Told
    tables: tuple[SafeTable, ...]


def split_chart(poll: Poll, rounds: Rounds, names: Sequence[str], guard: Guard) -> Chart | None:
    """Bars by group, the whole room first, of what was released of the rounds.

    `names` are the groups in order. A group of which nothing may be shown is left out. None where
    no named group is left, or where this kind of poll cannot be split.
    """
    rule = method_of(poll).split
    if not rounds or rule is None:
        return None
    asked = [*_asked(poll, rule, rounds, names)]
    rows = [row for row in range(len(names) + 1) if any(_tells(each, row) for each in asked)]
    named = [row for row in rows if row < len(names)]
    shown = [each for each in asked if any(_tells(each, row) for row in named)]
    if not shown:
        return None
    if rule.best_first:
        shown.sort(key=lambda each: -each.tables[-1].column_totals[each.told.column])
    bars = tuple(
        bar
        for each in shown
        for bar in _bars(each, len(poll.items) > 1, rows, rounds, _called(poll.split, names))
    )
    title = say("{title}: {split}", title=poll.spoken_title, split=SPLIT_WORDS[poll.split])
    keeps_all = poll.secrecy is Secrecy.NAMED
    base = Joined((rule.base, note(guard, keeps_all=keeps_all, splits=(poll.split,))))
    return Chart(
        form=ChartForm.BARS,
        title=title,
        bars=bars,
        base=base,
        text=Joined((say("{title}.", title=title), *map(said_of, bars), base)),
    )


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names without what explains them after a colon, where they stay apart without it."""
    short = tuple(name.split(":")[0].strip() for name in names)
    return short if len(set(short)) == len(names) and all(short) else tuple(names)


def _called(split: Split, names: Sequence[str]) -> tuple[Text, ...]:
    """What stands beside the bars of the groups, and of those who did not say."""
    named = map(called, names) if split is Split.ROOM else short_names(names)
    return (*named, group_called(NOT_GIVEN))


def _asked(poll: Poll, rule: SplitRule, rounds: Rounds, names: Sequence[str]) -> Iterator[_Asked]:
    for column, item in enumerate(poll.items):
        told = rule.told if rule.classes else replace(rule.told, column=column)
        table_of = item.id if rule.classes else ""
        found = [table for _, tables in rounds for table in tables if table.item_id == table_of]
        if len(found) == len(rounds):
            yield _Asked(item.spoken, told, tuple(_ordered(table, names) for table in found))


def _ordered(table: SafeTable, names: Sequence[str]) -> SafeTable:
    """The table with a row for each group, in order, those who did not say at the end."""
    return replace(table, rows=tuple(table.row(name) for name in (*names, NOT_GIVEN)))


def _tells(asked: _Asked, row: int) -> bool:
    """Whether anything is told of a group in any round."""
    columns = [asked.told.column]
    if asked.told.beside is not None:
        columns.append(asked.told.beside)
    return any(table.rows[row].cells[c] is not None for table in asked.tables for c in columns)


def _bars(
    asked: _Asked, many: bool, rows: Sequence[int], rounds: Rounds, names: Sequence[Text]
) -> Iterator[Bar]:
    """The bars of one thing: of several things each is a group, of one thing each sector is.

    Of several things only what is told has a bar: the room should not wait for pages of gaps.
    """
    for row in (None, *rows):
        if many and row is not None and not _tells(asked, row):
            continue
        name: Text = EVERYBODY if row is None else names[row]
        for place, ((number, _), table) in enumerate(zip(rounds, asked.tables, strict=True)):
            newest = place == len(rounds) - 1
            single = len(rounds) == 1
            figure, part, aside = _figures(asked.told, table, row)
            yield Bar(
                label=_label(name, number, many, single),
                figure=figure,
                parts=(part,),
                group=asked.text if many else "" if single else name,
                aside=aside,
                newest=many and newest,
            )


def _label(name: Text, number: Text, many: bool, single: bool) -> Text:
    if single:
        return name
    return Joined((name, number), ", ") if many else number


def _figures(told: Told, table: SafeTable, row: int | None) -> tuple[Text, Part, Text]:
    """What stands at a bar's end, the bar, and what stands beside it."""
    cells = table.column_totals if row is None else table.rows[row].cells
    of = table.people if row is None else table.rows[row].people
    people = cells[told.column]
    if of is not None and people is not None:
        part = Part("", people, people / of if of else 0.0)
        return told.says(people, of), part, ""
    beside = None if told.beside is None else cells[told.beside]
    aside = "" if beside is None else told.beside_says(beside)
    shown = NOT_SHOWN if of is None else say("not shown, of {n}", n=of)
    return shown, Part("", 0, 0.0), aside
