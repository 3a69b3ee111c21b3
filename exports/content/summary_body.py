"""The body of the summary: the day, what people said, the polls' neighbours, and the method."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from exports.pdf.blocks import Prose, paragraph, subheading
from exports.pdf.layout import Block, Mark
from exports.pdf.page_style import (
    BODY,
    BODY_ASIDE,
    BODY_STRONG,
    FULL_WIDTH,
    LEFT,
    MAIN,
    MAIN_WIDTH,
    SMALL,
)
from exports.pdf.sketches import Pair
from exports.pdf.tables import Cell, Column, table, widths
from exports.phrases import CHANNELS, share_of, short_id, signed
from facilitator.domain.report.summary import AgendaLine, QuestionPart, Summary, VoiceLine
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import counted

STAR = "◆"


def the_seminar(summary: Summary) -> Iterator[Block]:
    """What the seminar is part of: who was invited, themes, research questions, case studies."""
    seminar = summary.seminar
    said = seminar.invitees or "Who was invited is not recorded."
    yield paragraph(said, aside="Who was invited", before=14)
    yield from _themes(summary)
    yield from _research(summary.research_questions)
    yield from _case_studies(summary)


def _themes(summary: Summary) -> Iterator[Block]:
    if summary.themes:
        yield subheading("Themes")
    for theme in summary.themes:
        yield Prose((theme.name, BODY_STRONG), (theme.description, BODY), before=8)


def _research(questions: Sequence[Question]) -> Iterator[Block]:
    if questions:
        yield subheading("Research questions")
    for group, members in groupby(questions, key=lambda question: question.group):
        for number, question in enumerate(members):
            yield Prose((question.wording, BODY), aside=group if number == 0 else "", before=6)


def _case_studies(summary: Summary) -> Iterator[Block]:
    if summary.case_studies:
        yield subheading("Case studies")
    for study in summary.case_studies:
        yield Prose(
            (study.title, BODY_STRONG), (study.authors, SMALL), (study.focus, BODY), before=8
        )


def the_day(summary: Summary) -> Iterator[Block]:
    """The agenda as planned beside the agenda as run."""
    if not summary.agenda:
        yield paragraph("No agenda was planned.", style=BODY_ASIDE, before=14)
        return
    yield paragraph(_how_it_ran(summary.agenda), before=14)
    wide = widths(FULL_WIDTH, 1.1, 5, 1.2, 1.1, 1.2, 2)
    columns = [
        Column("Planned", wide[0]),
        Column("Segment", wide[1]),
        Column("Minutes", wide[2], figures=True),
        Column("Began", wide[3], figures=True),
        Column("Ran for", wide[4], figures=True),
        Column("Against the plan", wide[5], figures=True),
    ]
    yield table(columns, [_agenda_row(line) for line in summary.agenda], x=LEFT)


def _how_it_ran(lines: Sequence[AgendaLine]) -> str:
    run = [line for line in lines if line.started is not None]
    if not run:
        return "The day has not been run: what follows is the plan."
    said = f"{len(run)} of {counted(len(lines), 'segment', 'segments')} were run."
    late = max(line.drift or 0 for line in run)
    if late <= 0:
        return f"{said} None began later than planned."
    worst = next(line for line in run if line.drift == late)
    minutes = counted(late, "minute", "minutes")
    return f"{said} The latest start against the plan was {minutes} late, at “{worst.title}”."


def _agenda_row(line: AgendaLine) -> list[Cell]:
    return [
        f"{line.planned_start:%H:%M}",
        line.title,
        str(line.planned_minutes),
        f"{line.started:%H:%M}" if line.started else "–",
        "–" if line.ran_minutes is None else str(line.ran_minutes),
        _drift(line.drift),
    ]


def _drift(minutes: int | None) -> str:
    if minutes is None:
        return "not run"
    return "on time" if minutes == 0 else f"{signed(minutes)} min"


def question_blocks(part: QuestionPart, mark: Mark) -> Iterator[Block]:
    """A question with its responses: the starred first, then in the order they were given."""
    question = part.question
    yield subheading(
        question.wording, aside=f"{short_id(question.id)}\n{question.group}".strip(), mark=mark
    )
    if question.help:
        yield Prose((question.help, BODY_ASIDE), before=4, keep=True)
    quotable = [response for response in part.responses if response.quotable]
    tally = _tally(part, len(quotable))
    yield Prose((tally, SMALL), before=4, keep=bool(quotable))
    for response in sorted(quotable, key=lambda response: not response.starred):
        yield _response(response)


def _tally(part: QuestionPart, quotable: int) -> str:
    """How many responses there are, and how many are kept from the page and why."""
    if not part.responses and not part.hidden:
        return "No responses were recorded."
    parts = [counted(len(part.responses), "response", "responses")]
    starred = sum(response.starred for response in part.responses)
    if starred:
        parts.append(f"{starred} starred")
    if part.hidden:
        parts.append(f"{part.hidden} more hidden and not printed")
    kept = len(part.responses) - quotable
    if kept:
        parts.append(f"{kept} not printed because the speaker did not agree to be quoted")
    return f"{'; '.join(parts)}."


def _response(response: Response) -> Block:
    who = [response.sector, response.size, response.attribution]
    if response.channel is not Channel.PLENARY:
        who.append(CHANNELS[response.channel])
    star = f"{STAR} " if response.starred else ""
    return Prose(
        (response.words, BODY),
        (" · ".join(filter(None, who)), SMALL),
        aside=star + short_id(response.id),
        before=9,
    )


def voice(summary: Summary) -> Iterator[Block]:
    """Who was in the room beside who was heard, by sector and by size of organisation."""
    told = sum(line.responses or 0 for line in summary.voice)
    if not summary.voice and not summary.voice_by_size:
        yield paragraph(
            "Nothing was recorded that would tell who was heard.", style=BODY_ASIDE, before=14
        )
        return
    whole = _said(summary)
    yield paragraph(
        f"The light bar is a group’s share of the {summary.present} people in the room, the dark "
        f"bar its share of the {whole} responses and notes, whether or not it is known who gave "
        "them. Compare the dark bars with each other: where one is short beside its light bar, "
        "that group was heard less than its number would suggest.",
        before=14,
    )
    tables = (("Sector", summary.voice), ("Size of organisation", summary.voice_by_size))
    for title, lines in tables:
        if lines:
            yield _voice_table(title, lines, summary.present, max(whole, told))


def _said(summary: Summary) -> int:
    """How many responses and notes there are in all, those hidden or not for quotation included."""
    asked = (*summary.questions, *summary.reflections, *summary.evaluations)
    responses = sum(len(part.responses) + part.hidden for part in asked)
    return responses + sum(len(part.notes) for part in summary.breakouts)


def _voice_table(title: str, lines: Sequence[VoiceLine], room: int, said: int) -> Block:
    wide = widths(MAIN_WIDTH, 3.4, 1, 1, 1.3, 1, 2.6)
    columns = [
        Column(title, wide[0]),
        Column("People", wide[1], figures=True),
        Column("Share", wide[2], figures=True),
        Column("Said", wide[3], figures=True),
        Column("Share", wide[4], figures=True),
        Column("0 to 100 %", wide[5]),
    ]
    rows = []
    for line in lines:
        pair = Pair(_part(line.people, room), _part(line.responses, said))
        row: list[Cell] = [line.name, _number(line.people), share_of(pair.room)]
        rows.append([*row, _number(line.responses), share_of(pair.said), pair])
    return table(columns, rows, x=MAIN, before=16)


def _part(number: int | None, whole: int) -> float | None:
    return number / whole if number is not None and whole else None


def _number(number: int | None) -> str:
    return "–" if number is None else str(number)


def texts(paragraphs: Sequence[str], nothing: str) -> Iterator[Block]:
    """Plain paragraphs, or the sentence that says there are none."""
    for number, text in enumerate(paragraphs):
        yield paragraph(text, before=14 if number == 0 else 8)
    if not paragraphs:
        yield paragraph(nothing, style=BODY_ASIDE, before=14)
