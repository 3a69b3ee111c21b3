"""What authors add to the paper, written beside its pages: messages, answers, comments, whose money
and licence it is. Each is kept with who and when.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QVBoxLayout, QWidget

from facilitator.domain.days import on_this_computer, read_day, write_day
from facilitator.domain.errors import SeminarError
from facilitator.domain.report.additions import ADDITION_NAMES, Addition, AdditionKind
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Weekday, brief, say
from facilitator.services.files.handles import SeminarStore, new_id
from facilitator.services.records import removing
from facilitator.services.report.adding import keep_addition
from facilitator.services.responses.commenting import comments_in
from ui import theme
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import Lines, Steady
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

Held = tuple[tuple[Addition, ...], tuple[Theme, ...], tuple[Finding, ...], tuple[Response, ...]]
HINTS = {
    AdditionKind.MESSAGE: say("A whole sentence to take away, with how many people and groups"),
    AdditionKind.YOU_SAID: say("What the room asked for"),
    AdditionKind.PARTICIPANT: say("What somebody wrote about the paper, without their name"),
    AdditionKind.INVITATION: say(
        "What you want to know, and where else to send it: the page that "
        "people take home has a form for it until that day"
    ),
    AdditionKind.EDITION: say("What is new since the edition before"),
    AdditionKind.LICENCE: say("Such as: CC BY 4.0"),
}
WHERE_ANSWERED = (AdditionKind.YOU_SAID, AdditionKind.PARTICIPANT)
WHERE_ABOUT = (AdditionKind.FOR_PAPER, AdditionKind.COMMENT, AdditionKind.PARTICIPANT)


class AdditionsPanel(QWidget):
    """The list of what was added above the one that is being written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._seen: Addition | None = None
        self.model = RowsModel()
        self.list = QListView()
        self.kind, self.about = Choices(), Choices()
        for kind, name in ADDITION_NAMES.items():
            self.kind.addItem(told(name), kind)
        self.words, self.answer = Lines(tabChangesFocus=True), Lines(tabChangesFocus=True)
        self.until = QLineEdit(placeholderText=tell("Until when, such as 1 Nov 2011"))
        self.by = QLineEdit(placeholderText=tell("Who writes this"))
        self.keep = button(tell("Keep"), "primary", "", self.keep_it)
        self.new = button(tell("New"), "", "plus", self.begin)
        self.gone = button(tell("Take out"), "quiet", "", self.take_out)
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self._lay_out()
        self.kind.activated.connect(lambda _: self._suit())
        self.list.selectionModel().currentChanged.connect(self._choose)
        self._suit()

    def read(self) -> None:
        """Read what was added, and what it can be about."""
        self._session.tasks.run(partial(_held, self._session.file), self.show_held)

    def show_held(self, held: Held) -> None:
        """Show it; what is being written stays."""
        added, themes, findings, sent = held
        chosen = self.about.currentData() or ""
        self.about.clear()
        self.about.addItem(tell("The whole"), "")
        for theme_ in themes:
            self.about.addItem(theme_.name, theme_.id)
        for finding in findings:
            self.about.addItem(finding.label or brief(finding.wording, 40), finding.id)
        for comment in sent:
            self.about.addItem(tell("Comment: {words}", words=brief(comment.words, 40)), comment.id)
        self.about.setCurrentIndex(max(self.about.findData(chosen), 0))
        in_turn = sorted(added, key=lambda each: list(AdditionKind).index(each.kind))
        self.model.show_rows([*map(_row, in_turn), *map(_sent_row, sent)])
        if not self.by.text() and added:
            self.by.setText(max(added, key=lambda each: each.at).by)

    def begin(self) -> None:
        """Write another; kind and author stay."""
        self._seen = None
        self.list.setCurrentIndex(QModelIndex())
        self._fill("", "", "")
        self.words.setFocus()

    def keep_it(self) -> None:
        """Keep what stands in the fields, with who and when."""
        seen, now, file = self._seen, self._session.clock(), self._session.file
        try:
            until = read_day(self.until.text(), on_this_computer(now).date())
        except SeminarError as error:
            self.trouble.setText(told(error))
            return
        kind = AdditionKind(self.kind.currentData())
        addition = Addition(
            id=seen.id if seen else new_id(),
            kind=kind,
            words=self.words.toPlainText(),
            about=self.about.currentData() or "" if kind in WHERE_ABOUT else "",
            by=self.by.text(),
            at=now,
            answer=self.answer.toPlainText() if kind in WHERE_ANSWERED else "",
            until=until if kind is AdditionKind.INVITATION else None,
        )
        self._write(partial(keep_addition, file, addition, seen, now=now))

    def finish(self) -> None:
        """Keep what is still being written."""
        if self.words.document().isModified() and self.words.toPlainText().strip():
            self.keep_it()

    def take_out(self) -> None:
        """Take the chosen one out; undo brings it back."""
        if self._seen is not None:
            file, now = self._session.file, self._session.clock()
            self._write(partial(removing.take_out, file, self._seen, now=now))

    def _write(self, work: "partial[None]") -> None:
        def written(_: None) -> None:
            self.trouble.setText("")
            self.begin()
            self._session.watch.nudge()
            self.read()

        self._session.tasks.run(work, written, lambda error: self.trouble.setText(told(error)))

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and isinstance(row.value, Response):
            self._answer(row.value)
        if row is None or not isinstance(row.value, Addition):
            return
        each = self._seen = row.value
        _pick(self.kind, each.kind)
        _pick(self.about, each.about)
        self.by.setText(each.by)
        self._fill(each.words, each.answer, write_day(each.until))
        self._suit()

    def _answer(self, comment: Response) -> None:
        """Write what the authors say to somebody's comment."""
        self._seen = None
        _pick(self.kind, AdditionKind.COMMENT)
        _pick(self.about, comment.id)
        self._fill("", "", "")
        self._suit()

    def _fill(self, words: str, answer: str, until: str) -> None:
        self.words.setPlainText(words)
        self.answer.setPlainText(answer)
        self.until.setText(until)

    def _suit(self) -> None:
        """Only the fields that the kind has, named as they are there."""
        kind = AdditionKind(self.kind.currentData())
        self.words.setPlaceholderText(told(HINTS.get(kind, "")))
        self.answer.setVisible(kind in WHERE_ANSWERED)
        is_promise = kind is AdditionKind.YOU_SAID
        self.answer.setPlaceholderText(tell("We will …") if is_promise else tell("Authors’ answer"))
        self.about.setVisible(kind in WHERE_ABOUT)
        self.until.setVisible(kind is AdditionKind.INVITATION)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        dress(self.list, RowDelegate(self.list, lines=2), tell("What was added"))
        named: Sequence[tuple[QWidget, str]] = (
            (self.kind, tell("What is added")),
            (self.about, tell("What it is about")),
            (self.words, tell("What it says")),
            (self.answer, tell("What is answered")),
            (self.until, tell("Until when comments are asked for")),
            (self.by, tell("Who writes this")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.Label(tell("Added by authors"), "strong"))
        column.addWidget(self.list, 2)
        for field, name in named:
            field.setAccessibleName(name)
            column.addWidget(field, 1 if isinstance(field, Lines) else 0)
        for box in (self.kind, self.about):
            Steady(box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        column.addWidget(self.trouble)
        column.addLayout(row_of((self.keep, self.new, self.gone)))


def _held(file: SeminarStore) -> Held:
    with file.read() as reader:
        sent = comments_in(reader)
        return reader.every(Addition), reader.every(Theme), reader.every(Finding), sent


def _row(each: Addition) -> Row:
    who = " · ".join(filter(None, (told(ADDITION_NAMES[each.kind]), each.by)))
    detail = f"{who} · {told(Weekday(each.at.date()))}"
    return Row(key=each.id, text=" ".join(each.words.split()), detail=detail, value=each)


def _sent_row(each: Response) -> Row:
    """A comment that somebody sent, and whether they let it be printed."""
    may = tell("for authors alone") if each.hidden else tell("may be printed")
    detail = tell(
        "Sent by a participant · {may} · {date}", may=may, date=Weekday(each.recorded_at.date())
    )
    return Row(key=each.id, text=" ".join(each.words.split()), detail=detail, value=each)


def _pick(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(max(box.findData(value), 0))
