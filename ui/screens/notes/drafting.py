"""The note being typed: kept while it is typed, there again after a crash, beside the field where
it was refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from facilitator.domain.notes.notes import NO_CONTENT, Note, NoteContent
from facilitator.domain.wording import say
from facilitator.services.notes import noting
from ui import ask
from ui.screens.notes.capture import CaptureBar
from ui.widgets.forms.drafts import GivenBack, Soon
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.waiting_lines import RefusedLines, WaitingLines
from ui.words.telling import told

T = TypeVar("T")

NO_GROUP = say(
    "Choose the group on the left that this is a note of, then press Enter again. What is typed "
    "stays in the field."
)


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
        self._soon = Soon(self.keep, self)
        self._unkept = False
        self._given_back = GivenBack(self._draft, capture.show_draft, self)
        self.refused = RefusedLines(self._given_back)
        capture.show_waiting(WaitingLines(screen.waiting))
        capture.show_waiting(self.refused)
        capture.ended.connect(self.end)
        capture.field.lines_pasted.connect(self.paste)
        capture.changed.connect(self.keep_soon)
        self._given_back.changed.connect(self.keep_soon)

    def read(self) -> None:
        """Take up what was being typed."""
        session = self._screen.session
        work = partial(noting.take_up_drafts, session.file, session.others(), now=session.clock())
        session.tasks.run(work, self._take)

    def keep_soon(self) -> None:
        """Keep it within the second."""
        self._unkept = True
        self._soon.begin()

    def keep(self) -> None:
        """Keep it now; not before it is known what was kept."""
        if not self.is_known:
            self.keep_soon()
            return
        self._soon.stop()
        self._unkept = False
        session = self._screen.session
        drafts = (self._draft(), *self._given_back.lines)
        work = partial(noting.keep_drafts, session.file, drafts, now=session.clock())
        session.tasks.run(work, lambda _: self._soon.succeeded(), self._say_unkept)

    def finish(self) -> None:
        """Keep what is not kept yet."""
        if self.is_known and self._unkept:
            self.keep()

    def unwritten(self) -> int:
        """How many lines are nowhere but on the screen."""
        lines = (self._draft(), *self._given_back.lines) if self._unkept else ()
        return sum(bool(line.words.strip()) for line in lines)

    def end(self) -> None:
        """Enter was pressed: the words become a note, and the field is free for the next."""
        draft = self._draft()
        if not draft.words.strip() or self._lacks_a_group():
            return
        self._show(NO_CONTENT)
        self._write(draft)
        if self._given_back.lines:
            self.keep_soon()
        self._capture.field.setFocus()

    def _lacks_a_group(self) -> bool:
        """Whether it is not known yet whose notes these are, which is said; what is typed stays."""
        if self.breakout_id:
            return False
        self._screen.session.tasks.said.emit(told(NO_GROUP))
        return True

    def _write(self, draft: NoteContent) -> None:
        session = self._screen.session
        work = partial(noting.add_draft, session.file, draft, now=session.clock())
        self._write_lines(work, self._written, (draft,))

    def _write_lines(
        self, work: Callable[[], T], then: Callable[[T], object], lines: Sequence[NoteContent]
    ) -> None:
        """What the disk does not take waits under the field, and is tried again by itself."""
        shown = " · ".join(line.words for line in lines)
        refused = partial(self._give_back, lines)
        self._screen.write_words(object(), work, then, refused, shown)

    def _written(self, note: Note) -> None:
        """The kept draft was emptied in the same breath: keep what is typed by now."""
        if self._draft().words.strip():
            self.keep()
        self.added.emit(note)

    def paste(self, lines: tuple[str, ...]) -> None:
        """Several lines were pasted: after one look each is a note, or all of them are one."""
        from ui.dialogs.pasted_lines import PastedLinesDialog  # only where somebody pastes lines

        lacks_a_group = self._lacks_a_group()
        apart = None if lacks_a_group else ask.ask(PastedLinesDialog(self._screen, lines))
        if apart is None and not lacks_a_group:
            return
        if apart:
            session, draft = self._screen.session, self._draft()
            work = partial(noting.add_lines, session.file, draft, lines, now=session.clock())
            again = [replace(draft, words=line) for line in lines]
            self._write_lines(work, lambda notes: self.added.emit(notes[-1]), again)
        else:
            self._capture.field.insertPlainText(" ".join(lines))
        self._capture.field.setFocus()

    def _draft(self) -> NoteContent:
        return self._capture.draft(self.breakout_id, self.question_id)

    def _show(self, draft: NoteContent) -> None:
        """Show a draft that is kept as it stands."""
        self._capture.show_draft(draft)
        self._soon.stop()
        self._unkept = False

    def _take(self, drafts: Sequence[NoteContent]) -> None:
        draft, *behind = drafts
        types_already = bool(self._draft().words.strip())
        self.is_known = True
        self.breakout_id = self.breakout_id or draft.breakout_id
        self.question_id = draft.question_id
        for field in () if types_already else self._capture.chosen:
            if given := getattr(draft, field):
                self._capture.offer(field, [given])
        self._given_back.resume(draft, behind)
        if not types_already:
            self._soon.stop()
            self._unkept = False
        self.known.emit()

    def _give_back(self, lines: Sequence[NoteContent], error: BaseException) -> None:
        """Nothing typed is lost when it was refused: it waits beside the field."""
        for line in lines:
            self._given_back.take(line)
        self._say(error)

    def _say_unkept(self, error: BaseException) -> None:
        self._unkept = True
        if self._soon.failed():
            self._say(error)

    def _say(self, error: BaseException) -> None:
        self._screen.session.tasks.said.emit(self._given_back.said_with(error))
