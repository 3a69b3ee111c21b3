"""From a template's checked entries to records: references become ids, polls are completed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from facilitator.domain.locales import Language
from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.methods.shared.method import VotingMethod
from facilitator.domain.polls.polls import Criterion, Item
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import SegmentKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.origins import key_of, key_of_item
from facilitator.domain.wording import Joined, say
from facilitator.services.templates.format import PARTS, RECORDS, Form, Key, heading
from facilitator.services.templates.reading import Entry, NewId, Reading, meant

UNDATED = date.min
"""The date of a seminar whose template names no day."""

LONGEST_HOURS = 18
"""An evening may end after midnight. What is booked for longer was meant the other way round."""

_WORDED = {"theme": "name", "question": "wording", "finding": "wording"}
"""What keeps its key as its origin, and the words a key is made of where none is given."""


def seminar_from(reading: Reading, name: str) -> Seminar:
    """The seminar record. Raises SeminarError when its times cannot be."""
    entry = reading.one("seminar")
    fields: dict[str, Any] = {"date": UNDATED, "time_zone": ""} | _fields(reading, entry)
    fields.setdefault("written_in", fields.get("languages", (Language.ENGLISH,))[0])
    seminar = Seminar(id=SEMINAR_ID, template=name, **fields)
    if _booked_hours(seminar) > LONGEST_HOURS:
        entry.refuse(
            say(
                "the seminar ends before it starts. Set starts_at and booked_until in that order; "
                "an evening may end after midnight, {hours} hours from its start at most.",
                hours=LONGEST_HOURS,
            ),
            "booked_until",
        )
    return seminar


def _booked_hours(seminar: Seminar) -> float:
    """Hours from start to booked end by the clock; after midnight where that is no later."""
    start, end = (
        each.hour + each.minute / 60 for each in (seminar.starts_at, seminar.booked_until)
    )
    return end - start if end > start else end - start + 24


def _check_languages(reading: Reading) -> None:
    """A second wording is of use only to a seminar with a second language."""
    if len(reading.one("seminar").values.get("languages", ())) > 1:
        return
    for entry in (entry for entries in reading.entries.values() for entry in entries):
        for name, value in entry.values.items():
            members = value if isinstance(value, tuple) else ()
            within = next((at for at, one in enumerate(members) if _second_in(one)), None)
            if name.endswith("_second") or within is not None:
                sentence = say(
                    "this wording is in a second language, and the seminar speaks but one. Add "
                    "{line} to [seminar], or take it out.",
                    line='languages = ["en", "cy"]',
                )
                entry.refuse(sentence, name, *(() if within is None else (within,)))


def _second_in(member: object) -> str:
    return member.second if isinstance(member, Item | Criterion) else ""


def parts_from(reading: Reading, new_id: NewId) -> tuple[Record, ...]:
    """Every other record, in the order of the file within its part, positions counting from 1."""
    _check_languages(reading)
    for part in RECORDS:
        _check_keys(reading.entries[part])
    _check_breakouts(reading)
    return tuple(
        _record(reading, entry, position, new_id)
        for part in RECORDS
        if part != "seminar"
        for position, entry in enumerate(reading.entries[part], start=1)
    )


def _record(reading: Reading, entry: Entry, position: int, new_id: NewId) -> Record:
    fields = _fields(reading, entry)
    if entry.part == "poll":
        fields |= _poll_fields(reading, entry, new_id)
    if entry.part in _WORDED:
        fields["origin"] = entry.values.get("key") or key_of(entry.values[_WORDED[entry.part]])
    make = cast(Callable[..., Record], RECORDS[entry.part])
    return make(id=entry.id, position=float(position), **fields)


def _fields(reading: Reading, entry: Entry) -> dict[str, Any]:
    """The record's fields that were given; those left out keep the record's own defaults."""
    return {
        key.field: _resolve(reading, entry, key) if key.to else entry.values[key.name]
        for key in PARTS[entry.part]
        if key.field and key.name in entry.values
    }


def _resolve(reading: Reading, entry: Entry, key: Key) -> str | tuple[str, ...]:
    given = entry.values[key.name]
    if key.form is Form.REFERENCE:
        return _referred(reading, entry, key, given).id
    return tuple(_referred(reading, entry, key, one, number).id for number, one in enumerate(given))


def _referred(reading: Reading, entry: Entry, key: Key, given: str, *member: int) -> Entry:
    """The entry that a reference names. Raises SeminarError when there is none."""
    known = {
        other.values["key"]: other for other in reading.entries[key.to] if "key" in other.values
    }
    if given not in known:
        entry.refuse(
            Joined(
                (
                    say(
                        "there is no {part} with the key “{key}”.", part=heading(key.to), key=given
                    ),
                    meant(given, known),
                    say(
                        "Correct it, or give that key to the {part} you mean.", part=heading(key.to)
                    ),
                )
            ),
            key.name,
            *member,
        )
    return known[given]


def _poll_fields(reading: Reading, entry: Entry, new_id: NewId) -> dict[str, Any]:
    """A poll's title, wording and items: those given, else its subject's."""
    subject = _subject(reading, entry)
    title, title_second = _worded(entry, "title", subject)
    wording, wording_second = _worded(entry, "wording", subject)
    if not title or not wording:
        missing = "wording" if title else "title"
        entry.refuse(
            say(
                "this [[poll]] has no “{key}”. Add one, or name the finding or question it "
                "is about.",
                key=missing,
            )
        )
    method = METHODS[entry.values["method"]]
    poll_key = entry.values.get("key") or key_of(title)
    items = tuple(
        replace(item, id=new_id(), origin=key_of_item(poll_key, item.origin))
        for item in entry.values.get("items", ())
    )
    if not items and method.item_from_subject:
        items = (Item(new_id(), title, poll_key, title_second),)
    criteria = entry.values.get("criteria", ())
    _check_method(entry, method, len(items), len(criteria))
    return {
        "title": title,
        "wording": wording,
        "title_second": title_second,
        "wording_second": wording_second,
        "items": items,
        "criteria": tuple(replace(each, id=new_id()) for each in criteria),
    }


def _worded(entry: Entry, name: str, subject: Mapping[str, str]) -> tuple[str, str]:
    """The poll's title or wording in both languages: its own, else its subject's."""
    values = entry.values if entry.values.get(name) else subject
    return values.get(name, ""), values.get(f"{name}_second", "")


def _subject(reading: Reading, entry: Entry) -> dict[str, str]:
    """What a poll says that is about a finding or a question: its short wording as the title, its
    full one; nothing where it is about neither.
    """
    keys = {key.name: key for key in PARTS["poll"]}
    given = [name for name in ("finding", "question") if name in entry.values]
    if len(given) == 2:
        entry.refuse(say("a [[poll]] is about a finding or a question. Take one out."), "question")
    for name in given:
        subject = _referred(reading, entry, keys[name], entry.values[name]).values
        short = "label" if "label" in subject else "wording"
        return {
            "title": subject[short],
            "title_second": subject.get(f"{short}_second", ""),
            "wording": subject["wording"],
            "wording_second": subject.get("wording_second", ""),
        }
    return {}


def _check_method(entry: Entry, method: VotingMethod, items: int, criteria: int) -> None:
    if not method.takes_items and items:
        entry.refuse(say("people answer open words freely. Take the items out."), "items")
    if items < method.least_items:
        entry.refuse(
            say(
                "the method {method} needs items to choose between. Add them.",
                method=str(method.key),
            ),
            "items",
        )
    if method.takes_criteria and not criteria:
        entry.refuse(say("the method weighted needs criteria. Add criteria = [ … ]."), "criteria")
    if criteria and not (method.takes_criteria or (method.takes_reasons and items == 1)):
        entry.refuse(
            say(
                "only the method weighted has criteria, and agree on one statement has reasons. "
                "Take them out."
            ),
            "criteria",
        )


def _check_keys(entries: tuple[Entry, ...]) -> None:
    """Two entries of one part may not have one key: a reference could mean either."""
    seen: set[str] = set()
    for entry in entries:
        key = entry.values.get("key")
        if key in seen:
            entry.refuse(
                say(
                    "the key “{key}” is taken by an earlier {part}.",
                    key=key,
                    part=heading(entry.part),
                ),
                "key",
            )
        if key:
            seen.add(key)


def _check_breakouts(reading: Reading) -> None:
    (key,) = (key for key in PARTS["breakout"] if key.name == "segment")
    for entry in reading.entries["breakout"]:
        segment = _referred(reading, entry, key, entry.values["segment"])
        if segment.values["kind"] is not SegmentKind.BREAKOUTS:
            entry.refuse(
                say(
                    "the segment “{segment}” is not of the kind breakouts. "
                    'Name one that is, or give that segment kind = "breakouts".',
                    segment=entry.values["segment"],
                ),
                "segment",
            )
