"""What to look at before a paper leaves: a sentence for each passage that may give somebody away,
with the way to it, and what of that somebody has looked at already.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.privacy.changed_words import still_fits
from facilitator.domain.privacy.names import Passage, names_in
from facilitator.domain.privacy.policy import fold, of_note, of_response, printing_policy
from facilitator.domain.privacy.ways_to_reach import ways_to_reach
from facilitator.domain.records import Record
from facilitator.domain.report.additions import ADDITION_NAMES, Addition, AdditionKind, of_kind
from facilitator.domain.report.comparison import Comparison
from facilitator.domain.report.summary import (
    BreakoutPart,
    GroupSheet,
    Handout,
    PollPart,
    QuestionPart,
    RoundPart,
    Seat,
    Summary,
)
from facilitator.domain.report.texts import TypedText, typed_texts
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Listed, Message, brief, people, say
from facilitator.services.people.consenting import consents_of
from facilitator.services.people.sector_words import spoken_for
from facilitator.store.records.facts import LOOKED_AT
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


class Why(StrEnum):
    """What makes a passage one to look at."""

    NAME = "name"
    CONSENT = "consent"
    ATTRIBUTION = "attribution"
    SECTOR = "sector"
    CHANGED = "changed"
    PICTURE = "picture"
    FEW = "few"
    UNANIMOUS = "unanimous"


@dataclass(frozen=True, slots=True)
class Caution:
    """A passage to look at: why, as a sentence; the record it is in; its words as they are printed,
    "" for figures; `texts` are those of its texts that name somebody. `key` is another once the
    record has been changed, and where another paper says more of it.
    """

    why: Why
    said: Message
    record: Change
    words: str = ""
    key: str = ""
    texts: tuple[str, ...] = ()

    @property
    def in_full(self) -> Message:
        """The sentence with how the passage begins, for whoever does not have it before them."""
        if not self.words:
            return self.said
        return say("{caution} It begins: “{words}”", caution=self.said, words=brief(self.words))


Paper = Summary | Handout | Comparison | tuple[Record, ...]
"""What leaves: nothing else is written out, but what is of people on purpose."""


def cautions_on(reader: Reader, paper: Paper) -> tuple[Caution, ...]:
    """Every passage and every result of a paper that should be looked at first."""
    found = [*namings(paper, known_in(reader))]
    if isinstance(paper, Summary):
        found += _of_passages(reader, paper)
        found += _of_small_sectors(reader, paper)
        found += (each for poll in paper.polls for each in _of_poll(poll, paper))
    return tuple(replace(each, key=_key(reader, each)) for each in found)


def _key(reader: Reader, caution: Caution) -> str:
    versions = sorted(head.id for head in reader.heads(caution.record.id))
    told = sha256("\n".join((str(caution.said), *caution.texts)).encode()).hexdigest()[:12]
    why = f"{caution.why}:{told}" if caution.texts else caution.why
    return " ".join((why, caution.record.id, *versions))


def not_looked_at(reader: Reader, cautions: Sequence[Caution]) -> tuple[Caution, ...]:
    """Those that nobody has looked at as they are now."""
    kept = reader.fact(LOOKED_AT)
    seen = set(kept)
    return tuple(each for each in cautions if each.key not in seen)


def look_at(file: SeminarStore, looked_at: Sequence[Caution], *, now: datetime) -> None:
    """Remember what has been looked at; of what has changed since no more is known."""
    with file.write(Verb.KEEP, now) as writer:
        seen = dict.fromkeys((*writer.fact(LOOKED_AT), *(each.key for each in looked_at)))
        heads = {
            id: {head.id for head in writer.heads(id)} for id in {key.split()[1] for key in seen}
        }
        kept = (key for key in seen if heads[key.split()[1]] == set(key.split()[2:]))
        writer.note_fact(LOOKED_AT, tuple(kept))


def cautions_in(file: SeminarStore, summary: Summary) -> tuple[Message, ...]:
    """The sentences alone, for a summary of that file."""
    with file.read() as reader:
        return tuple(caution.in_full for caution in cautions_on(reader, summary))


_RUN, _NOTES, _PREPARE, _REPORT = say("Run"), say("Notes"), say("Prepare"), say("Report")


def others_named(
    reader: Reader, texts: Iterable[str], but: Participant | None = None
) -> Message | None:
    """A sentence on who of the list, but for one, is named in a table of people; None for nobody.

    Such a table is of people on purpose: it is no paper, and leaves as it is.
    """
    passages = [Passage(str(number), text) for number, text in enumerate(texts)]
    found = {each.person.name for each in names_in(passages, reader.every(Participant))}
    found -= {but.name} if but is not None else set()
    if not found:
        return None
    return say(
        "It names {people} on the list: {names}. Look it through before you hand it on.",
        people=people(len(found)),
        names=Listed(sorted(found)),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """Who is on a seminar's list, and where they may be named on purpose: as `guests` they are
    without the hosts' organisation, which stands in what is prepared; who of them are `authors` is
    named in what is `cited`.
    """

    people: tuple[Participant, ...]
    guests: tuple[Participant, ...]
    authors: frozenset[str]
    cited: frozenset[str]


def known_in(reader: Reader) -> Known:
    """Who may be named in what leaves a seminar."""
    people, seminar = reader.every(Participant), reader.find(Seminar, SEMINAR_ID)
    if seminar is None:
        return Known(people, people, frozenset(), frozenset())
    studies = reader.every(CaseStudy)
    paid = of_kind(reader.every(Addition), AdditionKind.FUNDER)
    guests = tuple(_as_guest(person, _hosts(seminar, paid)) for person in people)
    works = (seminar.source, *(study.authors for study in studies))
    cited = {seminar.source, *(study.source for study in studies)}
    cited |= {each.source for each in reader.every(Finding)}
    cited |= {each.source for each in reader.every(Question)}
    return Known(people, guests, _authors(works, guests), frozenset(cited))


def namings(paper: Paper, known: Known) -> Iterator[Caution]:
    """A caution for each record of a paper whose texts may name somebody."""
    typed: dict[Passage, list[TypedText]] = {}
    for each in _each_once(typed_texts(paper)):
        typed.setdefault(Passage(each.of.id, each.text), []).append(each)
    said = [passage for passage, texts in typed.items() if texts[0].of.kind in _BY_PEOPLE]
    prepared = [passage for passage in typed if passage not in set(said)]
    naming: dict[Change, list[tuple[TypedText, str]]] = {}
    for found in (*names_in(prepared, known.guests), *names_in(said, known.people)):
        if found.passage.words in known.cited and found.person.id in known.authors:
            continue
        for each in typed[found.passage]:
            naming.setdefault(each.of, []).append((each, found.words))
    for passage in said:
        ways = ways_to_reach(passage.words)
        for each in typed[passage] if ways else ():
            naming.setdefault(each.of, []).extend((each, way) for way in ways)
    yield from (_naming(record, found) for record, found in naming.items())


def _naming(record: Change, found: Sequence[tuple[TypedText, str]]) -> Caution:
    first = found[0][0]
    place, screen = _PLACES[record.kind](first)
    is_way = all(words in ways_to_reach(each.text) for each, words in found)
    words = Listed(f"“{words}”" for words in dict.fromkeys(words for _, words in found))
    said = (_IS_REACHED if is_way else _IS_LISTED).of(words=words, place=place, screen=screen)
    texts = tuple(dict.fromkeys(each.text for each, _ in found))
    held = first.holder
    shown = held.words if isinstance(held, (Response, Note)) else "\n".join(texts)
    return Caution(Why.NAME, said, record, shown.strip(), texts=texts)


_IS_LISTED = say("{words} in {place} may be somebody on the list. Look at it in {screen}.")
_IS_REACHED = say("By {words} in {place} somebody is reached. Look at it in {screen}.")
_BY_PEOPLE = frozenset({Kind.RESPONSE, Kind.NOTE, Kind.ROUND})
_SAID = _BY_PEOPLE | {Kind.ADDITION}


def _hosts(seminar: Seminar, paid: Iterable[Addition]) -> str:
    """Whose seminar it is, in words: that organisation stands in what is prepared on purpose."""
    named = (seminar.organiser, seminar.controller, seminar.contact, *(each.words for each in paid))
    return f" {' . '.join(map(fold, named))} "


def _authors(works: Iterable[str], people: Sequence[Participant]) -> frozenset[str]:
    """Who of the list wrote what the seminar rests on: a citation names them on purpose."""
    return frozenset(found.person.id for found in names_in([Passage("", "\n".join(works))], people))


def _as_guest(person: Participant, hosts: str) -> Participant:
    """Somebody as they are looked for in what is prepared: not by the hosts' name."""
    is_host = f" {fold(person.organisation)} " in hosts
    return replace(person, organisation="") if is_host else person


