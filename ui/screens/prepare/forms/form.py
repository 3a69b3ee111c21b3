"""A form over one record: every field saves by itself, and nothing being typed is ever lost."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.screens.prepare.forms.bound_field import BoundField, bound
from ui.screens.prepare.forms.fields import (
    ChoiceField,
    ClockField,
    NumberField,
    PickField,
    TickField,
)
from ui.widgets.forms.day_field import DayField
from ui.widgets.forms.fields import LineField, TextField
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.labels import Label
from ui.words.telling import tell

MOST_BESIDE, LEAST_BESIDE = 3, 17
"""How many fields stand beside each other at most, and how wide each is at least (grid)."""


@runtime_checkable
class _TypedInto(Protocol):
    """A field that keeps what is being typed when the record changes meanwhile."""

    def is_unsaved(self) -> bool: ...


class Form(QWidget):
    """Fields one below the other. `changed` carries the record as it was seen, a name, a value."""

    changed = Signal(object, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record: Any = None
        self._seen: dict[str, Any] = {}
        self._bound: dict[str, BoundField] = {}
        self.seconds: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        column.setSpacing(theme.space(2))
        self._into = column
        self._row: Columns | None = None
        self.hide()  # until it has a record: what is typed before would be of none

    def show_record(self, record: Any) -> None:
        """Show a record; of the one already shown only what is new, and nothing being typed."""
        if self.record and self.record.id != record.id:
            self.save()
        self.record = record
        self.show()
        for each in self._bound.values():
            self._seen[each.name] = self._seen[each.name] if _is_unsaved(each) else record
            each.put(getattr(record, each.name))

    def save(self) -> None:
        """Announce whatever is still unsaved."""
        for each in self._bound.values():
            each.save()

    def field(self, name: str) -> BoundField:
        """A field by its name in the record."""
        return self._bound[name]

    def widget(self, name: str) -> QWidget:
        """The widget of a field."""
        return self.field(name).widget

    @contextmanager
    def row(self) -> Iterator[None]:
        """Fields made inside stand side by side, as far as there is room."""
        column, self._row = self._into, Columns(MOST_BESIDE, LEAST_BESIDE)
        column.addLayout(self._row)
        yield
        self._row = None

    def heading(self, text: str) -> Label:
        """A heading above the fields that follow."""
        label = Label(text, "strong")
        self._into.addWidget(label)
        return label

    def note(self, text: str = "") -> Label:
        """A quiet remark between fields."""
        label = labels.small(text)
        self._into.addWidget(label)
        return label

    def beside(self, button: QPushButton) -> None:
        """A button at the right of what stands above it."""
        self._into.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)

    def end(self) -> None:
        """No more fields: the rest of the height stays empty."""
        self._into.addStretch(1)

    def line(self, name: str, caption: str, hint: str = "", *, required: bool = False) -> LineField:
        """One line of text; a required one goes back to what it was when it is emptied."""
        field = LineField(caption, hint)
        field.saved.connect(lambda words: self._take_words(name, field, words, required))
        self._bind(name, caption, field, field.show_text, field.save)
        return field

    def text(
        self, name: str, caption: str, hint: str = "", rows: int = 4, *, required: bool = False
    ) -> TextField:
        """Several lines of text; a required one goes back to what it was when it is emptied."""
        field = _text_field(caption, hint, rows)
        field.saved.connect(lambda words: self._take_words(name, field, words, required))
        self._bind(name, caption, field, field.show_text, field.save)
        return field

    def lines(self, name: str, caption: str, hint: str = "", rows: int = 4) -> TextField:
        """Several things, one on each line."""
        return self.converted(name, caption, "\n".join, lines_of, hint=hint, rows=rows)

    def converted(
        self,
        name: str,
        caption: str,
        to_text: Callable[[Any], str],
        from_text: Callable[[str], Any],
        *,
        hint: str = "",
        rows: int = 4,
    ) -> TextField:
        """Text that stands for another value."""
        field = _text_field(caption, hint, rows)
        field.saved.connect(lambda words: self._announce(name, from_text(words)))
        self._bind(name, caption, field, lambda value: field.show_text(to_text(value)), field.save)
        return field

    def number(
        self, name: str, caption: str, least: int, most: int, suffix: str = "", *, times: int = 1
    ) -> NumberField:
        """A whole number; `times` shows a fraction as so many parts (100: per cent)."""
        field = NumberField(caption, least, most, suffix)
        field.saved.connect(lambda n: self._announce(name, n if times == 1 else n / times))
        self._bind(name, caption, field, lambda n: field.show_number(round(n * times)), field.save)
        return field

    def choice(
        self,
        name: str,
        caption: str,
        choices: Sequence[tuple[str, str]] = (),
        made_of: Callable[[str], Any] = str,
        shown_as: Callable[[Any], str] = str,
    ) -> ChoiceField:
        """One of several; `made_of` turns the chosen string into the field's own type, `shown_as`
        that into the string.
        """
        field = ChoiceField(caption, choices)
        field.saved.connect(lambda value: self._announce(name, made_of(value)))
        self._bind(name, caption, field, lambda v: field.show_value(shown_as(v)), lambda: None)
        return field

    def tick(self, name: str, caption: str) -> TickField:
        """Yes or no."""
        field = TickField(caption)
        field.saved.connect(lambda ticked: self._announce(name, ticked))
        self._bind(name, "", field, field.setChecked, lambda: None)
        return field

    def day(self, name: str, caption: str, today: Callable[[], date]) -> DayField:
        """A day; one without a year is the next such day from `today` on."""
        field = DayField(caption, today)
        field.saved.connect(lambda day: self._announce(name, day))
        self._bind(name, caption, field, field.show_day, field.save)
        return field

    def clock(self, name: str, caption: str) -> ClockField:
        """A time of day."""
        field = ClockField(caption)
        field.saved.connect(lambda clock: self._announce(name, clock))
        self._bind(name, caption, field, field.show_clock, field.save)
        return field

    def picks(self, name: str, caption: str, rows: int = 5) -> PickField:
        """Any of several."""
        field = PickField(caption, rows)
        field.saved.connect(lambda ids: self._announce(name, ids))
        self._bind(name, caption, field, field.picks.choose, lambda: None)
        return field

    def bind(
        self,
        name: str,
        caption: str,
        widget: QWidget,
        show: Callable[[Any], object],
        saved: Any,
        save: Callable[[], object] = lambda: None,
    ) -> None:
        """A widget of another kind; `saved` is its signal that carries a new value, `save` has it
        announce what is unsaved.
        """
        saved.connect(lambda value: self._announce(name, value))
        self._bind(name, caption, widget, show, save)

    def _take_words(
        self, name: str, field: LineField | TextField, words: str, required: bool
    ) -> None:
        if required and not words.strip():
            field.show_text(getattr(self.record, name))
        else:
            self._announce(name, words.strip())

    def _announce(self, name: str, value: object) -> None:
        if self.record is not None and getattr(self.record, name) != value:
            self.changed.emit(self._seen[name], name, value)

    def _bind(
        self,
        name: str,
        caption: str,
        widget: QWidget,
        show: Callable[[Any], object],
        save: Callable[[], object],
    ) -> None:
        field = bound(name, caption, widget, show, save)
        (self._row or self._into).addWidget(field.holder)
        self._bound[name] = field


def in_both(form: Form, make: Callable[..., QWidget], name: str, caption: str, **more: Any) -> None:
    """A field and, beside it, the same in the seminar's second language, where it has one."""
    with form.row():
        make(name, caption, **more)
        make(f"{name}_second", caption, **(more | {"hint": "", "required": False}))
    form.seconds[f"{name}_second"] = caption


