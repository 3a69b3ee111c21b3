"""Results by sector and by size: one table a poll, what would point at somebody left out."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from exports.dataset import Dataset, Value
from exports.document import Column, Holds, Rows, Section, Table, Voice, said
from exports.phrases import short_id
from facilitator.domain.polls.polls import Secrecy
from facilitator.domain.polls.split_chart import SPLIT_WORDS
from facilitator.domain.privacy.disclosure import Guard, note
from facilitator.domain.report.summary import SplitLine, SplitPart, Summary
from facilitator.domain.wording import counted

TITLE = "By sector and size"


def split_section(summary: Summary, data: Dataset) -> Section:
    """The tables that may be printed, and a sentence on the polls that may not be split."""
    guard = Guard(summary.seminar.print_threshold)
    keeps_all = all(part.poll.secrecy is Secrecy.NAMED for part in summary.splits)
    told = (
        "How many of each group gave which answer, on ballots: hands that were raised tell no "
        f"group. {note(guard, keeps_all=keeps_all)}"
    )
    return Section(
        key=TITLE,
        title=TITLE,
        blocks=(said(told),) if summary.splits else (),
        nested=(*_parts(summary, data), *_unsplit(summary)),
    )


def _parts(summary: Summary, data: Dataset) -> Iterator[Section]:
    """A section for each split; a poll that is split twice is listed once."""
    listed: set[str] = set()
    for part in summary.splits:
        poll = part.poll
        yield Section(
            key=f"split {poll.id}" if poll.id not in listed else f"split {poll.id} {part.split}",
            title=poll.title,
            label=f"{short_id(poll.id)}\n{SPLIT_WORDS[part.split]}",
            blocks=(_table(part, data),),
            listed=poll.id not in listed,
        )
        listed.add(poll.id)


def _unsplit(summary: Summary) -> Iterator[Section]:
    if not summary.unsplit:
        return
    more = " other" if summary.splits else ""
    one, many = f"{more} poll is".strip(), f"{more} polls are".strip()
    told = (
        f"{counted(summary.unsplit, one, many)} not split here: too few people of any one "
        f"group, fewer than {summary.seminar.print_threshold}, gave the same answer."
    )
    yield Section(key="unsplit", title="", blocks=(said(told, Voice.REMARK),), listed=False)


def _table(part: SplitPart, data: Dataset) -> Table:
    several = len({line.round for line in part.lines}) > 1
    columns = (
        Column("Answer", 3.4, Holds.NAMES),
        *([Column("Round", 1.0, Holds.FIGURES)] if several else []),
        Column("All ballots", 1.6, Holds.FIGURES),
        *(Column(name, 1.6, Holds.FIGURES) for name in part.names),
    )
    groups = (
        Rows(tuple(_rows(part, data, lines, several)), item)
        for item, lines in groupby(enumerate(part.lines), key=lambda line: line[1].item)
    )
    return Table(columns=columns, groups=tuple(groups))


def _rows(
    part: SplitPart, data: Dataset, lines: Iterable[tuple[int, SplitLine]], several: bool
) -> Iterator[tuple[str, ...]]:
    """The lines of one item; an answer is named once for all its rounds."""
    answer = None
    for number, line in lines:
        named = "" if several and line.answer == answer else line.answer
        turn = [str(line.round)] if several else []
        where = (part.poll.id, part.split.value, number)
        cells = (data["splits"].get(*where, name) for name in (None, *part.names))
        yield (named, *turn, *map(_of, cells))
        answer = line.answer


def _of(cell: Mapping[str, Value]) -> str:
    return "–" if cell["people"] is None else f"{cell['people']} of {cell['of']}"
