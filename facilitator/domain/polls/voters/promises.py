"""What voters are told before they vote: what is known of them, what becomes of their votes, who
may vote. It is true of the file as well.
"""

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import SECRECY_SENTENCES, Poll
from facilitator.domain.polls.voters.electorate import told_of
from facilitator.domain.seminar.terms import ARCHIVED
from facilitator.domain.wording import Joined, Text, say

ARCHIVED_WHOLE = say("Anonymised votes are archived and can be recounted, each ballot as a whole.")


def archived(poll: Poll) -> Text:
    """What voters are told of recounting; nothing where words alone are collected."""
    method = method_of(poll)
    if not method.takes_items:
        return ""
    return ARCHIVED_WHOLE if method.needs_whole else ARCHIVED


def promised(poll: Poll) -> Joined:
    """All of it."""
    return Joined((SECRECY_SENTENCES[poll.secrecy], archived(poll), told_of(poll)))