def _each_once(typed: Iterable[TypedText]) -> Iterator[TypedText]:
    """Everything that was said, and what was prepared where it stands first: the vote on a finding
    asks what the finding says.
    """
    prepared: dict[str, Change] = {}
    for each in sorted(typed, key=lambda one: one.of.kind is Kind.POLL):
        if each.of.kind in _SAID or prepared.setdefault(each.text, each.of) == each.of:
            yield each


def _in_response(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.part, QuestionPart)
    return _answer(typed.part), _RUN


def _in_note(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.part, BreakoutPart)
    return _noted(typed.part), _NOTES


def _in_round(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.part, PollPart)
    return say("the vote “{title}”", title=typed.part.poll.title), _RUN


def _in_addition(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.holder, Addition)
    return say("“{heading}”", heading=ADDITION_NAMES[typed.holder.kind]), _REPORT


def _in_finding(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.holder, (Finding, Question))
    return say("the finding “{finding}”", finding=brief(typed.holder.wording)), _PREPARE


def _in_question(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.holder, Question)
    return say("the question “{question}”", question=brief(typed.holder.wording)), _PREPARE


def _in_poll(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.holder, Poll)
    return say("what is asked in the vote “{title}”", title=typed.holder.title), _PREPARE


def _in_theme(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.holder, Theme)
    return say("the theme “{theme}”", theme=typed.holder.name), _PREPARE


