"""The front of the summary: what it says of itself, its cover, and what came out of the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from exports.content.poll_pages import label_of
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
from facilitator.domain.days import full_day
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.results import Line
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.report.additions import AdditionKind, edition, of_kind
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Weekday, say

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


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


def cover(summary: Summary) -> Front:
    """Whose seminar, what for, when and where, and what this paper stands on."""
    seminar = summary.seminar
    purpose = (Aside("Purpose", seminar.purpose),) if seminar.purpose else ()
    source = (Small("Source", seminar.source),) if seminar.source else ()
    return Front(
        title=seminar.title,
        owner=seminar.organiser,
        subtitles=tuple(filter(None, (seminar.subtitle, "Summary of the day", _edition(summary)))),
        facts=tuple(filter(None, (full_day(seminar.date), seminar.place))),
        blocks=(
            said(str(attendance(summary) or "Nobody has been checked in yet.")),
            *spoken_under(seminar),
            *purpose,
        ),
        imprint=(*source, *imprint(summary), Small("This paper", _made(summary))),
    )


def _edition(summary: Summary) -> str:
    """ "Second edition"; "" for the first."""
    number = edition(summary.additions)
    if number == 1:
        return ""
    return f"{_ORDINALS[number - 1]} edition" if number <= len(_ORDINALS) else f"Edition {number}"


def imprint(summary: Summary) -> Iterator[Small]:
    """Who paid, under which licence, and how to cite it."""
    for kind, label in (
        (AdditionKind.FUNDER, "Funded by"),
        (AdditionKind.LICENCE, "Licence"),
        (AdditionKind.CITATION, "How to cite"),
    ):
        told = of_kind(summary.additions, kind)
        if told:
            yield Small(label, "; ".join(each.words for each in told))


def spoken_under(seminar: Seminar, tell: Tell = str) -> tuple[Block, ...]:
    """The rule under which people spoke, where there is one: it holds for whoever reads."""
    rule = tell(seminar.spoken_rule)
    return (Aside(tell(say("Spoken under")), rule),) if rule else ()


def _made(summary: Summary) -> str:
    return (
        f"Made on {moment(summary.made_at)} from seminar file {short_id(summary.file_id)} as it "
        f"stood after change {summary.position}."
    )


def messages(summary: Summary, most: int | None = None) -> Iterator[Block]:
    """What the authors want to be taken away, each under its id."""
    told = of_kind(summary.additions, AdditionKind.MESSAGE)
    for each in told[:most]:
        yield Aside(short_id(each.id), each.words)


def at_a_glance(summary: Summary, data: Dataset) -> Iterator[Block]:
    """The sentences of the day, the findings in one table, and what came first elsewhere."""
    yield from messages(summary)
    for sentence in summary.at_a_glance:
        yield said(sentence, Voice.LEAD)
    yield from spoken_under(summary.seminar)
    if not summary.at_a_glance:
        yield said("Nothing has been recorded yet.", Voice.REMARK)
    voted = [part for part in summary.polls if part.rounds]
    yield _findings([part for part in voted if method_of(part.poll).judged], data)
    yield from _others([part for part in voted if not method_of(part.poll).judged], data)


def _findings(parts: Sequence[PollPart], data: Dataset) -> Block:
    if not parts:
        return said("No statement was put to the vote.", Voice.REMARK)
    columns = (
        Column("Statement", 4.2, Holds.NAMES),
        Column("n", 0.9, Holds.FIGURES),
        Column("0 to 100 % agree", 2.6, Holds.SKETCHES),
        Column("Agree", 1.5),
        Column("Outcome", 2.4),
    )
    table = Table(
        columns=columns,
        groups=(Rows(tuple(row for part in parts for row in overview(part, data))),),
        caption="Statements put to the vote",
        note="Agreement in the first round (ring) and the last (dot); the stroke is the threshold.",
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


def overview(part: PollPart, data: Dataset, tell: Tell = str) -> Iterator[tuple[Cell, ...]]:
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
    return f"{label_of(part)}  {text}".strip()


def _others(parts: Sequence[PollPart], data: Dataset) -> Iterator[Block]:
    if not parts:
        return
    columns = (
        Column("Poll", 4.0, Holds.NAMES),
        Column("n", 0.7, Holds.FIGURES),
        Column("The last round", 5.0),
    )
    rows = tuple((part.poll.title, _voted(part, data), _first(part)) for part in parts)
    yield Table(columns=columns, groups=(Rows(rows),), caption="Other polls", wide=True)


def _voted(part: PollPart, data: Dataset) -> str:
    return number_or_dash(data["rounds"].get(part.rounds[-1].round.id)["voted"])


def _first(part: PollPart) -> str:
    last = part.rounds[-1]
    return str(verdict(last.round.poll, last.tally))
