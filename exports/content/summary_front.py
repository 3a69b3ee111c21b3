"""The front of the summary: cover, contents, what came out of the day, and how to read it."""

from collections.abc import Iterator, Sequence

from exports.content.poll_pages import label_of
from exports.content.poll_tables import line_of
from exports.pdf.blocks import Entry, Prose, Rule, paragraph
from exports.pdf.layout import Block, Mark
from exports.pdf.page_style import (
    ACCENT,
    BODY,
    BODY_ASIDE,
    BODY_STRONG,
    BOTTOM,
    FULL_WIDTH,
    HEADING,
    LEAD,
    LEFT,
    SMALL,
    SMALL_ACCENT,
    TITLE,
    TOP,
)
from exports.pdf.sketches import Shift
from exports.pdf.tables import Cell, Column, table, widths
from exports.phrases import moment, share_of, short_id, signed
from facilitator.domain.days import full_day
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.results import Line
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.report.summary import PollPart, RoundPart, Summary
from facilitator.domain.wording import people, percent

_HIGH = 96.0
_TITLE_ROOM = 400.0


def cover(summary: Summary) -> list[Block]:
    """The first page: whose seminar, what for, when and where, and what this paper stands on."""
    seminar = summary.seminar
    top: list[Block] = [
        Prose((seminar.organiser or " ", SMALL_ACCENT), x=LEFT, width=_TITLE_ROOM),
        Prose((seminar.title, TITLE), x=LEFT, width=_TITLE_ROOM, before=_HIGH),
        Prose((seminar.subtitle, LEAD), x=LEFT, width=_TITLE_ROOM, before=10),
        Prose(("Summary of the day", LEAD), x=LEFT, width=_TITLE_ROOM, before=2),
        Rule(before=30, ink=ACCENT, thick=1.2),
        Prose((full_day(seminar.date), BODY_STRONG), (seminar.place, BODY), before=12),
        Prose((_attendance(summary), BODY), before=4),
        Prose((seminar.purpose, BODY), aside="Purpose", before=16),
    ]
    foot: list[Block] = [
        Prose((seminar.source, SMALL), aside="Source" if seminar.source else ""),
        Prose((_made(summary), SMALL), aside="This paper", before=6),
    ]
    used = sum(block.before + block.height for block in [*top, *foot])
    foot[0].before = max(28.0, TOP - BOTTOM - used)
    return [block for block in [*top, *foot] if block.height]


def _attendance(summary: Summary) -> str:
    said = f"{people(summary.present)} took part"
    return f"{said} of {summary.expected} expected." if summary.expected else f"{said}."


def _made(summary: Summary) -> str:
    return (
        f"Made on {moment(summary.made_at)} from seminar file {short_id(summary.file_id)} as it "
        f"stood after change {summary.position}."
    )


def contents(marks: Sequence[Mark], numbers: dict[str, int]) -> Iterator[Block]:
    """The list of sections; `numbers` is filled with their pages before anything is drawn."""
    title = Prose(
        ("Contents", HEADING),
        x=LEFT,
        width=FULL_WIDTH,
        new_page=True,
        keep=True,
        mark=Mark("contents", "Contents", 0),
    )
    entries = [Entry(mark, numbers) for mark in marks]
    for entry in entries[:1]:
        entry.before = 14.0
    followed = [*(mark.level for mark in marks[1:]), 0]
    for entry, mark, following in zip(entries, marks, followed, strict=True):
        entry.keep = mark.level < following
    if title.height + sum(entry.before + entry.height for entry in entries) > TOP - BOTTOM:
        # Two or three lines alone on a second page: closer lines save it.
        for entry in entries[1:]:
            entry.before = min(entry.before, 1.0)
    yield title
    yield from entries


def at_a_glance(summary: Summary) -> Iterator[Block]:
    """The sentences of the day, the findings in one table, and what came first elsewhere."""
    for number, sentence in enumerate(summary.at_a_glance):
        yield Prose((sentence, LEAD), before=16 if number == 0 else 8)
    if not summary.at_a_glance:
        yield paragraph("Nothing has been recorded yet.", style=BODY_ASIDE, before=16)
    tested = [part for part in summary.polls if method_of(part.poll).judged and part.rounds]
    yield from _findings(tested)
    others = [part for part in summary.polls if not method_of(part.poll).judged and part.rounds]
    yield from _others(others)


