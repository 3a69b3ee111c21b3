"""How many took part: who did anything at all, as far as that can be told."""

from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Listed, Text, people, say


def took_part(summary: Summary) -> int:
    """How many people took part, at the least: who was checked in may have joined with a phone that
    does not know their name, and voted, which nobody can tell.
    """
    return max(summary.present, summary.joined, summary.voted)


def attendance(summary: Summary) -> Text:
    """How many took part, of how many expected, and by what that is known; "" where nobody is."""
    found, expected = took_part(summary), summary.expected
    if not found and not expected:
        return ""
    if not found:
        return say(
            "Nobody of {expected} expected has been checked in, has joined or voted.",
            expected=expected,
        )
    known = (
        (summary.present, say("{n} checked in by name", n=summary.present)),
        (summary.joined, say("{n} joined with a phone and no name", n=summary.joined)),
        (summary.voted, say("{n} voted in one round", n=summary.voted)),
    )
    of = people(found)
    ways = Listed(how for number, how in known if number)
    is_least = bool(summary.joined and summary.present) or summary.voted > max(
        summary.present, summary.joined
    )
    if is_least and expected:
        return say(
            "At least {people} took part of {expected} expected: {ways}.",
            people=of,
            expected=expected,
            ways=ways,
        )
    if is_least:
        return say("At least {people} took part: {ways}.", people=of, ways=ways)
    if expected:
        return say(
            "{people} took part of {expected} expected: {ways}.",
            people=of,
            expected=expected,
            ways=ways,
        )
    return say("{people} took part: {ways}.", people=of, ways=ways)
