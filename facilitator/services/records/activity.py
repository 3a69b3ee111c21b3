"""What was done, in words: made of what an act's records say now, so that none keeps a name."""

from facilitator.domain.act_words import Subject, words
from facilitator.domain.acts import Act, Verb
from facilitator.domain.polls.polls import Round
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Message, Text
from facilitator.store.records.held import record_of
from facilitator.store.records.reader import Reader

NAMELESS = frozenset({Kind.SEMINAR, Kind.NOTE, Kind.RESPONSE})
"""Kinds that are not called by their words: there is one only, or the words are somebody's."""

_NAMES = ("title", "label", "name", "wording")


def words_of(reader: Reader, act: Act) -> Message:
    """What an act is called now, with the names of what it concerns: only those are asked for that
    are told, since it may have written twenty thousand records.
    """
    kinds = reader.kinds_of(reader.concerned(act))
    alone = len(kinds) == 1
    told = (
        _subject(reader, record) if alone or kind is Kind.ROUND else Subject(kind)
        for record, kind in kinds.items()
    )
    return words(act.verb, [subject for subject in told if subject is not None])


def words_about(reader: Reader, revision: Revision) -> Text:
    """What was done to a record in a revision, without its name; "" where it is not known."""
    act = reader.act(revision.act)
    is_known = act is not None and act.verb is not Verb.OTHER and act.undoable
    return words(act.verb, [Subject(revision.kind)]) if act and is_known else ""


def name_of(record: Record) -> str:
    """What a record is called, "" where it has no name; a round by its poll and number."""
    if isinstance(record, Round):
        return f"{record.poll.title} ({record.number})"
    named = (str(getattr(record, field, "")) for field in _NAMES)
    return next((name for name in named if name), "")


def _subject(reader: Reader, record: str) -> Subject | None:
    found = reader.last_said(record)
    if found is None:
        return None
    kind, content = found
    if content is None or kind in NAMELESS:
        return Subject(kind)
    return Subject(kind, name_of(record_of(kind, content)))
