"""A group's notes read back to it: headline points first, then kind by kind, a page at a time."""

from collections.abc import Sequence
from itertools import groupby

from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.stage import sights
from facilitator.domain.stage.read_back_pages import heading_of, read_out
from facilitator.domain.wording import say
from ui.projector.sheet import LINE, UNIT, Sheet, Text, largest_scale, line_at, stack
from ui.widgets.charts.marks import Mark, Picture
from ui.widgets.charts.typeset import ems, shorten, wrap

NO_NOTES = say("Nobody has taken a note in this group yet.")
_GAP = UNIT * 0.4


def read_back(sight: sights.ReadBack, sheet: Sheet) -> Picture:
    """The group's name with the page on top, what it was asked, its notes, the check below.

    All pages are set in letters of one size; the points that the group put first stay on each.
    """
    room = sheet.width / UNIT
    asked = sheet.line(sight.question)
    kept = [asked, *(() if _has_headlines(sight.notes) else sight.headlines)]
    above = [shorten(wrap(line, room), 1, room)[0] for line in kept if line.strip()]
    lines = tuple(
        line_at(
            sheet,
            line,
            sheet.x,
            sheet.y + place * LINE,
            quiet=line is above[0] and bool(asked),
        )
        for place, line in enumerate(above, 1)
    )
    notes = sheet.without_top((1 + len(above)) * LINE + _GAP)
    foot: tuple[Mark, ...] = ()
    if sight.checked:
        line = shorten(wrap(sheet.line(sight.checked), room), 1, room)[0]
        foot = (line_at(sheet, line, sheet.x, sheet.bottom - LINE, quiet=True),)
        notes = notes.without_bottom(LINE)
    texts = _texts(sight.notes, sheet)
    scale = min(
        (_scale(page, sight, sheet) for page in sight.whole), default=largest_scale(notes, texts)
    )
    return (*_head(sight, sheet), *lines, *stack(notes, texts, scale=scale), *foot)


def _scale(page: Sequence[NoteContent], sight: sights.ReadBack, sheet: Sheet) -> float:
    """At which scale a page would fit under what stays in sight above it."""
    kept = bool(sight.question) + (0 if _has_headlines(page) else len(sight.headlines))
    notes = sheet.without_top((1 + kept) * LINE + _GAP)
    texts = _texts(page, sheet)
    return largest_scale(notes.without_bottom(LINE) if sight.checked else notes, texts)


def _has_headlines(page: Sequence[NoteContent]) -> bool:
    return any(note.headline for note in page)


def _head(sight: sights.ReadBack, sheet: Sheet) -> Picture:
    page = f"{sight.page} / {sight.pages}" if sight.pages > 1 else ""
    taken = ems(page) * UNIT + UNIT if page else 0.0
    room = (sheet.width - taken) / UNIT
    titles = [f"{sight.title}: {sight.topic}"] if sight.topic else []
    fitting = (title for title in titles if ems(title, True) <= room)
    line = next(fitting, None) or shorten(wrap(sight.title, room, True), 1, room, True)[0]
    head = line_at(sheet, line, sheet.x, sheet.y, bold=True)
    if not page:
        return (head,)
    x = sheet.x + sheet.width - ems(page) * UNIT
    return (head, line_at(sheet, page, x, sheet.y, quiet=True))


def _texts(page: Sequence[NoteContent], sheet: Sheet) -> list[Text]:
    if not page:
        return [Text(sheet.say(NO_NOTES), size=1.6, quiet=True)]
    texts: list[Text] = []
    for heading, notes in groupby(page, key=heading_of):
        texts.append(Text(sheet.line(heading), size=1.2, bold=True, accent=True, gap=0.5))
        texts += [Text(sheet.say(read_out(note)), size=2.0, gap=0.25) for note in notes]
    return texts
