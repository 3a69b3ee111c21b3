"""The summary of the day as a document: what is handed out before people leave."""

from collections.abc import Iterable, Iterator

from exports.content.additions import comments, what_is_new, you_said
from exports.content.data import dataset_of
from exports.content.evaluation import marks
from exports.content.group_pages import actions, breakout_section, late_notes
from exports.content.poll_pages import how_polls_were_put, poll_section
from exports.content.split_pages import split_section
from exports.content.strands import full_section, ids_of, strands
from exports.content.summary_body import (
    in_short,
    question_section,
    texts,
    the_day,
    the_seminar,
    voice,
)
from exports.content.summary_front import at_a_glance, cover, how_to_read
from exports.dataset import Dataset
from exports.document import About, Block, Document, Opens, Point, Points, Section, Use
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.summary import QuestionPart, Summary
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Weekday


def summary_document(summary: Summary, data: Dataset | None = None) -> Document:
    """Everything the summary says, in the order in which those who write from it need it: what came
    out, then what was said and voted, then how the day was. What there is nothing of is left out.

    Figures come from `data`, which is made of the summary where it is not at hand.
    """
    data = data or dataset_of(summary)
    return Document(
        title=summary.seminar.title,
        language=ENGLISH.tag,
        use=Use.REPORT,
        about=about(summary, summary.seminar.subtitle or "Summary of the seminar"),
        front=cover(summary),
        sections=tuple(each for each in _sections(summary, data) if each.blocks or each.nested),
    )


def about(summary: Summary, subject: str) -> About:
    """What a paper made of the summary says of itself."""
    seminar = summary.seminar
    return About(
        author=seminar.organiser,
        subject=subject,
        line=whose(seminar),
        made_at=summary.made_at,
        rehearsal=seminar.rehearsal,
    )


def whose(seminar: Seminar, locale: Locale = ENGLISH) -> str:
    """Organiser, place and day in one line."""
    day = Weekday(seminar.date).in_(locale)
    return " · ".join(filter(None, (seminar.organiser, seminar.place, day)))


def _sections(summary: Summary, data: Dataset) -> Iterator[Section]:
    """All sections; those that are short by nature run on."""
    yield _section("At a glance", at_a_glance(summary, data), Opens.PART)
    yield _section("What is new in this edition", what_is_new(summary))
    themed = (full_section(strand, data, summary) for strand in strands(summary))
    yield _section("Findings, theme by theme", (), nested=themed)
    yield _questions("What was said about the findings", summary.findings)
    yield _questions("Questions and responses", summary.questions)
    polls = (poll_section(part, data) for part in summary.polls)
    yield _section("Polls", (), Opens.PART, polls)
    if summary.splits or summary.unsplit:
        yield split_section(summary, data)
    yield _breakouts(summary)
    yield _section("Actions", actions(data))
    yield _section("You said, we will", you_said(summary))
    yield _questions("Reflections", summary.reflections)
    asked = map(question_section, summary.evaluations)
    yield _section("Evaluation", marks(summary), nested=asked)
    yield _section("Who was heard", voice(summary, data))
    yield _section("Comments on this paper", comments(summary, _told_of(summary)))
    came = Points(tuple(map(Point, summary.organisations)))
    yield _section("Who came", (came,) if summary.organisations else ())
    yield the_seminar(summary, data)
    yield _section("The day, planned and run", the_day(summary, data))
    yield _section("How to read this summary", how_to_read(summary))
    method = (*in_short(summary), *texts(summary.method)) if summary.method else ()
    yield _section("Method", method)
    if summary.polls:
        yield how_polls_were_put(summary)
    yield _section("Sources", texts(summary.sources))


def _told_of(summary: Summary) -> frozenset[str]:
    return frozenset(id for strand in strands(summary) for id in ids_of(strand))


def _section(
    title: str,
    blocks: Iterable[Block],
    opens: Opens = Opens.RUNS_ON,
    nested: Iterable[Section] = (),
) -> Section:
    return Section(key=title, title=title, blocks=tuple(blocks), nested=tuple(nested), opens=opens)


def _questions(title: str, parts: Iterable[QuestionPart]) -> Section:
    return _section(title, (), Opens.PART, map(question_section, parts))


def _breakouts(summary: Summary) -> Section:
    groups = (
        breakout_section(part, f"breakout {number}")
        for number, part in enumerate(summary.breakouts)
    )
    return _section("Breakouts", late_notes(summary), Opens.PART, groups)