def _findings(parts: Sequence[PollPart]) -> Iterator[Block]:
    if not parts:
        yield paragraph("No statement was put to the vote.", style=BODY_ASIDE, before=16)
        return
    yield Prose(
        ("Statements put to the vote", BODY_STRONG),
        (
            "Agreement in the first round (ring) and the last (dot); the stroke is the threshold.",
            SMALL,
        ),
        x=LEFT,
        width=FULL_WIDTH,
        before=24,
        keep=True,
    )
    wide = widths(FULL_WIDTH, 4.2, 0.9, 2.6, 1.5, 0.9, 1.7)
    titles = ("Statement", "n", "0 to 100 % agree", "Agree", "Change", "Outcome")
    columns = [
        Column(title, width, figures=title in ("n", "Change"))
        for title, width in zip(titles, wide, strict=True)
    ]
    yield table(columns, [row for part in parts for row in _overview(part)], x=LEFT, before=6)


def _overview(part: PollPart) -> Iterator[list[Cell]]:
    """A row for each item: from the first round's agreement to the last one's."""
    first_part, last_part = part.rounds[0], part.rounds[-1]
    for last in last_part.tally.lines:
        first = line_of(first_part, last.item_id) if len(part.rounds) > 1 else None
        shift = Shift(
            first.agreement if first else None,
            last.agreement,
            last_part.round.poll.threshold,
        )
        yield [
            _statement(part, last),
            " → ".join(str(each.tally.ballots) for each in _ends(part)),
            shift,
            shift.text if first else share_of(last.agreement),
            _change(first, last),
            outcome(last),
        ]


def _ends(part: PollPart) -> Sequence[RoundPart]:
    return part.rounds[:1] + part.rounds[1:][-1:]


def _statement(part: PollPart, line: Line) -> str:
    said = line.text if len(part.poll.items) > 1 else part.poll.title
    return f"{label_of(part)}  {said}".strip()


def _change(first: Line | None, last: Line) -> str:
    if first is None or first.agreement is None or last.agreement is None:
        return "–"
    return signed(round(last.agreement * 100) - round(first.agreement * 100))


def outcome(line: Line) -> str:
    """The verdict in a word or two."""
    if line.reached is None:
        return "–"
    said = "Consensus" if line.reached else "No consensus"
    return f"{said}, far apart" if line.dissent else said


def _others(parts: Sequence[PollPart]) -> Iterator[Block]:
    if not parts:
        return
    yield Prose(("Other polls", BODY_STRONG), x=LEFT, width=FULL_WIDTH, before=24, keep=True)
    wide = widths(FULL_WIDTH, 4.0, 0.7, 5.0)
    columns = [
        Column("Poll", wide[0]),
        Column("n", wide[1], figures=True),
        Column("The last round", wide[2]),
    ]
    rows = [[part.poll.title, str(part.rounds[-1].tally.ballots), _first(part)] for part in parts]
    yield table(columns, rows, x=LEFT, before=6)


def _first(part: PollPart) -> str:
    last = part.rounds[-1]
    return verdict(last.round.poll, last.tally)


def how_to_read(summary: Summary) -> Iterator[Block]:
    """What the figures and marks of this paper mean."""
    threshold = max((part.poll.threshold for part in summary.polls), default=0.75)
    small = summary.seminar.print_threshold
    for aside, text in _EXPLAINED.items():
        yield paragraph(text.format(threshold=percent(threshold), small=small), aside=aside)


_EXPLAINED = {
    "Who": """The people in the room chose to come. Their votes describe this room on this day; \
they are no sample and say nothing about how many think so elsewhere.""",
    "n": """n is the number of people who voted in a round. Shares on an agree scale are of those \
with a view: “don’t know” is counted and shown apart.""",
    "Agreement": """Agreement is the share who agree or strongly agree. Consensus takes at least \
the threshold fixed before voting opened (here {threshold} unless a poll says otherwise) and an \
interquartile range (IQR) of at most 1 on the five points. Cns is the Tastle–Wierman measure: 1 \
when all give the same answer, 0 when the room is split between the ends of the scale.""",
    "Rounds": """The same poll was put more than once where it says so. Results stayed sealed \
until each round was closed and revealed.""",
    "Small groups": """Groups of fewer than {small} are not split out on paper. A dash stands for \
what is not shown and for what does not exist, and does not tell which.""",
    "Record ids": """The eight signs beside a response, note or poll are the start of its record \
id in the seminar file. ◆ marks what the facilitator starred.""",
}
