"""Member checks: what each group is asked about what was noted of it, and what its answers do.

Headline points of the groups that met last are shown to whoever sits in them, and so is any quote
that a group is asked back about. Being asked back is a consent that is not given: until the group
has answered, the quote is printed nowhere. What it answers is a consent, too: it decides whenever
something is printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.passages import normal
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.agreement import own_points
from facilitator.domain.polls.methods.member_check import (
    ALLOW,
    CHANGE,
    JUDGEMENTS,
    QUOTE,
    US,
    MemberCheck,
)
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.dealt import Dealt
from facilitator.domain.polls.polls import Ballot, Round, RoundState
from facilitator.domain.privacy.disclosure import SafeTable
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Message, Text, say
from facilitator.services.notes.noting import in_order
from facilitator.services.people.groups import groups_of, met_last, people_in_groups
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

ASKED, ANSWERED, TO_CHANGE = "asked back", "by the group", "other words"
"""The channels of the consent to a quote: its group is asked; it answered; and wants other words.
"""
STATES: Mapping[str, Message] = {
    ASKED: say("the group is asked whether it may be quoted"),
    TO_CHANGE: say("the group wants other words before it is quoted"),
}
IN_ITS_WORDS = say("quoted in the words that the group wants")
WITHDRAWN, ALLOWED = say("withdrawn by the group"), say("the group lets it be quoted")
A_POINT, A_QUOTE = say("A headline point of your group"), say("A quote from your group")
NO_QUOTE = say("Only a quote can be asked back about: choose one.")
NOTHING_TO_CHECK = say(
    "No group has a headline point or a quote that it is asked about. Mark headline points in "
    "Notes (Alt+H), or ask a group about a quote (Alt+C), then open it."
)
ON_THE_HOST = say("Groups are asked from the host: this is a copy.")
HOW_IT_IS_ASKED = say(
    "Asked, or no longer. Phones show it with the group’s headline points when a vote “{method}” "
    "is opened.",
    method=MemberCheck.name,
)
NO_WORDS_TO_TAKE = say("The group has proposed no other words for this quote.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a group says of a note: of a headline point the figure that was released, of a quote
    where it stands; and what was written with it, once voting has closed.
    """

    told: SafeTable | None = None
    quote: Message | None = None
    words: tuple[str, ...] = ()

    @property
    def to_change(self) -> bool:
        """Whether the group wants other words before it is quoted."""
        return self.quote in (STATES[TO_CHANGE], IN_ITS_WORDS)

    def sentences(self) -> Iterator[Text]:
        """What is said beside the note."""
        if self.told is not None:
            yield own_points.point_told(self.told)
        if self.quote is not None:
            yield self.quote
        yield from (say("“{words}”", words=words) for words in self.words)


def ask_back(file: SeminarStore, *notes: Note, now: datetime) -> None:
    """Ask the groups of these quotes whether they may be quoted; where all of them are asked
    already, ask no more. Until a group has answered its quote is printed nowhere.
    """
    quotes = [note for note in notes if note.is_verbatim]
    if not quotes:
        raise SeminarError(NO_QUOTE)
    with file.write(Verb.ASK_BACK, now, on=tuple(note.id for note in quotes)) as writer:
        known = {note.id: writer.find(Consent, consent_id(note.id)) for note in quotes}
        if all(each and each.channel == ASKED for each in known.values()):
            for consent in filter(None, known.values()):
                writer.remove(consent)
            return
        for note in quotes:
            writer.get(Note, note.id)
            writer.put(_consent(note, quote=False, channel=ASKED, now=now))


def asked_of(reader: Reader, participant_id: str, device_id: str) -> tuple[Dealt, ...]:
    """What somebody is asked about what was noted of their group, headline points first."""
    own = groups_of(reader, participant_id, device_id)
    last = {group.id for group in met_last(reader)}
    dealt: list[Dealt] = []
    for id in own:
        for note in in_order(reader.every(Note, breakout_id=id)):
            if note.headline and id in last:
                dealt.append(_dealt(reader, US, A_POINT, note))
            if note.is_verbatim and _is_asked(reader, note):
                dealt.append(_dealt(reader, QUOTE, A_QUOTE, note))
    return tuple(sorted(dealt, key=lambda each: each.about is A_QUOTE))


def are_own(reader: Reader, participant_id: str, device_id: str, keys: Iterable[str]) -> bool:
    """Whether all that is marked is of notes of one's own group, or of such as are gone."""
    versions = {key.partition(":")[2] for key in keys}
    found = reader.revisions(tuple(versions))
    if len(found) < len(versions):
        return False
    own = groups_of(reader, participant_id, device_id)
    notes = (reader.find(Note, id) for id in {revision.record for revision in found})
    return all(note.breakout_id in own for note in notes if note is not None)


def check_may_open(reader: Reader) -> None:
    """Raise SeminarError where there is nothing that a group could be asked."""
    last = {group.id for group in met_last(reader)}
    notes = reader.every(Note)
    if not any(n.headline and n.breakout_id in last for n in notes) and not asked(reader):
        raise SeminarError(NOTHING_TO_CHECK)


def asked(reader: Reader) -> tuple[Note, ...]:
    """The quotes that groups are asked back about."""
    wanted = {consent.id for consent in reader.every(Consent, channel=ASKED)}
    return tuple(note for note in reader.every(Note) if consent_id(note.id) in wanted)


