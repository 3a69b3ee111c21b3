"""What a signal carries is known to the types: else what they refuse here would be unused."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from facilitator.domain.wording import Message, Text, say


class Teller(QObject):
    """Has signals of its own."""

    said = Signal(str)
    both = Signal(str, int)


def handed(to: Callable[[Text], object], said: Text) -> None:
    to(said)


def test_qt_makes_nothing_of_what_is_no_text_and_the_types_refuse_it() -> None:
    heard, pairs = list[str](), list[tuple[str, int]]()
    teller, kept = Teller(), say("Kept")
    teller.said.connect(heard.append)
    teller.both.connect(lambda text, number: pairs.append((text, number)))
    teller.said.emit(kept)  # type: ignore[arg-type]
    handed(teller.said.emit, kept)  # type: ignore[arg-type]
    teller.both.emit(kept, 1)  # type: ignore[arg-type]
    teller.said.emit(str(kept))
    assert heard == ["", "", "Kept"]
    assert pairs == [("", 1)]
    assert isinstance(kept, Message)
