"""The people of a rehearsal: who they are, what they say, how they vote. All of it is fictional.

Every draw is keyed by the seed and by names, so the same seed gives the same day.
"""

import csv
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from uuid import UUID

import msgspec

import resources
from facilitator import typed
from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.dealt import Dealt
from facilitator.domain.polls.polls import Poll
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls.voters import Voter

Marks = tuple[tuple[str, int], ...]


class Said(msgspec.Struct, frozen=True):
    """Something people say; `about` are words of the questions it answers, none: any question;
    `by` are words of the sectors whose people say it, none: anybody's.
    """

    words: str
    about: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    kind: NoteKind = NoteKind.POINT


class Lines(msgspec.Struct, frozen=True):
    """What `resources/samples/rehearsal.toml` holds."""

    remarks: tuple[Said, ...]
    notes: tuple[Said, ...]
    words: tuple[str, ...]
    corrections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """A participant as the rehearsal plays them."""

    person: Participant
    voter: Voter
    channel: Channel
    says_sector: bool = True
    memorable: bool = False

    def would_say(self, said: Said) -> bool:
        """Whether it fits where they come from."""
        sector = self.person.sector.casefold()
        return not said.by or any(word in sector for word in said.by)


@cache
def lines() -> Lines:
    """The rehearsal's lines."""
    text = (resources.ROOT / "samples" / "rehearsal.toml").read_text("utf-8")
    return typed.converted(tomllib.loads(text), Lines)


@cache
def company() -> tuple[dict[str, str], ...]:
    """The fictional people of `resources/samples/fictional-participants.csv`, a row each."""
    path = resources.ROOT / "samples" / "fictional-participants.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


