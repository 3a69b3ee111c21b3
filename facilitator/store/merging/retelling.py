"""Responses as the theme team's laptop has them: told again, without who gave them.

Each version of a response is told again under an id that is made of its own, with a hash of its
own, the same whenever and by whichever host it is told. It keeps the words, where they were said
and in answer to what, and leaves out whoever gave them, whom they are attributed to, and what was
said of printing them: consent stays with the host, where it may change.

What was told again goes nowhere but to a theme team's laptop: a merge into any other file passes
it over. A coding names the version that it was made on, on whichever of the two it was; either
finds the words of the other's (`wordings`).
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter
from uuid import UUID, uuid5

from facilitator.domain.acts import Act
from facilitator.domain.hashes import GONE, digest_of, hash_of
from facilitator.domain.merging.sync import Slice
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import RETOLD, Kind, Revision
from facilitator.domain.seminar.questions import Question
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import content_of

_RETOLD_IDS = UUID("0b0c8f0e-9c7b-5d0f-8a45-6c1f0d3a7e92")
"""The namespace that ids of what is told again are made in."""


def retold_id(id: str) -> str:
    """The id under which a revision, or an act, is told again."""
    return str(uuid5(_RETOLD_IDS, id))


def retell(reader: Reader, brings: Slice) -> Slice:
    """What a theme team's laptop is told of a slice: responses without who gave them, and none
    that are for the organiser alone.
    """
    records = {each.record for each in brings.revisions if each.kind is Kind.RESPONSE}
    told: dict[str, Revision] = {}
    organisers = {q.id for q in reader.every(Question) if q.is_for_organiser}
    organisers |= {each.id for each in reader.every(Addition, kind=AdditionKind.INVITATION)}
    for history in reader.histories(sorted(records)).values():
        if not _is_for(organisers, history):
            told |= _retold(history)
    revisions = tuple(
        told.get(each.id, each)
        for each in brings.revisions
        if each.kind is not Kind.RESPONSE or each.id in told
    )
    own = {each.act for each in revisions}
    again = (_retold_act(act) for act in brings.acts)
    acts = (*brings.acts, *again)
    return Slice(acts=tuple(act for act in acts if act.id in own), revisions=revisions)


def _is_for(question_ids: Collection[str], history: Sequence[Revision]) -> bool:
    """Whether any version of a response answers one of the questions."""
    said = (record_in(each) for each in history if each.content is not None)
    return any(isinstance(each, Response) and each.question_id in question_ids for each in said)


def _retold(history: Sequence[Revision]) -> dict[str, Revision]:
    """The versions of one response told again, by their own ids; none whose words were erased: of
    those only the receipt is told.
    """
    known = {each.id: each for each in history}
    order = TopologicalSorter({each.id: set(each.based_on) & known.keys() for each in history})
    told: dict[str, Revision] = {}
    for id in order.static_order():
        again = _told_again(known[id], told)
        if again is not None:
            told[id] = again
    return told


def _told_again(each: Revision, told: Mapping[str, Revision]) -> Revision | None:
    content, salt, digest = None, None, each.digest
    if each.content is not None:
        salt = hashlib.sha256(f"retold {each.salt or each.hash}".encode()).hexdigest()[:32]
        content = _without_author(each)
        digest = digest_of(salt, content)
    elif not each.erased and each.digest != GONE:
        return None
    parents = [told[id] for id in each.based_on if id in told]
    again = replace(
        each,
        id=retold_id(each.id),
        content=content,
        based_on=tuple(parent.id for parent in parents),
        device=RETOLD,
        act=retold_id(each.act),
        salt=salt,
        digest=digest,
    )
    said = [parent.id if each.erased else parent.hash for parent in parents]
    return replace(
        again,
        hash=hash_of(
            id=again.id,
            record=again.record,
            kind=again.kind,
            digest=again.digest,
            parents=said,
            device=again.device,
            clock=again.clock,
            act=again.act,
        ),
    )


def _without_author(each: Revision) -> str:
    said = record_in(each)
    assert isinstance(said, Response)
    return content_of(
        replace(
            said,
            participant_id="",
            attribution="",
            quotable=False,
            archivable=False,
            printed_as="",
        )
    )


def _retold_act(act: Act) -> Act:
    """An act of which no more is told than what was done and when."""
    return Act(
        id=retold_id(act.id),
        verb=act.verb,
        undoable=False,
        device=RETOLD,
        place=act.place,
        at=act.at,
    )


def wordings(
    reader: Reader, ids: Collection[str], passage_ids: Collection[str]
) -> dict[str, Revision]:
    """The versions of passages that codings name, by the ids that they name them by: some were made
    on what was told again, some on what it was told of.
    """
    found = {each.id: each for each in reader.revisions(sorted(ids))}
    missing = set(ids) - found.keys()
    if not missing:
        return found
    by_retold = {retold_id(id): id for id in missing}
    for each in reader.revisions(sorted(by_retold)):
        found[by_retold[each.id]] = each
    missing -= found.keys()
    if missing:
        for history in reader.histories(sorted(passage_ids)).values():
            found |= {again: each for each in history if (again := retold_id(each.id)) in missing}
    return found
