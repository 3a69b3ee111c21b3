"""The list of findings: in which orders it stands, and what its rows say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitator.domain.polls.opinion.groups import OpinionGroups
from facilitator.domain.polls.results import OUTCOME_WORDS
from facilitator.domain.report.finding_pages import (
    FindingPage,
    most_agreed,
    most_divided,
    to_take_up,
    unknown,
)
from facilitator.domain.report.poll_pages import PollPage
from facilitator.domain.synthesis.confidence import LEVEL_WORDS
from facilitator.domain.wording import Text, say
from ui.widgets.lists.rows import Row
from ui.words.telling import tell, told


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the list: what it is called, which findings stand in it, what its emptiness
    means.
    """

    name: Text
    take: Callable[[Sequence[FindingPage]], Sequence[FindingPage]]
    empty: Text


NO_VOTE = say("No vote on a finding has been revealed yet.")

ORDERS = (
    Order(
        say("In the seminar’s order"),
        lambda pages: pages,
        say("There is no finding yet: press F on a theme to draft one."),
    ),
    Order(say("Most agreed first"), most_agreed, NO_VOTE),
    Order(say("Most divided first"), most_divided, NO_VOTE),
    Order(
        say("Where we do not know"),
        unknown,
        say("Everybody who voted had a view on every finding."),
    ),
    Order(
        say("To take up again"),
        to_take_up,
        say(
            "Nothing is waiting: no vote that was revealed left the room divided or without a view."
        ),
    ),
)


OTHER_POLLS = say("Polls on other things")
OPINIONS = say("Opinion groups")
VOICES = say("Who was heard")
RECKONING = say("Opinion groups are being looked for.")
NO_OTHER_POLL = say("No vote on anything but findings has been revealed yet.")


def poll_rows(pages: Sequence[PollPage]) -> tuple[Row, ...]:
    """A row for each poll: its title, and under it what it came to."""
    return tuple(
        Row(
            key=page.vote.poll.id,
            text=page.vote.poll.title,
            detail=told(page.vote.panel.plain) if page.vote.panel else "",
            value=page,
        )
        for page in pages
    )


def opinion_row(found: OpinionGroups) -> Row:
    """The row of all statements that were voted on with linked votes."""
    return Row(
        key=told(OPINIONS),
        text=tell("All statements together"),
        detail=tell("{n} groups", n=len(found.groups))
        if found.groups
        else tell("No groups to tell of"),
        value=found,
    )


def rows_of(pages: Sequence[FindingPage]) -> tuple[Row, ...]:
    """A row for each finding: its label, and under it how it stands."""
    return tuple(map(_row, pages))


def _row(page: FindingPage) -> Row:
    finding = page.finding
    parts = (_voted(page), told(LEVEL_WORDS[page.confidence.level]), _read(page))
    return Row(
        key=finding.id,
        text=finding.label or finding.wording,
        detail=" · ".join(part for part in parts if part),
        icons=("check",) if finding.is_read else (),
        value=page,
    )


def _voted(page: FindingPage) -> str:
    line = page.last
    if line is None or line.outcome is None:
        return tell("Sealed") if any(vote.sealed for vote in page.votes) else tell("Not voted on")
    share = f", {told(line.printed)}" if line.percent is not None else ""
    dissent = tell(", dissent") if line.dissent else ""
    return f"{told(OUTCOME_WORDS[line.outcome])}{share}{dissent}"


def _read(page: FindingPage) -> str:
    return tell("read by a second person") if page.finding.is_read else ""
