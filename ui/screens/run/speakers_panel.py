"""The speakers' list beside its segment: who speaks and for how long, who is next, who waits."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.speaking import LIMITS, SILENT, time_spoken
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Listed, say
from facilitator.services.seminar import speaking
from facilitator.services.views import projector, speakers
from facilitator.services.views.speakers import OnList, SpeakersDesk
from ui import theme
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.forms.completing import Completing
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.labels import Label
from ui.widgets.frames.yielding import Yielding
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.snug_list import SnugList
from ui.words.telling import tell, told

KINDS = frozenset({Kind.SPEAKERS, Kind.PARTICIPANT, Kind.BREAKOUT})
NOBODY = say("Nobody waits yet: people ask on their phones, or A puts somebody on.")
MOST_ROWS, LEAST_ROWS = 3, 2
NO_LIMIT = say("No time set")


class SpeakersPanel(Yielding):
    """There while a list is open. Reads and writes for itself, as the groups do.

    Keys while the focus is here: Enter calls the chosen one, A puts somebody on the list, Delete
    takes them off, E ends a turn, T sets how long each may speak, P shows it to the room, X closes.
    """

    filled = Signal(bool)
    """Whether a list is open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wants_focus = False
        self.desk = SpeakersDesk()
        self.rows = RowsModel()
        self.nobody = labels.quiet(told(NOBODY))
        self.list = SnugList(MOST_ROWS, LEAST_ROWS)
        self.now = labels.wrapped(Label(role="strong"))
        self.unheard = labels.small()
        self.name = QLineEdit(
            placeholderText=tell("A: a name (Tab completes it), or “a person at the back”; Enter")
        )
        self._names = Completing(self.name)
        self._names.proposed.connect(
            lambda name: self.name.setToolTip(tell("Tab: {name}", name=name) if name else "")
        )
        self.call = button(tell("Next  Alt+C"), "", "play", self.call_next)
        self.end = button(tell("End  E"), "quiet", act=self.end_turn)
        self.limit = button("", "quiet", "timer", self.turn_limit)
        self.show_it = button(tell("Show  P"), "quiet", act=self.show_room)
        self.close_it = button(tell("Close  X"), "quiet", act=self.close_list)
        self.call.setAccessibleName(tell("Call the next speaker"))
        self.end.setAccessibleName(tell("End the turn"))
        self.show_it.setAccessibleName(tell("Show the list to the room"))
        self.close_it.setAccessibleName(tell("Close the list"))
        session.watch.changed.connect(self._hear)
        self._lay_out()
        self._set_keys()
        self.hide()

    def open_or_focus(self) -> None:
        """Open the list, or put the keyboard into the one that is open."""
        if self.desk.is_open:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._wants_focus = True
        self._write(speaking.open_list)

    def call_next(self) -> None:
        """The next one in turn speaks now."""
        if self.desk.is_open:
            self._write(speaking.call)
        else:
            self.open_or_focus()

    def call_chosen(self) -> None:
        """The chosen one speaks now."""
        if (chosen := self._chosen()) is not None:
            self._write(speaking.call, chosen.key)

    def end_turn(self) -> None:
        """Nobody speaks now."""
        self._write(speaking.end_turn)

    def name_somebody(self) -> None:
        """Put the keyboard into the field; Tab completes the name of whoever is on the list."""
        self.name.setFocus()
        self._session.tasks.run(partial(speakers.names, self._session.file), self._names.offer)

    def put_on(self) -> None:
        """Put whoever is typed on the list; what cannot be taken stays in the field."""
        self._write(speaking.add, said := self.name.text(), then=partial(_let_go, self.name, said))

    def take_off(self) -> None:
        """Take the chosen one off the list."""
        if (chosen := self._chosen()) is not None:
            self._write(speaking.remove, chosen.key)

    def turn_limit(self) -> None:
        """The next of the lengths that each may speak for."""
        here = LIMITS.index(self.desk.limit) if self.desk.limit in LIMITS else 0
        self._write(speaking.set_limit, LIMITS[(here + 1) % len(LIMITS)])

    def show_room(self) -> None:
        """Put the list before the room."""
        self._write(projector.show, Scene.SPEAKERS)

    def close_list(self) -> None:
        """Close the list; who waited is forgotten."""
        self._write(speaking.close_list)

    def reload(self) -> None:
        """Read the list once more."""
        self._session.tasks.run(partial(speakers.desk, self._session.file), self._show_desk)

    def show_time(self, now: datetime) -> None:
        """How long the one who speaks has spoken; over the time does not look like in time."""
        desk = self.desk
        used = max(0, int((now - desk.since).total_seconds())) if desk.since else 0
        said = (
            f"{told(desk.speaking)}: {told(time_spoken(used, desk.limit))}"
            if desk.speaking
            else told(SILENT)
        )
        self.now.setText(said)
        self.now.set_state("late" if desk.limit and used > desk.limit else "")

    def _hear(self, changes: frozenset[Change]) -> None:
        around = self.parentWidget()
        is_looked_at = around is not None and around.isVisible()
        if is_looked_at and any(change.kind in KINDS for change in changes):
            self.reload()

    def _chosen(self) -> OnList | None:
        row = self.rows.row(self.list.currentIndex())
        return row.value if row is not None and isinstance(row.value, OnList) else None

    def _write(
        self,
        work: Callable[..., object],
        *values: object,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        def heard(_: object) -> None:
            self._session.watch.nudge()
            then()

        file, now = self._session.file, self._session.clock()
        self._session.tasks.run(partial(work, file, *values, now=now), heard)

    def _show_desk(self, desk: SpeakersDesk) -> None:
        was_open, self.desk = self.desk.is_open, desk
        self.rows.show_rows([_row(each, at) for at, each in enumerate(desk.waiting, 1)])
        self.nobody.setVisible(not desk.waiting)
        if desk.waiting and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.unheard.setText(
            tell("Little heard so far: {unheard}.", unheard=Listed(desk.unheard))
            * bool(desk.unheard)
        )
        self.unheard.setVisible(bool(desk.unheard))
        each = tell("{n} min each", n=desk.limit // 60) if desk.limit else told(NO_LIMIT)
        self.limit.setText(f"{each}  T")
        self.limit.setAccessibleName(tell("How long each may speak: {each}", each=each))
        self.end.setEnabled(bool(desk.speaking))
        self.show_time(self._session.clock())
        self.setVisible(desk.is_open)
        if was_open != desk.is_open:
            self.filled.emit(desk.is_open)
        if desk.is_open and self._wants_focus:
            self._wants_focus = False
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        dress(
            self.list, RowDelegate(self.list, lines=1, lead=2), tell("Who waits to speak, in turn")
        )
        self.list.setAccessibleDescription(
            tell("Enter calls the chosen one, Delete takes them off")
        )
        self.name.setAccessibleName(tell("Put somebody on the speakers’ list"))
        self.name.returnPressed.connect(self.put_on)
        head = Flow(
            (
                Label(tell("Speakers"), "caption"),
                labels.KeyHint("Alt+L"),
                self.call,
                *(self.end, self.show_it, self.close_it),
            ),
            1,
        )
        time = QHBoxLayout()
        time.addWidget(self.now, 1)
        time.addWidget(self.limit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addLayout(time)
        column.addWidget(self.list)
        column.addWidget(self.nobody)
        column.addWidget(self.name)
        column.addWidget(self.unheard)
        column.addWidget(labels.rule())

    def _set_keys(self) -> None:
        self.list.activated.connect(lambda _: self.call_chosen())
        keys: dict[str, Callable[[], object]] = {
            "A": self.name_somebody,
            "E": self.end_turn,
            "T": self.turn_limit,
            "P": self.show_room,
            "X": self.close_list,
            "Delete": self.take_off,
        }
        set_keys(self.list, keys, Qt.ShortcutContext.WidgetShortcut)
        leave = partial(self.list.setFocus, Qt.FocusReason.ShortcutFocusReason)
        set_keys(self.name, {"Escape": leave}, Qt.ShortcutContext.WidgetShortcut)


def _let_go(field: QLineEdit, said: str) -> None:
    """They are on the list; whose name somebody has begun to type meanwhile stays."""
    field.setText(field.text().removeprefix(said))


def _row(each: OnList, place: int) -> Row:
    has_spoken = tell("has spoken") if each.has_spoken else ""
    name = told(each.name)
    spoken = ", ".join(filter(None, (f"{place}", name, has_spoken)))
    return Row(
        key=each.key, lead=f"{place}", text=name, figure=has_spoken, spoken=spoken, value=each
    )
