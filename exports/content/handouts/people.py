"""Sheets of people: who came, what they agree to, and the badges they wear."""

from collections.abc import Iterator

from exports.content.handouts.telling import NAME, ORGANISATION
from exports.document import (
    Card,
    Cards,
    Column,
    Holds,
    Opens,
    Point,
    Points,
    Rows,
    Section,
    Table,
    said,
)
from exports.phrases import Tell
from facilitator.domain.report.summary import Handout
from facilitator.domain.seminar.terms import CHOICES, terms
from facilitator.domain.wording import people, say

TICK = "✓"
BLANK_LINES = 8
"""Lines on the attendance sheet for people who are not on the list."""


def attendance(handout: Handout, tell: Tell) -> Iterator[Section]:
    """Everybody on the list, with a line to sign."""
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


def consent(handout: Handout, tell: Tell) -> Iterator[Section]:
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
    number = tell(say("Number of this form; it stands on no ballot"))
    blank = (Column(name, 5, Holds.HANDWRITING), Column(number, 3, Holds.HANDWRITING))
    yield Section(
        key="choices",
        title=tell(say("What do you agree to?")),
        blocks=(asked, Table(columns=blank, groups=(Rows((("", ""),)),), wide=True)),
        opens=Opens.SHEET,
    )


def badges(handout: Handout, tell: Tell) -> Iterator[Section]:
    """A badge each: the name, the organisation, and the group that they go to, large."""
    cards = tuple(
        Card(name=seat.name, about=seat.organisation, sign=seat.group) for seat in handout.people
    )
    nobody = said(tell(say("Nobody is on the list yet.")))
    yield Section(key="badges", title="", blocks=(Cards(cards),) if cards else (nobody,))
