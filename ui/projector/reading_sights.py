"""A group's notes read back to it: headline points first, then kind by kind, a page at a time."""

from itertools import groupby

from facilitator.domain.stage import sights
from facilitator.domain.stage.read_back_pages import heading_of, read_out
from facilitator.domain.wording import say
from ui.projector.sheet import LINE, UNIT, Sheet, Text, line_at, stack
from ui.widgets.charts.marks import Mark, Picture
from ui.widgets.charts.typeset import ems, shorten, wrap

NO_NOTES = say("Nobody has taken a note in this group yet.")
_GAP = UNIT * 0.4


def read_back(sight: sights.ReadBack, sheet: Sheet) -> Picture:
    """The group's name with the page on top, its notes as large as they fit, the check below."""
    notes = sheet.without_top(LINE + _GAP)
    foot: tuple[Mark, ...] = ()
    if sight.checked:
        room = sheet.width / UNIT
        line = shorten(wrap(sheet.line(sight.checked), room), 1, room)[0]
        foot = (line_at(sheet, line, sheet.x, sheet.bottom - LINE, quiet=True),)
        notes = notes.without_bottom(LINE)
    return (*_head(sight, sheet), *stack(notes, _texts(sight, sheet)), *foot)


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


def _texts(sight: sights.ReadBack, sheet: Sheet) -> list[Text]:
    if not sight.notes:
        return [Text(sheet.say(NO_NOTES), size=1.6, quiet=True)]
    texts: list[Text] = []
    for heading, notes in groupby(sight.notes, key=heading_of):
        texts.append(Text(sheet.line(heading), size=1.2, bold=True, accent=True, gap=0.5))
        texts += [Text(sheet.say(read_out(note)), size=2.0, gap=0.25) for note in notes]
    return texts
