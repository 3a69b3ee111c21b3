"""The base of Prepare's sections: read all material at once, write one undoable act at a time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.domain.acts import Verb
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import between
from facilitator.domain.wording import Text
from facilitator.services.files.handles import new_id
from facilitator.services.records import editing, removing
from facilitator.services.seminar import preparing
from ui.screens.prepare.material import Material, read_material
from ui.session import Session
from ui.widgets.forms.keys import set_keys
from ui.widgets.forms.tab_order import first_stop
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import told


class Section(Screen):
    """One page of Prepare. Subclasses show material; every change goes through `write`."""

    TITLE: ClassVar[Text] = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.searched: SearchList | None = None
        # Wherever the keyboard is: on the tabs and where a list is empty, too.
        in_sight = Qt.ShortcutContext.WindowShortcut
        set_keys(self, {"Ins": self.add, "/": self._find}, in_sight)

    def reload(self) -> None:
        if not self.unwritten():  # what was typed stays in its fields until it is in the file
            self.session.tasks.run(lambda: read_material(self.session.file), self.show_material)

    def show_material(self, material: Material) -> None:
        """Show what was read."""
        raise NotImplementedError

    def want(self, id: str) -> None:
        """Put the cursor on a record as soon as it is there, where there is a list of them."""

    def add(self) -> None:
        """Add to its list, where it is one."""

    def take_keyboard(self) -> None:
        """Have the keyboard in its list; where there is none, on its first field."""
        view = self.searched.view if self.searched is not None else None
        to = view if view is not None and view.isVisible() else first_stop(self)
        if to is not None:
            to.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self, seen: Record, fields: Mapping[str, Any], verb: Verb = Verb.CHANGE) -> None:
        """Set fields of a record, by their names; where that is refused, show what stands."""
        file, now = self.session.file, self.session.clock()
        self.write_words(
            (seen.id, *fields),
            lambda: editing.change(file, seen, fields, verb=verb, now=now),
            refused=self._refused,
        )

    def save(
        self,
        *records: Record,
        seen: Sequence[Record] = (),
        verb: Verb,
        then: Callable[[Any], object] | None = None,
    ) -> None:
        """Write whole records, new ones as a rule; `seen` are others as they were seen."""
        file, now = self.session.file, self.session.clock()
        self.write(lambda: preparing.save(file, *records, seen=seen, verb=verb, now=now), then)

    def remove(self, *records: Record, said: str) -> None:
        """Take records out, and offer to bring them back."""
        file, now = self.session.file, self.session.clock()
        self.write(
            lambda: removing.take_out(file, *records, now=now),
            lambda _: self.undoable.emit(said),
        )

    def put_before(self, record: Any, before: str | None) -> None:
        """Put a record before another one of its kind, or last."""
        file, now = self.session.file, self.session.clock()
        self.write(lambda: preparing.move(file, record, before=before, now=now))

    def shift_among(self, records: Sequence[Any], record: Any, places: int) -> None:
        """Move a record up (negative) or down among others, as far as there is a place."""
        ids = [each.id for each in records]
        place = ids.index(record.id) + places
        if 0 <= place < len(ids):
            after = place + 1 if places > 0 else place
            self.put_before(record, ids[after] if after < len(ids) else None)

    def when_shown(self, act: Callable[[object], object]) -> None:
        """Do something once the outcome of a write just made is on the screen.

        The worker does one thing after the other, so what is asked of it now comes after the
        reading that the write brought about.
        """
        self.session.tasks.run(lambda: None, act)

    def _find(self) -> None:
        if self.searched is not None and self.searched.isVisible():  # not where it is empty
            self.searched.focus_search()

    def _refused(self, error: BaseException) -> None:
        self.session.tasks.said.emit(told(error))
        self.reload()


def born() -> str:
    """An id for a record that is made here."""
    return new_id()


def place_after(records: Sequence[Any], after: Any) -> float:
    """The position right after one of the records, or after the last."""
    positions = sorted(record.position for record in records)
    if after is None:
        return between(positions[-1] if positions else None, None)
    later = [position for position in positions if position > after.position]
    return between(after.position, later[0] if later else None)


def short(text: str, most: int = 40) -> str:
    """A text as it stands in a label."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
