"""What a file holds, as a value of the program; DamagedError where it is nothing of the kind."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from facilitator import typed
from facilitator.domain.acts import Act, Place, Verb
from facilitator.domain.errors import DamagedError, SeminarError
from facilitator.domain.records import RECORD_TYPES, Record
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import say

MOST_BYTES = 1_000_000
"""Of one record, at most: more could not be sent to another computer in one piece."""
TOO_LONG = say("This is too long to be kept in one piece. Split it into several.")
TOO_LARGE = say("A number or a day here is further off than can be reckoned with. Mend it first.")

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


def record_of(kind: Kind, content: str) -> Record:
    """The record a revision's content describes; fields it does not know take their defaults."""
    record: Record = decoded(content, RECORD_TYPES[kind])
    return record


def hold_to_bounds(kind: Kind, content: str) -> None:
    """Raise SeminarError for what no file could be read with."""
    if len(content.encode()) > MOST_BYTES:
        raise SeminarError(TOO_LONG)
    try:
        record_of(kind, content)
    except DamagedError as error:
        raise SeminarError(TOO_LARGE) from error


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
