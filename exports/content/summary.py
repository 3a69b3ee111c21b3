"""The summary of the day as a document: what is handed out before people leave."""

from collections.abc import Iterator

from exports.content.additions import comments, what_is_new, you_said
from exports.content.data import dataset_of
from exports.content.evaluation import marks
from exports.content.evidence.limits import evidence_index, limitations, rebuilding
from exports.content.evidence.strands import claims_of, full_section, strands
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
from exports.document import Document, Opens, Point, Points, Section, Use
from facilitator.domain.locales import ENGLISH
from facilitator.domain.report.summary import Summary


def summary_document(summary: Summary, data: Dataset | None = None) -> Document:
    """Everything the summary says, in the order in which those who write from it need it: what came
    out, then what was said and voted, then how the day was. What there is nothing of is left out.

    Figures come from `data`, which is made of the summary where it is not at hand.
    """
    sections = _sections(summary, data or dataset_of(summary))
    return Document(
        title=summary.seminar.title,
        language=ENGLISH.tag,
        use=Use.REPORT,
        about=about(summary, summary.seminar.subtitle or "Summary of the seminar"),
        front=cover(summary),
        sections=tuple(each for each in sections if each.blocks or each.nested),
    )


def _sections(summary: Summary, data: Dataset) -> Iterator[Section]:
    """All sections; those that are short by nature run on."""
    told = tuple(at_a_glance(summary, data))
    yield Section(title="At a glance", blocks=told, opens=Opens.PART)
    yield Section(title="What is new in this edition", blocks=tuple(what_is_new(summary)))
    found = strands(summary)
    themed = tuple(full_section(strand, data, summary) for strand in found)
    yield Section(title="Findings, theme by theme", nested=themed)
    yield questions("What was said about the findings", summary.findings)
    yield questions("Questions and responses", summary.questions)
    polls = tuple(poll_section(part, data) for part in summary.polls)
    yield Section(title="Polls", nested=polls, opens=Opens.PART)
    if summary.splits or summary.unsplit:
        yield split_section(summary, data)
    yield breakouts(summary)
    yield Section(title="Actions", blocks=tuple(actions(data)))
    yield Section(title="You said, we will", blocks=tuple(you_said(summary)))
    yield questions("Reflections", summary.reflections)
    marked, asked = tuple(marks(summary)), tuple(map(question_section, summary.evaluations))
    yield Section(title="Evaluation", blocks=marked, nested=asked)
    yield Section(title="Who was heard", blocks=tuple(voice(summary, data)))
    told_of = {id for strand in found for id in strand.ids}
    yield Section(title="Comments on this paper", blocks=tuple(comments(summary, told_of)))
    came = Points(tuple(map(Point, summary.organisations)))
    yield Section(title="Who came", blocks=(came,) if summary.organisations else ())
    yield the_seminar(summary, data)
    yield Section(title="The day, planned and run", blocks=tuple(the_day(summary, data)))
    yield Section(title="How to read this summary", blocks=tuple(how_to_read(summary)))
    method = (*in_short(summary), *texts(summary.method)) if summary.method else ()
    yield Section(title="Method", blocks=method)
    if summary.polls:
        yield how_polls_were_put(summary)
    yield Section(title="Limitations", blocks=tuple(limitations(summary)))
    yield Section(title="Sources", blocks=tuple(texts(summary.sources)))
    every = tuple(claim for strand in found for claim in claims_of(strand, summary))
    yield Section(title="Evidence index", blocks=tuple(evidence_index(every)))
    yield Section(title="Versions and how to rebuild", blocks=tuple(rebuilding(summary)))
    yield photographs(summary)
