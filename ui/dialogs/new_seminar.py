"""Asks what a new seminar is made from, what it is called, when it is, where and how it is kept."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.services.templates import loading
from ui import ask, theme
from ui.dialogs.base import Dialog
from ui.dialogs.passphrase import ProtectBox
from ui.seminar_files import NewSeminar, free_name
from ui.widgets.forms.buttons import button
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.day_field import DayField
from ui.widgets.frames import labels
from ui.words.telling import tell, told

ADVICE = say("Everything the template brings can be changed afterwards.")
SUMMARY_LINES = 4
WIDTH = 64


class NewSeminarDialog(Dialog):
    """`folder` is where seminars go unless another place is chosen; `today` is the clock's day."""

    def __init__(self, parent: QWidget | None, folder: Path, today: date) -> None:
        super().__init__(parent, tell("New seminar"), told(ADVICE), tell("Make the seminar"))
        self.setMinimumWidth(theme.space(WIDTH))
        self._folder = folder
        self._today = today
        self._own_place: Path | None = None
        self.template = Choices()
        self.summary = labels.small()
        self.summary.setMinimumHeight(SUMMARY_LINES * self.summary.fontMetrics().lineSpacing())
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title = QLineEdit()
        self.date = DayField(tell("Date"), lambda: today)
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.elsewhere = button(
            tell("Choose another place…"), "quiet", "folder-open", self._choose_place
        )
        self.protect = ProtectBox()
        self._fill()
        self._lay_out_body()
        self.template.currentIndexChanged.connect(self._show_template)
        self.title.textChanged.connect(self._show_place)
        self._show_template()

    def value(self) -> NewSeminar:
        """What was entered."""
        return NewSeminar(
            self._path(),
            self.template.currentData(),
            self.title.text().strip(),
            self.date.day() or self._today,
            self.protect.passphrase(),
        )

    def problem(self) -> str:
        """A seminar needs a title and a day, and a passphrase where it is to be protected."""
        if not self.title.text().strip():
            return tell("Give the seminar a title.")
        return self.date.problem() or self.protect.problem()

    def _fill(self) -> None:
        self._cards = loading.available()
        for card in self._cards:
            self.template.addItem(card.title, card.name)

    def _lay_out_body(self) -> None:
        for words, field in (
            (tell("&Template"), self.template),
            (tell("T&itle"), self.title),
            (tell("&Date"), self.date),
        ):
            self.body.addWidget(labels.caption(words, field))
            self.body.addWidget(field)
            if field is self.template:
                self.body.addWidget(self.summary)
        self.body.addWidget(labels.caption(tell("&Kept at"), self.place))
        self.body.addWidget(self.place)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.elsewhere)
        self.body.addLayout(row)
        self.body.addWidget(self.protect)
        self.body.addStretch(1)

    def _show_template(self) -> None:
        card = self._cards[self.template.currentIndex()]
        self.summary.setText(card.summary)
        self.title.setText(card.title)
        self.date.show_day(_planned_day(card.name) or self._today)

    def _path(self) -> Path:
        name = file_name(self.title.text())
        return self._own_place or free_name(self._folder / f"{name}.seminar")

    def _show_place(self) -> None:
        path = str(self._path())
        self.place.setText(path)
        self.place.setToolTip(path)

    def _choose_place(self) -> None:
        chosen = ask.choose_new_file(self, tell("Where to keep the seminar"), self._path())
        if chosen is not None:
            self._own_place = chosen
            self._show_place()


def file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", title).split()
    return " ".join(words).strip(" .")[:80] or tell("Seminar")


def _planned_day(template: str) -> date | None:
    try:
        return loading.load(template).planned_for
    except SeminarError:
        return None
