"""What authors add to the paper, written beside its pages: messages, answers, comments, whose money
and licence it is. Each is kept with who and when.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QApplication, QListView, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.report.additions import ADDITION_NAMES, Addition, AdditionKind
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Weekday, brief, say
from facilitator.services.files.handles import SeminarStore
from facilitator.services.records import removing
from facilitator.services.report.adding import keep_addition
from facilitator.services.responses.commenting import comments_in
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.report.addition_fields import AdditionFields
from ui.session import Session
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.forms.fields import Lines
from ui.widgets.frames import labels
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

Held = tuple[tuple[Addition, ...], tuple[Theme, ...], tuple[Finding, ...], tuple[Response, ...]]
FIRST = say("What you are writing is not kept yet: write what it says, or empty its fields.")


class AdditionsPanel(QWidget):
    """The list of what was added above the one that is being written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._seen: Addition | None = None
        self.model = RowsModel()
        self.list = QListView()
        self.fields = AdditionFields()
        self.keep = button(tell("Keep"), "primary", "", self.keep_it)
        self.new = button(tell("New"), "", "plus", self.begin)
        self.gone = button(tell("Take out"), "quiet", "", self.take_out)
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.fields.suit()

    def read(self) -> None:
        """Read what was added, and what it can be about."""
        self._session.tasks.run(partial(_held, self._session.file), self.show_held)

    def show_held(self, held: Held) -> None:
        """Show it; what is being written stays."""
        added, *_, sent = held
        self.fields.offer(_subjects(held))
        in_turn = sorted(added, key=lambda each: list(AdditionKind).index(each.kind))
        self.model.show_rows([*map(_row, in_turn), *map(_sent_row, sent)])
        if not self.fields.by.text() and added:
            self.fields.by.setText(max(added, key=lambda each: each.at).by)

    def begin(self) -> None:
        """Write another, when what stands here is kept; kind and author stay."""
        if self._keep_first():
            self._start()

    def keep_it(self) -> None:
        """Keep what stands in the fields, with who and when."""
        if (addition := self._standing()) is not None:
            self._keep(addition, self._seen, partial(self._kept, addition))

    def finish(self) -> None:
        """Keep what is still being written."""
        if self.fields.is_written() and self.fields.standing_words()[0]:
            self.keep_it()

    def take_out(self) -> None:
        """Take the chosen one out; undo brings it back."""
        if self._seen is not None:
            file, now = self._session.file, self._session.clock()
            self._write(partial(removing.take_out, file, self._seen, now=now), self._start)

    def _start(self) -> None:
        self._seen = None
        self.list.setCurrentIndex(QModelIndex())
        self.fields.fill()
        if self.isAncestorOf(QApplication.focusWidget() or self):
            self.fields.words.setFocus()

    def _kept(self, addition: Addition) -> None:
        """The fields are free for another, unless somebody wrote on in them meanwhile."""
        if self.fields.standing_words() == (addition.words, addition.answer):
            self._start()
        else:
            self._seen = addition

    def _keep_first(self) -> bool:
        """Keep what stands here before something else does; False where it cannot be, and stays."""
        if not self.fields.is_written():
            return True
        addition = self._standing()
        if addition is None or not addition.words:
            self.trouble.setText(self.trouble.text() or told(FIRST))
            return False
        self._keep(addition, self._seen, lambda: None)
        return True

    def _standing(self) -> Addition | None:
        """What stands in the fields; None where the day is none, which is told."""
        try:
            return self.fields.standing(self._seen, self._session.clock())
        except SeminarError as error:
            self.trouble.setText(told(error))
            return None

    def _keep(self, addition: Addition, seen: Addition | None, then: Callable[[], object]) -> None:
        work = partial(keep_addition, self._session.file, addition, seen, now=addition.at)
        self._write(work, then, partial(self._put_back, addition, seen))

    def _put_back(self, addition: Addition, seen: Addition | None, error: BaseException) -> None:
        """What was refused stands in the fields again, whatever was gone to meanwhile."""
        self._seen = seen
        self.fields.show(addition)
        self.fields.mark_written()
        self.trouble.setText(told(error))

    def _write(
        self,
        work: "partial[None]",
        then: Callable[[], object],
        refused: Callable[[BaseException], object] | None = None,
    ) -> None:
        def written(_: None) -> None:
            self.trouble.setText("")
            then()
            self._session.watch.nudge()
            self.read()

        said = refused or (lambda error: self.trouble.setText(told(error)))
        self._session.tasks.run(work, written, said)

    def _choose(self, index: QModelIndex) -> None:
        """Show what is chosen, when what stands here is kept: a click on a row is not to cost what
        somebody was writing.
        """
        row = self.model.row(index)
        if row is None or not isinstance(row.value, Response | Addition):
            return
        if not self._keep_first():
            before = self.model.index_of(self._seen.id) if self._seen else QModelIndex()
            QTimer.singleShot(0, self, lambda: self.list.setCurrentIndex(before))
        elif isinstance(row.value, Response):  # write what the authors say to somebody's comment
            self._seen = None
            self.fields.pick(AdditionKind.COMMENT, row.value.id)
            self.fields.fill()
        else:
            self._seen = row.value
            self.fields.show(row.value)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        dress(self.list, RowDelegate(self.list, lines=2), tell("What was added"))
        fields = self.fields
        named: Sequence[tuple[QWidget, str]] = (
            (fields.kind, tell("What is added")),
            (fields.about, tell("What it is about")),
            (fields.words, tell("What it says")),
            (fields.answer, tell("What is answered")),
            (fields.until, tell("Until when comments are asked for")),
            (fields.by, tell("Who writes this")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.Label(tell("Added by authors"), "strong"))
        column.addWidget(self.list, 2)
        for field, name in named:
            field.setAccessibleName(name)
            column.addWidget(field, 1 if isinstance(field, Lines) else 0)
        column.addWidget(self.trouble)
        column.addLayout(row_of((self.keep, self.new, self.gone)))


def _subjects(held: Held) -> Iterator[tuple[str, str]]:
    """What an addition can be about, in words, and its id."""
    _, themes, findings, sent = held
    yield tell("The whole"), ""
    for theme_ in themes:
        yield theme_.name, theme_.id
    for finding in findings:
        yield finding.label or told(brief(finding.wording, 40)), finding.id
    for comment in sent:
        yield tell("Comment: {words}", words=brief(comment.words, 40)), comment.id


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
