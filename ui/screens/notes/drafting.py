"""The note being typed: kept at every pause, there again after a crash, given back on a failure."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.notes.notes import NO_CONTENT, NoteContent
from facilitator.services.notes import noting
from ui import ask
from ui.screens.notes.capture import CaptureBar
from ui.widgets.frames.screen import Screen

PAUSE_MS = 300
"""A pause in the typing after which the draft is kept; well under the second that is promised."""


class Drafting(QObject):
    """`breakout_id` and `question_id` are where it belongs; "" is none in particular.

    `known` comes once what was being typed when the program ended has been read; `added` carries
    each note that is in the file.
    """

    known = Signal()
    added = Signal(object)

    def __init__(self, screen: Screen, capture: CaptureBar) -> None:
        super().__init__(screen)
        self.breakout_id = ""
        self.question_id = ""
        self.is_known = False
        self._screen = screen
        self._capture = capture
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        capture.ended.connect(self.end)
        capture.field.lines_pasted.connect(self.paste)
        capture.changed.connect(self.keep_soon)

    def read(self) -> None:
        """Take up what was being typed."""
        file = self._screen.session.file
        self._screen.session.tasks.run(partial(noting.draft, file), self._take)

    def keep_soon(self) -> None:
        """Keep it at the next pause."""
        self._pause.start()

    def keep(self) -> None:
        """Keep it now."""
        self._pause.stop()
        session = self._screen.session
        work = partial(noting.keep_draft, session.file, self._draft(), now=session.clock())
        session.tasks.run(work)

    def finish(self) -> None:
        """Keep what no pause has kept yet."""
        if self.is_known and self._pause.isActive():
            self.keep()

    def end(self) -> None:
        """Enter was pressed: the words become a note, and the field is free for the next."""
        draft = self._draft()
        if not draft.words.strip() or not draft.breakout_id:
            return
        self._show(NO_CONTENT)
        session = self._screen.session
        work = partial(noting.add_draft, session.file, draft, now=session.clock())
        self._screen.write(work, self.added.emit, partial(self._give_back, draft))
        self._capture.field.setFocus()

    def paste(self, lines: tuple[str, ...]) -> None:
        """Several lines were pasted: after one look each is a note, or all of them are one."""
        from ui.dialogs.pasted_lines import PastedLinesDialog  # only where somebody pastes lines

        apart = ask.ask(PastedLinesDialog(self._screen, lines))
        if apart is None or not self.breakout_id:
            return
        if apart:
            session, draft = self._screen.session, self._draft()
            work = partial(noting.add_lines, session.file, draft, lines, now=session.clock())
            self._screen.write(work, lambda notes: self.added.emit(notes[-1]))
        else:
            self._capture.field.insertPlainText(" ".join(lines))
        self._capture.field.setFocus()

    def _draft(self) -> NoteContent:
        return self._capture.draft(self.breakout_id, self.question_id)

    def _show(self, draft: NoteContent) -> None:
        """Show a draft that is kept as it stands."""
        self._capture.show_draft(draft)
        self._pause.stop()

    def _take(self, draft: NoteContent) -> None:
        self.is_known = True
        self.breakout_id = self.breakout_id or draft.breakout_id
        self.question_id = draft.question_id
        for field in self._capture.chosen:
            if given := getattr(draft, field):
                self._capture.offer(field, [given])
        self._show(draft)
        self.known.emit()

    def _give_back(self, draft: NoteContent, error: BaseException) -> None:
        """Nothing typed is lost when it could not be written: it goes back into the field."""
        words = f"{draft.words} {self._capture.field.toPlainText()}".strip()
        self._capture.show_draft(draft)
        self._capture.field.setPlainText(words)
        self._screen.session.tasks.said.emit(str(error))
