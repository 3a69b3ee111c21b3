"""Asks for a seminar in a database: its address, or one of all that a database holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui import settings, theme
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.recent import is_address, noted
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Address, Held
    from ui.tasks import Tasks

ADVICE = say(
    "A conference of several rooms, or a centre with many seminars, keeps them in a database. Who "
    "looks after it knows its address."
)
EXAMPLE = "postgresql://server/seminars"
TYPE_ONE = say(
    "Type the address of the database, such as {example}, to see its seminars; or the "
    "address of a seminar in it, which has the seminar’s name behind that."
).of(example=EXAMPLE)
NONE_THERE = say("The database holds no seminar. “facilitator new” makes one, by its address.")
CHOOSE = say("Choose a seminar.")
ASKING = say("Asking the database…")
WIDTH = 76
LIST_HEIGHT = 24


class DatabaseDialog(Dialog):
    """`tasks` ask the database, so that the window never waits for it."""

    def __init__(self, parent: QWidget | None, tasks: Tasks) -> None:
        super().__init__(parent, tell("Open from a database"), told(ADVICE), tell("Open"))
        self.setMinimumWidth(theme.space(WIDTH))
        self._tasks = tasks
        self._found: dict[str, Held] = {}
        self._asked = ""
        self.address = QLineEdit(settings.LIBRARY.read())
        self.address.setPlaceholderText(EXAMPLE)
        self.look = button(tell("&Show its seminars"), "", "search", self.ask)
        self.rows = RowsModel()
        self.list = QListView()
        self.hint = labels.wrapped(labels.Spoken(role="small"))
        self._lay_out_body()
        self.address.textChanged.connect(self._forget)
        self.list.activated.connect(self.accept)
        self._forget()
        self.address.setFocus()

    def value(self) -> Address:
        """The seminar that was chosen in the list, or whose address was typed."""
        from facilitator.services.files.addresses import address_of

        row = self.rows.row(self.list.currentIndex())
        return self._found[row.key].address if row else address_of(self.address.text().strip())

    def problem(self) -> str:
        """A seminar has to be chosen, or its address typed; Enter shows what a database holds."""
        try:
            self.value()
        except SeminarError as error:
            return "" if self._asks_first() else told(error)
        return ""

    def accept(self) -> None:
        """Of a database alone, its seminars are shown first."""
        if self._asks_first():
            self.ask()
        else:
            super().accept()

    def ask(self) -> None:
        """Show what the database holds."""
        from facilitator.services.files.addresses import library_of, seminars_in

        self._asked = text = self.address.text().strip()
        try:
            library = library_of(text)
        except SeminarError as error:
            self.hint.setText(told(error))
            return
        self.hint.setText(told(ASKING))
        self._tasks.run(
            lambda: tuple(seminars_in(library)),
            lambda found: self._show(text, found),
            lambda error: self._tell(text, error),
        )

    def _asks_first(self) -> bool:
        text = self.address.text().strip()
        return is_address(text) and not self._found and _names_no_seminar(text)

    def _show(self, asked: str, found: tuple[Held, ...]) -> None:
        """Nothing of an address that was typed over meanwhile."""
        if asked != self._asked:
            return
        settings.LIBRARY.keep(_without_password(asked))
        self._found = {noted(held.address): held for held in found}
        self.rows.show_rows([_row(key, held) for key, held in self._found.items()])
        self.hint.setText(told(CHOOSE if found else NONE_THERE))
        if found:
            self.list.setCurrentIndex(self.rows.index(0, 0))
            self.list.setFocus()

    def _tell(self, asked: str, error: BaseException) -> None:
        if asked == self._asked and isinstance(error, SeminarError):
            self.hint.setText(told(error))

    def _forget(self) -> None:
        """What stands in the list is of the address that was asked for."""
        self._asked, self._found = "", {}
        self.rows.show_rows([])
        self.list.setCurrentIndex(QModelIndex())
        self.hint.setText(told(TYPE_ONE))

    def _lay_out_body(self) -> None:
        self.list.setModel(self.rows)
        self.list.setMinimumHeight(theme.space(LIST_HEIGHT))
        dress(self.list, RowDelegate(self.list, lines=1), tell("Seminars in the database"))
        self.body.addWidget(labels.caption(tell("&Address"), self.address))
        self.body.addWidget(self.address)
        self.body.addWidget(self.look)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.list, 1)


def _names_no_seminar(text: str) -> bool:
    from facilitator.services.files.addresses import library_of

    try:
        library_of(text)
    except SeminarError:
        return False
    return True


def _without_password(text: str) -> str:
    from facilitator.services.files.addresses import library_of

    database = library_of(text).typed
    whole, _, options = database.partition("?")
    return whole.rsplit("/", 1)[0] + (f"?{options}" if options else "")


def _row(key: str, held: Held) -> Row:
    day = told(held.day) if held.day else ""
    parts = [told(held.trouble)] if held.trouble else [day, held.address.schema]
    if held.is_voting:
        parts.append(tell("voting is open"))
    return Row(
        key=key,
        text=held.title or held.address.schema,
        detail=" · ".join(part for part in parts if part),
    )
