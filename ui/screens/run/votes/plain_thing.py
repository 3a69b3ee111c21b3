"""What can be put before the room and is no poll: a question, a message, the clock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.seminar.questions import Question
from facilitator.domain.stage.stage import Scene
from ui import theme
from ui.screens.run.votes.show_list import Target
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.labels import Label
from ui.words.telling import tell


class PlainThing(QWidget):
    """A question with its responses, or words to type. Announces what is asked for."""

    show_asked = Signal()
    wall_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wording = labels.wrapped(Label(role="strong"))
        self.help = labels.small()
        self.ask = button(tell("Show  Enter"), "primary", "monitor", self.show_asked.emit)
        self.wall = button(tell("Show responses  W"), "", "message-square", self.wall_asked.emit)
        self.message = QLineEdit(
            placeholderText=tell("A message to the whole room; Enter shows it")
        )
        self.message.setAccessibleName(tell("A message to the whole room"))
        self.message.returnPressed.connect(self.show_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        # first: they are in sight however little room there is
        column.addLayout(Flow((self.ask, self.wall)))
        column.addWidget(self.message)
        column.addWidget(self.wording)
        column.addWidget(self.help)

    def show_target(self, target: Target) -> None:
        """Show what is chosen."""
        question = target.subject if isinstance(target.subject, Question) else None
        self.wording.setText(question.wording if question else "")
        self.wording.setVisible(question is not None)  # the list says what else there is
        self.help.setText(question.help if question else "")
        self.help.setVisible(bool(question and question.help))
        self.wall.setVisible(question is not None)
        self.message.setVisible(target.scene is Scene.MESSAGE)

    def words(self) -> str:
        """The message; where there is none yet, it can be typed now."""
        words = self.message.text() if self.message.text().strip() else ""
        if not words:
            self.message.setFocus()
        return words
