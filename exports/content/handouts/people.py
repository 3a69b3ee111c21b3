"""Sheets of people: who came, what they agree to, and the badges they wear."""

from collections.abc import Iterator

from exports.content.handouts.telling import APART, NAME, ORGANISATION, boxes
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
    Voice,
    said,
)
from exports.phrases import Tell
from facilitator.domain.report.summary import Handout
from facilitator.domain.seminar.terms import CHOICES, kept, terms
from facilitator.domain.wording import people, say

TICK = "✓"
EMAIL = say(
    "Your e-mail address, if you may be contacted: it is kept apart from what you say, used for "
    "one mailing, and deleted with the names"
)
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
    about = (counted, *kept(handout.seminar))
    yield Section(key="list", title="", blocks=(*(said(tell(each)) for each in about), table))


def consent(handout: Handout, tell: Tell) -> Iterator[Section]:
    """What people read before they take part; who has no phone says there what they agree to."""
    seminar = handout.seminar
    paragraphs = filter(None, map(str.strip, tell(seminar.spoken_consent).split("\n\n")))
    points = tuple(Point(tell(each)) for each in terms(seminar))
    listed = Points(points, tell(say("Who, and how long")))
    yield Section(key="terms", title="", blocks=(*map(said, paragraphs), listed))
    answers = boxes(tell(each) for each in (say("Yes"), say("No")))
    asked = (said(f"{answers}{APART}{tell(each)}", Voice.LEAD) for each in CHOICES.values())
    name = tell(say("Your name, if you want to be told apart or written to"))
    number = tell(say("Number of this form; it stands on no ballot"))
    yield Section(
        key="choices",
        title=tell(say("What do you agree to?")),
        blocks=(*asked, _blanks((name, 5), (number, 3)), _blanks((tell(EMAIL), 1))),
        opens=Opens.SHEET,
    )


def _blanks(*columns: tuple[str, int]) -> Table:
    """A line to write on, under what is to be written there."""
    made = tuple(Column(title, wide, Holds.HANDWRITING) for title, wide in columns)
    return Table(columns=made, groups=(Rows((("",) * len(made),)),), wide=True)


def badges(handout: Handout, tell: Tell) -> Iterator[Section]:
    """A badge each: the name, the organisation, the group that they go to, large, and the rule that
    whoever looks at it keeps.
    """
    rule = tell(handout.seminar.spoken_rule)
    cards = tuple(
        Card(name=seat.name, about=seat.organisation, sign=seat.group, foot=rule)
        for seat in handout.people
    )
    nobody = said(tell(say("Nobody is on the list yet.")))
    yield Section(key="badges", title="", blocks=(Cards(cards),) if cards else (nobody,))
