"""The method note: how the figures in a document came about, and where the formulas are from."""

from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import SECRECY_SENTENCES
from facilitator.domain.polls.voters.promises import archived
from facilitator.domain.report.summary import Summary
from facilitator.domain.responses.responses import CHANNEL_WAYS
from facilitator.domain.wording import Counted, Joined, Listed, Text, say

_DESCRIBED = say(
    "The people in the room chose to come. The figures describe them and nobody else: no "
    "conclusion about a wider population can be drawn from them."
)
_BEFORE_AFTER = say(
    "Rounds of one poll stand beside each other as two rounds (“unpaired”) unless ballots of both "
    "carry the same pseudonym: then it is counted who moved where, on an agree scale among those "
    "who had a view both times."
)


def method_note(summary: Summary) -> tuple[Text, ...]:
    """Paragraphs on how this summary's figures were made; only what applies to it."""
    polls = [part for part in summary.polls if part.rounds]
    methods = {part.poll.method for part in polls}
    paragraphs: list[Text] = [_capture(summary)]
    if polls:
        paragraphs += [_counted(summary), _secrecy(summary)]
    notes = [method.note for key, method in METHODS.items() if key in methods and method.note]
    paragraphs += dict.fromkeys(notes)
    if any(len(part.rounds) > 1 for part in polls):
        paragraphs.append(_BEFORE_AFTER)
    if summary.unseen_codings:
        paragraphs.append(_apart(summary))
    paragraphs += [_disclosure(summary), _DESCRIBED]
    return tuple(paragraphs)


def _capture(summary: Summary) -> Text:
    return say(
        "Responses were written down as they were said and shown to the room, which could correct "
        "them; notes were taken in the breakouts. Each carries the first letters of its record’s "
        "number, by which it is found in the seminar file ({file}, change {change}).",
        file=summary.file_id[:8],
        change=summary.position,
    )


def _counted(summary: Summary) -> Text:
    used = {
        channel
        for part in summary.polls
        for known in part.rounds
        for channel, people in known.tally.by_channel
        if people
    }
    ways = [way for channel, way in CHANNEL_WAYS.items() if channel in used]
    counts = say("Counts are made from the ballots themselves and cover everybody who voted.")
    return Joined((counts, say("Votes came in {ways}.", ways=Listed(ways)))) if ways else counts


def _secrecy(summary: Summary) -> Text:
    """Each promise as it was made, since those of one kind of poll were not made of another."""
    voted = [part.poll for part in summary.polls if part.rounds]
    told = [
        Joined((SECRECY_SENTENCES[kind], promise))
        for kind in SECRECY_SENTENCES
        for promise in sorted({archived(poll) for poll in voted if poll.secrecy is kind}, key=str)
    ]
    if len(told) < 2:
        return say("Voters were told: {told}", told=Joined(told))
    quoted = [say("“{words}”", words=each) for each in told]
    return say("Voters were told, by the kind of poll: {told}.", told=Listed(quoted))


def _apart(summary: Summary) -> Text:
    return Counted(
        summary.unseen_codings,
        "The themes were sorted by several people who read apart. What others made of {n} passage "
        "is left out here, since it had not been read where this was made.",
        "The themes were sorted by several people who read apart. What others made of {n} passages "
        "is left out here, since it had not been read where this was made.",
    )


def _disclosure(summary: Summary) -> Text:
    return say(
        "Where something is split by sector or size of organisation, groups of fewer than {small} "
        "people are left out of print, and so is the sector beside a quote when fewer people than "
        "that came from it.",
        small=summary.seminar.print_threshold,
    )
