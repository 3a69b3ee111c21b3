"""A record of any kind, for tests that go through all kinds and fields."""

import types
import typing
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
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
