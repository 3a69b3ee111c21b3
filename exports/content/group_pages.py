"""The breakouts in the summary: headline points first, what was checked, and who is to act."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from exports.pdf.blocks import Prose, paragraph, subheading
from exports.pdf.layout import Block, Mark
from exports.pdf.page_style import BODY, BODY_ASIDE, FULL_WIDTH, LEFT, SMALL, SMALL_ACCENT
from exports.pdf.tables import Cell, Column, table, widths
from exports.phrases import moment, short_id
from facilitator.domain.days import write_day
from facilitator.domain.report.summary import ActionLine, BreakoutPart, NoteLine, Summary
from facilitator.domain.stage.read_back_pages import HEADLINES, Standing
from facilitator.domain.wording import counted

_STANDINGS = {
    Standing.CHANGED: "changed after the group had checked it",
    Standing.ADDED: "noted after the group had checked its notes",
}


def breakout_blocks(part: BreakoutPart, mark: Mark) -> Iterator[Block]:
    """A breakout: its headline points, then its notes under the questions they speak to."""
    members = counted(part.members, "person", "people")
    yield subheading(part.title, aside=members, mark=mark)
    topic = " · ".join(said for said in (part.segment, part.topic) if said)
    if topic:
        yield Prose((topic, BODY_ASIDE), before=4, keep=True)
    if not part.notes:
        yield paragraph("No notes were taken in this breakout.", style=BODY_ASIDE)
        return
    yield Prose((_checked(part), SMALL), before=4, keep=True)
    headlines = [note for note in part.notes if note.headline]
    if headlines:
        yield Prose((HEADLINES, SMALL_ACCENT), before=12, keep=True)
    yield from map(_note, headlines)
    yield from _by_question([note for note in part.notes if not note.headline], bool(headlines))


def _by_question(notes: Sequence[NoteLine], after_headlines: bool) -> Iterator[Block]:
    for question, members in groupby(notes, key=lambda note: note.question):
        title = question or ("Other notes" if after_headlines else "")
        if title:
            yield Prose((title, SMALL_ACCENT), before=12, keep=True)
        yield from map(_note, members)


def _checked(part: BreakoutPart) -> str:
    """Whether the group was read its notes, and how many are not what it heard."""
    if part.checked_at is None:
        return "These notes were not read back to the group."
    said = f"Read back to the group and checked with it at {part.checked_at:%H:%M}."
    newer = sum(note.standing in _STANDINGS for note in part.notes)
    if not newer:
        return said
    are = "1 note is" if newer == 1 else f"{newer} notes are"
    return f"{said} {are} newer than that and marked."


def _note(note: NoteLine) -> Block:
    said = [_STANDINGS.get(note.standing, "")]
    if note.late:
        said.append("came in after the summary was printed")
    about = "; ".join(filter(None, said))
    return Prose(
        (note.words, BODY),
        (f"{about[:1].upper()}{about[1:]}", SMALL),
        aside=f"{note.kind}\n{short_id(note.id)}".strip(),
        before=7,
    )


def late_notes(summary: Summary) -> Iterator[Block]:
    """That some notes came in after an earlier print of the summary, where they did."""
    late = sum(note.late for part in summary.breakouts for note in part.notes)
    if late and summary.printed_at:
        came = counted(late, "note", "notes")
        yield paragraph(
            f"{came} came in after this summary was last printed, on {moment(summary.printed_at)}; "
            "each is marked.",
            style=BODY_ASIDE,
            before=14,
        )


def actions(lines: Sequence[ActionLine]) -> Iterator[Block]:
    """The actions of all groups, with who answers for each and by when."""
    if not lines:
        yield paragraph("No actions were noted.", style=BODY_ASIDE, before=14)
        return
    wide = widths(FULL_WIDTH, 5.2, 1.8, 2, 1.4, 1.1)
    columns = [
        Column("Action", wide[0]),
        Column("Group", wide[1]),
        Column("Who answers for it", wide[2]),
        Column("By", wide[3]),
        Column("Record", wide[4]),
    ]
    yield table(columns, [_action(line) for line in lines], x=LEFT)


def _action(line: ActionLine) -> list[Cell]:
    due = write_day(line.due) or "no date"
    return [line.words, line.group, line.owner or "nobody yet", due, short_id(line.id)]
