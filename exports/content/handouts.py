"""Handouts as PDF: who goes where, group by group and by name; and the sheet that people sign."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from exports.pdf.blocks import Prose, heading, paragraph, subheading
from exports.pdf.glyphs import missing_sentences
from exports.pdf.layout import Block, Mark, set_pages
from exports.pdf.page_style import BODY, BODY_ASIDE, BODY_STRONG, FULL_WIDTH, LEAD, LEFT, TITLE
from exports.pdf.printing import Imprint, Progress, print_pages
from exports.pdf.tables import Cell, Column, table, widths
from facilitator.domain.days import full_day
from facilitator.domain.report.summary import GroupRound, GroupSheet, Handout, HandoutKind, Seat
from facilitator.domain.wording import counted, people

TICK = "✓"
BLANK_LINES = 8
"""Lines on the attendance sheet for people who are not on the list."""

_ROOM_TO_SIGN = "\n "
"""A second line, so that there is room for a signature."""

_TITLES = {
    HandoutKind.BREAKOUTS: "Who goes where",
    HandoutKind.ATTENDANCE: "Attendance",
}


def write_handout(handout: Handout, path: Path, progress: Progress | None = None) -> None:
    """Write a handout to `path`; the same handout always gives the same bytes.

    Raises SeminarError where the place cannot be written.
    """
    blocks = [*_head(handout), *_BODIES[handout.kind](handout)]
    print_pages(set_pages(blocks), _imprint(handout), path, progress)


def missing_glyphs(handout: Handout) -> tuple[str, ...]:
    """A sentence for each character that the typeface lacks, and what will stand in its place."""
    return missing_sentences(handout)


def _imprint(handout: Handout) -> Imprint:
    seminar = handout.seminar
    foot = [seminar.organiser, seminar.place, full_day(seminar.date)]
    return Imprint(
        title=seminar.title,
        author=seminar.organiser,
        subject=_TITLES[handout.kind],
        foot=" · ".join(part for part in foot if part),
        made_at=handout.made_at,
        rehearsal=seminar.rehearsal,
    )


def _head(handout: Handout) -> Iterator[Block]:
    seminar = handout.seminar
    when = " · ".join(part for part in (full_day(seminar.date), seminar.place) if part)
    title = _TITLES[handout.kind]
    lines = ((title, TITLE), (seminar.title, LEAD), (when, BODY))
    yield Prose(*lines, x=LEFT, width=FULL_WIDTH, mark=Mark("title", title, 0))


def _allocation(handout: Handout) -> Iterator[Block]:
    if not handout.rounds:
        yield paragraph("The agenda has no breakouts with groups yet.", style=BODY_ASIDE, before=14)
    for number, part in enumerate(handout.rounds):
        yield from _round(part, number)


def _round(part: GroupRound, number: int) -> Iterator[Block]:
    times = f"{part.starts:%H:%M} to {part.ends:%H:%M}"
    yield heading(part.title, Mark(f"round {number}", part.title, 0), new_page=number > 0)
    placed = sum(bool(seat.group) for seat in part.people)
    said = f"{times}, in {counted(len(part.groups), 'group', 'groups')}: {people(placed)} placed."
    yield Prose((said, BODY), x=LEFT, width=FULL_WIDTH, before=8)
    if part.people:
        yield _by_name(part.people)
    for place, group in enumerate(part.groups):
        yield from _group(group, times, Mark(f"group {number} {place}", group.title, 1))


def _by_name(seats: Sequence[Seat]) -> Block:
    wide = widths(FULL_WIDTH, 2, 2.5, 2.7, 1.8)
    columns = [
        Column("Name", wide[0], strong=True),
        Column("Organisation", wide[1]),
        Column("Group", wide[2]),
        Column("Place", wide[3]),
    ]
    rows: list[list[Cell]] = [
        [seat.name, seat.organisation, seat.group or "not placed yet", seat.place] for seat in seats
    ]
    return table(columns, rows, x=LEFT)


def _group(group: GroupSheet, times: str, mark: Mark) -> Iterator[Block]:
    """A page for a group, to lay where it meets."""
    yield Prose((group.title, TITLE), x=LEFT, width=FULL_WIDTH, new_page=True, mark=mark)
    yield Prose((group.place or "Its place is not fixed yet.", LEAD), (times, BODY), before=4)
    if group.note_taker:
        yield Prose((group.note_taker, BODY_STRONG), aside="Notes by", before=12)
    if group.topic:
        yield Prose((group.topic, BODY_STRONG), aside="Topic", before=8)
    yield from _listed("Questions", group.questions)
    yield from _listed("Findings", group.findings)
    yield subheading("Who is here", aside=people(len(group.members)))
    if not group.members:
        yield paragraph("Nobody has been placed in this group yet.", style=BODY_ASIDE)
        return
    wide = widths(FULL_WIDTH, 3, 4)
    columns = [Column("Name", wide[0], strong=True), Column("Organisation", wide[1])]
    yield table(columns, [[seat.name, seat.organisation] for seat in group.members], x=LEFT)


def _listed(title: str, texts: Sequence[str]) -> Iterator[Block]:
    for number, text in enumerate(texts):
        yield paragraph(text, aside="" if number else title, before=4 if number else 12)


def _attendance(handout: Handout) -> Iterator[Block]:
    here = sum(seat.here for seat in handout.people)
    said = f"{people(len(handout.people))} on the list, {here} checked in when this was printed."
    yield Prose((said, BODY), x=LEFT, width=FULL_WIDTH, before=12)
    wide = widths(FULL_WIDTH, 0.5, 2.4, 3, 0.5, 2.6)
    columns = [
        Column("No.", wide[0], figures=True),
        Column("Name", wide[1], strong=True),
        Column("Organisation", wide[2]),
        Column("Here", wide[3]),
        Column("Signature", wide[4]),
    ]
    rows: list[list[Cell]] = [
        [str(number), seat.name + _ROOM_TO_SIGN, seat.organisation, TICK if seat.here else "", ""]
        for number, seat in enumerate(handout.people, start=1)
    ]
    rows += [["", _ROOM_TO_SIGN, " ", "", ""] for _ in range(BLANK_LINES)]
    yield table(columns, rows, x=LEFT)


_BODIES: dict[HandoutKind, Callable[[Handout], Iterator[Block]]] = {
    HandoutKind.BREAKOUTS: _allocation,
    HandoutKind.ATTENDANCE: _attendance,
}
