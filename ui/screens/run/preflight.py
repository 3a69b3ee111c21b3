"""Before the day: everything worth a look, each with what to do about it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.wording import Counted
from facilitator.services.files import addresses
from facilitator.services.seminar.preflight import Check, Facts, preflight
from ui import seminar_files, theme
from ui.dialogs.handout_button import HandoutButton
from ui.projector.displays import apart
from ui.room import wifi
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.labels import Label
from ui.widgets.frames.yielding import Yielding
from ui.words.telling import tell, told


class PreflightPanel(Yielding):
    """A line for each check, and the button that begins the day; nothing here can keep it shut."""

    start_asked = Signal()
    rehearsal_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title = labels.heading(tell("Before the day begins"))
        self.summary = labels.quiet()
        self.checks: tuple[Check, ...] = ()
        self.look = button(tell("Look again  F7"), "", "rotate-ccw", self.look_again)
        self.rehearse = button(tell("Rehearse"), "", "flask-conical", self.rehearsal_asked.emit)
        self.rehearse.setAccessibleName(tell("Rehearse the day on a copy"))
        self.rehearse.setToolTip(
            tell(
                "Simulated people run the day on a copy; this seminar stays as it is  Ctrl+Shift+R"
            )
        )
        test = (HandoutKind.TEST, tell("Test page for the printer"))
        self.test = HandoutButton(session, test, parent=self)
        self.start = button(tell("Start the day  F9"), "primary", "play", self.start_asked.emit)
        self._grid = QGridLayout()
        self._lay_out()

    def look_again(self) -> None:
        """Check once more whether everything is ready."""
        file, now, room = self._session.file, self._session.clock(), self._session.room
        trial = room.trial if room else None
        facts = Facts(
            displays=1 + len(apart(QGuiApplication.screens(), self.screen())),
            room_address=room.greeting.url if room and room.greeting else "",
            has_network=room is None or room.has_network,
            has_password=bool(wifi.remembered().password),
            trial=trial.sentence if trial else "",
            trial_is_good=trial is not None and trial.is_good,
        )

        def work() -> tuple[Check, ...]:
            known = replace(
                facts,
                last_backup=seminar_files.last_backup(file, now),
                names_due=seminar_files.names_due(file, now),
                has_vote_keys=addresses.has_vote_keys(file),
            )
            return preflight(file, known, now)

        self._session.tasks.run(work, self.show_checks)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found."""
        if tuple(checks) == self.checks:
            return
        self.checks = tuple(checks)
        self._clear()
        for row, check in enumerate(checks):
            self._add(row, check)
        wanting = sum(not check.ok for check in checks)
        self.summary.setText(_summary(wanting))

    def _add(self, row: int, check: Check) -> None:
        mark = QLabel()
        name = "check" if check.ok else "triangle-alert"
        mark.setPixmap(
            theme.icon(name, "accent" if check.ok else "danger").pixmap(theme.icon_size())
        )
        mark.setAccessibleName(tell("Well") if check.ok else tell("Wants a look"))
        sentence = labels.body(told(check.sentence))
        sentence.setAccessibleName(f"{told(check.name)}: {told(check.sentence)}")
        self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        called = labels.wrapped(Label(told(check.name), "strong"))
        self._grid.addWidget(called, row, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(sentence, row, 2)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(theme.space())
        self._grid.setVerticalSpacing(theme.space(1.5))
        self._grid.setColumnStretch(2, 1)
        page = QWidget()
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.space(), 0)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        scroll = FollowingArea(page, tell("Checks"))
        buttons = Flow((self.start, self.look, self.rehearse, self.test), space=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)


def _summary(wanting: int) -> str:
    if not wanting:
        return tell("Everything is well.")
    return told(
        Counted(
            wanting,
            "One thing wants a look. You can start all the same.",
            "{n} things want a look. You can start all the same.",
        )
    )
