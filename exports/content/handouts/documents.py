"""Handouts as documents: who goes where, group by group and by name; and the sheet people sign.

They are read in the room, so they are in the first of the languages it is spoken to, unless another
is asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from exports.content.summary import whose
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
from facilitator.domain.report.summary import GroupRound, GroupSheet, Handout, HandoutKind, Seat
from facilitator.domain.seminar.terms import CHOICES, terms
from facilitator.domain.wording import Counted, Message, Value, Weekday, people, say, told

TICK = "✓"
BLANK_LINES = 8
"""Lines on the attendance sheet for people who are not on the list."""

Tell = Callable[[Value], str]
"""Says a value in the language of the handout."""

TITLES: Mapping[HandoutKind, Message] = {
    HandoutKind.BREAKOUTS: say("Who goes where"),
    HandoutKind.ATTENDANCE: say("Attendance"),
    HandoutKind.CONSENT: say("What we record, and what you agree to"),
}
NAME = say("Name")
ORGANISATION = say("Organisation")


def handout_document(handout: Handout) -> Document:
    """Everything the handout says."""
    seminar = handout.seminar
    locale = handout.locale
    tell = partial(told, locale=locale)
    title = tell(TITLES[handout.kind])
    when = " · ".join(filter(None, (tell(Weekday(seminar.date)), seminar.place)))
    return Document(
        title=tell(seminar.spoken_title),
        language=locale.tag,
        use=Use.HANDOUT,
        about=About(
            author=seminar.organiser,
            subject=title,
            line=whose(seminar, locale),
            made_at=handout.made_at,
            rehearsal=seminar.rehearsal,
        ),
        front=Front(
            title=title,
            subtitles=(tell(seminar.spoken_title),),
            facts=tuple(filter(None, (when, tell(seminar.spoken_rule)))),
        ),
        sections=tuple(_BODIES[handout.kind](handout, tell)),
    )


def _allocation(handout: Handout, tell: Tell) -> Iterator[Section]:
    if not handout.rounds:
        nothing = tell(say("The agenda has no breakouts with groups yet."))
        yield Section(key="none", title="", blocks=(said(nothing, Voice.REMARK),))
    for number, part in enumerate(handout.rounds):
        yield _round(part, number, tell)


def _round(part: GroupRound, number: int, tell: Tell) -> Section:
    times = tell(say("{start} to {end}", start=part.starts, end=part.ends))
    placed = people(sum(bool(seat.group) for seat in part.people))
    groups = Counted(len(part.groups), "{n} group", "{n} groups")
    counted = tell(
        say("{times}, in {groups}: {people} placed.", times=times, groups=groups, people=placed)
    )
    return Section(
        key=f"round {number}",
        title=tell(part.title),
        blocks=(said(counted), *([_by_name(part.people, tell)] if part.people else [])),
        nested=tuple(
            _group(group, times, f"group {number} {place}", tell)
            for place, group in enumerate(part.groups)
        ),
        opens=Opens.PART if number else Opens.RUNS_ON,
    )


def _by_name(seats: Sequence[Seat], tell: Tell) -> Block:
    columns = (
        Column(tell(NAME), 2, Holds.NAMES),
        Column(tell(ORGANISATION), 2.5),
        Column(tell(say("Group")), 2.7),
        Column(tell(say("Place")), 1.8),
    )
    nowhere = tell(say("not placed yet"))
    rows = tuple(
        (seat.name, seat.organisation, seat.group or nowhere, seat.place) for seat in seats
    )
    return Table(columns=columns, groups=(Rows(rows),), wide=True)


def _group(group: GroupSheet, times: str, key: str, tell: Tell) -> Section:
    """A sheet for a group, to lay where it meets."""
    return Section(
        key=key,
        title=group.title,
        blocks=tuple(_about(group, times, tell)),
        nested=(_members(group, f"{key} members", tell),),
        opens=Opens.SHEET,
    )


def _about(group: GroupSheet, times: str, tell: Tell) -> Iterator[Block]:
    yield said(group.place or tell(say("Its place is not fixed yet.")), Voice.LEAD)
    yield said(times)
    for label, text in (
        (say("Notes by"), group.note_taker),
        (say("Topic"), group.topic),
    ):
        if text:
            yield Aside(tell(label), text)
    for label, texts in ((say("Questions"), group.questions), (say("Findings"), group.findings)):
        if texts:
            yield Points(tuple(Point(tell(text)) for text in texts), tell(label))


def _members(group: GroupSheet, key: str, tell: Tell) -> Section:
    columns = (Column(tell(NAME), 3, Holds.NAMES), Column(tell(ORGANISATION), 4))
    rows = tuple((seat.name, seat.organisation) for seat in group.members)
    nobody = said(tell(say("Nobody has been placed in this group yet.")), Voice.REMARK)
    here = Table(columns=columns, groups=(Rows(rows),), wide=True) if rows else nobody
    return Section(
        key=key,
        title=tell(say("Who is here")),
        label=tell(people(len(group.members))),
        blocks=(here,),
        listed=False,
    )


def _attendance(handout: Handout, tell: Tell) -> Iterator[Section]:
    counted = say(
        "{people} on the list, {here} checked in when this was printed.",
        people=people(len(handout.people)),
        here=sum(seat.here for seat in handout.people),
    )
    columns = (
        Column(tell(say("No.")), 0.5, Holds.FIGURES),
        Column(tell(NAME), 2.4, Holds.NAMES),
        Column(tell(ORGANISATION), 3),
        Column(tell(say("Here")), 0.5),
        Column(tell(say("Signature")), 2.6, Holds.HANDWRITING),
    )
    rows: list[tuple[str, ...]] = [
        (str(number), seat.name, seat.organisation, TICK if seat.here else "", "")
        for number, seat in enumerate(handout.people, start=1)
    ]
    rows += [("",) * len(columns)] * BLANK_LINES
    table = Table(columns=columns, groups=(Rows(tuple(rows)),), wide=True)
    yield Section(key="list", title="", blocks=(said(tell(counted)), table))


def _consent(handout: Handout, tell: Tell) -> Iterator[Section]:
    """What people read before they take part; who has no phone says there what they agree to."""
    seminar = handout.seminar
    paragraphs = filter(None, map(str.strip, tell(seminar.spoken_consent).split("\n\n")))
    points = tuple(Point(tell(each)) for each in terms(seminar))
    listed = Points(points, tell(say("Who, and how long")))
    yield Section(key="terms", title="", blocks=(*map(said, paragraphs), listed))
    answers = (Column(tell(each), 0.6, Holds.HANDWRITING) for each in (say("Yes"), say("No")))
    rows = tuple((tell(choice), "", "") for choice in CHOICES.values())
    asked = Table(columns=(Column("", 5), *answers), groups=(Rows(rows),), wide=True)
    name = tell(say("Your name, if you want to be told apart or written to"))
    blank = Column(name, 5, Holds.HANDWRITING)
    yield Section(
        key="choices",
        title=tell(say("What do you agree to?")),
        blocks=(asked, Table(columns=(blank,), groups=(Rows((("",),)),), wide=True)),
        opens=Opens.SHEET,
    )


_BODIES: Mapping[HandoutKind, Callable[[Handout, Tell], Iterator[Section]]] = {
    HandoutKind.BREAKOUTS: _allocation,
    HandoutKind.ATTENDANCE: _attendance,
    HandoutKind.CONSENT: _consent,
}
