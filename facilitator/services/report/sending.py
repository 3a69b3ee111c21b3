"""What leaves without anybody looking it through. Of a summary what may give somebody away stays
here; anything else leaves whole or not at all. Who sends it may say why it goes all the same, which
the file remembers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import WavedOn
from facilitator.domain.report.leaving_out import without
from facilitator.domain.report.summary import Summary
from facilitator.domain.report.texts import without_texts
from facilitator.domain.wording import Counted, Message, Text, say
from facilitator.services.report.at_a_glance import at_a_glance
from facilitator.services.report.cautions import (
    Caution,
    Paper,
    Why,
    cautions_on,
    not_looked_at,
)
from facilitator.services.report.method_note import method_note
from facilitator.services.report.publishing import summary_in
from facilitator.store.records.facts import WAVED_ON
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Sent:
    """The summary as it may leave, and what whoever sends it has to know."""

    summary: Summary
    said: tuple[Text, ...] = ()


def unattended(file: SeminarStore, *, now: datetime, despite: str = "") -> Sent:
    """The summary without the passages that have a caution; with all of them where there is a
    reason `despite`, which is kept.
    """
    with file.read() as reader:
        summary = summary_in(reader, now, file.device)
        found = cautions_on(reader, summary)
    return sent_of(file, summary, found, now=now, despite=despite)


def sent_of(
    file: SeminarStore, summary: Summary, found: Sequence[Caution], *, now: datetime, despite: str
) -> Sent:
    """A summary without the passages of these cautions, or with all of them despite them."""
    if not found:
        return Sent(summary)
    if despite.strip():
        wave_on(file, found, despite, now=now)
        return Sent(summary, tuple(each.in_full for each in found))
    told = Counted(
        len({each.record for each in found}),
        "{n} passage with a caution was left out. To send it all the same, say why with "
        "--despite “reason”.",
        "{n} passages with a caution were left out. To send them all the same, say why with "
        "--despite “reason”.",
    )
    return Sent(left_out(summary, found), (told, *(each.in_full for each in found)))


def let_leave(
    file: SeminarStore, paper: Paper, *, now: datetime, despite: str = ""
) -> tuple[Text, ...]:
    """Let a paper leave that is of no use with gaps, such as a ballot: what to know of it.

    Raises SeminarError where it may name somebody, nobody has looked at that, and there is no
    reason `despite`.
    """
    with file.read() as reader:
        found = not_looked_at(reader, cautions_on(reader, paper))
    told = despite_of(found, despite)
    if told:
        wave_on(file, found, despite, now=now)
    return told


def despite_of(found: Sequence[Caution], despite: str) -> tuple[Text, ...]:
    """What leaves in spite of a caution. Raises SeminarError where nobody says why."""
    if found and not despite.strip():
        raise SeminarError(
            say(
                "Nothing was written, for it may name somebody on the list.\n{cautions}\nChange "
                "that or look at it in the window, or say why it may leave with "
                "--despite “reason”.",
                cautions="\n".join(str(each.in_full) for each in found),
            )
        )
    return tuple(each.in_full for each in found)


_OF_RESULTS = frozenset({Why.FEW, Why.UNANIMOUS})
_NOT_OF_WORDS = _OF_RESULTS | {Why.PICTURE}


def left_out(summary: Summary, cautions: Sequence[Caution]) -> Summary:
    """The summary without these passages and results."""
    sealed = {each.record.id for each in cautions if each.why in _OF_RESULTS}
    pictures = {each.record.id for each in cautions if each.why is Why.PICTURE}
    said = {each.record.id for each in cautions if each.why not in _NOT_OF_WORDS}
    said -= {each.record.id for each in cautions if _only_cites(each, summary)}
    texts = frozenset(text for each in cautions for text in each.texts)
    less = without_texts(without(summary, said, sealed, pictures), texts)
    return replace(less, at_a_glance=at_a_glance(less), method=method_note(less))


def _only_cites(caution: Caution, summary: Summary) -> bool:
    """Whether what names somebody is nothing but a source: it goes alone, what cites it stays."""
    return bool(caution.texts) and set(caution.texts) <= set(summary.sources)


def not_passed(reader: Reader, cautions: Sequence[Caution]) -> tuple[Caution, ...]:
    """Those of the cautions that nobody has looked at or waved on, as they are now."""
    waved = {key for each in reader.fact(WAVED_ON) for key in each.keys}
    return tuple(each for each in not_looked_at(reader, cautions) if each.key not in waved)


def looked_through(file: SeminarStore, *, now: datetime) -> Summary:
    """The summary without what nobody has looked at or waved on: it may leave at any moment."""
    with file.read() as reader:
        summary = summary_in(reader, now, file.device)
        waiting = not_passed(reader, cautions_on(reader, summary))
    return left_out(summary, waiting) if waiting else summary


def wave_on(file: SeminarStore, cautions: Sequence[Caution], reason: str, *, now: datetime) -> None:
    """Remember when, and why, passages left in spite of a caution."""
    with file.write(Verb.KEEP, now) as writer:
        before = writer.fact(WAVED_ON)
        records = dict.fromkeys(each.record.id for each in cautions)
        keys = tuple(each.key for each in cautions)
        this = WavedOn(now, reason.strip(), tuple(records), keys)
        writer.note_fact(WAVED_ON, (*before, this))


def waved_on(reader: Reader) -> tuple[Message, ...]:
    """What left in spite of a caution, a sentence each time."""
    return tuple(
        say(
            "On {day} {passages} left in spite of a caution, because: {reason}",
            day=each.at.date(),
            passages=Counted(len(each.records), "{n} passage", "{n} passages"),
            reason=each.reason,
        )
        for each in reader.fact(WAVED_ON)
    )
