"""What a seminar in two languages still has to say in its second one.

Only what participants read is asked for: research questions, scripts and what stands in documents
alone may stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from facilitator.domain.locales import Language
from facilitator.domain.passages import same_letters
from facilitator.domain.polls.polls import Poll
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import Counted, Message, Text, say

LANGUAGES: Mapping[Language, Message] = {
    Language.ENGLISH: say("English"),
    Language.WELSH: say("Welsh"),
}
"""What each is called in a sentence."""


def lacks_second(record: Record) -> bool:
    """Whether people would read something of it in the first language alone."""
    return any(isinstance(text, str) and bool(text.strip()) for text in _read_by_people(record))


def missing(records: Iterable[Record], language: Language) -> tuple[Counted, ...]:
    """How many of each kind have no wording in that language, which is the second."""
    lacking = [type(record) for record in records if lacks_second(record)]
    name = LANGUAGES[language]
    counted = {
        Seminar: Counted(
            lacking.count(Seminar),
            "the seminar’s title or consent text has no {language} wording",
            "the seminar’s title or consent text has no {language} wording",
            language=name,
        ),
        Segment: Counted(
            lacking.count(Segment),
            "{n} title in the agenda has no {language} wording",
            "{n} titles in the agenda have no {language} wording",
            language=name,
        ),
        Question: Counted(
            lacking.count(Question),
            "{n} question has no {language} wording",
            "{n} questions have no {language} wording",
            language=name,
        ),
        Finding: Counted(
            lacking.count(Finding),
            "{n} finding has no {language} wording",
            "{n} findings have no {language} wording",
            language=name,
        ),
        Poll: Counted(
            lacking.count(Poll),
            "{n} poll has no {language} wording",
            "{n} polls have no {language} wording",
            language=name,
        ),
    }
    return tuple(said for kind, said in counted.items() if kind in lacking)


def _read_by_people(record: Record) -> Iterator[Text]:
    match record:
        case Seminar():
            yield from (record.spoken_title, record.spoken_consent)
        case Segment():
            yield record.spoken_title
        case Question(kind=kind) if kind is not QuestionKind.RESEARCH:
            yield from (record.spoken, record.spoken_help)
        case Finding():
            yield from (record.spoken_label, record.spoken)
        case Poll():
            yield from (record.spoken_title, record.spoken)
            yield from (item.spoken for item in record.items)
            yield from (criterion.spoken for criterion in record.criteria)


_WORDED = ("title", "subtitle", "consent", "rule", "label", "wording", "help", "script")


def left_behind(versions: Sequence[Record]) -> str:
    """What was worded anew after its second wording was last written, as it reads now; "" where
    nothing was. Other capitals, stops and spaces are no other wording.
    """
    behind: set[str] = set()
    for before, after in pairwise(versions):
        was = _wordings(before)
        for key, (first, second) in _wordings(after).items():
            old, old_second = was.get(key, ("", ""))
            if second != old_second:
                behind.discard(key)
            elif old and not same_letters(first, old):
                behind.add(key)
    now = _wordings(versions[-1]) if versions else {}
    return next((first for key, (first, second) in now.items() if key in behind and second), "")


def _wordings(record: Record) -> dict[str, tuple[str, str]]:
    """What a record says in both languages, by the name of the field or the id of the item."""
    found = {
        name: (str(getattr(record, name)), str(getattr(record, f"{name}_second")))
        for name in _WORDED
        if hasattr(record, f"{name}_second")
    }
    if isinstance(record, Poll):
        found |= {item.id: (item.text, item.second) for item in record.items}
        found |= {criterion.id: (criterion.text, criterion.second) for criterion in record.criteria}
    return found
