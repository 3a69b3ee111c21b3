"""A seminar as a template: the file that another seminar of the same form is made from.

What is read by `format`'s table is written by it. Nobody who takes notes is named.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from enum import Enum
from typing import Any

from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import Criterion, Item, OpenTo, Poll
from facilitator.domain.records import Record
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.templates.format import (
    NAME,
    PARTS,
    RECORDS,
    Form,
    Key,
    heading,
)

_UNWRITTEN = frozenset({"note_taker"})


def template_text(seminar: Seminar, parts: Iterable[Record]) -> str:
    """The text of the template (TOML), which `loading.make` reads as the same records again."""
    by_type: dict[type, list[Any]] = {}
    for each in parts:
        by_type.setdefault(type(each), []).append(each)
    by_type[Seminar] = [seminar]
    keys = {
        record.id: f"{part}-{number}"
        for part, type_ in RECORDS.items()
        for number, record in enumerate(by_type.get(type_, ()), start=1)
    }
    summary = seminar.purpose or seminar.title
    lines = [heading("template"), f"summary = {_text(summary)}", ""]
    for part, type_ in RECORDS.items():
        for record in by_type.get(type_, ()):
            lines += [heading(part), *_lines(part, record, keys), ""]
    return "\n".join(lines)


def _lines(part: str, record: Any, keys: Mapping[str, str]) -> Iterator[str]:
    usual = {
        each.name: None if each.default is MISSING else each.default for each in fields(record)
    }
    if NAME in PARTS[part]:
        yield f"key = {_text(keys[record.id])}"
    for key in PARTS[part]:
        if not key.field or key.name in _UNWRITTEN:
            continue
        value = _told(key, record, keys)
        if key.required or value not in (None, "", (), usual[key.field]):
            yield f"{key.name} = {_spelt(value)}"


def _told(key: Key, record: Any, keys: Mapping[str, str]) -> Any:
    value = getattr(record, key.field)
    if key.field == "open_for" and record.open_to.whom is OpenTo.NAMED:
        return ()  # people come with the seminar's own list
    if key.form is Form.REFERENCE:
        return keys.get(value, "")
    if key.form is Form.REFERENCES:
        return tuple(keys[id] for id in value if id in keys)
    if key.form is Form.ITEMS and isinstance(record, Poll) and _is_made(record):
        return ()
    return value


def _is_made(poll: Poll) -> bool:
    """Whether its one item is made of its subject when it is read."""
    texts = [item.text for item in poll.items]
    return METHODS[poll.method].item_from_subject and texts == [poll.title]


def _spelt(value: Any) -> str:
    """A value in TOML; texts as JSON spells them, which TOML reads alike."""
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return _text(value.value)
        case str():
            return _text(value)
        case Item(origin="", second=""):
            return _text(value.text)
        case Item():
            told = {"text": value.text, "key": value.origin, "second": value.second}
            return _table({name: text for name, text in told.items() if text})
        case Criterion():
            about: dict[str, Any] = {"text": value.text, "weight": value.weight}
            return _table(about | ({"second": value.second} if value.second else {}))
        case time():
            return _text(f"{value:%H:%M}")
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(map(_spelt, value))}]"
    return str(value)


def _table(values: Mapping[str, Any]) -> str:
    return f"{{ {', '.join(f'{name} = {_spelt(value)}' for name, value in values.items())} }}"


def _text(text: str) -> str:
    """As a basic string: what JSON leaves as it is and TOML does not is spelt out."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
