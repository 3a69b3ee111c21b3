"""The small phrases that documents share: dates, figures, the names of methods and channels."""

from datetime import UTC, datetime

from facilitator.domain.days import long_day
from facilitator.domain.polls.polls import Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import figure, percent

SECRECY = {
    Secrecy.NAMED: "Names were kept with the votes.",
    Secrecy.PSEUDONYMOUS: "Votes were linked to each other, but not to names.",
    Secrecy.SEALED: "Nobody can find out who cast which vote.",
}

CHANNELS = {
    Channel.PLENARY: "in plenary",
    Channel.PHONE: "by phone",
    Channel.TABLET: "on the shared tablet",
    Channel.PAPER: "on paper",
    Channel.HANDS: "by show of hands",
}


def moment(at: datetime) -> str:
    """A moment in UTC, the same on every machine."""
    utc = at.astimezone(UTC)
    return f"{long_day(utc)}, {utc:%H:%M} UTC"


def share_of(share: float | None) -> str:
    """A share of 1 in per cent, a dash where there is none."""
    return "–" if share is None else percent(share)


def figure_or_dash(value: float | None, places: int = 1) -> str:
    """A figure with at most so many decimals, a dash where there is none."""
    return "–" if value is None else figure(value, places)


def signed(change: int) -> str:
    """A change with its sign, a true minus included."""
    return "0" if change == 0 else f"{'+' if change > 0 else '−'}{abs(change)}"


def short_id(identity: str) -> str:
    """The first eight characters of a record id, enough to find it again."""
    return identity[:8]


def measure(value: float | None, places: int) -> str:
    """A measure with all its decimals, so that a column of them stands in line; or a dash."""
    return "–" if value is None else f"{value:.{places}f}"
