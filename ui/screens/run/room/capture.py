"""Capturing what is said in plenary: the words, Enter; sector and speaker by one key each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import Message, say
from facilitator.services.views.run_screen import Capture
from ui import theme
from ui.screens.run.room.about_line import AboutLine
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.drafts import GivenBack, Soon
from ui.widgets.forms.fields import KEPT_OTHERWISE, Lines, Steady
from ui.widgets.frames import labels
from ui.widgets.frames.waiting_lines import RefusedLines
from ui.words.telling import tell, told

LINES = 2
NO_SECTOR = say("No sector")
WAYS: tuple[tuple[Message, bool, bool, bool], ...] = (
    (say("Said aloud"), False, False, False),
    (say("Nothing ticked, on paper"), True, False, False),
    (say("Quote ticked, on paper"), True, True, False),
    (say("Archive ticked, on paper"), True, False, True),
    (say("Both ticked, on paper"), True, True, True),
)
"""How words came in: whether from a sheet, and what is ticked on it (quoted, archived). What tells
one from the others stands first: on a small display there is room for no more.
"""


class WordsField(Lines):
    """Enter ends the response, Shift+Enter begins a line."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__(
            placeholderText=tell("What was said; Enter keeps it"),
            tabChangesFocus=True,
        )
        self.setAccessibleName(tell("What was said"))
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + theme.space(3))

    def event(self, event: QEvent) -> bool:
        """A clicker’s full stop blanks the room’s screen: nothing that was said begins with one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return super().event(event) if self._is_typed(event) else False
        return super().event(event)

    def _is_typed(self, event: QKeyEvent) -> bool:
        return event.text() != "." or not self.document().isEmpty()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class CaptureBox(QWidget):
    """`ended` carries what was typed; `changed`, when it is worth keeping, what stands in the
    fields and the lines behind it.
    """

    ended = Signal(object)
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = Choices()
        self.question.setAccessibleName(tell("The question it answers"))
        self.question.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.words = WordsField()
        self.sector = Choices()
        self.sector.setAccessibleName(tell("The speaker’s sector"))
        self.way = Choices()
        self.way.setAccessibleName(tell("How it came in, and what its sheet allows"))
        for words, *_ in WAYS:
            self.way.addItem(told(words))
        self.speaker = QLineEdit(placeholderText=tell("Said by  Alt+A"))
        self.speaker.setAccessibleName(tell("Said by"))
        for draft in (self.words, self.speaker):
            draft.setProperty(KEPT_OTHERWISE, True)
        self._sectors: tuple[str, ...] = ()
        self.keeping = Soon(self._announce, self)
        self.is_unkept = False
        self.given_back = GivenBack(lambda: self.typed, self.show_draft, self)
        Steady(self.question)
        Steady(self.sector)
        Steady(self.way)
        self._lay_out()
        self.refused = RefusedLines(self.given_back)
        self.show_waiting(self.refused)
        self._wire()

    @property
    def typed(self) -> Capture:
        """What stands in the fields."""
        place = self.sector.currentIndex()
        _, on_paper, quotable, archivable = WAYS[max(self.way.currentIndex(), 0)]
        return Capture(
            on_paper=on_paper,
            quotable=quotable,
            archivable=archivable,
            question_id=str(self.question.currentData() or ""),
            words=self.words.toPlainText(),
            sector=self._sectors[place - 1] if 0 < place <= len(self._sectors) else "",
            attribution=self.speaker.text(),
        )

    def offer(self, questions: Sequence[Question], sectors: tuple[str, ...]) -> None:
        """The questions that can be answered, and the sectors there are."""
        offered = [(question.id, question.wording) for question in questions]
        shown = [
            (self.question.itemData(at), self.question.itemText(at))
            for at in range(self.question.count())
        ]
        if offered != shown:
            kept = self.typed.question_id
            self.question.clear()
            for question_id, wording in offered:
                self.question.addItem(wording, question_id)
            self.ask(kept)
        if sectors != self._sectors:
            self._offer_sectors(sectors)

    def _offer_sectors(self, sectors: tuple[str, ...]) -> None:
        kept, self._sectors = self.typed.sector, sectors
        self.sector.clear()
        self.sector.addItem(f"{told(NO_SECTOR)}  Alt+0")
        for place, sector in enumerate(sectors, 1):
            self.sector.addItem(
                tell("{sector}  Alt+{place}", sector=sector, place=place) if place <= 9 else sector
            )
        self.sector.setCurrentIndex(sectors.index(kept) + 1 if kept in sectors else 0)

    def ask(self, question_id: str) -> None:
        """The question that is answered from now on."""
        place = self.question.findData(question_id)
        if place >= 0:
            self.question.setCurrentIndex(place)

    def follow(self, question_id: str) -> None:
        """The room's question has changed; words that are being typed stay with their own."""
        if not self.words.toPlainText().strip():
            self.ask(question_id)

    def show_draft(self, draft: Capture) -> None:
        """Put back what was being typed, the cursor behind it."""
        self.ask(draft.question_id)
        self.words.setPlainText(draft.words)
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.choose_sector(
            self._sectors.index(draft.sector) + 1 if draft.sector in self._sectors else 0
        )
        self.speaker.setText(draft.attribution)
        ticked = (draft.on_paper, draft.quotable, draft.archivable)
        self.way.setCurrentIndex([tuple(way[1:]) for way in WAYS].index(ticked))
        self.keeping.stop()
        self.is_unkept = False

    def choose_sector(self, place: int) -> None:
        """The speaker's sector by its number, 0 for none; the same again takes it away."""
        if place <= len(self._sectors):
            same = place == self.sector.currentIndex()
            self.sector.setCurrentIndex(0 if same else place)

    def take_focus(self) -> None:
        """Ready to type."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def name_speaker(self) -> None:
        """Ready to type who said it; Enter goes back to the words."""
        self.speaker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Announce what has not been kept."""
        if self.is_unkept:
            self._announce()

    def unwritten(self) -> int:
        """How many lines are nowhere but on the screen."""
        lines = (self.typed, *self.given_back.lines) if self.is_unkept else ()
        return sum(bool(line.words.strip()) for line in lines)

    def keep_soon(self) -> None:
        """What stands in the fields is kept within the second."""
        self.is_unkept = True
        self.keeping.begin()

    def keep_on(self) -> None:
        """A line was written, and the kept draft emptied with it: keep what is typed by now."""
        if self.typed.words.strip():
            self._announce()

    def show_waiting(self, lines: QWidget) -> None:
        """Where the lines stand that could not be written yet: under the field."""
        self._column.insertWidget(self._column.indexOf(self.words) + 1, lines)

    def _end(self) -> None:
        typed = self.typed
        if not typed.words.strip() or not typed.question_id:
            return
        # The next sheet is typed like this one, but what is ticked on it has to be looked at anew.
        nothing = Capture(question_id=typed.question_id, on_paper=typed.on_paper)
        self.show_draft(nothing)
        self.take_focus()
        self.ended.emit(typed)
        if self.given_back.lines:
            self.keep_soon()

    def _announce(self) -> None:
        self.keeping.stop()
        self.is_unkept = False
        self.changed.emit((self.typed, *self.given_back.lines))

    def _wire(self) -> None:
        self.words.ended.connect(self._end)
        self.speaker.returnPressed.connect(self.take_focus)
        self.words.textChanged.connect(self.keep_soon)
        self.given_back.changed.connect(self.keep_soon)
        self.speaker.textChanged.connect(lambda _: self.keep_soon())
        self.sector.currentIndexChanged.connect(lambda _: self.keep_soon())
        self.way.currentIndexChanged.connect(lambda _: self.keep_soon())

    def _lay_out(self) -> None:
        labelled = QHBoxLayout()
        labelled.setSpacing(theme.space())
        labelled.addWidget(labels.Label(tell("Capture"), "caption"))
        labelled.addWidget(self.question, 1)
        labelled.addWidget(labels.KeyHint("F2"))
        for box in (self.sector, self.way):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(3)  # three boxes share a column of a small display
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(labelled)
        column.addWidget(self.words)
        column.addWidget(AboutLine(self.sector, self.way, self.speaker))
