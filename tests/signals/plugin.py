"""For mypy: what loses a sentence, or its language, and what it would not see by itself.

`Signal(str, int)` carries a text and a number (tests/signals/carrying.py): a sentence that is not
said yet would be "". In the window `str(said)` and `f"{said}"` would be English whatever it speaks.
"""

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.nodes import MypyFile, TypeInfo
from mypy.plugin import FunctionContext, MethodContext, Plugin
from mypy.types import CallableType, FunctionLike, Instance, Type, UnionType, get_proper_type
from typing_extensions import override

SIGNAL = "PySide6.QtCore.Signal"
WORDING = "facilitator.domain.wording.Wording"
SIGNALS = "tests.signals.carrying"


class OfSentences(Plugin):
    """Looks at where signals are made, and where texts are made of what is none."""

    @override
    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """The types of signals are known wherever one may be made."""
        return [(10, SIGNALS, -1)] if file.fullname.partition(".")[0] == "ui" else []

    @override
    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """What is looked at when this is called."""
        if fullname == "builtins.str":
            return _not_in_english
        return _carrying if fullname == SIGNAL else None

    @override
    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """What is looked at when this method is called; `f"{said}"` calls `str.format`."""
        return _not_in_english if fullname == "builtins.str.format" else None


def _carrying(call: FunctionContext) -> Type:
    kinds = [_made_by(kind) for kind in call.arg_types[0]]
    if not all(isinstance(kind, Instance) for kind in kinds):
        call.api.fail("A signal carries values of classes, named where it is made", call.context)
        return call.default_return_type
    assert isinstance(call.api, TypeChecker)
    carries = call.api.modules[SIGNALS].names["Carries"].node
    assert isinstance(carries, TypeInfo)
    return Instance(carries, [kind for kind in kinds if kind])


def _not_in_english(call: FunctionContext | MethodContext) -> Type:
    """A text of a sentence is its English: the window says it in its own language."""
    assert isinstance(call.api, TypeChecker)
    layer, _, place = call.api.tree.fullname.partition(".")
    of_window = layer == "ui" and not place.startswith("start.")  # commands speak English
    looked_at = of_window or place.startswith("signals.")
    if looked_at and any(_is_sentence(kind) for kinds in call.arg_types for kind in kinds):
        call.api.fail("A sentence is said in English here: told(…) says it", call.context)
    return call.default_return_type


def _is_sentence(kind: Type) -> bool:
    """Whether it is one, or may be."""
    each = get_proper_type(kind)
    if isinstance(each, UnionType):
        return any(map(_is_sentence, each.items))
    return isinstance(each, Instance) and each.type.has_base(WORDING)


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
    return OfSentences
