"""What may leave the file, decided in one place: whose words are printed, and what stands beside.

Papers are built of what a policy lets through, so that no renderer can show what may not leave. Two
rules are kept apart. *Words*: what somebody said, as they said it, is printed only where they
agreed, by what their consent is at the moment of printing; what somebody else put into their own
words is no quote and needs no consent, but where the speaker refused it is not printed either.
*Beside words*: a sector stands there only where enough people of it are in the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.domain.notes.notes import Note
from facilitator.domain.privacy.disclosure import Guard
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.seminar import Seminar


class Permission(StrEnum):
    """What is known of whether somebody's words may be printed."""

    GIVEN = "given"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Attribution(StrEnum):
    """What may stand beside words."""

    SECTOR = "sector"
    NOBODY = "nobody"


class UnknownConsent(StrEnum):
    """What becomes of somebody's own words where nobody recorded that they may be quoted."""

    WITHHELD = "withheld"
    PRINTED = "printed"


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
    yields to the consent of its `author`, the id of a person or a device, where that is known.
    """

    words: str
    verbatim: bool
    permission: Permission
    author: str = ""
    sector: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Printable:
    """What of a passage may be printed; `words` is None where nothing may, for that `reason`."""

    words: str | None
    sector: str | None = None
    reason: Reason | None = None


Consents = Mapping[str, Permission]
"""What authors, by their ids, agree to now."""

Room = Mapping[str, int]
"""How many people of each sector are in the room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules under which things leave: `threshold` people share what stands beside words, and
    figures are rounded to a multiple of `rounding`.
    """

    threshold: int
    rounding: int = 1
    attribution: Attribution = Attribution.SECTOR
    unknown_consent: UnknownConsent = UnknownConsent.WITHHELD

    @property
    def guard(self) -> Guard:
        """The same rules for figures."""
        return Guard(self.threshold, self.rounding)

    def may_print(self, passage: Passage, consents: Consents, room: Room) -> Printable:
        """What of the passage may be printed now."""
        reason = self._withholds(passage, consents.get(passage.author, passage.permission))
        if reason is not None:
            return Printable(None, reason=reason)
        many = bool(passage.sector) and room.get(passage.sector, 0) >= self.threshold
        named = many and self.attribution is Attribution.SECTOR
        return Printable(passage.words, passage.sector if named else None)

    def printed(self, note: Note) -> Note | None:
        """The note as it may be printed, without what would point at whoever said it; None where
        it may not be.
        """
        found = self.may_print(of_note(note), {}, {})
        if found.words is None:
            return None
        return replace(note, words=found.words, sector=found.sector or "", size="")

    def _withholds(self, passage: Passage, permission: Permission) -> Reason | None:
        if passage.hidden:
            return Reason.HIDDEN
        if permission is Permission.REFUSED:
            return Reason.REFUSED
        asked = permission is Permission.GIVEN
        if passage.verbatim and not asked and self.unknown_consent is UnknownConsent.WITHHELD:
            return Reason.NOT_ASKED
        return None


def printing_policy(seminar: Seminar) -> Policy:
    """The policy for what this seminar prints."""
    return Policy(threshold=seminar.print_threshold)


def of_note(note: Note) -> Passage:
    """A note: its words are a speaker's own where it is a quote, else the note-taker's."""
    asked = Permission.GIVEN if note.quotable else Permission.UNKNOWN
    return Passage(
        words=note.words,
        verbatim=note.is_verbatim,
        permission=asked,
        sector=note.sector,
    )


def of_response(response: Response) -> Passage:
    """A response: what people send is in their own words, what is said in plenary is written down
    by somebody else.
    """
    return Passage(
        words=response.words,
        verbatim=response.channel is not Channel.PLENARY,
        permission=Permission.GIVEN if response.quotable else Permission.REFUSED,
        author=response.participant_id,
        sector=response.sector,
        hidden=response.hidden,
    )
