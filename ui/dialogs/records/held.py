"""What is held about somebody, saved for them to read: the right to ask for it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from facilitator.domain.people.participants import Participant, by_family_name
from facilitator.domain.wording import say
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told

NAME = say("What is held about somebody")
ADVICE = say(
    "For somebody who asks: what is theirs, in every version, where they stand beside something, "
    "and what others said that names them. Look through the last before you hand it over."
)
NOBODY = say("People are added in Prepare, or join with a name on their phone.")
TABLES = say("Tables (*.csv)")
SIZE = (72, 70)


def save(session: Session, window: QWidget, announce: Callable[[str], object]) -> None:
    """Ask about whom and where to, and write it."""

    def read() -> tuple[Participant, ...]:
        with session.file.read() as reader:
            return by_family_name(reader.every(Participant))

    def choose(people: tuple[Participant, ...]) -> None:
        person = ask.ask(PersonDialog(window, people))
        if person is not None:
            _save(session, window, person, announce)

    session.tasks.run(read, choose)


def _save(
    session: Session, window: QWidget, person: Participant, announce: Callable[[str], object]
) -> None:
    proposed = session.near.with_name(f"{session.near.stem}-held.csv")
    target = ask.choose_new_file(
        window, tell("Save what is held about {name}", name=person.name), proposed, told(TABLES)
    )
    if target is None:
        return

    def write() -> None:
        from exports.papers import write_held
        from facilitator.services.records import held

        held.refuse_readers(session.file)
        with session.file.read() as reader:
            found = held.about(reader, person)
        write_held(found, target)

    session.tasks.run(
        write, lambda _: announce(tell("Saved {name}.", name=target.name)), progress=told(NAME)
    )


class PersonDialog(Dialog):
    """Its value is the person who was chosen."""

    def __init__(self, parent: QWidget | None, people: Sequence[Participant]) -> None:
        super().__init__(parent, told(NAME), told(ADVICE), tell("Save as a table…"))
        self._people = {person.id: person for person in people}
        self.rows = RowsModel([_row(person) for person in people])
        self.view = RowList()
        self.list = SearchList(self.rows, self.view, tell("People"), tell("Search names"))
        dress(self.view, RowDelegate(self.view), tell("People"))
        text_size.fit(self, *SIZE)
        if not people:
            self.be_empty(tell("Nobody is on the list"), told(NOBODY), self.list)
            return
        self.body.addWidget(self.list, 1)
        self.list.chosen.connect(self.accept)
        self.list.focus_search()

    def value(self) -> Participant | None:
        """The person under the cursor."""
        row = self.rows.row(self.list.current())
        return None if row is None else self._people[row.key]

    def problem(self) -> str:
        """Somebody has to be chosen."""
        return "" if self.value() else tell("Choose a person first.")


def _row(person: Participant) -> Row:
    return Row(
        key=person.id,
        text=person.name,
        detail=" · ".join(filter(None, (person.organisation, person.email))),
    )
