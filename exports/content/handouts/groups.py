"""Sheets of groups: who goes where, a note-taker's sheet each, and a card for the table."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from exports.content.handouts.telling import NAME, ORGANISATION, lines
from exports.document import (
    Aside,
    Block,
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
from facilitator.domain.notes.notes import FIELD_NAMES, KIND_NAMES, MOST_HEADLINES
from facilitator.domain.report.summary import GroupRound, GroupSheet, Handout, Seat
from facilitator.domain.wording import Counted, Listed, Message, people, say

_NOTE_LINES = 9
_SHARES = (5, 20, 20, 10, 5)
"""Minutes of an hour for what a group does in turn; a shorter round shares its time out alike."""


def who_goes_where(handout: Handout, tell: Tell) -> Iterator[Section]:
    """Every round: everybody by name, then a sheet for each group."""
    yield from _none(handout, tell)
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


def notes_of_groups(handout: Handout, tell: Tell) -> Iterator[Section]:
    """A sheet for each group's note-taker, where there is no laptop."""
    yield from _none(handout, tell)
    for number, part in enumerate(handout.rounds):
        for place, group in enumerate(part.groups):
            yield Section(
                key=f"notes {number} {place}",
                title=group.title,
                blocks=tuple(_to_note(part, group, tell(handout.seminar.spoken_rule), tell)),
                opens=Opens.SHEET,
            )


def _to_note(part: GroupRound, group: GroupSheet, rule: str, tell: Tell) -> Iterator[Block]:
    times = say("{start} to {end}", start=part.starts, end=part.ends)
    yield said(" · ".join(filter(None, (tell(part.title), tell(times), group.place))))
    for label, texts in ((say("Questions"), group.questions), (say("Findings"), group.findings)):
        if texts:
            yield Points(tuple(Point(tell(text)) for text in texts), tell(label))
    yield Aside(tell(say("Time")), tell(_turns(part)))
    kinds = Listed(say("{sign}: {kind}", sign=_sign(kind), kind=kind) for kind in _kinds())
    yield Aside(tell(say("Kinds")), tell(kinds))
    yield said(tell(say("Whole statements, please. Write no names and no organisations.")))
    if rule:
        yield said(rule)
    columns = (
        Column(tell(say("Kind")), 0.6, Holds.HANDWRITING),
        Column(tell(say("What was said")), 7, Holds.HANDWRITING),
        Column(tell(FIELD_NAMES["quotable"]), 1.2, Holds.HANDWRITING),
    )
    yield Table(columns=columns, groups=(Rows((("",) * 3,) * _NOTE_LINES),), wide=True)
    yield lines(tell(say("Our three main points, in whole sentences")), MOST_HEADLINES)


def _kinds() -> Sequence[Message]:
    return tuple(KIND_NAMES.values())


def _sign(kind: Message) -> str:
    """The first letter, or the first two where two kinds begin alike; it is the English one, as the
    person who types the sheet in knows it.
    """
    return {"Question back": "?", "Point": "P", "Minority view": "M"}.get(str(kind), str(kind)[0])


def _turns(part: GroupRound) -> Message:
    """What a group does until when, its minutes shared out."""
    starts = part.starts.hour * 60 + part.starts.minute
    length = (part.ends.hour * 60 + part.ends.minute - starts) % (24 * 60)
    ends = [round(length * upto / sum(_SHARES)) for upto in accumulate(_SHARES)]
    hello, first, second, both, last = ends
    return say(
        "Until minute {hello} who we are; until {first} the first question; until {second} the "
        "second; until {both} where we differ; until {last} our three points, read aloud.",
        hello=hello,
        first=first,
        second=second,
        both=both,
        last=last,
    )


def table_cards(handout: Handout, tell: Tell) -> Iterator[Section]:
    """A card for each group's table: its name, its place and what it is asked."""
    yield from _none(handout, tell)
    rule = tell(handout.seminar.spoken_rule)
    for number, part in enumerate(handout.rounds):
        for place, group in enumerate(part.groups):
            times = tell(say("{start} to {end}", start=part.starts, end=part.ends))
            where = " · ".join(filter(None, (group.place, times)))
            asked = Points(tuple(Point(tell(text)) for text in (*group.questions, *group.findings)))
            yield Section(
                key=f"card {number} {place}",
                title=group.title,
                blocks=(
                    said(where, Voice.LEAD),
                    *((asked,) if asked.items else ()),
                    *((said(rule, Voice.REMARK),) if rule else ()),
                ),
                opens=Opens.SHEET,
            )


def _none(handout: Handout, tell: Tell) -> Iterator[Section]:
    if not handout.rounds:
        nothing = tell(say("The agenda has no breakouts with groups yet."))
        yield Section(key="none", title="", blocks=(said(nothing, Voice.REMARK),))
