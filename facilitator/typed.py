"""JSON and rows as values of a type, whichever thread is the first to ask for one.

msgspec keeps what it has found out about a class on the class, and puts it there before it has
looked at the fields, since these may hold the class again. Whoever reads the class in another
thread at that moment ends the process (seen with version 0.22, now and then, at the first ballots).
So every type is made known to it here, one after another, before anything is read as it.
"""

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def decoded(content: bytes | str, kind: type[T]) -> T:
    """The value that JSON holds. Raises msgspec.DecodeError, and UnicodeDecodeError."""
    try:
        value: T = decoder(kind).decode(content)
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deeply") from error
    return value


def converted(
    value: Any, kind: type[T], *, strict: bool = True, from_attributes: bool = False
) -> T:
    """The value that a mapping, or an object with `from_attributes`, makes; without `strict`, texts
    that say a number are one. Raises msgspec.ValidationError.
    """
    decoder(kind)
    return msgspec.convert(value, kind, strict=strict, from_attributes=from_attributes)


def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """What reads JSON as a type."""
    known = _decoders.get(kind)
    if known is None:
        with _one_at_a_time:
            known = _decoders.setdefault(kind, msgspec.json.Decoder(kind))
    return known


_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_one_at_a_time = threading.Lock()