class CastList:
    """Draws people, words and votes from a seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def _draw(self, *key: object) -> Random:
        return Random("|".join(str(part) for part in (self.seed, *key)))

    def _id(self, *key: object) -> str:
        """An id that is the same in every rehearsal with this seed: groups are dealt by ids."""
        return str(UUID(int=self._draw("id", *key).getrandbits(128), version=4))

    def people(self, seminar: Seminar, how_many: int) -> tuple[Participant, ...]:
        """`how_many` fictional participants from organisations of all sectors.

        Where the sample list is too short, its first and last names are paired anew.
        """
        rows = company()
        rounds = -(-how_many // len(rows))
        drawn = [
            self._person(seminar, row["Name"], rows[(n + turn) % len(rows)]["Name"], row)
            for turn in range(rounds)
            for n, row in enumerate(rows)
        ]
        return tuple(drawn[:how_many])

    def _person(self, seminar: Seminar, first: str, last: str, row: dict[str, str]) -> Participant:
        organisation = row["Organisation"]
        return Participant(
            id=self._id("person", first, last, organisation),
            name=f"{first.split(' ', 1)[0]} {last.split(' ', 1)[-1]}",
            organisation=organisation,
            role=row["Job title"],
            sector=self._one_of(seminar.sectors, row["Sector"], organisation),
            size=self._one_of(seminar.sizes, row["Size"], organisation),
            needs=row["Access or dietary needs"],
        )

    def _one_of(self, offered: Sequence[str], wanted: str, key: str) -> str:
        """What the seminar offers that is wanted; in another seminar any of what it offers."""
        if wanted in offered or not offered:
            return wanted if offered else ""
        return self._draw("offered", key).choice(offered)

    def comes(self, person: Participant) -> bool:
        """Whether an invited person turns up; about one in twenty does not."""
        return self._draw("comes", person.name, person.organisation).random() > 0.05

    def may_archive(self, person: Participant) -> bool:
        """Whether a person agrees that an archive keeps their words."""
        return self._draw("archive", person.name, person.organisation).random() < 0.7

    def may_quote(self, person: Participant) -> bool:
        """Whether a person agrees to be quoted without a name."""
        return self._draw("quote", person.name, person.organisation).random() < 0.8

    def character(self, person: Participant) -> Character:
        """The part a participant plays."""
        draw = self._draw("character", person.name, person.organisation)
        return Character(
            person=person,
            voter=Voter(f"{draw.getrandbits(128):032x}", person.id, person.sector, person.size),
            channel=Channel.TABLET,
            says_sector=draw.random() < 0.8,
            memorable=draw.random() < 0.12,
        )

    def pace(self, segment: Segment) -> float:
        """How long a segment takes, as a share of its planned minutes."""
        return self._draw("pace", segment.title).uniform(0.9, 1.12)

    def remarks(
        self, question: Question, here: Sequence[Character]
    ) -> tuple[tuple[Character, str], ...]:
        """Who answers a question in plenary, and in what words."""
        draw = self._draw("remarks", question.wording)
        fitting = _fitting(lines().remarks, question.wording)
        draw.shuffle(fitting)
        silent = draw.sample(list(here), len(here))
        spoken = []
        for said in fitting:
            speaker = next((who for who in silent if who.would_say(said)), None)
            if speaker is not None:
                silent.remove(speaker)
                spoken.append((speaker, said.words))
        return tuple(spoken[: draw.randint(6, 9)])

    def notes(
        self,
        group: Breakout,
        questions: Sequence[Question],
        members: Sequence[Character],
        noted: Collection[str] = (),
    ) -> tuple[NoteContent, ...]:
        """What a breakout's note-taker writes down: nothing twice, nothing nobody there says; what
        other groups `noted` only where little else answers a question.
        """
        draw = self._draw("notes", group.title)
        drafted: dict[str, NoteContent] = {}
        for question in questions:
            fitting = [
                said
                for said in _fitting(lines().notes, question.wording)
                if said.words not in drafted and _could_be_said(said, members)
            ]
            for said in self._new_first(fitting, noted, draw):
                speaker = self._speaker(said, members, draw)
                drafted[said.words] = NoteContent(
                    breakout_id=group.id,
                    words=said.words,
                    kind=said.kind,
                    question_id=question.id,
                    sector=speaker.sector if speaker else "",
                    size=speaker.size if speaker else "",
                    quotable=said.kind is NoteKind.QUOTE,
                )
        return tuple(drafted.values())

    def _new_first(
        self, fitting: Sequence[Said], noted: Collection[str], draw: Random
    ) -> list[Said]:
        """Three to five lines, of those that others noted no more than make it three."""
        new = [said for said in fitting if said.words not in noted]
        known = [said for said in fitting if said.words in noted]
        found = draw.sample(new, min(len(new), draw.randint(3, 5)))
        return found + draw.sample(known, min(len(known), max(0, 3 - len(found))))

    def _speaker(
        self, said: Said, members: Sequence[Character], draw: Random
    ) -> Participant | None:
        """Who said it, where that is noted; nobody alone said a disagreement."""
        able = [member.person for member in members if member.would_say(said)]
        noted = draw.random() < 0.7 and said.kind is not NoteKind.DISAGREEMENT
        return draw.choice(able) if able and noted else None

    def ballot(
        self, poll: Poll, number: int, character: Character, dealt: Sequence[Dealt] = ()
    ) -> tuple[Marks, tuple[str, ...]]:
        """A ballot in a poll's round number `number`, on what was `dealt` where anything was; empty
        where the person does not vote.
        """
        who = (character.person.name, character.person.organisation)
        if self._draw("votes", poll.title, number, *who).random() < 0.07:
            return (), ()
        method = method_of(poll)
        if method.deals:
            return self._judged(poll, dealt, *who)
        if not method.takes_items:
            return (), (self._draw("word", poll.title, *who).choice(lines().words),)
        likes = {item.id: self._liking(poll, item.text, number, character) for item in poll.items}
        return tuple(method.vote(poll, likes, self._draw("marks", poll.title, number, *who))), ()

    def _judged(
        self, poll: Poll, dealt: Sequence[Dealt], *who: object
    ) -> tuple[Marks, tuple[str, ...]]:
        """What somebody makes of each thing that they were dealt, with words where a judgement asks
        for them and they have some. Which things those are no seed decides, but the round's secret.
        """
        marks: list[tuple[str, int]] = []
        words: list[str] = []
        for each in dealt:
            draw = self._draw("judges", poll.title, each.words, *who)
            ((id, mark),) = method_of(poll).vote(poll, {each.id: 0.0}, draw)
            marks.append((id, mark))
            asks = next(j.asks for j in each.judgements if j.mark == mark)
            if asks and draw.random() < 0.5:
                words.append(f"{id} {draw.choice(lines().corrections)}")
        return tuple(marks), tuple(words)

    def _liking(self, poll: Poll, item: str, number: int, character: Character) -> float:
        """How much a person likes an item, about -2 to 2: the room's view, the sector's, their own.

        In a second round people stand a little nearer to the room.
        """
        person = character.person
        room = self._draw("room", poll.title, item).uniform(-0.5, 1.7)
        sector = self._draw("sector", poll.title, item, person.sector).uniform(-0.7, 0.7)
        own = self._draw("own", poll.title, item, person.name, person.organisation).gauss(0, 0.9)
        return room + (sector + own) * (1.0 if number == 1 else 0.7)


def _could_be_said(said: Said, members: Sequence[Character]) -> bool:
    return not said.by or any(member.would_say(said) for member in members)


def _fitting(said: Sequence[Said], wording: str) -> list[Said]:
    """What answers a question; what is about nothing in particular where nothing else does."""
    lowered = wording.lower()
    about = [s for s in said if any(word in lowered for word in s.about)]
    return about or [s for s in said if not s.about]
