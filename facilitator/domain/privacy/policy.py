"""What may leave the file, decided in one place: whose words are printed, and what stands beside.

Papers are built of what a policy lets through, so that no renderer can show what may not leave. Two
rules are kept apart. *Words*: what somebody said, as they said it, is printed only where they
agreed, by what their consent is at the moment of printing; what somebody else put into their own
words is no quote and needs no consent, but where the speaker refused it is not printed either.
*Beside words*: what stands there together is true of enough people in the room.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.disclosure import Guard
from facilitator.domain.privacy.name_forms import plain
from facilitator.domain.privacy.small_groups import told_sectors, told_together
from facilitator.domain.privacy.ways_to_reach import ways_to_reach
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.print_rules import Attribution, UnknownConsent
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import say


class Permission(StrEnum):
    """What is known of whether somebody's words may be printed."""

    GIVEN = "given"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why words are not printed."""

    HIDDEN = "hidden"
    """The facilitator keeps them from every page."""
    REFUSED = "refused"
    """The speaker did not agree, or has withdrawn."""
    NOT_ASKED = "not asked"
    """They are a quote, and that it may be quoted was never recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What the policy has to know of a note or a response.

    `verbatim` are the speaker's own words. `permission` is what was recorded with the passage; it
    yields to the consent of its `author`, the id of a person or a device, where that is known. What
    is `for_organiser` needs permission whoever put it into words. `printed_as` are its words where
    they were changed for papers.
    """

    words: str
    verbatim: bool
    permission: Permission
    author: str = ""
    sector: str = ""
    attribution: str = ""
    hidden: bool = False
    for_organiser: bool = False
    printed_as: str = ""


@dataclass(frozen=True, slots=True)
class Printable:
    """What of a passage may be printed; `words` is None where nothing may, for that `reason`."""

    words: str | None
    sector: str | None = None
    attribution: str | None = None
    reason: Reason | None = None


Consents = Mapping[str, Permission]
"""What authors, by their ids, agree to now."""


@dataclass(frozen=True, slots=True)
class Room:
    """People on a list: of each, what it says of them beside their name, folded, and the sector
    among it; and the names. `spoken` are the sectors that words are from, `untold` those that stood
    beside none in an earlier paper.
    """

    people: tuple[frozenset[str], ...] = ()
    names: frozenset[str] = frozenset()
    sectors: tuple[str, ...] = ()
    spoken: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        people: Sequence[Participant],
        spoken: Iterable[str] = (),
        untold: frozenset[str] = frozenset(),
    ) -> "Room":
        """The room as these people fill it; words are from the sectors that have `spoken`."""
        return cls(
            tuple(
                frozenset(map(fold, filter(None, (p.sector, p.size, p.role, p.organisation))))
                for p in people
            ),
            frozenset(part for p in people for part in (fold(p.name), *fold(p.name).split())),
            tuple(fold(p.sector) for p in people),
            frozenset(map(fold, spoken)),
            untold,
        )

    def sharing(self, *facts: str) -> int:
        """Of how many people all of this is true."""
        wanted = {fold(fact) for fact in facts if fact}
        return sum(wanted <= person for person in self.people)

    def may_tell(self, sector: str, threshold: int) -> bool:
        """Whether a sector may stand beside words, and its lack beside others point at nobody."""
        return fold(sector) in self.told(threshold)

    def told(self, threshold: int) -> frozenset[str]:
        """The sectors, folded, that may stand beside words."""
        return told_sectors(self.sectors, threshold, self.spoken, self.untold)

    def banded(self, sector: str, threshold: int) -> str:
        """A sector as researchers get it: those that may not stand by themselves are one, where
        that is of enough people; "" where nothing may be told.
        """
        if self.may_tell(sector, threshold):
            return sector
        is_small = sector and told_together(self.sectors, threshold)
        return str(OTHER_SECTORS) if is_small else ""

    def unworded(self, threshold: int) -> frozenset[str]:
        """The sectors, folded, that stand beside no words, where words stand without one: people of
        any of these may have said them, so nothing may rule one of these out, here or in a later
        paper.
        """
        told = self.told(threshold) | {""}
        return frozenset(self.sectors) - told if self.spoken - told else frozenset()

    def points_at_few(self, text: str, threshold: int) -> bool:
        """Whether a text names somebody, or what is true of fewer people than the threshold."""
        told = f" {fold(text)} "
        rare = {fact for person in self.people for fact in person if self._is_rare(fact, threshold)}
        return any(f" {fact} " in told for fact in self.names | rare)

    def _is_rare(self, fact: str, threshold: int) -> bool:
        return self.sharing(fact) < threshold


NOBODY_KNOWN = Room()
OTHER_SECTORS = say("Other")
"""What sectors are called together that are too small to be told apart."""


def fold(fact: str) -> str:
    """A fact as it is compared: case, accents and what stands between words make no difference."""
    return " ".join(filter(None, map(plain, re.findall(r"[^\W_]+", fact))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules under which things leave: `threshold` people share what stands beside words, and
    figures are rounded to a multiple of `rounding`. `photographs` is whether people were told that
    flip charts are photographed. `for_research` is what an archive gives to researchers: consents
    are those to archiving, and small sectors stand together as one.
    """

    threshold: int
    rounding: int = 1
    attribution: Attribution = Attribution.SECTOR
    unknown_consent: UnknownConsent = UnknownConsent.WITHHELD
    photographs: bool = False
    for_research: bool = False

    @property
    def guard(self) -> Guard:
        """The same rules for figures."""
        return Guard(self.threshold, self.rounding)

    def prints_unasked(self, passage: Passage, consents: Consents) -> bool:
        """Whether a speaker's own words are printed though nobody recorded that they may be."""
        permission = consents.get(passage.author, passage.permission)
        return (
            passage.verbatim
            and permission is Permission.UNKNOWN
            and self._withholds(passage, permission) is None
        )

    def may_print(self, passage: Passage, consents: Consents, room: Room) -> Printable:
        """What of the passage may be printed now."""
        reason = self._withholds(passage, consents.get(passage.author, passage.permission))
        if reason is not None:
            return Printable(None, reason=reason)
        words = passage.printed_as or passage.words
        if self.attribution is not Attribution.SECTOR:
            return Printable(words)
        is_told = room.may_tell(passage.sector, self.threshold)
        beside = [passage.sector] if is_told else []
        given = passage.attribution
        may_be_told = given and room.sharing(*beside, given) >= self.threshold
        other = room.banded(passage.sector, self.threshold) if self.for_research else ""
        return Printable(
            words,
            passage.sector if is_told else other or None,
            given if may_be_told else None,
        )

    def printed(self, note: Note, consents: Consents, *rooms: Room) -> Note | None:
        """The note as it may be printed, without what would point at whoever said it, or at one of
        few people of one of the `rooms` who is to act; None where it may not be. `consents` hold
        those that groups gave or refused, by the ids of notes.
        """
        found = self.may_print(of_note(note), consents, NOBODY_KNOWN)
        if found.words is None:
            return None
        points = any(room.points_at_few(note.owner, self.threshold) for room in rooms)
        points = points or bool(ways_to_reach(note.owner))
        owner = "" if points else note.owner
        return replace(note, words=found.words, sector="", size="", owner=owner)

    def shows_photograph(self, note: Note, people: int) -> bool:
        """Whether the flip chart of a group of so many may be printed as it was photographed. It is
        in the group's own hand: the group agreed to it, and is one that is told apart.
        """
        return self.photographs and note.quotable and people >= self.threshold

    def _withholds(self, passage: Passage, permission: Permission) -> Reason | None:
        if passage.hidden:
            return Reason.HIDDEN
        if permission is Permission.REFUSED:
            return Reason.REFUSED
        asked = permission is Permission.GIVEN
        if passage.for_organiser and not asked:
            return Reason.NOT_ASKED
        if passage.verbatim and not asked and self.unknown_consent is UnknownConsent.WITHHELD:
            return Reason.NOT_ASKED
        return None


