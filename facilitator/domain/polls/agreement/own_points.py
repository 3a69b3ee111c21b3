"""What a group makes of what was noted of it: whether its headline points are its own, and whether
a quote may stand as it is written.

How many of a table say that a point is theirs is settled when the round is revealed, and told only
where the table has enough people. Whoever says nothing is told apart from nobody: a figure is of
all at the table. Neither everybody's nor nobody's word is told as such, since that would tell what
each single person said: "at least 6 of 7" is six or seven.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from facilitator.domain.polls.methods.member_check import QUOTE, THAT_IS_US, US
from facilitator.domain.polls.polls import Marked
from facilitator.domain.privacy.disclosure import SafeRow, SafeTable
from facilitator.domain.privacy.small_groups import blurred
from facilitator.domain.wording import Message, Text, say

LEAST = 3
"""Of fewer people “at least” and “at most” would be one."""
IS_US, OTHERS = "That is us", "Others at the table"
TOO_FEW = say("too few were at the table to tell how many say: that is us")


def say_so(versions: Iterable[str], ballots: Iterable[Marked]) -> int:
    """How many ballots say "that is us" of a point; `versions` are the ids of the revisions in
    which it says what it says now.
    """
    keys = {f"{US}{version}" for version in versions}
    said = ([mark for key, mark in ballot.marks if key in keys] for ballot in ballots)
    return sum(bool(marks) and all(mark == THAT_IS_US for mark in marks) for marks in said)


def point_table(version: str, agree: int, people: int, is_told: bool) -> SafeTable:
    """What may be told of a point of a table of so many people: nothing, or a figure between 1 and
    all but one, so that the file says no more than papers do.
    """
    if not is_told or people < LEAST:
        hidden = SafeRow(name="", people=None, cells=(None, None))
        return _table(version, hidden)
    told = min(max(agree, 1), people - 1)
    return _table(version, SafeRow(name="", people=people, cells=(told, people - told)))


def _table(version: str, row: SafeRow) -> SafeTable:
    return SafeTable(
        item_id=f"{US}{version}", columns=(IS_US, OTHERS), rows=(row,), column_totals=()
    )


def at_table(table: SafeTable) -> int | None:
    """Of how many people a released point is told; None where nothing is."""
    return table.rows[0].people


def point_told(table: SafeTable, *, counted: bool = True) -> Text:
    """What a group made of a point, as it was released. Where it must not be known how many sat at
    the table nothing is `counted`: of a table of too few nothing is said then.
    """
    (row,) = table.rows
    agree, of = row.cells[0], row.people
    if agree is None or of is None:
        return TOO_FEW if counted else ""
    if not counted:
        return _share_told(agree, of)
    if agree == of - 1:
        return say("at least {n} of {of} at the table say: that is us", n=agree, of=of)
    if agree == 1:
        return say("at most {n} of {of} at the table say: that is us", n=agree, of=of)
    return say("{n} of {of} at the table say: that is us", n=agree, of=of)


def tables_told(
    points: Mapping[str, SafeTable], people: Mapping[str, Collection[str]], threshold: int
) -> dict[str, Text]:
    """What papers say of the points of groups that are not told apart, by the ids of notes;
    `people` are those at the table of each. How many sat there is told where tables of that many
    have enough people together. The others look alike: where one of them has no figure, none has.
    """
    sizes: dict[str, set[str]] = {}
    for id, table in points.items():
        sizes.setdefault(str(at_table(table)), set()).update(people[id])
    gone = blurred(sizes, threshold)
    figures = str(None) not in gone
    return {
        id: point_told(table, counted=told)
        if (told := str(at_table(table)) not in gone) or figures
        else ""
        for id, table in points.items()
    }


def _share_told(agree: int, of: int) -> Message:
    if agree == of - 1:
        return say("all at the table, or all but one, say: that is us")
    if 2 * agree > of:
        return say("more than half of the table say: that is us")
    return say("no more than half of the table say: that is us")


def answer(versions: Iterable[str], ballots: Sequence[Marked]) -> int | None:
    """What a table answers about a quote, None where nobody did. Whoever may have said it is among
    them: one who withdraws it, or wants other words, decides.
    """
    keys = {f"{QUOTE}{version}" for version in versions}
    return min((m for each in ballots for key, m in each.marks if key in keys), default=None)


def in_own_words(ballots: Iterable[Marked]) -> Mapping[str, tuple[str, ...]]:
    """What was written with judgements, by what they are of; in no order of who wrote it."""
    found: dict[str, Counter[str]] = {}
    for ballot in ballots:
        for line in ballot.words:
            key, _, words = line.partition(" ")
            found.setdefault(key, Counter())[words] += 1
    return {key: tuple(sorted(words)) for key, words in found.items()}
