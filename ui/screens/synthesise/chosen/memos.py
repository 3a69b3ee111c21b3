"""The memo on a theme or a finding: one's own to write in, what others wrote above it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.services.synthesis.memos import Memos
from ui import theme as look
from ui.widgets.forms.fields import TextField
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.words.telling import tell

MEMO_LINES = 2


class MemoField(QWidget):
    """Out of sight until there is a memo, or somebody goes to it. `written` carries the words,
    `left` says that Escape goes back, where that is the field's own key: two of one do nothing.
    """

    written = Signal(str)
    left = Signal()

    def __init__(
        self, of: str, parent: QWidget | None = None, *, is_left_by_itself: bool = True
    ) -> None:
        super().__init__(parent)
        self.others = labels.small()
        self.words = TextField(
            tell("Memo on the {of}", of=of),
            tell("What this {of} makes you think", of=of),
            MEMO_LINES,
        )
        self.words.setMaximumHeight(self.words.minimumHeight())
        self.words.saved.connect(self.written)
        if is_left_by_itself:
            set_keys(self.words, {"Escape": self.left.emit})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.5))
        column.addWidget(self.others)
        column.addWidget(self.words)
        self.hide()

    def go_to(self) -> None:
        """Ready to write the memo."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Announce the words now, if they are new."""
        self.words.save()

    def show_memos(self, memos: Memos) -> None:
        """Show what was written here and elsewhere."""
        self.words.show_text(memos.own)
        self.others.setText("\n".join(tell("Memo: {memo}", memo=memo) for memo in memos.others))
        self.others.setVisible(bool(memos.others))
        self.setVisible(self.words.hasFocus() or bool(self.words.text() or memos.others))