def printing_policy(seminar: Seminar) -> Policy:
    """The policy for what this seminar prints."""
    return Policy(
        threshold=seminar.print_threshold,
        rounding=max(seminar.print_rounding, 1),
        attribution=seminar.attribution,
        unknown_consent=seminar.unknown_consent,
        photographs=seminar.photographs,
    )


def of_note(note: Note) -> Passage:
    """A note: its words are a speaker's own where it is a quote, else the note-taker's. What its
    group answers about it is the consent under its own id.
    """
    asked = Permission.GIVEN if note.quotable else Permission.UNKNOWN
    return Passage(
        words=note.words,
        verbatim=note.is_verbatim,
        permission=asked,
        author=note.id,
        sector=note.sector,
        printed_as=note.printed_as,
    )


def of_response(
    response: Response, *, for_organiser: bool = False, for_research: bool = False
) -> Passage:
    """A response. What people sent has their consent of then; of what was written down by somebody
    else it is known only where they were asked.
    """
    unasked = Permission.UNKNOWN if response.channel is Channel.PLENARY else Permission.REFUSED
    agreed = response.archivable if for_research else response.quotable
    return Passage(
        words=response.words,
        verbatim=response.is_verbatim,
        permission=Permission.GIVEN if agreed else unasked,
        author=response.participant_id,
        sector=response.sector,
        attribution=response.attribution,
        hidden=response.hidden,
        for_organiser=for_organiser,
        printed_as=response.printed_as,
    )
