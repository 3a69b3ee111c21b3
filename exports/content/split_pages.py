"""Results by sector and by size: one table a poll, what would point at somebody left out."""

from collections.abc import Iterator

from exports.pdf.blocks import paragraph, subheading
from exports.pdf.layout import Block, Mark, together
from exports.pdf.page_style import BODY_ASIDE, MAIN, MAIN_WIDTH
from exports.pdf.tables import Cell, Column, table, widths
from exports.phrases import short_id
from facilitator.domain.privacy.disclosure import Guard, Split, note
from facilitator.domain.report.summary import SplitLine, SplitPart, Summary
from facilitator.domain.wording import counted

TITLE = "By sector and size"

_SPLITS = {Split.SECTOR: "By sector", Split.SIZE: "By size"}


def split_blocks(summary: Summary) -> Iterator[Block]:
    """The tables that may be printed, and a sentence on the polls that may not be split."""
    threshold = summary.seminar.print_threshold
    if summary.splits:
        said = f"How many of each group gave which answer. {note(Guard(threshold))}"
        yield paragraph(said, before=14)
    marked: set[str] = set()
    for part in summary.splits:
        mark = Mark(f"split {part.poll.id}", part.poll.title, 1)
        yield from together([*_part(part, None if part.poll.id in marked else mark)])
        marked.add(part.poll.id)
    if summary.unsplit:
        more = " other" if summary.splits else ""
        one, many = f"{more} poll is".strip(), f"{more} polls are".strip()
        yield paragraph(
            f"{counted(summary.unsplit, one, many)} not split here: too few people of any one "
            f"group, fewer than {threshold}, gave the same answer.",
            style=BODY_ASIDE,
            before=14,
        )


def _part(part: SplitPart, mark: Mark | None) -> Iterator[Block]:
    aside = f"{short_id(part.poll.id)}\n{_SPLITS[part.split]}"
    yield subheading(part.poll.title, aside=aside, mark=mark)
    several = len({line.round for line in part.lines}) > 1
    wide = widths(MAIN_WIDTH, 3.4, *([1.0] if several else []), 1.6, *(1.6 for _ in part.names))
    columns = [Column("Answer", wide[0])]
    columns += [Column("Round", wide[1], figures=True)] if several else []
    columns += [
        Column(title, width, figures=True)
        for title, width in zip(("All who voted", *part.names), wide[len(columns) :], strict=True)
    ]
    rows: list[list[Cell] | str] = []
    item = answer = ""
    for line in part.lines:
        if line.item != item:
            item = line.item
            rows.append(item)
        rows.append(_row(line, "" if several and line.answer == answer else line.answer, several))
        answer = line.answer
    yield table(columns, rows, x=MAIN, before=6)


def _row(line: SplitLine, answer: str, several: bool) -> list[Cell]:
    number = [str(line.round)] if several else []
    cells = zip(line.cells, line.groups, strict=True)
    return [answer, *number, _of(line.whole, line.of), *(_of(cell, of) for cell, of in cells)]


def _of(people: int | None, of: int | None) -> str:
    return "–" if people is None else f"{people} of {of}"
