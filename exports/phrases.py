"""The small phrases that documents share: dates, figures and marks."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TypeVar

from exports.dataset import Value
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.polls.results import OUTCOME_WORDS, Line, Outcome
from facilitator.domain.privacy.disclosure import group_called
from facilitator.domain.report.summary import A_GROUP
from facilitator.domain.wording import Message, figure, in_language, percent, say, told
from facilitator.domain.wording import Value as Said

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tell:
    """Says values in the language of a paper."""

    locale: Locale

    def __call__(self, value: Said) -> str:
        """The value as it stands in a sentence."""
        return told(value, self.locale)

    def whole(self, value: T) -> T:
        """The same value with every wording in it said."""
        return in_language(value, self.locale)


IN_ENGLISH = Tell(ENGLISH)

REHEARSAL = say("REHEARSAL")
"""Stamped on what nobody may take for real."""

STAR = "◆"
"""Before the id of what the facilitator starred."""


def moment(at: datetime) -> Message:
    """A moment in UTC, the same on every machine."""
    utc = at.astimezone(UTC)
    return say("{day}, {time} UTC", day=utc.date(), time=utc.time())


def group_name(name: str, tell: Tell) -> str:
    """What a sector, a size or a breakout is called; those that have no name of their own are named
    by the program, in English wherever they are kept.
    """
    return tell(A_GROUP if name == str(A_GROUP) else group_called(name))


def share_of(share: Value) -> str:
    """A share of 1 in per cent, a dash where there is none."""
    return percent(share) if isinstance(share, int | float) else "–"


def percent_or_dash(value: Value) -> str:
    """Per cent as they are printed on every surface, a dash where there are none."""
    return f"{value} %" if isinstance(value, Decimal) else "–"


def outcome(line: Line, tell: Tell) -> str:
    """What a statement came to, in a word or two."""
    if line.outcome is None:
        return "–"
    told = OUTCOME_WORDS[line.outcome]
    apart = line.dissent and line.outcome in (Outcome.ACCEPTED, Outcome.REJECTED)
    return tell(say("{outcome}, far apart", outcome=told) if apart else told)


def as_share(value: Value) -> float | None:
    """A share as a figure draws it, None where there is none."""
    return float(value) if isinstance(value, int | float) else None


def number_or_dash(value: Value) -> str:
    """A whole number, a dash where there is none."""
    return f"{value:d}" if isinstance(value, int) else "–"


def figure_or_dash(value: Value, places: int = 1) -> str:
    """A figure with at most so many decimals, a dash where there is none."""
    return figure(value, places) if isinstance(value, int | float) else "–"


def clock_or_dash(value: Value) -> str:
    """A time of the day, a dash where there is none."""
    return f"{value:%H:%M}" if isinstance(value, time) else "–"


def signed(change: int) -> str:
    """A change with its sign, a true minus included."""
    return "0" if change == 0 else f"{'+' if change > 0 else '−'}{abs(change)}"


def short_id(identity: str) -> str:
    """The first eight characters of a record id, enough to find it again."""
    return identity[:8]


def measure(value: Value, places: int) -> str:
    """A measure with all its decimals, so that a column of them stands in line; or a dash."""
    return f"{value:.{places}f}" if isinstance(value, int | float) else "–"


_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no file of XML or HTML may hold (HTML Living Standard, 13.2.3.5)."""


def fit(text: str) -> str:
    """The text without what a file of XML or HTML may not hold."""
    return _UNFIT.sub("\ufffd", text)
