"""For mypy: `Signal(str, int)` carries a text and a number (tests/signals/carrying.py)."""

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.nodes import MypyFile, TypeInfo
from mypy.plugin import FunctionContext, Plugin
from mypy.types import CallableType, FunctionLike, Instance, Type, get_proper_type
from typing_extensions import override

SIGNAL = "PySide6.QtCore.Signal"
SIGNALS = "tests.signals.carrying"


class SignalsKnowWhatTheyCarry(Plugin):
    """Looks at every place where a signal is made."""

    @override
    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """The types of signals are known wherever one may be made."""
        return [(10, SIGNALS, -1)] if file.fullname.partition(".")[0] == "ui" else []

    @override
    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """What a call of this gives."""
        return _carrying if fullname == SIGNAL else None


def _carrying(call: FunctionContext) -> Type:
    kinds = [_made_by(kind) for kind in call.arg_types[0]]
    if not all(isinstance(kind, Instance) for kind in kinds):
        call.api.fail("A signal carries values of classes, named where it is made", call.context)
        return call.default_return_type
    assert isinstance(call.api, TypeChecker)
    carries = call.api.modules[SIGNALS].names["Carries"].node
    assert isinstance(carries, TypeInfo)
    return Instance(carries, [kind for kind in kinds if kind])


def _made_by(kind: Type) -> Type | None:
    """What a class that is named makes."""
    made = get_proper_type(kind)
    if not isinstance(made, FunctionLike) or not made.is_type_obj():
        return None
    first = made.items[0]
    assert isinstance(first, CallableType)
    return get_proper_type(first.ret_type)


def plugin(version: str) -> type[Plugin]:
    """What mypy asks for."""
    return SignalsKnowWhatTheyCarry
