"""What a record shows, worked out the long way round: sets, loops and dictionaries, nothing shared.

For notes only. It follows the rule as people are told it: a field that one left as it was gives way
to one that changed it; two that changed it differently are for people to settle; a permission holds
where all give it; what is not known settles nothing.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from facilitator.domain.revisions import Revision

Fields = dict[str, Any]
NOT_KNOWN: Any = ["nobody can know"]


def told(content: str) -> Fields:
    return dict(json.loads(content))


def later(one: Revision, other: Revision) -> bool:
    """Whether `one` goes before `other`: a living one, then the later, then by device and id."""
    mine = (one.content is not None, one.clock, one.device, one.id)
    return mine > (other.content is not None, other.clock, other.device, other.id)


def in_order(heads: Iterable[Revision]) -> list[Revision]:
    ordered: list[Revision] = []
    for head in heads:
        place = sum(later(other, head) for other in ordered)
        ordered.insert(place, head)
    return ordered


def above(id: str, by_id: Mapping[str, Revision]) -> set[str]:
    """All that a revision stands on, itself left out."""
    found: set[str] = set()
    while True:
        known = [by_id[each] for each in {id, *found} if each in by_id]
        more = {parent for each in known for parent in each.based_on} - found
        if not more:
            return found
        found |= more


def base(one: str, other: str, by_id: Mapping[str, Revision]) -> Fields | None:
    """What two both stand on, field by field; None where it is not known."""
    both = above(one, by_id) & above(other, by_id)
    nearest = {id for id in both if not any(id in above(deeper, by_id) for deeper in both)}
    way = {one, other}
    while True:
        walked = {
            parent
            for id in way
            if id not in nearest and id in by_id
            for parent in by_id[id].based_on
        }
        if walked <= way:
            break
        way |= walked
    if not nearest or any(id not in by_id for id in way):
        return None
    forms = shows([by_id[id] for id in nearest], by_id)
    living = [form for form, _ in forms if form is not None]
    if not living:
        return None
    return {
        name: value if all(form[name] == value for form in living) else NOT_KNOWN
        for name, value in living[0].items()
    }


def shows(
    heads: Iterable[Revision], by_id: Mapping[str, Revision]
) -> list[tuple[Fields | None, set[str]]]:
    """The forms of a record, what is shown first, each with the heads that come to it."""
    ordered = in_order(heads)
    living = [head for head in ordered if head.content is not None]
    gone = {head.id for head in ordered if head.content is None}
    if not living:
        return [(None, gone)]
    if len(ordered) == 1:
        return [(told(living[0].content or ""), {living[0].id})]
    said = {head.id: told(head.content or "") for head in living}
    first = said[living[0].id]
    shown: Fields = {}
    claims: dict[str, list[str]] = {}
    for name in first:
        values = {id: fields[name] for id, fields in said.items()}
        shown[name], claims[name] = field(name, values, by_id)
    forms: list[tuple[Fields | None, set[str]]] = []
    for head in living:
        own = {n: said[head.id][n] if head.id in claims[n] else shown[n] for n in shown}
        for form, ids in forms:
            if form == own:
                ids.add(head.id)
                break
        else:
            forms.append((own, {head.id}))
    return [*forms, (None, gone)] if gone else forms


def field(
    name: str, values: Mapping[str, Any], by_id: Mapping[str, Revision]
) -> tuple[Any, list[str]]:
    """What a field shows, and who claims something for it that is for people to settle."""
    ids = list(values)
    if all(values[id] == values[ids[0]] for id in ids):
        return values[ids[0]], []
    if name == "quotable":
        return False, []
    beaten = set()
    for mine in ids:
        for theirs in ids:
            if values[mine] != values[theirs]:
                was = base(mine, theirs, by_id)
                if was is not None and was[name] == values[mine]:
                    beaten.add(mine)
    left = [id for id in ids if id not in beaten] or ids
    if name in ("position", "recorded_at") or all(values[id] == values[left[0]] for id in left):
        return values[left[0]], []
    return values[left[0]], left
