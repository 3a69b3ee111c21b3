"""What is typed in a place and recorded nowhere yet, carried over when the place is built anew.

Fields that save by themselves have saved: they show what is recorded, of whichever record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.forms.fields import LineField, TextField

Field = QLineEdit | QPlainTextEdit
Where = tuple[type[Field], int]
"""A kind of field, and which of them it is in the order in which the place made them."""


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
    kinds: tuple[type[Field], ...] = (QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for number, field in enumerate(place.findChildren(kind)):
            if not isinstance(field, LineField | TextField):
                yield (kind, number), field


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
