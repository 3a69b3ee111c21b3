"""All that a seminar holds about one person, for that person: what is theirs, in every version that
is kept, where they stand beside something else, and what others said that names them.

Whoever else stands in the same field is left out: that is theirs to ask for.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from facilitator.domain.errors import SeminarError
from facilitator.domain.kind_words import one
from facilitator.domain.people.held import Held, Standing, Tie
from facilitator.domain.people.participants import Participant, consent_id
from facilitator.domain.personal import PERSONAL, without_names
from facilitator.domain.polls.methods.agree import reason_keys
from facilitator.domain.polls.polls import Round, Secrecy
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Listed, Text, say
from facilitator.services.people.addresses import addresses_of
from facilitator.services.records.activity import name_of
from facilitator.store.records import lineage
from facilitator.store.records.devices import devices_of
from facilitator.store.records.held import record_of
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

NOT_ALL_OF_IT = say(
    "You may read this seminar, but not all that it holds of somebody, such as their address. "
    "Whoever runs it can write that out."
)
_UNSAID = frozenset({"id", "position"})
"""Fields that say nothing of a person."""


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody by all that leads to them: ids of theirs, what is a record of theirs, names."""

    ids: frozenset[str]
    own: frozenset[str]
    names: frozenset[str]


def refuse_readers(file: SeminarStore) -> None:
    """Raise SeminarError for whoever only reads a seminar in a database: not all is shown to them,
    and whoever asks what is held of them has a right to all of it.
    """
    if file.only_reads:
        raise SeminarError(NOT_ALL_OF_IT)


def somebody(reader: Reader, called: str) -> Participant:
    """The person on the list who is called so, or has that address.

    Raises SeminarError where there is none, or more than one.
    """
    wanted = " ".join(called.split()).casefold()
    found = [each for each in reader.every(Participant) if wanted in _called(each)]
    if not found:
        raise SeminarError(say("Nobody on the list is called “{name}”.", name=called))
    if len(found) > 1:
        raise SeminarError(
            say(
                "More than one person on the list is called “{name}”: {who}. Say their e-mail "
                "address instead.",
                name=called,
                who=Listed(each.email or each.organisation or each.name for each in found),
            )
        )
    return found[0]


def _called(person: Participant) -> frozenset[str]:
    said = (" ".join(each.split()).casefold() for each in (person.name, person.email))
    return frozenset(filter(None, said))


def about(reader: Reader, person: Participant) -> tuple[Held, ...]:
    """Everything held about somebody, in the order in which it came; named ballots last."""
    known = _known(reader, person.id)
    shown = reader.everything_shown().values()
    heads = {head.id for each in shown for form in each.forms for head in form.heads}
    found: list[Held] = []
    for _, revision in reader.every_revision():
        if revision.content is not None:
            found.extend(_of_revision(revision, known, is_now=revision.id in heads))
    return (*found, *_ballots(reader, person.id))


def _known(reader: Reader, id: str) -> _Person:
    ids = {id, *devices_of(reader, [id])}
    own = {*ids, *map(consent_id, ids), *addresses_of(reader, [id])}
    names = lineage.ever_said(reader, id, ("name", "email"))
    return _Person(frozenset(ids), frozenset(own), names)


def _of_revision(revision: Revision, person: _Person, *, is_now: bool) -> Iterator[Held]:
    assert revision.content is not None
    fields: Mapping[str, Any] = json.loads(revision.content)
    personal = PERSONAL[revision.kind]
    leads = [name for name in personal.ids if _leads(fields.get(name), person.ids)]
    if revision.record in person.own or (leads and personal.is_own):
        said = {n: _told(value) for n, value in fields.items() if n not in _UNSAID}
        yield from _lines(revision, Tie.OWN, said, is_now=is_now)
        return
    named = {n: _own_part(str(fields.get(n) or ""), person.names) for n in personal.names}
    beside = dict.fromkeys(leads, _title(revision)) | {n: said for n, said in named.items() if said}
    if beside and revision.kind is Kind.NOTE:
        beside["words"] = str(fields["words"])
    yield from _lines(revision, Tie.NAMED, beside, is_now=is_now)
    if "words" not in beside:
        words = str(fields.get("words") or "")
        told = {"words": words} if _mentions(words, person.names) else {}
        yield from _lines(revision, Tie.MENTIONED, told, is_now=is_now)


def _lines(
    revision: Revision, tie: Tie, said: Mapping[str, str], *, is_now: bool
) -> Iterator[Held]:
    for name, value in said.items():
        if value:
            yield Held(
                tie=tie,
                what=one(revision.kind),
                record=revision.record,
                field=name,
                value=value,
                standing=Standing.NOW if is_now else Standing.BEFORE,
                at=datetime.fromtimestamp(revision.clock / 1_000_000, UTC),
            )


def _leads(value: object, ids: Collection[str]) -> bool:
    return value in ids if isinstance(value, str) else bool(value and set(_items(value)) & set(ids))


def _items(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _own_part(text: str, names: Collection[str]) -> str:
    """The names of this person in a field; "" where they do not stand there."""
    if without_names(text, names) == text:
        return ""
    folded = text.casefold()
    return ", ".join(sorted(name for name in names if name.casefold() in folded)) or text


def _mentions(words: str, names: Collection[str]) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
        for name in names
        if " " in name or "@" in name
    )


def _told(value: object) -> str:
    if value is None or value == [] or value == {}:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _title(revision: Revision) -> str:
    assert revision.content is not None
    return name_of(record_of(revision.kind, revision.content)) or str(one(revision.kind))


def _ballots(reader: Reader, id: str) -> Iterator[Held]:
    for held in reader.every(Round):
        if held.poll.secrecy is not Secrecy.NAMED or not held.state.is_counted:
            continue
        names = {item.id: item.text for item in held.poll.items}
        names |= {key: reason.text for key, reason in reason_keys(held.poll).items()}
        for ballot in reader.ballots(held.id):
            if ballot.voter_key == id:
                marks = (f"{names.get(item, item)}: {mark}" for item, mark in ballot.marks)
                yield Held(
                    tie=Tie.OWN,
                    what=_vote(held),
                    record=held.id,
                    field="marks",
                    value="; ".join((*marks, *ballot.words)),
                    standing=Standing.NOW,
                    at=None,
                )


def _vote(held: Round) -> Text:
    return say("vote on “{poll}”, round {n}", poll=held.poll.title, n=held.number)