def take_effect(writer: Writer, held: Round, now: datetime) -> None:
    """Have what groups answered about their quotes decide from now on whether they are printed."""
    if not method_of(held.poll).deals_own:
        return
    ballots = writer.ballots(held.id)
    for note in asked(writer):
        if not note.is_verbatim:
            continue
        answer = own_points.answer(_versions(writer, note, ballots, QUOTE), ballots)
        if answer is None:
            continue
        channel = TO_CHANGE if answer == CHANGE else ANSWERED
        writer.put(_consent(note, quote=answer == ALLOW, channel=channel, now=now))
        writer.put(replace(note, quotable=answer == ALLOW))


def take_words(file: SeminarStore, note: Note, *, now: datetime) -> None:
    """Have the words that its group proposed stand for a quote on papers; it may be quoted so.

    Of several it takes one after the other. Raises SeminarError where none was proposed.
    """
    with file.write(Verb.CHANGE_FOR_PRINT, now, on=(note.id,)) as writer:
        said = said_of(writer, (note,))[note.id]
        if not said.to_change or not said.words:
            raise SeminarError(NO_WORDS_TO_TAKE)
        at = said.words.index(note.printed_as) + 1 if note.printed_as in said.words else 0
        words = said.words[at % len(said.words)]
        writer.put(replace(note, printed_as=normal(words), quotable=True), seen=note)
        writer.put(_consent(note, quote=True, channel=TO_CHANGE, now=now))


def released_points(reader: Reader, held: Round, threshold: int) -> tuple[SafeTable, ...]:
    """What may be told of the headline points that a round was about; of those, too, of which
    nobody said anything, so that no table is known by the lack of a figure. A table is as large as
    the people seen at the desk; phones may be anybody's, and count once the door is closed where
    nobody was seen.
    """
    ballots = reader.ballots(held.id)
    here = people_in_groups(reader, met_last(reader))
    seen = {person.id for person in reader.every(Participant, seen_here=True)}
    trusts = not seen and reader.get(Seminar, SEMINAR_ID).door_closed
    tables = []
    for note in reader.every(Note, headline=True):
        if note.breakout_id in here:
            newest = _newest(reader, note)
            agree = own_points.say_so({newest, *_versions(reader, note, ballots, US)}, ballots)
            people = here[note.breakout_id]
            sure = len(people if trusts else people & seen)
            of = max(len(people), agree)
            tables.append(own_points.point_table(newest, agree, of, sure >= threshold))
    return tuple(tables)


def points_told(reader: Reader, notes: Sequence[Note]) -> dict[str, SafeTable]:
    """What was released last of these notes as they are worded now, by their ids."""
    rounds = [r for r in reader.every(Round, state=RoundState.REVEALED) if r.by_point]
    tables = {
        table.item_id.removeprefix(US): table
        for held in sorted(rounds, key=lambda r: (r.revealed_at or r.opened_at, r.id))
        for table in held.by_point
    }
    words = {note.id: note.words for note in notes if note.headline}
    return {
        id: tables[version]
        for version, (id, said) in _worded(reader, tables).items()
        if words.get(id) == said
    }


def said_of(reader: Reader, notes: Sequence[Note]) -> dict[str, Said]:
    """What groups say of these notes, by the ids of those they say something of."""
    tables = points_told(reader, notes)
    rounds = [r for r in reader.every(Round) if method_of(r.poll).deals_own]
    lines: dict[str, tuple[str, ...]] = {}
    for held in rounds:
        if held.state.is_counted:
            lines |= own_points.in_own_words(reader.ballots(held.id))
    of = {version: id for version, (id, _) in _worded(reader, map(_version, lines)).items()}
    words: dict[str, list[str]] = {}
    for key, written in lines.items():
        words.setdefault(of.get(_version(key), ""), []).extend(written)
    return {
        note.id: Said(
            tables.get(note.id), _quote_state(reader, note), tuple(words.get(note.id, ()))
        )
        for note in notes
    }


def _quote_state(reader: Reader, note: Note) -> Message | None:
    consent = reader.find(Consent, consent_id(note.id))
    if consent is None:
        return None
    if consent.quote and consent.channel == TO_CHANGE:
        return IN_ITS_WORDS
    return STATES.get(consent.channel, ALLOWED if consent.quote else WITHDRAWN)


def _consent(note: Note, *, quote: bool, channel: str, now: datetime) -> Consent:
    return Consent(id=consent_id(note.id), given_at=now, quote=quote, channel=channel)


def _is_asked(reader: Reader, note: Note) -> bool:
    consent = reader.find(Consent, consent_id(note.id))
    return consent is not None and consent.channel == ASKED


def _dealt(reader: Reader, sort: str, about: Message, note: Note) -> Dealt:
    return Dealt(f"{sort}{_newest(reader, note)}", note.words, JUDGEMENTS[sort], about)


def _newest(reader: Reader, note: Note) -> str:
    """The id of the revision that says what a note says now."""
    heads = reader.heads(note.id)
    worded = _worded(reader, [head.id for head in heads])
    return next((id for id, (_, words) in worded.items() if words == note.words), heads[0].id)


def _versions(reader: Reader, note: Note, ballots: Sequence[Ballot], sort: str) -> frozenset[str]:
    """The versions of a note that ballots mark, and that say what it says now."""
    keys = {key for ballot in ballots for key, _ in ballot.marks if key.startswith(sort)}
    worded = _worded(reader, map(_version, keys))
    return frozenset(v for v, (id, words) in worded.items() if (id, words) == (note.id, note.words))


def _version(key: str) -> str:
    return key.partition(":")[2]


def _worded(reader: Reader, versions: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The note of each version there is, and what it says there; none of one that was erased."""
    found: dict[str, tuple[str, str]] = {}
    for revision in reader.revisions(tuple(versions)):
        record = reader.come_to([revision]).record if revision.content is not None else None
        if isinstance(record, Note):
            found[revision.id] = (record.id, record.words)
    return found
