"""A finding's page: what it says, what it stands on, what the room made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.agreement.panel import Panel, unsettled
from facilitator.domain.polls.agreement.reasons import ReasonTold
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.results import Line
from facilitator.domain.synthesis.confidence import Confidence, Grounds, confidence
from facilitator.domain.synthesis.evidence import Side
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A passage that a finding stands on: its record's id, its words, where it was said."""

    id: str
    words: str
    side: Side
    origin: Text
    sector: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """A poll on a finding with its revealed rounds.

    `line` is the result of the last of them, where the poll asks about one statement. `by_group` is
    what was released by sector or size, None where that is nothing, `reasons` what was of the
    reasons that people ticked the last time. `sealed` are the rounds that were held and not
    revealed.
    """

    poll: Poll
    rounds: int = 0
    sealed: int = 0
    line: Line | None = None
    panel: Panel | None = None
    chart: Chart | None = None
    by_group: Chart | None = None
    moved: Text = ""
    reasons: tuple[ReasonTold, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """Words that a finding once had, and when it came to others, by the clock in the room."""

    words: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """A finding with all that is known of it.

    `theme` is the name of its theme, `studies` are the case studies of the groups that its passages
    are from, `shared` the labels of other findings that stand on some of them, with how many.
    """

    finding: Finding
    theme: str = ""
    votes: tuple[Voted, ...] = ()
    said: tuple[Said, ...] = ()
    studies: tuple[str, ...] = ()
    shared: tuple[tuple[str, int], ...] = ()
    earlier: tuple[EarlierWords, ...] = ()
    grounds: Grounds

    @property
    def confidence(self) -> Confidence:
        """How far what it stands on carries."""
        return confidence(self.grounds)

    @property
    def last(self) -> Line | None:
        """The result of the last vote on it that was revealed."""
        return next((vote.line for vote in reversed(self.votes) if vote.line), None)

    def on(self, side: Side) -> tuple[Said, ...]:
        """The passages on one side."""
        return tuple(each for each in self.said if each.side is side)


def most_agreed(pages: Sequence[FindingPage]) -> tuple[FindingPage, ...]:
    """Those that were voted on, by the share that agrees; equals in their own order."""
    voted = [page for page in pages if page.last and page.last.agreement is not None]
    return tuple(sorted(voted, key=lambda page: -_of(page).share_agreeing))


def most_divided(pages: Sequence[FindingPage]) -> tuple[FindingPage, ...]:
    """Those that were voted on, those with the least consensus first."""
    voted = [page for page in pages if page.last and page.last.consensus is not None]
    return tuple(sorted(voted, key=lambda page: _of(page).consensus))


def unknown(pages: Sequence[FindingPage]) -> tuple[FindingPage, ...]:
    """Where it is not known what the room holds: what it has not voted on, then where many of those
    who voted had no view, most of them first.
    """
    return tuple(
        sorted(
            (page for page in pages if not page.last or _of(page).without_view),
            key=lambda page: -_of(page).without_view if page.last else -1.0,
        )
    )


def to_take_up(pages: Sequence[FindingPage]) -> tuple[FindingPage, ...]:
    """For the plenary and the next vote: those of which the last vote settled nothing, or that was
    far apart; the least consensus first.
    """
    return tuple(
        page for page in most_divided(pages) if page.last is not None and unsettled(page.last)
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """What findings are put in order by."""

    share_agreeing: float = 0.0
    consensus: float = 1.0
    without_view: float = 0.0


def _of(page: FindingPage) -> _Figures:
    line = page.last
    if line is None:
        return _Figures()
    asked = line.with_view + line.dont_know
    return _Figures(
        line.agreement or 0.0,
        1.0 if line.consensus is None else line.consensus,
        line.dont_know / asked if asked else 1.0,
    )
