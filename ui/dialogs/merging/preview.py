"""What files would bring, file by file and in words, before anything is taken in."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from facilitator.domain.merging.merge import Preview, contents
from facilitator.domain.wording import say
from ui import text_size, theme
from ui.dialogs.base import Dialog
from ui.widgets.frames import labels
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told

ADVICE = say(
    "Nothing has been changed yet. A backup is made first, and what is taken in can be taken out "
    "again."
)
NOTHING_TO_TAKE = say("Nothing has been changed.")
NEWS = say("Nothing in this file is new here: taking it in changes nothing.")
FIGURES = (
    (say("New"), say("Not here yet")),
    (say("Changed"), say("Here already, and worked on there")),
    (say("Known"), say("Here already, just so")),
    (say("In conflict"), say("Changed here and there; both versions are kept for you to settle")),
    (say("Erased"), say("Erased there at a person’s wish, and then here as well")),
)
SIZE = (84, 76)

Look = tuple[Path, Preview]


class TakeInDialog(Dialog):
    """Its value are the files to take in: those that can be read and bring something."""

    def __init__(self, parent: QWidget | None, looks: tuple[Look, ...]) -> None:
        self._wanted = tuple(path for path, found in looks if found.brings_something)
        advice = told(ADVICE) if self._wanted else told(NOTHING_TO_TAKE)
        super().__init__(parent, tell("Take in notes"), advice, _action(len(self._wanted)))
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self.cards = tuple(FileCard(found) for _, found in looks)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        self.body.addWidget(FollowingArea(page, tell("What the files bring")))
        if not self._wanted:
            self.accept_button.hide()
            self.cancel_button.setText(tell("Close"))
        text_size.fit(self, *SIZE)

    def value(self) -> tuple[Path, ...]:
        """The files to take in."""
        return self._wanted


class FileCard(QFrame):
    """One file: its name, what it brings in figures and by kind, and what is refused and why."""

    def __init__(self, found: Preview) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(2)] * 4)
        self._column.setSpacing(theme.space())
        self._say(found.name, "strong")
        if found.by:
            self._say(tell("Handed over by {by}", by=found.by), "body")
        if not found.readable:
            self._say(tell("Refused"), "warning")
        elif not found.brings_something:
            self._say(told(NEWS), "body")
        else:
            self._column.addLayout(_figures(found))
            self._say(tell("By kind: {contents}.", contents=contents(found)), "body")
        for refusal in found.refused:
            self._say(told(refusal.said), "body")
        said = [label.text() for label in self.findChildren(Label)]
        self.setAccessibleName(". ".join(said))

    def _say(self, words: str, role: str) -> None:
        self._column.addWidget(labels.wrapped(Label(words, role)))


def _figures(found: Preview) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(2))
    grid.setVerticalSpacing(theme.space(0.5))
    grid.setColumnStretch(2, 1)
    numbers = (found.new, found.changed, found.known, found.in_conflict, found.erased)
    for row, ((word, meaning), number) in enumerate(zip(FIGURES, numbers, strict=True)):
        grid.addWidget(Label(str(number), "strong"), row, 0)
        grid.addWidget(Label(told(word)), row, 1)
        grid.addWidget(labels.quiet(told(meaning)), row, 2)
    return grid


def _action(files: int) -> str:
    return tell("Take in") if files < 2 else tell("Take in {files} files", files=files)
