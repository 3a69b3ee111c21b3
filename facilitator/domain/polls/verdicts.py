"""What a tally comes to in one sentence: consensus on an agree scale, first place elsewhere."""

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.tally import Tally
from facilitator.domain.wording import Text, say


def verdict(poll: Poll, tally: Tally) -> Text:
    """A sentence for the projector; ties, disagreeing rules and dissent are said, never hidden."""
    return method_of(poll).verdict(poll, tally) if tally.ballots else say("Nobody has voted.")
