"""What to look at before a paper leaves: a sentence for each passage that may give somebody away,
with the way to it, and what of that somebody has looked at already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.changed_words import still_fits
from facilitator.domain.privacy.names import Passage, names_in
from facilitator.domain.privacy.policy import of_note, of_response, printing_policy
from facilitator.domain.report.additions import ADDITION_NAMES
from facilitator.domain.report.summary import (
    BreakoutPart,
    PollPart,
    QuestionPart,
    RoundPart,
    Summary,
)
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import Listed, Message, brief, people, say
from facilitator.services.people.consenting import consents_of
from facilitator.store.records.facts import LOOKED_AT
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


class Why(StrEnum):
    """What makes a passage one to look at."""

    NAME = "name"
    CONSENT = "consent"
    ATTRIBUTION = "attribution"
    CHANGED = "changed"
    PICTURE = "picture"
    FEW = "few"
    UNANIMOUS = "unanimous"


@dataclass(frozen=True, slots=True)
class Caution:
    """A passage to look at: why, as a sentence; the record it is in; its words as they are printed,
    "" for figures. `key` is another once the record has been changed.
    """

    why: Why
    said: Message
    record: Change
    words: str = ""
    key: str = ""

    @property
    def in_full(self) -> Message:
        """The sentence with how the passage begins, for whoever does not have it before them."""
        if not self.words:
            return self.said
        return say("{caution} It begins: “{words}”", caution=self.said, words=brief(self.words))


def cautions_on(reader: Reader, summary: Summary) -> tuple[Caution, ...]:
    """Every passage and every result of a summary that should be looked at first."""
    found = (
        *_names(reader, summary),
        *_of_passages(reader, summary),
        *(each for poll in summary.polls for each in _of_poll(poll, summary)),
    )
    return tuple(replace(each, key=_key(reader, each)) for each in found)


def _key(reader: Reader, caution: Caution) -> str:
    versions = sorted(head.id for head in reader.heads(caution.record.id))
    return " ".join((caution.why, caution.record.id, *versions))


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


_Place = tuple[Message, Message, Kind]
"""Where a passage stands, as a person says it; the screen it is mended in; its kind."""
_RUN, _NOTES, _PREPARE, _REPORT = say("Run"), say("Notes"), say("Prepare"), say("Report")


def _names(reader: Reader, summary: Summary) -> Iterator[Caution]:
    places = dict(_places(summary))
    by_passage: dict[Passage, list[str]] = {}
    for found in names_in(places, reader.every(Participant)):
        by_passage.setdefault(found.passage, []).append(found.words)
    for passage, words in by_passage.items():
        place, screen, kind = places[passage]
        said = say(
            "{words} in {place} may be somebody on the list. Look at it in {screen}.",
            words=Listed(f"“{word}”" for word in dict.fromkeys(words)),
            place=place,
            screen=screen,
        )
        yield Caution(Why.NAME, said, Change(kind, passage.id), passage.words.strip())


def _places(summary: Summary) -> Iterator[tuple[Passage, _Place]]:
    """Everything that people wrote and that is printed, with where it stands and where to mend
    it.
    """
    for part in summary.asked:
        for response in part.responses:
            words = f"{response.words}\n{response.attribution}"
            yield Passage(response.id, words), (_answer(part), _RUN, Kind.RESPONSE)
    for group in summary.breakouts:
        for line in group.notes:
            words = "\n".join((line.note.words, line.note.owner, *line.note.tags))
            yield Passage(line.note.id, words), (_noted(group), _NOTES, Kind.NOTE)
    for poll in summary.polls:
        for known in poll.rounds:
            given = [known.round.reason, *(word for word, _ in known.tally.words)]
            place = say("the vote “{title}”", title=poll.poll.title)
            yield Passage(known.round.id, "\n".join(given)), (place, _RUN, Kind.ROUND)
    for added in summary.additions:
        words = f"{added.words}\n{added.answer}"
        yield (
            Passage(added.id, words),
            (say("“{heading}”", heading=ADDITION_NAMES[added.kind]), _REPORT, Kind.ADDITION),
        )
    yield from _asked(summary)
    for theme in summary.themes:
        yield (
            Passage(theme.id, f"{theme.name}\n{theme.description}"),
            (say("the theme “{theme}”", theme=theme.name), _PREPARE, Kind.THEME),
        )


def _asked(summary: Summary) -> Iterator[tuple[Passage, _Place]]:
    """What was asked of people: findings, other votes, questions, each once."""
    findings = {part.question.id: ("", part.question.wording) for part in summary.findings}
    voted = (part.finding for part in summary.polls if part.finding is not None)
    findings |= {each.id: (each.label, each.wording) for each in voted}
    for id, (label, wording) in findings.items():
        place = say("the finding “{finding}”", finding=brief(wording))
        yield Passage(id, f"{label}\n{wording}"), (place, _PREPARE, Kind.FINDING)
    for poll in (part.poll for part in summary.polls if part.finding is None):
        options = [item.text for item in poll.items]
        options += [criterion.text for criterion in poll.criteria]
        place = say("what is asked in the vote “{title}”", title=poll.title)
        words = "\n".join((poll.title, poll.wording, *options))
        yield Passage(poll.id, words), (place, _PREPARE, Kind.POLL)
    others = (part.question for part in summary.asked if part not in summary.findings)
    for asked in (*others, *summary.research_questions):
        place = say("the question “{question}”", question=brief(asked.wording))
        yield Passage(asked.id, f"{asked.wording}\n{asked.help}"), (place, _PREPARE, Kind.QUESTION)


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
    for note in reader.every(Note):
        if note.id not in noted:
            continue
        printed_note, group = noted[note.id]
        record, words, place = Change(Kind.NOTE, note.id), printed_note.words, _noted(group)
        if policy.prints_unasked(of_note(note), {}):
            yield Caution(Why.CONSENT, _unasked(place, _NOTES), record, words)
        if note.printed_as and not still_fits(note.words, note.printed_as):
            yield Caution(Why.CHANGED, _changed(place, _NOTES), record, words)
        if note.id in pictured:
            yield Caution(Why.PICTURE, _photographed(place), record, words)


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
