"""What moved between two rounds of a poll: how many came and went, and what came of it.

People can be followed only where the same key links their ballots in both rounds. These people
chose to come, so everything here describes them and says nothing about anybody else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, Poll, Secrecy
from facilitator.domain.polls.tally import Tally
from facilitator.domain.wording import Text


def linked(poll: Poll) -> bool:
    """Whether the poll's secrecy lets a person's ballots in different rounds be put together."""
    return poll.secrecy is not Secrecy.SEALED


def flows(poll: Poll, first: Sequence[Ballot], last: Sequence[Ballot]) -> tuple[Flow, ...] | None:
    """A flow for each item; None where ballots cannot be linked, or a method has no classes to
    move between (all but choose one, approve, agree and rate).
    """
    method = method_of(poll)
    if not method.followed or not linked(poll):
        return None
    before, after = _by_voter(first), _by_voter(last)
    if not before.keys() & after.keys():
        return None
    return tuple(_flow(item.id, method.unmarked, before, after) for item in poll.items)


def _by_voter(ballots: Sequence[Ballot]) -> dict[str, dict[str, int]]:
    """What each marked who did not abstain."""
    known = (ballot for ballot in ballots if ballot.voter_key and not ballot.abstains)
    return {ballot.voter_key: dict(ballot.marks) for ballot in known}


def _flow(
    item: str,
    unmarked: int | None,
    before: Mapping[str, Mapping[str, int]],
    after: Mapping[str, Mapping[str, int]],
) -> Flow:
    moves: Counter[tuple[int, int]] = Counter()
    first: Counter[int] = Counter()
    last: Counter[int] = Counter()
    for voter in before.keys() | after.keys():
        was = before[voter].get(item, unmarked) if voter in before else None
        now = after[voter].get(item, unmarked) if voter in after else None
        if was is not None and now is not None:
            moves[was, now] += 1
        elif was is not None:
            first[was] += 1
        elif now is not None:
            last[now] += 1
    return Flow(
        item_id=item,
        table=tuple((was, now, count) for (was, now), count in sorted(moves.items())),
        only_first=tuple(sorted(first.items())),
        only_last=tuple(sorted(last.items())),
    )


def moved(poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None = None) -> Text:
    """One honest sentence on the change from the first round to the last; "" where one is empty.

    `flow` comes from `flows`; without it the sentence says that the votes are unpaired.
    """
    if not first.voters or not last.voters:
        return ""
    return method_of(poll).moved(poll, first, last, flow)
