"""The front of the summary: what it says of itself, its cover, and what came out of the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from exports.content.poll_pages import came_to, label_of
from exports.dataset import Dataset, Value
from exports.document import (
    About,
    Aside,
    Block,
    Cell,
    Column,
    Front,
    Holds,
    Rows,
    Shift,
    Small,
    Table,
    Voice,
    said,
)
from exports.phrases import (
    Tell,
    as_share,
    moment,
    number_or_dash,
    outcome,
    percent_or_dash,
    short_id,
)
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.results import Line
from facilitator.domain.report.additions import AdditionKind, edition, of_kind
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Text, Weekday, say

_EDITIONS = (
    *("", say("Second edition"), say("Third edition"), say("Fourth edition")),
    *(say("Fifth edition"), say("Sixth edition")),
)


def about(summary: Summary, subject: str, locale: Locale = ENGLISH) -> About:
    """What a paper made of the summary says of itself."""
    seminar = summary.seminar
    return About(
        author=seminar.organiser,
        subject=subject,
        line=whose(seminar, locale),
        made_at=summary.made_at,
        rehearsal=seminar.rehearsal,
    )


def whose(seminar: Seminar, locale: Locale = ENGLISH) -> str:
    """Organiser, place and day in one line."""
    day = Weekday(seminar.date).in_(locale)
    return " · ".join(filter(None, (seminar.organiser, seminar.place, day)))


def cover(summary: Summary, tell: Tell) -> Front:
    """Whose seminar, what for, when and where, and what this paper stands on."""
    seminar = summary.seminar
    purpose = (Aside(tell(say("Purpose")), seminar.purpose),) if seminar.purpose else ()
    source = (Small(tell(say("Source")), seminar.source),) if seminar.source else ()
    called = (seminar.spoken_subtitle, say("Summary of the day"), _edition(summary))
    came = attendance(summary) or say("Nobody has been checked in yet.")
    return Front(
        title=tell(seminar.spoken_title),
        owner=seminar.organiser,
        subtitles=tuple(filter(None, map(tell, called))),
        facts=tuple(filter(None, (tell(Weekday(seminar.date)), seminar.place))),
        blocks=(said(tell(came)), *spoken_under(seminar, tell), *purpose),
        imprint=(
            *source,
            *imprint(summary, tell),
            Small(tell(say("This paper")), tell(_made(summary))),
        ),
    )


def _edition(summary: Summary) -> Text:
    """ "Second edition"; "" for the first."""
    number = edition(summary.additions)
    return _EDITIONS[number - 1] if number <= len(_EDITIONS) else say("Edition {n}", n=number)


def imprint(summary: Summary, tell: Tell) -> Iterator[Small]:
    """Who paid, under which licence, and how to cite it."""
    for kind, label in (
        (AdditionKind.FUNDER, say("Funded by")),
        (AdditionKind.LICENCE, say("Licence")),
        (AdditionKind.CITATION, say("How to cite")),
    ):
        told = of_kind(summary.additions, kind)
        if told:
            yield Small(tell(label), "; ".join(each.words for each in told))


def spoken_under(seminar: Seminar, tell: Tell) -> tuple[Block, ...]:
    """The rule under which people spoke, where there is one: it holds for whoever reads."""
    rule = tell(seminar.spoken_rule)
    return (Aside(tell(say("Spoken under")), rule),) if rule else ()


def _made(summary: Summary) -> Text:
    return say(
        "Made on {moment} from seminar file {file} as it stood after change {change}.",
        moment=moment(summary.made_at),
        file=short_id(summary.file_id),
        change=summary.position,
    )


def messages(summary: Summary, most: int | None = None) -> Iterator[Block]:
    """What the authors want to be taken away, each under its id."""
    told = of_kind(summary.additions, AdditionKind.MESSAGE)
    for each in told[:most]:
        yield Aside(short_id(each.id), each.words)


def at_a_glance(summary: Summary, data: Dataset, tell: Tell) -> Iterator[Block]:
    """The sentences of the day, the findings in one table, and what came first elsewhere."""
    yield from messages(summary)
    for sentence in summary.at_a_glance:
        yield said(tell(sentence), Voice.LEAD)
    yield from spoken_under(summary.seminar, tell)
    if not summary.at_a_glance:
        yield said(tell(say("Nothing has been recorded yet.")), Voice.REMARK)
    voted = [part for part in summary.polls if part.rounds]
    yield _findings([part for part in voted if method_of(part.poll).judged], data, tell)
    yield from _others([part for part in voted if not method_of(part.poll).judged], data, tell)


def _findings(parts: Sequence[PollPart], data: Dataset, tell: Tell) -> Block:
    if not parts:
        return said(tell(say("No statement was put to the vote.")), Voice.REMARK)
    columns = (
        Column(tell(say("Statement")), 4.2, Holds.NAMES),
        Column("n", 0.9, Holds.FIGURES),
        Column(tell(say("0 to 100 % agree")), 2.6, Holds.SKETCHES),
        Column(tell(say("Agree")), 1.5),
        Column(tell(say("Outcome")), 2.4),
    )
    note = say(
        "Agreement in the first round (ring) and the last (dot); the stroke is the threshold."
    )
    table = Table(
        columns=columns,
        groups=(Rows(tuple(row for part in parts for row in overview(part, data, tell))),),
        caption=tell(say("Statements put to the vote")),
        note=tell(note),
        wide=True,
    )
    return without_bare_line(table, "")


def without_bare_line(table: Table, note: str) -> Table:
    """The table without its column of agreement drawn on a line, where nothing stands on any line
    since too few had a view for a share: its width is the others', and `note` is told instead.
    """
    cells = [cell for group in table.groups for row in group.rows for cell in row]
    drawn = [cell for cell in cells if isinstance(cell, Shift)]
    if any(cell.first is not None or cell.last is not None for cell in drawn):
        return table
    kept = [n for n, column in enumerate(table.columns) if column.holds is not Holds.SKETCHES]
    groups = (
        Rows(tuple(tuple(row[n] for n in kept) for row in group.rows), group.title)
        for group in table.groups
    )
    columns = tuple(table.columns[n] for n in kept)
    return replace(table, columns=columns, groups=tuple(groups), note=note)


def overview(part: PollPart, data: Dataset, tell: Tell) -> Iterator[tuple[Cell, ...]]:
    """A row for each item: from the first round's agreement to the last one's."""
    first, last = (each.round.id for each in (part.rounds[0], part.rounds[-1]))
    for line in part.rounds[-1].tally.lines:
        before = data["measures"].find(first, line.item_id) if first != last else None
        after = data["measures"].get(last, line.item_id)
        ends = [before, after] if before else [after]
        agree = " → ".join(_agree(end, tell) for end in ends)
        yield (
            _statement(part, line, tell),
            " → ".join(number_or_dash(end["with_view"]) for end in ends),
            Shift(
                as_share(before["agreement"]) if before else None,
                as_share(after["agreement"]),
                as_share(data["rounds"].get(last)["threshold"]) or 0.0,
                agree,
            ),
            agree,
            outcome(line, tell),
        )


def _agree(came: Mapping[str, Value], tell: Tell) -> str:
    """How many agree: in per cent, and where few had a view as people."""
    agreeing, of = number_or_dash(came["agreeing"]), came["with_view"]
    if came["percent"] is not None or not of:
        return percent_or_dash(came["percent"])
    return tell(say("{agreeing} of {of}", agreeing=agreeing, of=number_or_dash(of)))


def _statement(part: PollPart, line: Line, tell: Tell) -> str:
    put = {item.id: item.spoken for item in part.rounds[-1].round.poll.items}
    many = len(part.poll.items) > 1
    text = tell(put.get(line.item_id, line.text) if many else part.poll.spoken_title)
    return f"{label_of(part, tell)}  {text}".strip()


def _others(parts: Sequence[PollPart], data: Dataset, tell: Tell) -> Iterator[Block]:
    if not parts:
        return
    columns = (
        Column(tell(say("Poll")), 4.0, Holds.NAMES),
        Column("n", 0.7, Holds.FIGURES),
        Column(tell(say("The last round")), 5.0),
    )
    rows = tuple(
        (tell(part.poll.spoken_title), _voted(part, data), came_to(part, tell)) for part in parts
    )
    caption = tell(say("Other polls"))
    yield Table(columns=columns, groups=(Rows(rows),), caption=caption, wide=True)


def _voted(part: PollPart, data: Dataset) -> str:
    return number_or_dash(data["rounds"].get(part.rounds[-1].round.id)["voted"])
