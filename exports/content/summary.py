"""The summary of the day as a document: what is handed out before people leave."""

from collections.abc import Iterator, Sequence

from exports.content.additions import comments, what_is_new, you_said
from exports.content.data import dataset_of
from exports.content.evaluation import marks
from exports.content.evidence.limits import evidence_index, limitations, rebuilding
from exports.content.evidence.strands import Strand, claims_of, full_section, strands
from exports.content.group_pages import actions, breakouts, photographs
from exports.content.poll_pages import how_polls_were_put, poll_section
from exports.content.split_pages import split_section
from exports.content.summary_body import (
    how_to_read,
    in_short,
    question_section,
    questions,
    texts,
    the_day,
    the_seminar,
    voice,
)
from exports.content.summary_front import about, at_a_glance, cover
from exports.dataset import Dataset
from exports.document import Block, Document, Opens, Point, Points, Section, Use
from exports.phrases import Tell
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Message, say


def summary_document(
    summary: Summary, data: Dataset | None = None, locale: Locale = ENGLISH
) -> Document:
    """Everything the summary says, in the order in which those who write from it need it: what came
    out, then what was said and voted, then how the day was. What there is nothing of is left out.

    Figures come from `data`, which is made of the summary where it is not at hand. Its fixed words
    are said in the language of `locale`, and what the seminar says in that language too.
    """
    tell = Tell(locale)
    sections = _sections(summary, data or dataset_of(summary), tell)
    subject = tell(summary.seminar.spoken_subtitle) or tell(say("Summary of the seminar"))
    return Document(
        title=tell(summary.seminar.spoken_title),
        language=locale.tag,
        use=Use.REPORT,
        about=about(summary, subject, locale),
        front=cover(summary, tell),
        sections=tuple(each for each in sections if each.blocks or each.nested),
    )


def _sections(summary: Summary, data: Dataset, tell: Tell) -> Iterator[Section]:
    """All sections; those that are short by nature run on."""
    found = strands(summary)
    yield from _came_out(summary, found, data, tell)
    yield from _was_said(summary, data, tell)
    evaluation = tuple(question_section(part, tell) for part in summary.evaluations)
    yield _part(say("Evaluation"), tell, *marks(summary, tell), nested=evaluation)
    yield _part(say("Who was heard"), tell, *voice(summary, data, tell))
    told_of = {id for strand in found for id in strand.ids}
    yield _part(say("Comments on this paper"), tell, *comments(summary, told_of, tell))
    came = Points(tuple(map(Point, summary.organisations)))
    yield _part(say("Who came"), tell, *((came,) if summary.organisations else ()))
    yield the_seminar(summary, data, tell)
    yield _part(say("The day, planned and run"), tell, *the_day(summary, data, tell))
    yield _part(say("How to read this summary"), tell, *how_to_read(summary, tell))
    yield from _how_it_was_made(summary, found, tell)
    yield photographs(summary, tell)


def _part(
    title: Message,
    tell: Tell,
    *blocks: Block,
    nested: tuple[Section, ...] = (),
    opens: Opens = Opens.RUNS_ON,
) -> Section:
    """A part, known in every language by what it is called in English."""
    return Section(key=str(title), title=tell(title), blocks=blocks, nested=nested, opens=opens)


def _came_out(
    summary: Summary, found: Sequence[Strand], data: Dataset, tell: Tell
) -> Iterator[Section]:
    glance = at_a_glance(summary, data, tell)
    yield _part(say("At a glance"), tell, *glance, opens=Opens.PART)
    yield _part(say("What is new in this edition"), tell, *what_is_new(summary, tell))
    themed = tuple(full_section(strand, data, summary, tell) for strand in found)
    yield _part(say("Findings, theme by theme"), tell, nested=themed)


def _was_said(summary: Summary, data: Dataset, tell: Tell) -> Iterator[Section]:
    yield questions(say("What was said about the findings"), summary.findings, tell)
    yield questions(say("Questions and responses"), summary.questions, tell)
    polls = tuple(poll_section(part, data, tell) for part in summary.polls)
    yield _part(say("Polls"), tell, nested=polls, opens=Opens.PART)
    if summary.splits or summary.unsplit:
        yield split_section(summary, data, tell)
    yield breakouts(summary, tell)
    yield _part(say("Actions"), tell, *actions(data, tell))
    yield _part(say("You said, we will"), tell, *you_said(summary, tell))
    yield questions(say("Reflections"), summary.reflections, tell)


def _how_it_was_made(summary: Summary, found: Sequence[Strand], tell: Tell) -> Iterator[Section]:
    method = (*in_short(summary, tell), *texts(summary.method, tell)) if summary.method else ()
    yield _part(say("Method"), tell, *method)
    if summary.polls:
        yield how_polls_were_put(summary, tell)
    yield _part(say("Limitations"), tell, *limitations(summary, tell))
    yield _part(say("Sources"), tell, *texts(summary.sources, tell))
    every = tuple(claim for strand in found for claim in claims_of(strand, summary, tell))
    yield _part(say("Evidence index"), tell, *evidence_index(every))
    yield _part(say("Versions and how to rebuild"), tell, *rebuilding(summary, tell))
