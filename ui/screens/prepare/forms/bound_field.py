"""A field of a form: the name it has in the record, and the widgets that stand for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.forms.fields import LineField, TextField
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label


@dataclass(frozen=True, slots=True)
class BoundField:
    """`put` shows a value, `save` announces what is still unsaved."""

    name: str
    put: Callable[[Any], object]
    save: Callable[[], object]
    widget: QWidget
    holder: QWidget
    caption: Label

    def focus(self) -> None:
        """Ready to type in it, its words selected."""
        self.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self.widget, LineField | TextField):
            self.widget.selectAll()

    def show(self, visible: bool) -> None:
        """Show or hide it with its caption."""
        self.holder.setVisible(visible)

    def lock(self, locked: bool) -> None:
        """Keep it from being changed; its words stay as legible as they were."""
        if isinstance(self.widget, LineField | TextField):
            self.widget.setReadOnly(locked)
            theme.set_state(self.widget, "locked" if locked else "")
        else:
            self.widget.setDisabled(locked)

    def rename(self, caption: str) -> None:
        """Another caption, where it means something else now."""
        self.caption.setText(caption)
        self.widget.setAccessibleName(caption)


def bound(
    name: str,
    caption: str,
    widget: QWidget,
    put: Callable[[Any], object],
    save: Callable[[], object],
) -> BoundField:
    """A field under its caption; one without a caption says itself what it is."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(0.5))
    label = labels.wrapped(labels.caption(caption, widget))
    column.addWidget(label)
    label.setHidden(not caption)
    column.addWidget(widget)
    return BoundField(name, put, save, widget, holder, label)
