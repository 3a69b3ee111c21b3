"""A sentence on its way from one process to another: as a value, so that whoever shows it says it
in the language of who reads.
"""

import json
from collections.abc import Mapping

from facilitator.domain.locales import ENGLISH
from facilitator.domain.wording import Counted as Numbered  # not said here: it was, over there
from facilitator.domain.wording import Joined, Listed, Message, Text, Value, told


def packed(sentence: Text) -> str:
    """The sentence as text that `unpacked` reads; "" stays "". What is no sentence of the catalogue
    goes as it is said in English.
    """
    return json.dumps(_plain(sentence)) if sentence else ""


def unpacked(sent: str) -> Text:
    """The sentence again."""
    found = _value(json.loads(sent)) if sent else ""
    return found if isinstance(found, str | Message | Numbered | Listed | Joined) else str(found)


def _plain(value: Value) -> object:
    match value:
        case str() | int() | float():
            return value
        case Message():
            return {"say": value.template, "about": _about(value.values)}
        case Numbered():
            about = _about(value.values)
            return {"n": value.n, "one": value.one, "many": value.many, "about": about}
        case Listed():
            return {"listed": [_plain(each) for each in value.parts]}
        case Joined():
            return {"joined": [_plain(each) for each in value.parts], "between": value.between}
    return told(value, ENGLISH)


def _about(values: tuple[tuple[str, Value], ...]) -> dict[str, object]:
    return {name: _plain(value) for name, value in values}


def _value(sent: object) -> Value:
    match sent:
        case str() | int() | float():
            return sent
        case {"say": str(template), "about": dict(about)}:
            return Message(template, tuple(_values(about).items()))
        case {"n": int(n), "one": str(one), "many": str(many), "about": dict(about)}:
            others = {name: value for name, value in _values(about).items() if name != "n"}
            return Numbered(n, one, many, **others)
        case {"listed": list(parts)}:
            return Listed(map(_value, parts))
        case {"joined": list(parts), "between": str(between)}:
            return Joined(map(_value, parts), between)
    raise ValueError(sent)


def _values(about: Mapping[str, object]) -> dict[str, Value]:
    return {name: _value(value) for name, value in about.items()}
