"""Passages as the theme team reads them: whole, where each comes from, and what it is in."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from facilitator.domain.notes.notes import KIND_NAMES, Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.privacy.policy import Consents, Permission, of_note, of_response
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.codings import JUDGED, Coding, Mark, Span
from facilitator.domain.synthesis.themes import Theme, in_order
from facilitator.domain.wording import Joined, Message, Text, say
from facilitator.services.people.consenting import consents_of
from facilitator.services.seminar.room_clock import zone_in
from facilitator.services.synthesis import coding
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.memos import Memos, memos_in
from facilitator.services.synthesis.same_names import Pair, same_names
from facilitator.services.synthesis.subjects import said_that_day, subjects
from facilitator.store.records import codings
from facilitator.store.records.codings import Said
from facilitator.store.records.facts import IS_TEAMS
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

NO_SECTOR = say("No sector given")


@dataclass(frozen=True, slots=True)
class Reading:
    """Which groups, and answers to which questions, each of several people reads who read apart, by
    coder, and who is looking.

    Somebody who is one of them sees what others made of a passage only when they have read it
    themselves: what is seen before anchors. Whoever reads no group, such as who sorts a merged
    file later, sees everything, from the first one's place.
    """

    here: str
    groups: Mapping[str, frozenset[str]]

    @property
    def is_apart(self) -> bool:
        """Whether what others made of a passage is hidden here until it has been read here."""
        return self.here in self.groups and len(self.groups) > 1

    @property
    def looking(self) -> str:
        """Whose codings are called one's own."""
        return self.here if self.here in self.groups else min(self.groups, default=self.here)

    def is_own(self, passage: Passage) -> bool:
        """Whether it is one's own to read: a note of one's groups, an answer to one's questions, or
        to one that nobody took: everybody reads these.
        """
        mine = self.groups.get(self.looking)
        if mine is None:
            return True
        if isinstance(passage, Note):
            return passage.breakout_id in mine
        asked = passage.question_id
        return asked in mine or not any(asked in each for each in self.groups.values())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a passage that is in a theme; `words` are those that were coded.

    `span` is where they stand in the passage as it is now, None where they are not found again and
    somebody has to look.
    """

    theme_id: str
    words: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and where it comes from: what it is, its group's title, its question's wording,
    when it was said by the clock in the room, and whether its words may be printed: None on the
    theme team's laptop, where nobody knows what whoever gave a response agreed to.

    `theme_ids` are the themes that it, or a part of it, is in; `parts` those of its parts that are
    in themes, in the order in which they stand, and `in_part` the themes that nothing but parts of
    it are in. `coders` is how many people have tied it, `marks` what was said of it by whomever,
    `memo` what was written on it here, `memos` elsewhere, `alike` the passages that note-takers
    found to say nearly the same.
    """

    passage: Passage
    kind: Message
    group: str
    question: str
    said_at: datetime
    permission: Permission | None
    theme_ids: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    in_part: frozenset[str] = frozenset()
    coders: int = 0
    marks: frozenset[Mark] = frozenset()
    memo: str = ""
    memos: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    read_by: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    own_marks: frozenset[Mark] = frozenset()
    others: frozenset[str] = frozenset()
    is_read: bool = False
    is_own: bool = True

    @property
    def origin(self) -> Text:
        """What it is and where it was said, in words."""
        return Joined((self.kind, self.group), ", ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Everything there is to sort: themes in order, passages in the order they were said.

    `groups` are the titles of breakouts, by id. `reading` says who reads what, where they read
    apart. `memos` are those on themes, by id, `alike` the themes that may be one, by their names.
    `oldest_first` are the themes' ids as they were begun, the same in every copy that has them.
    """

    themes: tuple[Theme, ...]
    oldest_first: tuple[str, ...]
    passages: tuple[Placed, ...]
    sectors: tuple[str, ...]
    groups: Mapping[str, str]
    reading: Reading
    memos: Mapping[str, Memos] = field(default_factory=dict)
    alike: tuple[Pair, ...] = ()

    def members(self, theme_id: str) -> tuple[Placed, ...]:
        """The passages tied to a theme."""
        return tuple(p for p in self.passages if theme_id in p.theme_ids)

    def untied(self) -> tuple[Placed, ...]:
        """The passages tied to no theme yet."""
        return tuple(placed for placed in self.passages if not placed.theme_ids)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside passages in one snapshot of a file."""

    questions: Mapping[str, Question]
    groups: Mapping[str, str]
    consents: Consents
    zone: tzinfo
    is_teams: bool

    def placed(self, passage: Passage) -> Placed:
        """A passage with what is known of it, but its themes."""
        question = self.questions.get(passage.question_id)
        return Placed(
            passage,
            _kind(passage),
            self.groups.get(passage.breakout_id, "a breakout") if isinstance(passage, Note) else "",
            question.wording if question else "",
            passage.recorded_at.astimezone(self.zone),
            self._permission(passage, question),
        )

    def _permission(self, passage: Passage, question: Question | None) -> Permission | None:
        if isinstance(passage, Note):
            return self.consents.get(passage.id, of_note(passage).permission)
        if self.is_teams:
            return None
        for_organiser = question is not None and question.is_for_organiser
        seen = of_response(passage, for_organiser=for_organiser)
        return self.consents.get(seen.author, seen.permission)


def everything(file: SeminarStore) -> Sorted:
    """All themes, responses and notes, from one snapshot."""
    with file.read() as reader:
        said: list[Passage] = [*said_that_day(reader), *reader.every(Note)]
        said.sort(key=_when)
        authors = {e.participant_id if isinstance(e, Response) else e.id for e in said}
        beside = _Beside(
            subjects(reader),
            {breakout.id: breakout.title for breakout in reader.every(Breakout)},
            consents_of(reader, authors),
            zone_in(reader),
            reader.fact(IS_TEAMS),
        )
        reading = Reading(file.device, codings.readers_of_groups(reader))
        placed = _in_themes(reader, tuple(map(beside.placed, said)), reading)
        sectors = reader.get(Seminar, SEMINAR_ID).sectors
        ordered = in_order(reader.every(Theme))
        memos = memos_in(reader, [theme.id for theme in ordered], file.device)
        begun = _oldest_first(reader, [theme.id for theme in ordered])
    return Sorted(
        themes=ordered,
        oldest_first=begun,
        passages=placed,
        sectors=sectors,
        groups=beside.groups,
        reading=reading,
        memos=memos,
        alike=same_names(ordered),
    )


def _oldest_first(reader: Reader, ids: Sequence[str]) -> tuple[str, ...]:
    """Records by the clock of their first revision: not as they came into this file, nor as they
    stand, which may be another order in another copy, or in this one a minute later.
    """
    first = {
        id: min((each.clock, each.device, each.id) for each in history)
        for id, history in reader.histories(ids).items()
    }
    return tuple(sorted(ids, key=first.__getitem__))


def coded_anew(file: SeminarStore, found: Sorted, coding_ids: Collection[str] | None) -> Sorted:
    """What was found, after news of those codings and of nothing else: only they are read. With
    None of any codings: all of them are.
    """
    with file.read() as reader:
        reading = Reading(file.device, codings.readers_of_groups(reader))
        memos = memos_in(reader, [theme.id for theme in found.themes], file.device)
        found = replace(found, memos=memos)
        if coding_ids is None or reading != found.reading:
            passages = _in_themes(reader, found.passages, reading)
            return replace(found, passages=passages, reading=reading)
        touched = codings.passages_with(reader, coding_ids)
        there = tuple(each for each in found.passages if each.passage.id in touched)
        fresh = _in_themes(reader, there, reading, touched)
    by_id = {each.passage.id: each for each in fresh}
    passages = tuple(by_id.get(each.passage.id, each) for each in found.passages)
    return replace(found, passages=passages)


def _in_themes(
    reader: Reader,
    passages: Sequence[Placed],
    reading: Reading,
    only: Collection[str] | None = None,
) -> tuple[Placed, ...]:
    """The passages with the themes they are in now; with `only`, codings of those are read."""
    said: dict[str, list[Said]] = {}
    for each in codings.said_of(reader, only):
        said.setdefault(each.passage_id, []).append(each)
    if reading.is_apart:
        said = {id: _seen(here, reading.here) for id, here in said.items()}
    parts = _parts(reader, {each.passage.id: each.passage for each in passages}, only, said)
    return tuple(
        _told(placed, said.pop(placed.passage.id, ()), parts.get(placed.passage.id, ()), reading)
        for placed in passages
    )


def _seen(said: list[Said], here: str) -> list[Said]:
    """What is said of a passage as far as somebody may see it who reads apart."""
    if any(each.coder == here and each.mark in JUDGED for each in said):
        return said
    return [each for each in said if each.coder == here]


def themes_seen(reader: Reader, here: str) -> dict[str, tuple[str, ...]]:
    """The themes that passages are in, by passage, as far as `here` may see: of those who read
    apart nobody sees anywhere what another made of a passage that they have not read themselves.
    """
    if not Reading(here, codings.readers_of_groups(reader)).is_apart:
        return codings.themes_of(reader)
    said: dict[str, list[Said]] = {}
    for each in codings.said_of(reader):
        said.setdefault(each.passage_id, []).append(each)
    tied = (
        (id, dict.fromkeys(each.theme_id for each in _seen(found, here) if each.theme_id))
        for id, found in said.items()
    )
    return {id: tuple(themes) for id, themes in tied if themes}


def codings_seen(
    reader: Reader, passage_ids: Collection[str], here: str
) -> tuple[tuple[Coding, ...], int]:
    """What is said of passages as far as `here` may see, and of how many more something is said:
    where people read apart, only by others, of what they have not read themselves.
    """
    found = codings.of_passages(reader, passage_ids)
    if not Reading(here, codings.readers_of_groups(reader)).is_apart:
        return found, 0
    read = {each.passage_id for each in found if each.coder == here and each.mark in JUDGED}
    seen = tuple(each for each in found if each.coder == here or each.passage_id in read)
    return seen, len({e.passage_id for e in found} - {e.passage_id for e in seen})


def _told(
    placed: Placed, said: Sequence[Said], parts: Collection[Part], reading: Reading
) -> Placed:
    """A passage with what is said of it."""
    tied = [each for each in said if each.theme_id]
    whole = {each.theme_id for each in tied if each.is_whole}
    memos = [each for each in said if each.mark is Mark.MEMO]
    readers = frozenset(each.coder for each in said if each.mark in JUDGED)
    looking = reading.looking
    return replace(
        placed,
        theme_ids=tuple(dict.fromkeys(each.theme_id for each in tied)),
        parts=tuple(sorted(parts, key=_place)),
        in_part=frozenset(part.theme_id for part in parts if part.theme_id not in whole),
        coders=len({each.coder for each in tied}),
        marks=frozenset(each.mark for each in said if not each.theme_id),
        memo=next((each.memo for each in memos if each.coder == reading.here), ""),
        memos=tuple(each.memo for each in memos if each.coder != reading.here),
        alike=tuple(dict.fromkeys(e.memo for e in said if e.mark is Mark.SAME)),
        read_by=readers,
        is_read=looking in readers,
        own=frozenset(each.theme_id for each in tied if each.coder == looking),
        own_marks=frozenset(e.mark for e in said if not e.theme_id and e.coder == looking),
        others=frozenset(each.theme_id for each in tied if each.coder != looking),
        is_own=reading.is_own(placed.passage),
    )


def _parts(
    reader: Reader,
    passages: Mapping[str, Passage],
    only: Collection[str] | None,
    seen: Mapping[str, Sequence[Said]],
) -> dict[str, set[Part]]:
    """The coded parts of passages, by passage: what several people coded alike is one."""
    coders = {id: {each.coder for each in said} for id, said in seen.items()}
    coded = [
        each
        for each in codings.of_parts(reader, only)
        if each.passage_id in passages and each.coder in coders.get(each.passage_id, ())
    ]
    found: dict[str, set[Part]] = {}
    for each, (words, span) in zip(coded, coding.parts_now(reader, coded, passages), strict=True):
        found.setdefault(each.passage_id, set()).add(Part(each.theme_id, words, span))
    return found


def _place(part: Part) -> tuple[bool, int, int, str]:
    span = part.span or Span(0, 0)
    return part.span is None, span.start, span.end, part.theme_id


def count_by_sector(
    passages: Iterable[Placed], sectors: Sequence[str]
) -> tuple[tuple[Text, int], ...]:
    """Passages per sector in the seminar's order, those without a sector last; none left out."""
    counts = Counter(placed.passage.sector for placed in passages)
    named = dict.fromkeys([*sectors, *sorted(set(counts) - {""})])
    told = tuple((name, counts[name]) for name in named if counts[name])
    return (*told, (NO_SECTOR, counts[""])) if counts[""] else told


def _when(passage: Passage) -> tuple[datetime, str]:
    return passage.recorded_at, passage.id


_RESPONSE = say("Response")
_HIDDEN = say("Response, hidden from the wall")
KINDS: Sequence[Message] = (*KIND_NAMES.values(), _RESPONSE, _HIDDEN)
"""All that a passage may be."""


def _kind(passage: Passage) -> Message:
    if isinstance(passage, Note):
        return KIND_NAMES[passage.kind]
    return _HIDDEN if passage.hidden else _RESPONSE
