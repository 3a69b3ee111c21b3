"""What an archive takes of a seminar: gathered from one snapshot, only what consent covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, Round, Secrecy
from facilitator.domain.privacy.combinations import Said
from facilitator.domain.privacy.linked_pairs import Held, told_pairs
from facilitator.domain.report.deposit import Deposit, KeyLine, LinkedVote, View, archived
from facilitator.domain.report.summary import HandoutKind, Summary
from facilitator.domain.report.texts import without_texts
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Text, say
from facilitator.services.notes.told import note_told
from facilitator.services.records.retention import archive_agreed
from facilitator.services.report.cautions import Paper, cautions_on, known_in, namings
from facilitator.services.report.handing_out import handout_in
from facilitator.services.report.publishing import summary_in
from facilitator.services.report.recounting import files_in
from facilitator.services.report.sending import left_out, not_passed, sent_of
from facilitator.services.templates.format import RECORDS
from facilitator.services.templates.writing import template_text
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

NOBODY_AGREED = say(
    "Nobody has agreed that an archive keeps their words, so there is nothing to deposit. People "
    "agree on their phones, on the tablet, or at the desk."
)
HANDED_OUT = (HandoutKind.CONSENT, HandoutKind.AGENDA, HandoutKind.SCRIPT)
"""What people were given, which belongs beside what they said."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is deposited, and what whoever deposits it has to know."""

    deposit: Deposit
    said: tuple[Text, ...] = ()


def prepared(file: SeminarStore, view: View, *, now: datetime, despite: str = "") -> Prepared:
    """What may be deposited, without the passages that have a caution; with all of them where there
    is a reason `despite`, which is kept. Raises SeminarError where nobody agreed to an archive.
    """
    summary = _covered(file, view, now)
    with file.read() as reader:
        found = cautions_on(reader, summary)
    sent = sent_of(file, summary, found, now=now, despite=despite)
    return Prepared(_deposit(file, view, sent.summary, now), sent.said)


def looked_through(file: SeminarStore, view: View, *, now: datetime) -> Deposit:
    """The same without what nobody has looked at or waved on. Raises SeminarError as well."""
    summary = _covered(file, view, now)
    with file.read() as reader:
        waiting = not_passed(reader, cautions_on(reader, summary))
    return _deposit(file, view, left_out(summary, waiting), now)


def _covered(file: SeminarStore, view: View, now: datetime) -> Summary:
    with file.read() as reader:
        if not archive_agreed(reader):
            raise SeminarError(NOBODY_AGREED)
        for_research = view is View.RESEARCH
        whole = summary_in(reader, now, file.device, for_research=for_research)
    return archived(whole)


def _deposit(file: SeminarStore, view: View, summary: Summary, now: datetime) -> Deposit:
    """What was prepared, and not said, goes without the texts that name somebody."""
    note_told(file, summary, now=now)
    with file.read() as reader:
        handouts = tuple(
            replace(handout_in(reader, kind, now=now), made_at=summary.made_at)
            for kind in HANDED_OUT
        )
        kinds = [kind for kind in RECORDS.values() if kind is not Seminar]
        seminar = reader.get(Seminar, SEMINAR_ID)
        parts = tuple(each for kind in kinds for each in reader.every(kind))
        known = known_in(reader)
        papers: list[Paper] = [*handouts, (seminar, *parts)]
        found = [each for paper in papers for each in namings(paper, known)]
        naming = frozenset(text for each in found for text in each.texts)
        return Deposit(
            view=view,
            summary=summary,
            votes=tuple(_votes(reader, summary)) if view is View.RESEARCH else (),
            recount=_recount(reader, summary),
            handouts=without_texts(handouts, naming),
            template=template_text(without_texts(seminar, naming), without_texts(parts, naming)),
            key=tuple(_key(reader, summary)),
        )


def _rounds(summary: Summary) -> Iterator[Round]:
    return (known.round for part in summary.polls for known in part.rounds)


def _recount(reader: Reader, summary: Summary) -> Mapping[str, str]:
    files: dict[str, str] = {}
    for held in _rounds(summary):
        files |= files_in(reader, held)
    return files


def _votes(reader: Reader, summary: Summary) -> Iterator[LinkedVote]:
    """Linked votes of pseudonymous polls, of whose linking and keeping voters were told. A voter's
    number follows from nothing that is known of them: keys are drawn by lot.
    """
    rounds = [held for held in _rounds(summary) if _is_told_of(held)]
    cast = {held.id: reader.ballots(held.id) for held in rounds}
    every = {ballot.voter_key: ballot for ballots in cast.values() for ballot in ballots}
    drawn = sorted(every, key=lambda key: sha256(f"{summary.file_id} {key}".encode()).digest())
    number = {key: place for place, key in enumerate(drawn, start=1)}
    told = told_pairs(
        [Held([*map(_pair, cast[r.id])], r.poll.split, r.by_group) for r in rounds],
        [*map(_pair, every.values())],
        summary.seminar.print_threshold,
    )
    for held in rounds:
        for ballot in sorted(cast[held.id], key=lambda each: number[each.voter_key]):
            is_told = _pair(ballot) in told
            for item, value in sorted(ballot.marks):
                yield LinkedVote(
                    voter=number[ballot.voter_key],
                    round_id=held.id,
                    item=item,
                    value=value,
                    sector=ballot.sector if is_told else "",
                    size=ballot.size if is_told else "",
                )


def _is_told_of(held: Round) -> bool:
    poll = held.poll
    is_linked = poll.secrecy is Secrecy.PSEUDONYMOUS
    return is_linked and held.tells_recount and method_of(poll).takes_items


def _pair(ballot: Ballot) -> Said:
    return ballot.sector, ballot.size


def _key(reader: Reader, summary: Summary) -> Iterator[KeyLine]:
    """Whose the passages are, where that is known, and their words before they were changed."""
    people = {person.id: person for person in reader.every(Participant)}
    there = summary.passages
    for response in reader.every(Response):
        person = people.get(response.participant_id)
        if response.id in there and (person or response.printed_as):
            yield KeyLine(
                kind="response",
                id=response.id,
                stands_for=_named(person) if person else "",
                original=response.words if response.printed_as else "",
            )
    for note in reader.every(Note):
        if note.id in there and note.printed_as:
            yield KeyLine(kind="note", id=note.id, stands_for="", original=note.words)


def _named(person: Participant) -> str:
    return ", ".join(filter(None, (person.name, person.organisation)))
