"""A record of any kind, for tests that go through all kinds and fields."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any

from facilitator.domain.polls.polls import Poll

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def of_type(hint: Any, name: str) -> Any:
    """Some value of a type."""
    origin = typing.get_origin(hint)
    if origin is tuple:
        return ()
    if origin in (typing.Union, types.UnionType):
        return None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if hint is Poll:
        return made(Poll, "a poll")
    return {str: name, int: 1, float: 1.0, bool: False, datetime: NOW, date: NOW.date()}[hint]


def made(type_: type[Any], id: str) -> Any:
    """A record with something in every field that has to be filled in."""
    hints = typing.get_type_hints(type_)
    asked = (f for f in fields(type_) if f.default is MISSING and f.default_factory is MISSING)
    return type_(**{f.name: id if f.name == "id" else of_type(hints[f.name], "x") for f in asked})


def filled(type_: type[Any], id: str, number: int) -> Any:
    """A record with its number in every field but the id; another number, another value."""
    hints = typing.get_type_hints(type_)
    names = (field.name for field in fields(type_) if field.name != "id")
    return replace(made(type_, id), **{name: numbered(hints[name], name, number) for name in names})


def numbered(hint: Any, name: str, number: int) -> Any:
    """A value of a type that bears a number: of a text, behind its field's name."""
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return tuple(numbered(part, name, number) for part in parts if part is not Ellipsis)
    if parts:
        return numbered(next(part for part in parts if part is not type(None)), name, number)
    if issubclass(hint, Enum):
        return list(hint)[number % len(hint)]
    if isinstance(hint, type) and is_dataclass(hint):
        return made(hint, f"{name} {number}")
    moment = NOW + timedelta(days=number)
    plain = {str: f"{name} {number}", int: number, float: float(number), bool: number % 2 == 1}
    return {**plain, datetime: moment, date: moment.date(), time: moment.time()}[hint]
