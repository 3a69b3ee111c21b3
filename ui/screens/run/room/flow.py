"""Who is on the way in, in one line: how many, at which step, whether phones are too many; and who
has not been heard on the question before the room.
"""

from facilitator.domain.facts import Arrivals
from facilitator.domain.polls.polls import RoundState
from facilitator.domain.seminar.rooms import ALL_ROOMS
from facilitator.domain.wording import people
from facilitator.services.views.run_screen import Console
from ui.words.telling import tell

SEVERAL = 3
"""So many phones in from one machine are worth a word, where phones are more than people."""
MANY = 10
"""And so many where nobody is checked in, whom they could be held against."""


def flow(console: Console, arrivals: Arrivals) -> str:
    """The line; "" while nobody is under way and nothing is odd."""
    voted = [
        tell("{cast} voted", cast=line.cast)
        for line in console.polls
        if line.latest
        and line.latest.state is RoundState.OPEN
        and line.latest.room != ALL_ROOMS  # whose voters are not those who are in here
    ]
    steps = [
        tell("{scanned} scanned", scanned=arrivals.scanned) * bool(arrivals.scanned),
        tell("{consent} at consent", consent=arrivals.consent) * bool(arrivals.consent),
        tell("{joined} in", joined=console.joined),
        *voted,
    ]
    under_way = arrivals.scanned or arrivals.consent or voted
    flow = [", ".join(step for step in steps if step) + "."] if under_way else []
    parts = (*flow, *_too_many(console, arrivals), unheard(console))
    return " ".join(part for part in parts if part)


def unheard(console: Console) -> str:
    """A gentle word on whom nobody has heard yet on the question that is before the room."""
    if not console.unheard:
        return ""
    return tell(
        "Nobody has been heard on this question yet from: {what}.", what="; ".join(console.unheard)
    )


def _too_many(console: Console, arrivals: Arrivals) -> list[str]:
    if not console.heads and MANY <= arrivals.from_one < console.joined:
        counted = {"from_one": arrivals.from_one, "joined": console.joined}
        return [tell("{from_one} of {joined} phones are in from one machine.", **counted)]
    if not console.heads or console.joined <= console.heads:
        return []
    source = tell(", {from_one} of them from one machine", from_one=arrivals.from_one) * (
        arrivals.from_one >= SEVERAL
    )
    return [
        tell(
            "{joined} phones for {people} checked in{source}.",
            joined=console.joined,
            people=people(console.heads),
            source=source,
        )
    ]
