"""Other seminars beside this one: findings by seminars, each with its outcome and its people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from facilitator.domain.days import long_day
from facilitator.domain.report.comparison import Comparison, Row, compare
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.dialogs.passphrase import asked_first
from ui.seminar_files import looks_protected
from ui.widgets.frames.screen import Screen

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarFile
    from facilitator.services.synthesis.taking_over import Material

TITLE = "Findings of several seminars"
ADVICE = (
    "Findings that were made from one stand in one row. What is sealed stays sealed; nothing is "
    "written into the other seminars. Themes, questions and findings can go on in this one: "
    "nothing that was said goes with them, and no vote."
)
NOT_THERE = "Does not have it"


class CompareDialog(Dialog):
    """A table to read; `lacking` is what the others have and this one does not, in words."""

    def __init__(self, parent: QWidget | None, found: Comparison, lacking: str = "") -> None:
        super().__init__(parent, TITLE, ADVICE, f"Take over {lacking}")
        seminars = found.seminars
        self.table = QTableWidget(len(found.rows), 1 + len(seminars))
        self.table.setAccessibleName(TITLE)
        self.table.setHorizontalHeaderLabels(
            ["Finding", *(f"{each.title}\n{long_day(each.day)}" for each in seminars)]
        )
        self.table.verticalHeader().hide()  # labels would take the room of what was voted
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        for number, row in enumerate(found.rows):
            said = (row.finding.wording, *(told(row, n) for n in range(len(seminars))))
            for place, words in enumerate(said):
                item = QTableWidgetItem(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(number, place, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.table, 1)
        self.accept_button.setVisible(bool(lacking))
        self.cancel_button.setText("Close")
        self.cancel_button.setDefault(True)  # whoever only reads takes nothing over by Enter
        self.table.setFocus()
        text_size.fit(self, 110, 80)

    def value(self) -> bool:
        """What the others have is to go on here."""
        return True


def told(row: Row, place: int) -> str:
    """What one seminar's room held of a finding."""
    held = row.held[place]
    if held is None:
        return NOT_THERE
    words = str(held.words)
    return (
        f"{words}\nIn other words: “{held.finding.wording}”" if row.in_other_words(place) else words
    )


class Beside:
    """Asks which seminars to put beside this one, and shows them, for a screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def ask(self) -> None:
        """Which other seminars?"""
        session = self._screen.session
        folder = session.file.path.parent
        others: dict[Path, str] = {}
        for path in ask.choose_files(self._screen, "Seminars to compare with", folder):
            words = asked_first(self._screen, path) if looks_protected(path) else ""
            if words is not None:
                others[path] = words
        if others:
            work = partial(compared_with, session.file, others)
            session.tasks.run(work, self._show, progress="Reading the other seminars")

    def _show(self, found: "Read") -> None:
        if ask.ask(CompareDialog(self._screen, found.comparison, found.lacking)):
            session = self._screen.session
            work = partial(_take_over, session.file, found.others, session.clock())
            self._screen.write(
                work, lambda said: self._screen.undoable.emit(f"Taken over: {said}.")
            )


@dataclass(frozen=True, slots=True)
class Read:
    """This seminar beside others, what those bring, and what of it is `lacking` here, in words."""

    comparison: Comparison
    others: Sequence["Material"]
    lacking: str


def compared_with(file: "SeminarFile", others: Mapping[Path, str]) -> Read:
    """This seminar beside others, by what each is opened with; on the worker.

    Raises SeminarError where one cannot be read.
    """
    from facilitator.services.report.comparing import compared, compared_at
    from facilitator.services.synthesis.taking_over import lacking, material_at

    here = file.path.resolve()
    opened = [(path, words) for path, words in others.items() if path.resolve() != here]
    found = [material_at(path, words) for path, words in opened]
    beside = [compared_at(path, words) for path, words in opened]
    return Read(compare([compared(file), *beside]), found, lacking(file, found).said)


def _take_over(file: "SeminarFile", others: Sequence["Material"], now: datetime) -> str:
    from facilitator.services.synthesis.taking_over import take_over

    return take_over(file, others, now=now).said
