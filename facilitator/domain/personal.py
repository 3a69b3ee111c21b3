"""What each kind of record says of people: which fields, and whether all of it is somebody's own.

A new kind of record stands here too, or a test fails: erasing reads this.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from facilitator.domain.revisions import Kind


@dataclass(frozen=True, slots=True)
class Personal:
    """The fields of a kind in which people stand: `words` that they said or are called by, and
    `ids` that lead to them or their devices. Of the words, `names` are those that say who somebody
    is, beside what a record says: a name that is erased goes from there. `is_own` says that the
    record is a person's own: they may ask to have it erased as a whole.
    """

    words: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    is_own: bool = False


NOTHING = Personal()
"""What the organiser prepares, or how the day ran; nobody's name is asked for there."""

PERSONAL: Mapping[Kind, Personal] = {
    Kind.PARTICIPANT: Personal(
        ("name", "organisation", "role", "sector", "size", "email", "needs"), ("id",), is_own=True
    ),
    Kind.NOTE: Personal(
        ("words", "sector", "size", "tags", "owner", "printed_as"), names=("owner",), is_own=True
    ),
    Kind.RESPONSE: Personal(
        ("words", "sector", "size", "attribution", "printed_as"),
        ("participant_id",),
        names=("attribution",),
        is_own=True,
    ),
    Kind.CONSENT: Personal(ids=("id",)),
    Kind.ADDRESS: Personal(("email",), ("id",), is_own=True),
    Kind.UPVOTE: Personal(ids=("id", "device_id")),
    Kind.CODING: Personal(("memo",), ("passage_id", "coder")),
    Kind.BREAKOUT: Personal(("note_taker",), ("member_ids", "fixed_ids"), names=("note_taker",)),
    Kind.CHECK: NOTHING,
    Kind.PHOTOGRAPH: Personal(("jpeg",)),
    Kind.SEMINAR: Personal(
        ("organiser", "controller", "contact"), names=("organiser", "controller", "contact")
    ),
    Kind.CASE_STUDY: Personal(("authors",), names=("authors",)),
    Kind.SEGMENT: NOTHING,
    Kind.QUESTION: NOTHING,
    Kind.FINDING: NOTHING,
    Kind.THEME: NOTHING,
    Kind.POLL: Personal(ids=("open_for",)),
    Kind.ROUND: Personal(ids=("entitled",)),
    Kind.HAND_COUNT: NOTHING,
    Kind.PROGRESS: NOTHING,
    Kind.SEGMENT_RUN: NOTHING,
    Kind.STAGE: NOTHING,
    Kind.SPEAKERS: NOTHING,
    Kind.SLIDES: NOTHING,
    Kind.SLIDE_PICTURE: NOTHING,
    Kind.ADDITION: Personal(("words", "answer", "by"), names=("by",)),
}

OWN = tuple(kind for kind, held in PERSONAL.items() if held.is_own)
"""What a person may ask to have erased: what they said, and their name."""

NAMING = {kind: held.names for kind, held in PERSONAL.items() if held.names}
"""The fields that say who somebody is, by kind."""

_BETWEEN = re.compile(r"\s*[,;/&+·|()<>\n]\s*|\s+(?:and|ac?)\s+")
"""What stands between several names in one field."""


def without_names(text: str, names: Collection[str]) -> str:
    """A field without those of the people in it who are called so; the very text where none is.

    Somebody is, who is called nothing else there, or by a name of several words or an address among
    others.
    """
    parts = [part for part in _BETWEEN.split(text) if part]
    kept = [part for part in parts if not any(_is_called(part, name) for name in names)]
    return text if kept == parts else ", ".join(kept)


def _is_called(part: str, name: str) -> bool:
    said, called = (" ".join(each.split()).casefold() for each in (part, name))
    if not called or said == called:
        return bool(called)
    is_sure = " " in called or "@" in called
    return is_sure and re.search(rf"(?<!\w){re.escape(called)}(?!\w)", said) is not None
