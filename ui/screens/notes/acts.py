"""What is done to notes in the list: each key or button becomes one act on the file."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from facilitator.domain.notes.notes import Note
from facilitator.domain.notes.shorthand import write_line
from facilitator.domain.wording import brief, say
from facilitator.services.files.handles import SeminarStore
from facilitator.services.notes import noting, reading_back
from facilitator.services.views.notes_screen import Action, Desk
from ui.screens.notes.move_menu import MoveMenu
from ui.screens.notes.page import NoteAct, NotesView
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.rows import Row
from ui.words.telling import tell, told

Notes = tuple[Note, ...]
NOTHING_BELOW = say("There is no note below this one on the same question to join it with.")


_MEANING_WHAT_IS_SEEN = frozenset({NoteAct.DELETE, NoteAct.JOIN, NoteAct.MOVE})


class NoteActs(QObject):
    """Acts on the notes chosen in the list; `meant` are none while something else is typed into."""

    def __init__(self, screen: Screen, page: NotesView) -> None:
        super().__init__(screen)
        self._screen = screen
        self._page = page
        self._desk: Desk | None = None
        page.asked.connect(self._act)
        page.painting.kept.connect(self._edit)
        page.painting.split_asked.connect(self._split)

    def show_desk(self, desk: Desk) -> None:
        """Where notes can be moved to."""
        self._desk = desk

    def meant(self) -> Notes:
        """The note being edited, or the chosen notes while the list has the keyboard, or none."""
        return self._page.edited() or (self._page.chosen() if self._page.hasFocus() else ())

    def chosen(self) -> Notes:
        """The note being edited, or the notes that are chosen in the list."""
        return self._page.edited() or self._page.chosen()

    def mark(self, notes: Notes, field: str, said: object) -> None:
        """Say one thing of the notes: their kind, or whose words they are."""
        self._do(lambda file, now: noting.mark(file, field, *notes, said=said, now=now))

    def turn(self, notes: Notes, field: str) -> None:
        """Star the notes, let them be quoted, make them headline points, or no longer."""
        self._do(lambda file, now: noting.turn(file, field, *notes, now=now))

    def move_to_question(self, notes: Notes, question_id: str) -> None:
        """Put the notes with another question."""
        self._page.let_go()
        self._do(lambda file, now: noting.move(file, *notes, question_id=question_id, now=now))

    def move_to_group(self, notes: Notes, breakout_id: str) -> None:
        """Put the notes with another group."""
        self._page.let_go()
        self._do(lambda file, now: noting.move(file, *notes, breakout_id=breakout_id, now=now))

    def change_action(self, before: Action, after: Action) -> None:
        """Write what was changed in a row of the actions; where it is refused, show what stands."""
        file, now = self._screen.session.file, self._screen.session.clock()
        self._screen.write_words(
            before.note.id,
            lambda: _change_action(file, before, after, now),
            refused=self._refuse_action,
        )

    def _refuse_action(self, error: BaseException) -> None:
        self._screen.session.tasks.said.emit(told(error))
        self._screen.reload()

    def _act(self, act: NoteAct) -> None:
        notes = self._page.chosen()
        if not notes:
            return
        if act in _MEANING_WHAT_IS_SEEN and self._page.bring_into_sight():
            said = tell(
                "This is what was chosen: {named} Press the key again to go ahead.",
                named=_named(notes),
            )
            self._screen.session.tasks.said.emit(said)
        elif act is NoteAct.DELETE:
            self._delete(notes)
        elif act is NoteAct.TELL_KEY:
            self._screen.session.tasks.said.emit(
                tell("Ctrl+Del deletes {named}", named=_named(notes))
            )
        elif act is NoteAct.JOIN:
            self._join(notes)
        elif act is NoteAct.MOVE:
            self._offer_moves(notes)
        elif act is NoteAct.UP:
            self._shift(notes[0], -1)
        elif act is NoteAct.DOWN:
            self._shift(notes[0], 1)

    def _edit(self, row: Row, line: str) -> None:
        # What the room sees is decided on the host alone.
        correct = noting.edit if self._screen.session.is_copy else reading_back.correct
        self._type(row.value, partial(correct, line=line))

    def _split(self, row: Row, line: str, at: int) -> None:
        self._type(row.value, partial(noting.split, line=line, at=at))

    def _delete(self, notes: Notes) -> None:
        said = tell("Deleted: {named}", named=_named(notes))
        self._do(
            lambda file, now: noting.remove(file, *notes, now=now),
            lambda _: self._screen.undoable.emit(said),
        )

    def _join(self, notes: Notes) -> None:
        first = notes[0]
        second = notes[1] if len(notes) > 1 else self._page.next_note(first)
        if second is None:
            self._screen.session.tasks.said.emit(told(NOTHING_BELOW))
        else:
            self._do(lambda file, now: noting.join(file, first, second, now=now))

    def _shift(self, note: Note, places: int) -> None:
        self._do(lambda file, now: noting.shift(file, note, places, now=now))

    def _offer_moves(self, notes: Notes) -> None:
        if self._desk is not None:
            menu = MoveMenu(self._desk, self._page)
            menu.to_question.connect(partial(self.move_to_question, notes))
            menu.to_group.connect(partial(self.move_to_group, notes))
            menu.open_beside(self._page, self._page.currentIndex())

    def _type(self, note: Note, act: Callable[..., None]) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        self._screen.write_words(note.id, lambda: act(file, note, now=now))

    def _do(
        self,
        act: Callable[[SeminarStore, datetime], None],
        then: Callable[[None], object] | None = None,
    ) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        self._screen.write(lambda: act(file, now), then)


def _named(notes: Notes) -> str:
    """Notes by their first words, as a sentence."""
    more = " " + tell("and {n} more", n=len(notes) - 1) if len(notes) > 1 else ""
    return f"“{brief(notes[0].words, 60)}”{more}."


def _change_action(file: SeminarStore, before: Action, after: Action, now: datetime) -> None:
    said = after.note
    if said.words != before.note.words:
        noting.edit(file, before.note, write_line(said), now=now)
    else:
        noting.assign(file, before.note, owner=said.owner, due=said.due, now=now)
