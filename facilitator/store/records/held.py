"""What a file holds, as a value of the program; DamagedError where it is nothing of the kind."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from facilitator import typed
from facilitator.domain.acts import Act, Place, Verb
from facilitator.domain.errors import DamagedError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_SENSELESS = (msgspec.MsgspecError, ValueError, TypeError, RecursionError)


def converted(row: Mapping[str, Any], kind: type[T]) -> T:
    """The value that a row's columns make."""
    try:
        return typed.converted(row, kind, strict=False)
    except _SENSELESS as error:
        raise DamagedError from error


def decoded(text: Any, kind: Any = Any) -> Any:
    """The value that JSON text holds."""
    try:
        return typed.decoded(text, kind)
    except _SENSELESS as error:
        raise DamagedError from error


def known(kinds: type[E], written: str) -> E:
    """Which of the kinds is written."""
    try:
        return kinds(written)
    except ValueError as error:
        raise DamagedError from error


def act_of(row: Any) -> Act:
    """The act that a row of the acts' table holds."""
    return Act(
        id=row["id"],
        verb=known(Verb, row["verb"]),
        subjects=tuple(row["subjects"]),
        undoable=bool(row["undoable"]),
        device=row["device"],
        session=row["session"],
        place=known(Place, row["place"]),
        at=_moment_in(row["at"]),
        undoes=row["undoes"],
    )


def _moment_in(written: str) -> str:
    """A moment as it is written, where it is one."""
    try:
        datetime.fromisoformat(written)
    except (ValueError, TypeError) as error:
        raise DamagedError from error
    return written
