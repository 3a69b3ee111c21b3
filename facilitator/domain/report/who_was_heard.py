"""Who was heard: what each sector or size of organisation said, beside its share of the room."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from facilitator.domain.privacy.disclosure import NOT_GIVEN, Guard, rounded
from facilitator.domain.report.summary import VoiceLine


def voice(
    names: Sequence[str],
    people: Iterable[str],
    said: Iterable[str],
    guard: Guard,
    untold: Collection[str] = (),
) -> tuple[VoiceLine, ...]:
    """A line for each group in `names`, and one for "Not given" where there is anybody in it.

    `people` is the group of everybody in the room, `said` the group behind every response and note,
    "" where it was not given. Groups that the guard withholds have no figures, and look as empty;
    so have those that stood beside no words in an earlier paper, `untold`.
    """
    present = Counter(group if group in names else NOT_GIVEN for group in people)
    heard = Counter(group if group in names else NOT_GIVEN for group in said)
    rest = [NOT_GIVEN] if present[NOT_GIVEN] or heard[NOT_GIVEN] else []
    rows = (*names, *rest)
    withheld = _withheld({row: present[row] for row in rows}, heard, guard.threshold) | set(untold)
    return tuple(
        VoiceLine(name=row, people=None, responses=None)
        if row in withheld
        else VoiceLine(
            name=row, people=rounded(present[row], guard), responses=rounded(heard[row], guard)
        )
        for row in rows
    )


ENOUGH_SAID = 3
"""So many passages with a group behind them have to be there before silence means anything."""


def unheard(
    names: Sequence[str], people: Iterable[str], said: Mapping[str, int], guard: Guard
) -> tuple[str, ...]:
    """The groups of which nobody has been heard, though others have; `said` counts passages by
    group. Groups of fewer people than the guard's threshold are not named: that would point at
    them.
    """
    present = Counter(people)
    if sum(said.get(name, 0) for name in names) < ENOUGH_SAID:
        return ()
    silent = (name for name in names if not said.get(name, 0))
    return tuple(name for name in silent if present[name] >= guard.threshold)


def _is_heard(group: str, heard: Mapping[str, int]) -> bool:
    return group != NOT_GIVEN and heard.get(group, 0) > 0


def _withheld(
    people: Mapping[str, int], heard: Mapping[str, int], threshold: int
) -> frozenset[str]:
    """Groups of too few, and the smallest of the others where those would be one or too few; also
    where somebody was heard of a group of which nobody is on the list.
    """
    withheld = {row for row, n in people.items() if n < threshold}
    others = sorted(people.keys() - withheld, key=lambda row: (people[row], row))
    for row in others:
        few = [people[each] for each in withheld if people[each] or _is_heard(each, heard)]
        if not few or (len(few) > 1 and sum(few) >= threshold):
            break
        withheld.add(row)
    return frozenset(withheld)
