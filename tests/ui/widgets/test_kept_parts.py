"""What Qt makes for itself within a widget (bars, a line to type in) is asked for anew each time.

A slot that keeps such a part fails once Qt has made another: pressing Escape in a show of hands
said so to the facilitator, after the text had been made larger.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import ui

PARTS = {"verticalScrollBar", "horizontalScrollBar", "lineEdit", "viewport", "cornerWidget"}


def kept(source: str) -> Iterator[str]:
    """The methods of such parts that are handed on, to be called at another time."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            for given in (*call.args, *(word.value for word in call.keywords)):
                match given:
                    case ast.Attribute(value=ast.Call(func=ast.Attribute(attr=part)), attr=method):
                        if part in PARTS:
                            yield f"{part}().{method}"


def test_no_slot_keeps_a_part_that_qt_made_for_itself() -> None:
    sources = Path(ui.__file__).parent.rglob("*.py")
    found = {path.name: names for path in sources if (names := list(kept(path.read_text("utf-8"))))}
    assert found == {}


def test_one_that_is_kept_is_found() -> None:
    assert list(kept("partial(self.area.verticalScrollBar().setValue, 0)")) == [
        "verticalScrollBar().setValue"
    ]
    assert not list(kept("self.area.verticalScrollBar().setValue(0)"))
