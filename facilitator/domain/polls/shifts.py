"""What moved between two rounds of a poll: how many came and went, and what came of it.

People can be followed only where the same key links their ballots in both rounds. These people
chose to come, so everything here describes them and says nothing about anybody else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.phrases import are_few
from facilitator.domain.polls.polls import Ballot, Poll, Secrecy
from facilitator.domain.polls.tally import Tally
from facilitator.domain.privacy.disclosure import SafeTable
from facilitator.domain.privacy.flows_told import leaves_doubt, tell_of_one_group
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


def beside_groups(
    poll: Poll, found: Sequence[Flow], first: Sequence[SafeTable], last: Sequence[SafeTable]
) -> tuple[Flow, ...]:
    """The flows, withheld where what was released of the two rounds by group leaves no doubt how
    few people of a group moved.

    What is not told for another reason is withheld too: the reason would tell the two apart. So is
    what no bound is known for: where somebody was there for one round alone, or where one question
    has more answers than two.
    """
    before, after = ({table.item_id: table for table in tables} for tables in (first, last))
    return tuple(replace(flow, withheld=_is_withheld(poll, flow, before, after)) for flow in found)


def _is_withheld(
    poll: Poll, flow: Flow, first: Mapping[str, SafeTable], last: Mapping[str, SafeTable]
) -> bool:
    method = method_of(poll)
    rule, sides = method.split, method.sides
    table_of = flow.item_id if rule and rule.classes else ""
    if table_of not in first or table_of not in last:
        return False
    was, now = first[table_of], last[table_of]
    if not tell_of_one_group(was, now):
        return False
    if rule is None or sides is None or poll.most or was.columns != now.columns:
        return True
    if flow.only_first or flow.only_last or flow.paired != was.people:
        return True
    column = rule.told.column
    if not rule.classes:
        column = [item.id for item in poll.items].index(flow.item_id)
        if sum(map(any, zip(was.column_totals, now.column_totals, strict=True))) > 2:
            return True
    views, holding = sides
    came = flow.crossing(holding).came
    few = are_few(*flow.among(views).crossing(holding).cells)
    return few or not leaves_doubt(was, now, column, came)


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