def _in_segment(typed: TypedText) -> tuple[Message, Message]:
    if isinstance(typed.holder, Segment) and typed.text != typed.holder.title:
        return say("what is said and done at “{title}”", title=typed.holder.title), _PREPARE
    return say("the agenda, at “{title}”", title=typed.text), _PREPARE


def _in_breakout(typed: TypedText) -> tuple[Message, Message]:
    held = typed.holder
    group = held.title if isinstance(held, GroupSheet) else ""
    group = held.group if isinstance(held, Seat) else group
    if group and typed.text != group:
        return say("the sheet of the group “{group}”", group=group), _PREPARE
    return say("the title of the group “{group}”", group=typed.text), _PREPARE


def _in_case_study(typed: TypedText) -> tuple[Message, Message]:
    assert isinstance(typed.holder, CaseStudy)
    return say("the case study “{title}”", title=typed.holder.title), _PREPARE


def _of_seminar(typed: TypedText) -> tuple[Message, Message]:
    return say("what is said of the seminar"), _PREPARE


_PLACES: Mapping[Kind, Callable[[TypedText], tuple[Message, Message]]] = {
    Kind.RESPONSE: _in_response,
    Kind.NOTE: _in_note,
    Kind.ROUND: _in_round,
    Kind.ADDITION: _in_addition,
    Kind.FINDING: _in_finding,
    Kind.QUESTION: _in_question,
    Kind.POLL: _in_poll,
    Kind.THEME: _in_theme,
    Kind.SEGMENT: _in_segment,
    Kind.BREAKOUT: _in_breakout,
    Kind.CASE_STUDY: _in_case_study,
    Kind.SEMINAR: _of_seminar,
}
"""Where a text stands, as a person says it, and the screen it is mended in."""


def _answer(part: QuestionPart) -> Message:
    return say("an answer to “{question}”", question=brief(part.question.wording))


def _noted(group: BreakoutPart) -> Message:
    return say("a note of “{group}”", group=group.title)


