"""The method note: how the figures in a document came about, and where the formulas are from."""

from facilitator.domain.polls.polls import SECRECY_SENTENCES, Method
from facilitator.domain.report.summary import Summary
from facilitator.domain.responses.responses import Channel

_CHANNELS = {
    Channel.PLENARY: "plenary",
    Channel.PHONE: "phone",
    Channel.TABLET: "shared tablet",
    Channel.PAPER: "paper entered by hand",
    Channel.HANDS: "show of hands",
}

_SCALES = (
    "On an agree scale, the agreement share is those who agreed or strongly agreed, of those "
    "with a view; “don’t know” is counted apart. Consensus means that the share reached the "
    "threshold set before voting opened and that the interquartile range was at most 1 of 5 "
    "points. The measure of consensus from 0 to 1 is that of Tastle and Wierman (2007), "
    "Consensus and dissention: a measure of ordinal dispersion. Dissent is marked where the "
    "standard deviation is over 0.3 of the scale’s span."
)
_RANKS = (
    "Rankings are counted by three rules at once: Borda points, instant runoff, and the method of "
    "Schulze (2011), A new monotonic, clone-independent, reversal symmetric, and "
    "Condorcet-consistent single-winner election method. Where they differ, the page says so. "
    "Kendall’s W (Kendall and Babington Smith 1939), corrected for ties, tells how far people’s "
    "rankings agree, from 0 to 1."
)
_DESCRIBED = (
    "The people in the room chose to come. The figures describe them and nobody else: no "
    "conclusion about a wider population can be drawn from them."
)
_BEFORE_AFTER = (
    "Rounds of one poll are compared as wholes (“unpaired”) unless ballots of both rounds carry "
    "the same pseudonym: then it is counted who moved where, and the exact test of McNemar "
    "(1947) is given for two classes."
)


def method_note(summary: Summary) -> tuple[str, ...]:
    """Paragraphs on how this summary's figures were made; only what applies to it."""
    polls = [part for part in summary.polls if part.rounds]
    methods = {part.poll.method for part in polls}
    paragraphs = [_capture(summary)]
    if polls:
        paragraphs += [_counted(summary), _secrecy(summary)]
    if methods & {Method.AGREE, Method.RATE}:
        paragraphs.append(_SCALES)
    if Method.RANK in methods:
        paragraphs.append(_RANKS)
    if any(len(part.rounds) > 1 for part in polls):
        paragraphs.append(_BEFORE_AFTER)
    paragraphs += [_disclosure(summary), _DESCRIBED]
    return tuple(paragraphs)


def _capture(summary: Summary) -> str:
    return (
        "Responses were written down as they were said and shown to the room, which could correct "
        "them; notes were taken in the breakouts. Each carries the first letters of its record’s "
        "number, by which it is found in the seminar file "
        f"({summary.file_id[:8]}, change {summary.position})."
    )


def _counted(summary: Summary) -> str:
    used = {
        channel
        for part in summary.polls
        for known in part.rounds
        for channel, people in known.tally.by_channel
        if people
    }
    ways = " and ".join(_CHANNELS[channel] for channel in Channel if channel in used)
    came = f" Votes came in by {ways}." if ways else ""
    return f"Counts are made from the ballots themselves and cover everybody who voted.{came}"


def _secrecy(summary: Summary) -> str:
    kinds = {part.poll.secrecy for part in summary.polls if part.rounds}
    said = " ".join(SECRECY_SENTENCES[kind] for kind in SECRECY_SENTENCES if kind in kinds)
    return f"Voters were told: {said}"


def _disclosure(summary: Summary) -> str:
    return (
        "Where something is split by sector or size of organisation, groups of fewer than "
        f"{summary.seminar.print_threshold} people are left out of print, and so is the sector "
        "beside a quote when fewer people than that came from it."
    )
