"""What each kind of record says of people: which fields, and whether all of it is somebody's own.

A new kind of record stands here too, or a test fails: erasing reads this.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.domain.revisions import Kind


@dataclass(frozen=True, slots=True)
class Personal:
    """The fields of a kind in which people stand: `words` that they said or are called by, and
    `ids` that lead to them or their devices. `is_own` says that the record is a person's own: they
    may ask to have it erased as a whole.
    """

    words: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    is_own: bool = False


NOTHING = Personal()
"""What the organiser prepares, or how the day ran; nobody's name is asked for there."""

PERSONAL: Mapping[Kind, Personal] = {
    Kind.PARTICIPANT: Personal(
        ("name", "organisation", "role", "sector", "size", "email", "needs"), ("id",), is_own=True
    ),
    Kind.NOTE: Personal(("words", "sector", "size", "tags", "owner"), is_own=True),
    Kind.RESPONSE: Personal(
        ("words", "sector", "size", "attribution"), ("participant_id",), is_own=True
    ),
    Kind.CONSENT: Personal(ids=("id",)),
    Kind.ADDRESS: Personal(("email",), ("id",), is_own=True),
    Kind.UPVOTE: Personal(ids=("id", "device_id")),
    Kind.CODING: Personal(("memo",), ("passage_id", "coder")),
    Kind.BREAKOUT: Personal(("note_taker",), ("member_ids", "fixed_ids")),
    Kind.CHECK: NOTHING,
    Kind.SEMINAR: Personal(("organiser", "controller", "contact")),
    Kind.CASE_STUDY: Personal(("authors",)),
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
}

OWN = tuple(kind for kind, held in PERSONAL.items() if held.is_own)
"""What a person may ask to have erased: what they said, and their name."""
