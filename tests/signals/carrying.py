"""Signals that know what they carry: for Qt `emit` takes anything, and a text that is none is "".

Nothing here runs. mypy takes every `Signal(str)` of the program for a `Carries[str]` by the plugin
beside this (`tests/signals/plugin.py`), so that whoever emits a sentence that is not said yet (a
Message), a number for a text or one value too few is told so by the types.
"""

from typing import Any, Generic, TypeVarTuple, overload

from PySide6.QtCore import QObject, Signal, SignalInstance
from typing_extensions import override

Carried = TypeVarTuple("Carried")


class Bound(SignalInstance, Generic[*Carried]):
    """A signal of an object, with what it carries."""

    @override
    def emit(self, /, *args: *Carried) -> None:
        """Tell who is connected."""


class Carries(Signal, Generic[*Carried]):
    """A signal of a class, with what it carries."""

    @overload
    def __get__(self, instance: QObject, owner: Any | None, /) -> Bound[*Carried]: ...
    @overload
    def __get__(self, instance: None, owner: Any | None, /) -> "Carries[*Carried]": ...
    def __get__(self, instance: QObject | None, owner: Any | None, /) -> Any:
        """The signal of an object."""
