"""The summary of the day as a document: what is handed out before people leave."""

from collections.abc import Iterable

from exports.content.data import dataset_of
from exports.content.group_pages import actions, breakout_section, late_notes
from exports.content.poll_pages import poll_section
from exports.content.split_pages import split_section
from exports.content.summary_body import question_section, texts, the_day, the_seminar, voice
from exports.content.summary_front import at_a_glance, cover, how_to_read
from exports.dataset import Dataset
from exports.document import About, Block, Document, Opens, Section, Use, Voice, said
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.summary import QuestionPart, Summary
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Weekday


def summary_document(summary: Summary, data: Dataset | None = None) -> Document:
    """Everything the summary says, in the order in which it is read.

    Figures come from `data`, which is made of the summary where it is not at hand.
    """
    data = data or dataset_of(summary)
    seminar = summary.seminar
    return Document(
        title=seminar.title,
        language=ENGLISH.tag,
        use=Use.REPORT,
        about=About(
            author=seminar.organiser,
            subject=seminar.subtitle or "Summary of the seminar",
            line=whose(seminar),
            made_at=summary.made_at,
            rehearsal=seminar.rehearsal,
        ),
        front=cover(summary),
        sections=_sections(summary, data),
    )


def whose(seminar: Seminar, locale: Locale = ENGLISH) -> str:
    """Organiser, place and day in one line."""
    day = Weekday(seminar.date).in_(locale)
    return " · ".join(filter(None, (seminar.organiser, seminar.place, day)))


def _sections(summary: Summary, data: Dataset) -> tuple[Section, ...]:
    """All sections; those that are short by nature run on."""
    split = (split_section(summary, data),) if summary.splits or summary.unsplit else ()
    return (
        _section("At a glance", at_a_glance(summary, data), Opens.PART),
        _section("How to read this summary", how_to_read(summary)),
        the_seminar(summary, data),
        _section("The day, planned and run", the_day(summary, data)),
        _questions(
            "Questions and responses", summary.questions, "No questions were put to people."
        ),
        *(
            (_questions("What was said about the findings", summary.findings, ""),)
            if summary.findings
            else ()
        ),
        _polls(summary, data),
        *split,
        _breakouts(summary),
        _section("Actions", actions(data)),
        _questions("Reflections", summary.reflections, "No reflections were asked for."),
        _questions(
            "Evaluation", summary.evaluations, "No evaluation was asked for.", Opens.RUNS_ON
        ),
        _section("Who was heard", voice(summary, data)),
        _section("Method", texts(summary.method, "There is no method note."), Opens.PART),
        _section("Sources", texts(summary.sources, "No sources were named.")),
    )


def _section(
    title: str,
    blocks: Iterable[Block],
    opens: Opens = Opens.RUNS_ON,
    nested: Iterable[Section] = (),
) -> Section:
    return Section(key=title, title=title, blocks=tuple(blocks), nested=tuple(nested), opens=opens)


def _questions(
    title: str, parts: Iterable[QuestionPart], nothing: str, opens: Opens = Opens.PART
) -> Section:
    asked = tuple(map(question_section, parts))
    return _section(title, () if asked else (said(nothing, Voice.REMARK),), opens, asked)


def _polls(summary: Summary, data: Dataset) -> Section:
    polls = tuple(poll_section(part, data) for part in summary.polls)
    nothing = said("Nothing was put to the vote.", Voice.REMARK)
    return _section("Polls", () if polls else (nothing,), Opens.PART, polls)


def _breakouts(summary: Summary) -> Section:
    groups = tuple(
        breakout_section(part, f"breakout {number}")
        for number, part in enumerate(summary.breakouts)
    )
    nothing = said("The seminar had no breakouts.", Voice.REMARK)
    first = (*late_notes(summary), *(() if groups else (nothing,)))
    return _section("Breakouts", first, Opens.PART, groups)
