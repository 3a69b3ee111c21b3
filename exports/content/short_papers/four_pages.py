"""Four pages for who was not there: the page that people took home, then theme by theme what was
voted and said, what is to follow, who was heard, and how all this came about.

They say nothing that the full report does not say, in the same words and under the same ids; what
is long, or one more of its kind, stands in the full report alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exports.content.additions import invitation, you_said
from exports.content.data import dataset_of
from exports.content.evaluation import marks
from exports.content.evidence.strands import short_section, strands
from exports.content.group_pages import actions
from exports.content.short_papers.one_page import words_in
from exports.content.summary_body import in_short, voice
from exports.content.summary_front import imprint
from exports.dataset import Dataset
from exports.document import Block, Document, Opens, Record, Section, said
from exports.phrases import Tell, short_id
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Message, say

MOST_WORDS = 1_400
MOST_PAGES = 4


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of each kind stands on the pages."""

    strands: int = 4
    votes: int = 2
    passages: int = 4
    asked_back: int = 4
    actions: int = 8
    voice: bool = True


_SHARES = (
    _Share(),
    _Share(asked_back=3, actions=6),
    _Share(passages=3, asked_back=3, actions=5),
    _Share(passages=2, asked_back=2, actions=4),
    _Share(votes=1, passages=3, asked_back=3, actions=5),
    _Share(votes=1, passages=2, asked_back=2, actions=4),
    _Share(votes=1, passages=1, asked_back=1, actions=3),
    _Share(3, 1, 2, 2, 3),
    _Share(3, 1, 1, 1, 2),
    _Share(2, 1, 1, 1, 2),
    _Share(1, 1, 0, 0, 0, voice=False),
    _Share(0, 0, 0, 0, 0, voice=False),
)
"""From all there may be to the least."""


def four_pages(
    summary: Summary, page: Document, data: Dataset | None = None, locale: Locale = ENGLISH
) -> Iterator[Document]:
    """The paper, from the fullest whose words keep to the limit to the barest: whoever sets it
    takes the first that four sides hold. Its first side is the `page`, in the same language.
    """
    data, tell = data or dataset_of(summary), Tell(locale)
    made = [_document(summary, page, data, share, tell) for share in _SHARES]
    yield from (each for each in made[:-1] if words_in(each) <= MOST_WORDS)
    yield made[-1]


def _document(
    summary: Summary, page: Document, data: Dataset, share: _Share, tell: Tell
) -> Document:
    parts = [part for part in _parts(summary, data, share, tell) if part.nested]
    first = [replace(part, opens=Opens.PART) for part in parts[:1]]
    return replace(page, sections=(*page.sections, *first, *parts[1:]))


def _parts(summary: Summary, data: Dataset, share: _Share, tell: Tell) -> Iterator[Section]:
    told = strands(summary)[: share.strands]
    yield _part(
        say("Theme by theme"),
        tell,
        *(
            short_section(one, data, summary, tell, votes=share.votes, passages=share.passages)
            for one in told
        ),
    )
    yield _part(say("What is to follow"), tell, *_follows(summary, data, share, tell))
    yield _part(say("How it came about"), tell, *_came_about(summary, data, share, tell))


def _part(title: Message, tell: Tell, *nested: Section) -> Section:
    shown = tuple(section for section in nested if section.blocks)
    return Section(key=str(title), title=tell(title), nested=shown)


def _follows(summary: Summary, data: Dataset, share: _Share, tell: Tell) -> Iterator[Section]:
    yield _within(say("Questions back"), tell, *_asked_back(summary, share.asked_back))
    yield _within(say("You said, we will"), tell, *you_said(summary, tell, share.asked_back))
    noted = data["actions"].records and share.actions
    yield _within(say("Actions"), tell, *(actions(data, tell, share.actions) if noted else ()))


def _asked_back(summary: Summary, most: int) -> list[Block]:
    asked = [
        line.note
        for group in summary.breakouts
        for line in group.notes
        if line.note.kind is NoteKind.QUESTION_BACK
    ]
    asked.sort(key=lambda note: (not note.starred, not note.headline))
    return [Record(words=note.words, id=note.id) for note in asked[:most]]


def _came_about(summary: Summary, data: Dataset, share: _Share, tell: Tell) -> Iterator[Section]:
    if share.voice and (summary.voice or summary.voice_by_size):
        yield _within(say("Who was heard"), tell, *voice(summary, data, tell, brief=True))
    yield _within(say("Evaluation"), tell, *marks(summary, tell))
    yield _within(say("Method"), tell, *in_short(summary, tell))
    drawn = say(
        "It is drawn from the full report. Seminar file {file}, change {change}.",
        file=short_id(summary.file_id),
        change=summary.position,
    )
    of_itself = (said(tell(drawn)), *imprint(summary, tell), *invitation(summary, tell))
    yield _within(say("This paper"), tell, *of_itself)


def _within(title: Message, tell: Tell, *blocks: Block) -> Section:
    return Section(key=f"four {title}", title=tell(title), blocks=blocks)
