"""Sheets about the room itself: the poster at its door, and what shows whether a printer prints."""

from collections.abc import Iterator

import segno

from exports.content.handouts.telling import boxes, lines
from exports.document import Figure, Opens, Scan, Scans, Section, Voice, said
from exports.phrases import Tell
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.domain.polls.polls import AGREE_LABELS
from facilitator.domain.report.summary import Door, Handout
from facilitator.domain.wording import say

JOIN = say("Join in with your phone")
LETTERS = "Ŵŵ Ŷŷ Ââ Êê Îî Ôô Ûû · Αα Ωω · Łł Żż · £ € % → ✓ ☐"


def poster(handout: Handout, tell: Tell) -> Iterator[Section]:
    """How to join, to be read and scanned from some steps away."""
    door = handout.door
    if door is None:
        return
    spoken = (handout.seminar.spoken_title, handout.seminar.spoken_rule)
    title = " · ".join(filter(None, map(tell, spoken)))
    address = door.address.removeprefix("http://").rstrip("/")
    signs = (
        (tell(say("Or open this address in the browser of your phone")), address),
        (tell(say("The code of the room")), door.code),
    )
    yield Section(
        key="door", title="", blocks=(Scans(tell(JOIN), title, tuple(_codes(door, tell)), signs),)
    )


def _codes(door: Door, tell: Tell) -> Iterator[Scan]:
    """The Wi-Fi first, where it is known, then the room."""
    if not door.network:
        yield Scan(tell(say("Scan this")), _squares(door.link))
        return
    password = say("Password {password}", password=door.password)
    if not door.password:
        password = say("It needs no password")
    named = (door.network, tell(password))
    yield Scan(tell(say("1.  The Wi-Fi")), _squares(door.network_code), named)
    yield Scan(tell(say("2.  The room")), _squares(door.link))


def _squares(text: str) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(map(bool, row)) for row in segno.make(text, error="m", micro=False).matrix)


def test_page(handout: Handout, tell: Tell) -> Iterator[Section]:
    """What a printer may fail at: small letters, greys, hatching, lines, edges, the other side."""
    sure = (
        say("Every letter of this line is there and sharp."),
        say("The five parts of the bar can be told apart, and one of them is hatched."),
        say("Nothing is cut off at the edges: head, foot and all four sides are there."),
        say("The second page is on the back, the same way up when the leaf is turned."),
    )
    ticked = (said(boxes((tell(each),))) for each in sure)
    answers = tuple(
        Part(label=tell(label), people=4, share=0.2, level=level)
        for label, level in zip(AGREE_LABELS, (-2, -1, 0, 1, 2), strict=True)
    )
    bar = Bar(label=tell(say("Greys")), parts=answers, figure="", aside="")
    chart = Chart(form=ChartForm.DIVERGING, title=tell(say("Greys")), bars=(bar,), base="", text="")
    shown = tell(say("A bar of five parts, from dark over light to dark."))
    yield Section(
        key="front",
        title=tell(say("A page to try the printer with")),
        blocks=(
            said(LETTERS, Voice.LEAD),
            *ticked,
            Figure(chart, shown),
            lines(tell(say("Write here with the pens that people will use")), 3),
        ),
        opens=Opens.SHEET,
    )
    yield Section(
        key="back",
        title=tell(say("The other side")),
        blocks=(said(tell(say("This page is on the back where paper is printed on both sides."))),),
        opens=Opens.SHEET,
    )
