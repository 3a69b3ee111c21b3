"""Sheets of reflections and evaluations on paper, typed in one after the other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import Counted, say
from facilitator.services.responses import sheets
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.session import Session
from ui.widgets.forms.fields import TextField
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.words.telling import tell, told

NAME = say("Sheets on paper")
ADVICE = say(
    "A sheet after the other, as people wrote it: Tab goes on, Ctrl+Enter keeps the sheet and "
    "clears this page for the next. The mark from 0 to 10 is counted with its vote."
)
NO_QUESTIONS = say("Reflections and evaluations are asked for in Prepare, under Questions.")
QUOTE = say("They ticked that what they wrote may be printed  (Alt+P)")
ARCHIVE = say("They ticked that an archive may keep it for research  (Alt+A)")
LEFT = say("Something is typed that is not kept. Keep the sheet, or press Close once more.")
KEEP = say("Keep the sheet  Ctrl+Enter")
SIZE = (90, 76)


def show(session: Session, window: QWidget) -> None:
    """Read what the sheet asks, and type sheets in."""

    def read() -> tuple[Question, ...]:
        with session.file.read() as reader:
            return sheets.asked_on_paper(reader)

    session.tasks.run(read, lambda asked: ask.ask(SheetsDialog(window, session, asked)))


class SheetsDialog(Dialog):
    """What is kept is on the disk before the page is cleared; its value is how many sheets were."""

    def __init__(self, parent: QWidget | None, session: Session, asked: Sequence[Question]) -> None:
        super().__init__(parent, told(NAME), told(ADVICE), told(KEEP))
        self._session = session
        self._count = 0
        self._is_warned = False
        self.cancel_button.setText(tell("Close"))
        self.fields = {each.id: TextField(each.wording, lines=2) for each in asked}
        self.quote, self.archive = Tick(told(QUOTE)), Tick(told(ARCHIVE))
        self.kept = labels.Spoken(role="small")
        text_size.fit(self, *SIZE)
        if not asked:
            self.be_empty(
                tell("Nothing is asked on paper"), told(NO_QUESTIONS), self.quote, self.archive
            )
            return
        for field in self.fields.values():
            self.body.addWidget(labels.caption(field.accessibleName(), field))
            self.body.addWidget(field)
        self.body.addWidget(self.quote)
        self.body.addWidget(self.archive)
        self.keep_in_sight(self.kept)
        for keys, act in (("Ctrl+Return", self.accept), ("Ctrl+Enter", self.accept)):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(QKeySequence("Alt+P"), self, self.quote.toggle)
        QShortcut(QKeySequence("Alt+A"), self, self.archive.toggle)
        self._begin()

    def value(self) -> int:
        """How many sheets were kept."""
        return self._count

    def accept(self) -> None:
        """Keep the sheet, and be ready for the next."""
        words = {id_: field.text() for id_, field in self.fields.items()}
        keep = partial(
            sheets.keep_sheet,
            self._session.file,
            words,
            quotable=self.quote.isChecked(),
            archivable=self.archive.isChecked(),
            now=self._session.clock(),
        )
        self.accept_button.setEnabled(False)
        self._session.tasks.run(keep, self._go_on, self._refuse)

    def reject(self) -> None:
        """Close, once it was said that something is typed."""
        typed = any(field.text().strip() for field in self.fields.values())
        if typed and not self._is_warned:
            self._is_warned = True
            self.complain(told(LEFT))
            return
        super().reject()

    def _go_on(self, kept: tuple[Response, ...]) -> None:
        del kept
        self._count += 1
        self.kept.setText(told(Counted(self._count, "{n} sheet kept.", "{n} sheets kept.")))
        self._begin()

    def _refuse(self, error: BaseException) -> None:
        self.accept_button.setEnabled(True)
        self.complain(told(error))

    def _begin(self) -> None:
        """A blank page."""
        self._is_warned = False
        self.complain("")
        self.accept_button.setEnabled(True)
        for tick in (self.quote, self.archive):
            tick.setChecked(False)
        for field in self.fields.values():
            field.clear()
            field.save()
        next(iter(self.fields.values())).setFocus()
