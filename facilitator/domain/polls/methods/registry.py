"""The registry of voting methods: whoever needs a method's rules or words asks here."""

from collections.abc import Mapping

from facilitator.domain.polls.methods.agree import Agree
from facilitator.domain.polls.methods.approve import Approve
from facilitator.domain.polls.methods.choose_one import ChooseOne
from facilitator.domain.polls.methods.dots import Dots
from facilitator.domain.polls.methods.member_check import MemberCheck
from facilitator.domain.polls.methods.open_words import OpenWords
from facilitator.domain.polls.methods.pairwise import Pairwise
from facilitator.domain.polls.methods.rank import Rank
from facilitator.domain.polls.methods.rate import Rate
from facilitator.domain.polls.methods.shared.method import VotingMethod
from facilitator.domain.polls.methods.sort import Sort
from facilitator.domain.polls.methods.weighted import Weighted
from facilitator.domain.polls.polls import Method, Poll

METHODS: Mapping[Method, VotingMethod] = {
    each.key: each
    for each in (
        ChooseOne(),
        Approve(),
        Agree(),
        Rate(),
        Rank(),
        Dots(),
        Weighted(),
        Pairwise(),
        OpenWords(),
        Sort(),
        MemberCheck(),
    )
}
"""Every method, in the order in which lists offer them."""


def method_of(poll: Poll) -> VotingMethod:
    """The rules and the words of a poll's method."""
    return METHODS[poll.method]
