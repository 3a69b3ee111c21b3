"""How many took part: who did anything at all, as far as that can be told."""

from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import listed, people


def took_part(summary: Summary) -> int:
    """How many people took part, at the least: who was checked in may have joined with a phone that
    does not know their name, and voted, which nobody can tell.
    """
    return max(summary.present, summary.joined, summary.voted)


def attendance(summary: Summary) -> str:
    """How many took part, of how many expected, and by what that is known; "" where nobody is."""
    found = took_part(summary)
    of = f" of {summary.expected} expected" if summary.expected else ""
    if not found:
        return f"Nobody{of} has been checked in, has joined or voted." if of else ""
    told = f"{people(found)} took part{of}"
    known = (
        (summary.present, "checked in by name"),
        (summary.joined, "joined with a phone and no name"),
        (summary.voted, "voted in one round"),
    )
    ways = listed(f"{number} {how}" for number, how in known if number)
    is_least = bool(summary.joined and summary.present) or summary.voted > max(
        summary.present, summary.joined
    )
    return f"{'At least ' if is_least else ''}{told}: {ways}."
