"""Capturing: the field a note is typed into, and what is said about the note by one key each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.notes.notes import KIND_NAMES, NoteContent, NoteKind
from facilitator.domain.notes.shorthand import read_line
from ui import theme
from ui.widgets.forms import buttons
from ui.widgets.forms.fields import Steady
from ui.widgets.frames import labels

MNEMONICS = {
    NoteKind.POINT: "&Point",
    NoteKind.QUOTE: "&Quote",
    NoteKind.DISAGREEMENT: "&Disagreement",
    NoteKind.MINORITY: "&Minority view",
    NoteKind.QUESTION_BACK: "Question &back",
    NoteKind.ACTION: "&Action",
}
"""The underlined letters are shown only: Qt answers them a tenth of a second late, and a note may
have ended by then, so the screen has shortcuts of its own for them."""
KIND_KEYS = {kind: words.partition("&")[2][0].upper() for kind, words in MNEMONICS.items()}
PREFIX_HINT = 'or begin the note with   "   !   ~   ?   >   and a blank;  #word is a tag'
MOST_LINES = 4


class NoteField(QPlainTextEdit):
    """Grows with what is typed. `ended` comes with Enter, `cut_at` with Ctrl+Enter at the cursor.

    It is never lower than `least_height` pixels.
    """

    ended = Signal()
    cut_at = Signal(int)
    left_upwards = Signal()
    lines_pasted = Signal(object)
    """Several lines, where `takes_lines`: each may become a note of its own."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholderText=hint, tabChangesFocus=True)
        self.setAccessibleName(name)
        self.setProperty("role", "lead")
        self.least_height = 0
        self.takes_lines = False
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = max(int(self.document().size().height()), 1)
        scroll = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scroll if needed > MOST_LINES else hidden)
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        lines = min(needed, MOST_LINES) * self.fontMetrics().lineSpacing()
        self.setFixedHeight(max(lines + round(around), self.least_height))

    def event(self, event: QEvent) -> bool:
        """Undo goes on to the seminar where nothing typed here is left to take back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) and not self.document().isUndoAvailable():
                return False
            if event.matches(redo) and not self.document().isRedoAvailable():
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.cut_at.emit(self.textCursor().position())
        elif entered:
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Up and self.textCursor().blockNumber() == 0:
            self._go_up(event)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = tuple(line.strip() for line in source.text().splitlines() if line.strip())
        if self.takes_lines and len(lines) > 1:
            self.lines_pasted.emit(lines)
        else:
            super().insertFromMimeData(source)

    def _go_up(self, event: QKeyEvent) -> None:
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() == before:
            self.left_upwards.emit()


class CaptureBar(QFrame):
    """The field with kind, sector, star and permission.

    Kinds, star and permission are only *asked for* here: while a note in the list has the focus
    they are meant for that note, and the screen knows which.
    """

    ended = Signal()
    changed = Signal()
    kind_asked = Signal(object)
    star_asked = Signal(bool)
    quote_asked = Signal(bool)
    headline_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.field = NoteField("New note", "Type what is said; Enter ends the note")
        self.field.takes_lines = True
        self.sector = QComboBox()
        self.sector.setAccessibleName("Speaker's sector")
        self.sector.view().setAccessibleName("Sectors")
        self.sector.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        Steady(self.sector)
        self.size_box = QComboBox()
        self.size_box.setAccessibleName("Size of the speaker's organisation")
        self.size_box.view().setAccessibleName("Sizes of organisation")
        self.size_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.star = QCheckBox("&Star")
        self.quotable = QCheckBox("Ma&y be quoted")
        self.headline = buttons.button("&Headline", "quiet", act=self.headline_asked.emit)
        self.headline.setToolTip("The chosen note is a headline point, or no longer  Alt+H")
        self.add = buttons.button("Add note", "primary")
        self.hint = labels.small(PREFIX_HINT)
        self.foot = QHBoxLayout()
        self._kinds = QButtonGroup(self)
        self._kind = NoteKind.POINT
        self._lay_out()
        self._wire()

    def draft(self, breakout_id: str, question_id: str) -> NoteContent:
        """What stands here now, as a draft."""
        return NoteContent(
            breakout_id=breakout_id,
            question_id=question_id,
            words=self.field.toPlainText(),
            kind=self._kind,
            sector=str(self.sector.currentData() or ""),
            size=self.given_size,
            quotable=self.quotable.isChecked(),
            starred=self.star.isChecked(),
        )

    def show_draft(self, draft: NoteContent) -> None:
        """Put a draft back where it was typed, the cursor behind it."""
        self.field.setPlainText(draft.words)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.set_kind(draft.kind)
        self.set_sector(draft.sector)
        self.set_size(draft.size)
        self.star.setChecked(draft.starred)
        self.quotable.setChecked(draft.quotable)

    @property
    def kind(self) -> NoteKind:
        """The kind that was chosen; one typed in the words wins when the note ends."""
        return self._kind

    @property
    def given_size(self) -> str:
        """The size of the speaker's organisation; "" for none."""
        return str(self.size_box.currentData() or "")

    def set_kind(self, kind: NoteKind) -> None:
        """The kind of the note being typed, unless one is typed in its words."""
        self._kind = kind
        self._show_kind()
        self.changed.emit()

    def set_sector(self, sector: str) -> None:
        """The speaker's sector; "" for none."""
        self.sector.setCurrentIndex(max(self.sector.findData(sector), 0))

    def set_size(self, size: str) -> None:
        """The size of the speaker's organisation; "" for none."""
        self.size_box.setCurrentIndex(max(self.size_box.findData(size), 0))

    def offer_sizes(self, sizes: Sequence[str]) -> None:
        """The sizes of organisation there are."""
        if [self.size_box.itemData(n) for n in range(1, self.size_box.count())] == list(sizes):
            return
        kept = str(self.size_box.currentData() or "")
        self.size_box.blockSignals(True)
        self.size_box.clear()
        self.size_box.addItem("No size given", "")
        for size in sizes:
            self.size_box.addItem(size, size)
        self.set_size(kept)
        self.size_box.blockSignals(False)

    def toggle_sector(self, sector: str) -> None:
        """The sector, or none where it was this one."""
        self.set_sector("" if self.sector.currentData() == sector else sector)

    def offer_sectors(self, sectors: Sequence[str]) -> None:
        """The sectors there are, with the digits that choose them."""
        if [self.sector.itemData(n) for n in range(1, self.sector.count())] == list(sectors):
            return
        kept = str(self.sector.currentData() or "")
        self.sector.blockSignals(True)
        self.sector.clear()
        self.sector.addItem("No sector given", "")
        for number, sector in enumerate(sectors, 1):
            self.sector.addItem(f"{number}  {sector}", sector)
        self.set_sector(kept)
        self.sector.blockSignals(False)

    def propose(self, term: str) -> None:
        """Say what Tab would complete; "" for nothing."""
        self.hint.setText(f"Tab: {term}" if term else PREFIX_HINT)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space())
        column.addLayout(self._kind_row())
        entry = QHBoxLayout()
        entry.setSpacing(theme.space())
        entry.addWidget(self.field, 1)
        entry.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(entry)
        column.addLayout(self._about_row())
        self.foot.addWidget(self.hint, 1)
        column.addLayout(self.foot)

    def _kind_row(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(0.5))
        for kind in NoteKind:
            button = buttons.button(MNEMONICS[kind], "quiet")
            button.setCheckable(True)
            button.setAccessibleName(f"Kind: {KIND_NAMES[kind]}")
            button.setShortcut(QKeySequence())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setChecked(kind is NoteKind.POINT)
            button.clicked.connect(lambda _, kind=kind: self.kind_asked.emit(kind))
            self._kinds.addButton(button, list(NoteKind).index(kind))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _about_row(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        for control in (self.star, self.quotable, self.headline):
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            control.setShortcut(QKeySequence())
        self.sector.setToolTip("Alt+1 to Alt+9; Alt+0 for none")
        self.size_box.setToolTip("Alt+Z: the next one, or none")
        row.addWidget(self.sector)
        row.addWidget(self.size_box)
        row.addWidget(self.star)
        row.addWidget(self.quotable)
        row.addWidget(self.headline)
        row.addStretch(1)
        return row

    def _wire(self) -> None:
        self.field.ended.connect(self.ended)
        self.add.clicked.connect(self.ended)
        self.field.textChanged.connect(self._show_kind)
        self.field.textChanged.connect(self.changed)
        self.sector.currentIndexChanged.connect(self.changed)
        self.size_box.currentIndexChanged.connect(self.changed)
        self.star.clicked.connect(self.star_asked)
        self.quotable.clicked.connect(self.quote_asked)
        self.star.toggled.connect(self.changed)
        self.quotable.toggled.connect(self.changed)

    def _show_kind(self) -> None:
        """The kind typed in the words wins, as it will when the note ends."""
        kind = read_line(self.field.toPlainText()).kind or self._kind
        self._kinds.button(list(NoteKind).index(kind)).setChecked(True)
