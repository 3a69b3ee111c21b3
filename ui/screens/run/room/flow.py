"""Who is on the way in, in one line: how many, at which step, and whether phones are too many."""

from facilitator.domain.facts import Arrivals
from facilitator.domain.polls.polls import RoundState
from facilitator.domain.wording import people
from facilitator.services.views.run_screen import Console

SEVERAL = 3
"""So many phones in from one machine are worth a word, where phones are more than people."""


def flow(console: Console, arrivals: Arrivals) -> str:
    """The line; "" while nobody is under way and nothing is odd."""
    voted = [
        f"{line.cast} voted"
        for line in console.polls
        if line.latest and line.latest.state is RoundState.OPEN
    ]
    steps = [
        f"{arrivals.scanned} scanned" * bool(arrivals.scanned),
        f"{arrivals.consent} at consent" * bool(arrivals.consent),
        f"{console.joined} in",
        *voted,
    ]
    under_way = arrivals.scanned or arrivals.consent or voted
    told = [", ".join(step for step in steps if step) + "."] if under_way else []
    return " ".join([*told, *_too_many(console, arrivals)])


def _too_many(console: Console, arrivals: Arrivals) -> list[str]:
    if not console.heads or console.joined <= console.heads:
        return []
    source = f", {arrivals.from_one} of them from one machine" * (arrivals.from_one >= SEVERAL)
    return [f"{console.joined} phones for {people(console.heads)} checked in{source}."]
