"""Handouts as documents: who goes where, group by group and by name; and the sheet people sign."""

from collections.abc import Callable, Iterator, Sequence

from exports.content.summary import LANGUAGE, whose
from exports.document import (
    About,
    Aside,
    Block,
    Column,
    Document,
    Front,
    Holds,
    Opens,
    Point,
    Points,
    Rows,
    Section,
    Table,
    Use,
    Voice,
    said,
)
from facilitator.domain.days import full_day
from facilitator.domain.report.summary import GroupRound, GroupSheet, Handout, HandoutKind, Seat
from facilitator.domain.seminar.terms import CHOICES, terms
from facilitator.domain.wording import counted, people

TICK = "✓"
BLANK_LINES = 8
"""Lines on the attendance sheet for people who are not on the list."""

_TITLES = {
    HandoutKind.BREAKOUTS: "Who goes where",
    HandoutKind.ATTENDANCE: "Attendance",
    HandoutKind.CONSENT: "What we record, and what you agree to",
}


def handout_document(handout: Handout) -> Document:
    """Everything the handout says."""
    seminar, title = handout.seminar, _TITLES[handout.kind]
    when = " · ".join(filter(None, (full_day(seminar.date), seminar.place)))
    return Document(
        title=seminar.title,
        language=LANGUAGE,
        use=Use.HANDOUT,
        about=About(
            author=seminar.organiser,
            subject=title,
            line=whose(seminar),
            made_at=handout.made_at,
            rehearsal=seminar.rehearsal,
        ),
        front=Front(
            title=title,
            subtitles=(seminar.title,),
            facts=tuple(filter(None, (when, seminar.rule))),
        ),
        sections=tuple(_BODIES[handout.kind](handout)),
    )


def _allocation(handout: Handout) -> Iterator[Section]:
    if not handout.rounds:
        nothing = said("The agenda has no breakouts with groups yet.", Voice.REMARK)
        yield Section(key="none", title="", blocks=(nothing,))
    for number, part in enumerate(handout.rounds):
        yield _round(part, number)


def _round(part: GroupRound, number: int) -> Section:
    times = f"{part.starts:%H:%M} to {part.ends:%H:%M}"
    placed = sum(bool(seat.group) for seat in part.people)
    told = f"{times}, in {counted(len(part.groups), 'group', 'groups')}: {people(placed)} placed."
    return Section(
        key=f"round {number}",
        title=part.title,
        blocks=(said(told), *([_by_name(part.people)] if part.people else [])),
        nested=tuple(
            _group(group, times, f"group {number} {place}")
            for place, group in enumerate(part.groups)
        ),
        opens=Opens.PART if number else Opens.RUNS_ON,
    )


def _by_name(seats: Sequence[Seat]) -> Block:
    columns = (
        Column("Name", 2, Holds.NAMES),
        Column("Organisation", 2.5),
        Column("Group", 2.7),
        Column("Place", 1.8),
    )
    rows = tuple(
        (seat.name, seat.organisation, seat.group or "not placed yet", seat.place) for seat in seats
    )
    return Table(columns=columns, groups=(Rows(rows),), wide=True)


def _group(group: GroupSheet, times: str, key: str) -> Section:
    """A sheet for a group, to lay where it meets."""
    return Section(
        key=key,
        title=group.title,
        blocks=tuple(_about(group, times)),
        nested=(_members(group, f"{key} members"),),
        opens=Opens.SHEET,
    )


def _about(group: GroupSheet, times: str) -> Iterator[Block]:
    yield said(group.place or "Its place is not fixed yet.", Voice.LEAD)
    yield said(times)
    if group.note_taker:
        yield Aside("Notes by", group.note_taker)
    if group.topic:
        yield Aside("Topic", group.topic)
    for label, texts in (("Questions", group.questions), ("Findings", group.findings)):
        if texts:
            yield Points(tuple(map(Point, texts)), label)


def _members(group: GroupSheet, key: str) -> Section:
    columns = (Column("Name", 3, Holds.NAMES), Column("Organisation", 4))
    rows = tuple((seat.name, seat.organisation) for seat in group.members)
    nobody = said("Nobody has been placed in this group yet.", Voice.REMARK)
    here = Table(columns=columns, groups=(Rows(rows),), wide=True) if rows else nobody
    return Section(
        key=key,
        title="Who is here",
        label=str(people(len(group.members))),
        blocks=(here,),
        listed=False,
    )


def _attendance(handout: Handout) -> Iterator[Section]:
    here = sum(seat.here for seat in handout.people)
    told = f"{people(len(handout.people))} on the list, {here} checked in when this was printed."
    columns = (
        Column("No.", 0.5, Holds.FIGURES),
        Column("Name", 2.4, Holds.NAMES),
        Column("Organisation", 3),
        Column("Here", 0.5),
        Column("Signature", 2.6, Holds.HANDWRITING),
    )
    rows: list[tuple[str, ...]] = [
        (str(number), seat.name, seat.organisation, TICK if seat.here else "", "")
        for number, seat in enumerate(handout.people, start=1)
    ]
    rows += [("",) * len(columns)] * BLANK_LINES
    table = Table(columns=columns, groups=(Rows(tuple(rows)),), wide=True)
    yield Section(key="list", title="", blocks=(said(told), table))


def _consent(handout: Handout) -> Iterator[Section]:
    """What people read before they take part; who has no phone says there what they agree to."""
    seminar = handout.seminar
    paragraphs = filter(None, map(str.strip, seminar.consent.split("\n\n")))
    told = tuple(Point(str(each)) for each in terms(seminar))
    yield Section(
        key="terms",
        title="",
        blocks=(*map(said, paragraphs), *((Points(told, "Who, and how long"),) if told else ())),
    )
    columns = (Column("", 5), *(Column(answer, 0.6, Holds.HANDWRITING) for answer in ("Yes", "No")))
    rows = tuple((str(choice), "", "") for choice in CHOICES.values())
    name = Column("Your name, if you want to be told apart or written to", 5, Holds.HANDWRITING)
    blank = Table(columns=(name,), groups=(Rows((("",),)),), wide=True)
    asked = Table(columns=columns, groups=(Rows(rows),), wide=True)
    choices = (asked, blank)
    yield Section(key="choices", title="What do you agree to?", blocks=choices, opens=Opens.SHEET)


_BODIES: dict[HandoutKind, Callable[[Handout], Iterator[Section]]] = {
    HandoutKind.BREAKOUTS: _allocation,
    HandoutKind.ATTENDANCE: _attendance,
    HandoutKind.CONSENT: _consent,
}
