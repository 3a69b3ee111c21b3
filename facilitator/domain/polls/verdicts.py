"""What a tally comes to in one sentence: consensus on an agree scale, first place elsewhere."""

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.tally import Tally
from facilitator.domain.wording import Counted, Joined, Text, say


def verdict(poll: Poll, tally: Tally) -> Text:
    """A sentence for the projector; ties, disagreeing rules and dissent are said, never hidden."""
    if not tally.ballots:
        return say("Nobody has voted.")
    abstained = abstentions(tally)
    if not tally.voters:
        return abstained
    return Joined((method_of(poll).verdict(poll, tally), abstained))


def abstentions(tally: Tally) -> Text:
    """How many abstained, nothing where nobody did."""
    people = tally.abstained
    return Counted(people, "{n} person abstained.", "{n} abstained.") if people else ""
