"""What a file holds about one person, as it is handed to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.domain.wording import Text


class Tie(StrEnum):
    """How a person stands to what is held."""

    OWN = "own"
    """It is theirs: they said it, or it says who they are."""
    NAMED = "named"
    """They stand beside it: it is theirs to do, or their table's."""
    MENTIONED = "mentioned"
    """Somebody else said it and named them: to be looked at before it is handed over."""


class Standing(StrEnum):
    """Whether something is held now or only kept."""

    NOW = "now"
    BEFORE = "before"
    """An earlier version, or something deleted since: it is kept until it is erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One field of one version of a record, or one ballot: `at` is when it came to say so, in UTC,
    None where that is not kept.
    """

    tie: Tie
    what: Text
    record: str
    field: str
    value: str
    standing: Standing
    at: datetime | None
