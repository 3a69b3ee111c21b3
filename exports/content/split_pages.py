"""Results by sector and by size: one table a poll, what would point at somebody left out."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from exports.dataset import Dataset, Value
from exports.document import Column, Holds, Rows, Section, Table, Voice, said
from exports.phrases import Tell, group_name, short_id
from facilitator.domain.polls.polls import Secrecy
from facilitator.domain.polls.split_chart import EVERYBODY, SPLIT_WORDS
from facilitator.domain.privacy.disclosure import NOT_GIVEN, Guard, Split, note
from facilitator.domain.report.summary import SplitLine, SplitPart, Summary
from facilitator.domain.seminar.rooms import called
from facilitator.domain.wording import Counted, Message, say

TITLE = say("By sector and size")
WITH_ROOMS = say("By sector, size and room")


def split_section(summary: Summary, data: Dataset, tell: Tell) -> Section:
    """The tables that may be printed, and a sentence on the polls that may not be split."""
    guard = Guard(summary.seminar.print_threshold)
    keeps_all = all(part.poll.secrecy is Secrecy.NAMED for part in summary.splits)
    told = say(
        "How many of each group gave which answer, on ballots: hands that were raised tell no "
        "group. {note}",
        note=note(guard, keeps_all=keeps_all, splits={part.split for part in summary.splits}),
    )
    by_room = any(part.split is Split.ROOM for part in summary.splits)
    return Section(
        key=str(TITLE),
        title=tell(WITH_ROOMS if by_room else TITLE),
        blocks=(said(tell(told)),) if summary.splits else (),
        nested=(*_parts(summary, data, tell), *_unsplit(summary, tell)),
    )


def _parts(summary: Summary, data: Dataset, tell: Tell) -> Iterator[Section]:
    """A section for each split; a poll that is split twice is listed once."""
    listed: set[str] = set()
    for part in summary.splits:
        poll = part.poll
        yield Section(
            key=f"split {poll.id}" if poll.id not in listed else f"split {poll.id} {part.split}",
            title=tell(poll.spoken_title),
            label=f"{short_id(poll.id)}\n{tell(SPLIT_WORDS[part.split])}",
            blocks=(_table(part, data, tell),),
            listed=poll.id not in listed,
        )
        listed.add(poll.id)


def _unsplit(summary: Summary, tell: Tell) -> Iterator[Section]:
    if not summary.unsplit:
        return
    n, least = summary.unsplit, summary.seminar.print_threshold
    told = Counted(
        n,
        "{n} poll is not split here: too few people of any one group, fewer than {least}, gave the "
        "same answer.",
        "{n} polls are not split here: too few people of any one group, fewer than {least}, gave "
        "the same answer.",
        least=least,
    )
    if summary.splits:
        told = Counted(
            n,
            "{n} other poll is not split here: too few people of any one group, fewer than "
            "{least}, gave the same answer.",
            "{n} other polls are not split here: too few people of any one group, fewer than "
            "{least}, gave the same answer.",
            least=least,
        )
    yield Section(key="unsplit", title="", blocks=(said(tell(told), Voice.REMARK),), listed=False)


def _table(part: SplitPart, data: Dataset, tell: Tell) -> Table:
    several = len({line.round for line in part.lines}) > 1
    columns = (
        Column(tell(say("Answer")), 3.4, Holds.NAMES),
        *([Column(tell(say("Round")), 1.0, Holds.FIGURES)] if several else []),
        Column(tell(EVERYBODY), 1.6, Holds.FIGURES),
        *(Column(_group(part, name, tell), 1.6, Holds.FIGURES) for name in part.names),
    )
    names = _names(part, tell)
    groups = (
        Rows(tuple(_rows(part, data, lines, names, tell)), names.get(item, item))
        for item, lines in groupby(enumerate(part.lines), key=lambda line: line[1].item)
    )
    return Table(columns=columns, groups=tuple(groups))


def _group(part: SplitPart, name: str, tell: Tell) -> str:
    is_room = part.split is Split.ROOM and name != NOT_GIVEN
    return tell(called(name)) if is_room else group_name(name, tell)


_ANSWERS: Mapping[str, Message] = {
    str(each): each
    for each in (
        *(say("Disagree"), say("Neither, or no view"), say("Agree")),
        *(say("0 to 3"), say("4 to 6"), say("7 to 10"), say("No mark")),
        *(say("Not chosen"), say("Chosen"), say("Abstained")),
    )
}
"""What the tables of a round call its answers: they were kept in English with it."""


def _names(part: SplitPart, tell: Tell) -> Mapping[str, str]:
    """What items and answers are called in the language of the paper."""
    items = {item.text: tell(item.spoken) for item in part.poll.items}
    return {each: tell(message) for each, message in _ANSWERS.items()} | items


def _rows(
    part: SplitPart,
    data: Dataset,
    lines: Iterable[tuple[int, SplitLine]],
    names: Mapping[str, str],
    tell: Tell,
) -> Iterator[tuple[str, ...]]:
    """The lines of one item; an answer is named once for all its rounds."""
    several = len({line.round for line in part.lines}) > 1
    answer = None
    for number, line in lines:
        named = "" if several and line.answer == answer else names.get(line.answer, line.answer)
        turn = [str(line.round)] if several else []
        where = (part.poll.id, part.split.value, number)
        cells = (data["splits"].get(*where, name) for name in (None, *part.names))
        yield (named, *turn, *(_of(cell, tell) for cell in cells))
        answer = line.answer


def _of(cell: Mapping[str, Value], tell: Tell) -> str:
    people, of = cell["people"], cell["of"]
    return "–" if people is None else tell(say("{n} of {of}", n=str(people), of=str(of)))
