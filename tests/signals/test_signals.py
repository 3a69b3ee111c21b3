"""What a signal carries is known to the types: else what they refuse here would be unused."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Signal

from facilitator.domain.locales import WELSH
from facilitator.domain.wording import Message, Text, say
from ui.words import telling
from ui.words.telling import told


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    telling.speak(None)


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
    teller.said.emit(told(kept))
    assert heard == ["", "", "Kept"]
    assert pairs == [("", 1)]
    assert isinstance(kept, Message)


def test_a_text_of_a_sentence_is_its_english_and_the_types_refuse_it_in_the_window() -> None:
    kept = say("Prepare")
    telling.speak(WELSH)
    in_english = [
        f"{kept}",  # type: ignore[misc]
        str(kept),  # type: ignore[misc]
    ]
    assert (in_english, told(kept)) == (["Prepare"] * 2, WELSH.text("Prepare"))