def speak(form: Form, second: str) -> None:
    """Ask for words in that language too; "" where the seminar has but one."""
    for name, caption in form.seconds.items():
        field = form.field(name)
        field.show(bool(second))
        field.rename(tell("{caption}, in {second}", caption=caption, second=second))
        field.caption.setText(tell("In {second}", second=second))
        if isinstance(field.widget, LineField | TextField):
            field.widget.setPlaceholderText(tell("Not in {second} yet", second=second))


def _is_unsaved(field: BoundField) -> bool:
    return isinstance(field.widget, _TypedInto) and field.widget.is_unsaved()


def _text_field(caption: str, hint: str, rows: int) -> TextField:
    """A text field exactly so many lines high: the form scrolls, not the page in its fields."""
    field = TextField(caption, hint, rows)
    field.setFixedHeight(field.minimumHeight())
    return field


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def scrolled(page: QWidget, name: str, of: QWidget | None = None) -> FollowingArea:
    """A page that scrolls down when it is longer than its place. `of` is the list that it shows
    something of, to which Escape goes back.
    """
    if of is not None:
        set_keys(page, {"Escape": of.setFocus})
    page.setProperty("role", "page")
    area = FollowingArea(page, name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if isinstance(page, Form) and page.record is None:
        page.hide()  # the area has shown it
    return area