def _of_passages(reader: Reader, summary: Summary) -> Iterator[Caution]:
    """Words that nobody agreed to have quoted, that stand beside more than a sector, or that were
    corrected after they had been changed for printing.
    """
    policy = printing_policy(summary.seminar)
    told = {given.id: (given, part) for part in summary.asked for given in part.responses}
    kept = {each.id: each for each in reader.every(Response) if each.id in told}
    consents = consents_of(reader, {each.participant_id for each in kept.values()})
    for id, response in kept.items():
        (printed, part), record = told[id], Change(Kind.RESPONSE, id)
        place = _answer(part)
        if policy.prints_unasked(of_response(response), consents):
            yield Caution(Why.CONSENT, _unasked(place, _RUN), record, printed.words)
        if printed.attribution:
            said = say(
                "“{fact}” stands beside {place}. Look in {screen} whether it says who spoke.",
                fact=printed.attribution,
                place=place,
                screen=_RUN,
            )
            yield Caution(Why.ATTRIBUTION, said, record, printed.words)
        if response.printed_as and not still_fits(response.words, response.printed_as):
            yield Caution(Why.CHANGED, _changed(place, _RUN), record, printed.words)
    noted = {line.note.id: (line.note, part) for part in summary.breakouts for line in part.notes}
    pictured = {
        line.note.id for part in summary.breakouts for line in part.notes if line.photograph
    }
    notes = reader.every(Note)
    answered = consents_of(reader, {note.id for note in notes})
    for note in notes:
        if note.id not in noted:
            continue
        printed_note, group = noted[note.id]
        record, words, place = Change(Kind.NOTE, note.id), printed_note.words, _noted(group)
        if policy.prints_unasked(of_note(note), answered):
            yield Caution(Why.CONSENT, _unasked(place, _NOTES), record, words)
        if note.printed_as and not still_fits(note.words, note.printed_as):
            yield Caution(Why.CHANGED, _changed(place, _NOTES), record, words)
        if note.id in pictured:
            yield Caution(Why.PICTURE, _photographed(place), record, words)


def _of_small_sectors(reader: Reader, summary: Summary) -> Iterator[Caution]:
    """Words that say which sector speaks, where so few of it came that it may not stand there."""
    sectors, fewest = summary.seminar.sectors, summary.seminar.print_threshold
    came = Counter(p.sector for p in reader.every(Participant) if p.arrived_at is not None)
    small = frozenset(sector for sector in sectors if came[sector] < fewest)
    for each in typed_texts(summary):
        is_said = each.of.kind in (Kind.RESPONSE, Kind.NOTE)
        if is_said and (words := spoken_for(each.text, sectors, small)):
            place, screen = _PLACES[each.of.kind](each)
            said = say(
                "“{words}” in {place} says which sector speaks, and few came from it. Look at it "
                "in {screen}.",
                words=words,
                place=place,
                screen=screen,
            )
            yield Caution(Why.SECTOR, said, each.of, each.text)


def _photographed(place: Message) -> Message:
    return say(
        "The photograph with {place} is printed, and no program reads what is on it. Look in "
        "{screen} whether it shows a face or a name.",
        place=place,
        screen=_NOTES,
    )


def _unasked(place: Message, screen: Message) -> Message:
    return say(
        "Somebody’s own words in {place}, and nobody recorded that they may be quoted. Ask, or "
        "look at them in {screen}.",
        place=place,
        screen=screen,
    )


def _changed(place: Message, screen: Message) -> Message:
    return say(
        "Words in {place} were corrected after they had been changed for printing: the change is "
        "printed as it was. Look at them in {screen}.",
        place=place,
        screen=screen,
    )


def _of_poll(poll: PollPart, summary: Summary) -> Iterator[Caution]:
    """Results that say how each voted: of very few people, or of few who were of one mind."""
    fewest, small = summary.seminar.room_threshold, summary.seminar.print_threshold
    for known in poll.rounds:
        voted, record = known.tally.ballots, Change(Kind.ROUND, known.round.id)
        asked: dict[str, int | str] = {"round": known.round.number, "title": poll.poll.title}
        if 0 < voted < fewest:
            said = say(
                "Only {people} voted in round {round} of “{title}”: others may work out how each "
                "of them did.",
                people=people(voted),
                **asked,
            )
            yield Caution(Why.FEW, said, record)
        elif 0 < voted < small and _is_unanimous(known):
            said = say(
                "All {people} who voted in round {round} of “{title}” gave the same answer: it is "
                "known how each of them voted.",
                people=people(voted),
                **asked,
            )
            yield Caution(Why.UNANIMOUS, said, record)


def _is_unanimous(known: RoundPart) -> bool:
    voted = known.tally.ballots
    return any([n for _, n in line.points if n] == [voted] for line in known.tally.lines)
