"""The summary of the day as a PDF: what is handed out before people leave."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from exports.content.group_pages import actions, breakout_blocks, late_notes
from exports.content.poll_pages import poll_blocks
from exports.content.split_pages import TITLE, split_blocks
from exports.content.summary_body import question_blocks, texts, the_day, the_seminar, voice
from exports.content.summary_front import at_a_glance, contents, cover, how_to_read
from exports.pdf.blocks import heading, paragraph
from exports.pdf.glyphs import missing_sentences
from exports.pdf.layout import PAGE, Block, Mark, Page, set_pages, together
from exports.pdf.page_style import BODY_ASIDE
from exports.pdf.printing import Imprint, print_pages
from facilitator.domain.days import full_day
from facilitator.domain.report.summary import QuestionPart, Summary

AT_A_GLANCE = "At a glance"
"""The section that never shares a page with the contents before it."""

_LAID_OUT = 0.4
"""How much of the work is done when all blocks have found their place."""


def write_summary(
    summary: Summary, path: Path, progress: Callable[[float], None] | None = None
) -> None:
    """Write the summary to `path`; the same summary always gives the same bytes.

    `progress` is told how much is done, 0 to 1. Raises SeminarError where the place cannot be
    written; a file that stood there before is then untouched.
    """
    tell = progress or (lambda done: None)
    tell(0.0)
    pages, imprint = lay_out(summary)
    tell(_LAID_OUT)
    print_pages(pages, imprint, path, lambda done: tell(_LAID_OUT + (0.99 - _LAID_OUT) * done))
    tell(1.0)


def missing_glyphs(summary: Summary) -> tuple[str, ...]:
    """A sentence for each character that the typeface lacks, and what will stand in its place."""
    return missing_sentences(summary)


def lay_out(summary: Summary) -> tuple[list[Page], Imprint]:
    """The summary's pages before anything is drawn, and what the document says about itself."""
    body = list(_sections(summary))
    marks = [block.mark for block in body if block.mark is not None]
    numbers: dict[str, int] = {}
    front = [*cover(summary), *contents(marks, numbers)]
    pages = set_pages([*front, *body])
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            if placed.block.mark is not None:
                numbers.setdefault(placed.block.mark.key, number)
    return pages, _imprint(summary, numbers["contents"] - 1)


def _imprint(summary: Summary, covers: int) -> Imprint:
    seminar = summary.seminar
    foot = [seminar.organiser, seminar.place, full_day(seminar.date)]
    return Imprint(
        title=seminar.title,
        author=seminar.organiser,
        subject=seminar.subtitle or "Summary of the seminar",
        foot=" · ".join(part for part in foot if part),
        made_at=summary.made_at,
        rehearsal=seminar.rehearsal,
        covers=covers,
    )


def _sections(summary: Summary) -> Iterator[Block]:
    """All sections after the contents; those that are short by nature share a page."""
    for title, new_page, blocks in (
        (AT_A_GLANCE, True, at_a_glance(summary)),
        ("How to read this summary", False, how_to_read(summary)),
        ("The seminar", False, the_seminar(summary)),
        ("The day, planned and run", False, the_day(summary)),
        (
            "Questions and responses",
            True,
            _questions(summary.questions, "No questions were put to people."),
        ),
        ("Polls", True, _polls(summary)),
        *([(TITLE, False, split_blocks(summary))] if summary.splits or summary.unsplit else []),
        ("Breakouts", True, _breakouts(summary)),
        ("Actions", False, actions(summary.actions)),
        ("Reflections", True, _questions(summary.reflections, "No reflections were asked for.")),
        ("Evaluation", False, _questions(summary.evaluations, "No evaluation was asked for.")),
        ("Who was heard", False, voice(summary)),
        ("Method", True, texts(summary.method, "There is no method note.")),
        ("Sources", False, texts(summary.sources, "No sources were named.")),
    ):
        first = heading(title, Mark(title, title, 0), new_page)
        first.goes_on = title != AT_A_GLANCE
        section = [first, *blocks]
        yield from section if new_page else together(section)


def _questions(parts: Sequence[QuestionPart], nothing: str) -> Iterator[Block]:
    for part in parts:
        question = part.question
        yield from question_blocks(part, Mark(f"question {question.id}", question.wording, 1))
    if not parts:
        yield paragraph(nothing, style=BODY_ASIDE, before=14)


def _polls(summary: Summary) -> Iterator[Block]:
    for part in summary.polls:
        mark = Mark(f"poll {part.poll.id}", part.poll.title, 1)
        yield from together(list(poll_blocks(part, mark)), most=PAGE)
    if not summary.polls:
        yield paragraph("Nothing was put to the vote.", style=BODY_ASIDE, before=14)


def _breakouts(summary: Summary) -> Iterator[Block]:
    yield from late_notes(summary)
    for number, part in enumerate(summary.breakouts):
        yield from breakout_blocks(part, Mark(f"breakout {number}", part.title, 1))
    if not summary.breakouts:
        yield paragraph("The seminar had no breakouts.", style=BODY_ASIDE, before=14)
