"""What is typed in a place and recorded nowhere yet, carried over when the place is built anew.

Fields that save by themselves have saved: they show what is recorded, of whichever record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.forms.fields import KEPT_OTHERWISE, LineField, TextField
from ui.widgets.frames.screen import Screen
from ui.window.shown.places import PLACES
from ui.words.telling import told

Field = QLineEdit | QPlainTextEdit
Where = tuple[tuple[str, int], ...]
"""The way from the place to the field: of which class each part is, and which of those beside it. A
list of fields that is made while people work moves no other.
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """Words, and where they stood."""

    where: Where
    words: str


def typed_in(place: QWidget) -> tuple[Typed, ...]:
    """What somebody typed there that stands in a field."""
    return tuple(
        Typed(where, words)
        for where, field in _fields(place)
        if _is_modified(field) and not field.isReadOnly() and (words := _words(field)).strip()
    )


def left_in(place: QWidget) -> Iterator[str]:
    """What somebody typed there that nothing keeps: each field by its name, and its words."""
    for _, field in _fields(place):
        if _is_modified(field) and not field.isReadOnly() and not _is_kept(field, place):
            words = _words(field).strip()
            if words:
                yield f"{field.accessibleName()}: {words}" if field.accessibleName() else words


def half_typed(built: Mapping[int, Screen]) -> Iterator[tuple[str, str]]:
    """The places, by their number, where something was typed that is recorded nowhere, and what."""
    for number, screen in built.items():
        held = screen.held.half_typed() if screen.held else ()
        if words := "\n".join((*left_in(screen), *held)):
            yield told(PLACES[number].word), words


def put_into(place: QWidget, typed: Iterable[Typed]) -> tuple[str, ...]:
    """Put it into the fields of a place that was built anew; what has no field there is given back.
    What was recorded stands in its field by now.
    """
    fields = dict(_fields(place))
    homeless = []
    for each in typed:
        field = fields.get(each.where)
        if field is None or (_words(field) and _words(field) != each.words):
            homeless.append(each.words)
        elif _words(field) != each.words:
            _put(field, each.words)
    return tuple(homeless)


def _fields(place: QWidget) -> Iterator[tuple[Where, Field]]:
    found: list[Field] = [*place.findChildren(QLineEdit), *place.findChildren(QPlainTextEdit)]
    for field in found:
        if not isinstance(field, LineField | TextField):
            yield _way(field, place), field


def _way(field: QWidget, place: QWidget) -> Where:
    way = []
    part: QWidget | None = field
    while part is not None and part is not place:
        above = part.parentWidget()
        beside = [each for each in (above.children() if above else ()) if type(each) is type(part)]
        way.append((type(part).__name__, beside.index(part) if part in beside else 0))
        part = above
    return tuple(reversed(way))


def _is_kept(field: Field, place: QWidget) -> bool:
    """Whether its words are kept otherwise, are part of a number or of a list's cell, which are
    handed over when the place is finished, or stand in a window of their own.
    """
    inner = field.objectName().startswith("qt_")
    above = field.parentWidget()
    in_cell = above is not None and isinstance(above.parentWidget(), QAbstractItemView)
    elsewhere = field.window() is not place.window()
    return bool(field.property(KEPT_OTHERWISE)) or inner or in_cell or elsewhere


def _words(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _is_modified(field: Field) -> bool:
    if isinstance(field, QLineEdit):
        return field.isModified()
    return field.document().isModified()


def _put(field: Field, words: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(words)
        field.setModified(True)
        field.textEdited.emit(words)
    else:
        field.setPlainText(words)
        field.document().setModified(True)
