"""Before anything leaves: the rules for it, and every passage with a caution, to be looked through.

What was looked at once is not asked about again until it changes.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from facilitator.domain.wording import say
from facilitator.services.records import editing
from facilitator.services.report.cautions import Caution, Why
from facilitator.services.report.changing_words import Spoken, change_words
from facilitator.services.report.leaving import Leaving, leaving, look_at
from ui import theme
from ui.dialogs.base import Dialog
from ui.dialogs.leaving.policy_box import PolicyBox
from ui.models.rows import RowsModel
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.forms.fields import Lines
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.lists.rows import Row, RowDelegate, RowState, dress, row_height
from ui.words.telling import tell, told

TITLE = say("Before it leaves")
ADVICE = say(
    "Whatever is printed or saved follows these rules. Look at each passage below: Space marks it "
    "as looked at, Enter goes to where it stands."
)
ADVICE_ON_SHEETS = say(
    "Somebody on the list may be named here. Look at each text below: Space marks it as looked at, "
    "Enter goes to where it stands."
)
STILL = say("Look at what is still marked with “!” (Space), or say why it may leave all the same.")
ORIGINAL = say(
    "What you change here stands [like this] on paper; the original stays in the record."
)
NOTHING = say("No passage has a caution.")
LEAST_ROWS = 3
_WHYS = {
    Why.NAME: say("May name a person or an organisation"),
    Why.CONSENT: say("Somebody’s own words, and nobody was asked"),
    Why.ATTRIBUTION: say("Says more than a sector of who spoke"),
    Why.SECTOR: say("Names a small sector"),
    Why.CHANGED: say("Corrected after it was changed for printing"),
    Why.PICTURE: say("A photograph that nobody can search"),
    Why.FEW: say("Results of very few people"),
    Why.UNANIMOUS: say("Few people, and all of one mind"),
}


Leaves = Callable[..., Leaving]
"""Says of a file what would leave `now`."""


class _Typed:
    """What is typed over passages and is not printed yet, by passage: whoever goes on to another,
    or changes a rule, finds it there again.
    """

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._here = ""

    def show(self, id: str, said: str, field: Lines) -> None:
        """Have a field show a passage, "" for what cannot be typed over."""
        self._here = id
        field.setPlainText(self.words.get(id, said))
        field.document().setModified(id in self.words)

    def put_away(self, field: Lines) -> None:
        """Keep what stands in the field."""
        if self._here and field.document().isModified():
            self.words[self._here] = field.toPlainText()

    def over_what_goes(
        self, before: Leaving | None, now: Leaving, field: Lines
    ) -> Iterator[tuple[Spoken, str]]:
        """What was typed over passages that are there no more, each as its author had it."""
        self.put_away(field)
        for id in self.words.keys() - now.passages.keys():
            if before is not None and id in before.passages:
                yield before.passages[id], self.words.pop(id)


class LeavingDialog(Dialog):
    """The rules, the list, and the words of the chosen passage as they are printed. `of` says what
    would leave: the summary, unless it is something to hand out, which has no rules to choose.

    With `asks` nothing goes on before all was looked at or a reason given, which is the value.
    `record_asked` carries the record that somebody wants to go to.
    """

    record_asked = Signal(object)

    def __init__(
        self, parent: QWidget | None, session: Session, *, asks: bool, of: Leaves = leaving
    ) -> None:
        advice = told(ADVICE) if of is leaving else told(ADVICE_ON_SHEETS)
        super().__init__(
            parent, told(TITLE), advice, tell("Let it leave") if asks else tell("Done")
        )
        self._session, self._asks, self._of = session, asks, of
        self._shown: Leaving | None = None
        self._looked: dict[str, Caution] = {}
        self._typed = _Typed()
        self.policy = PolicyBox()
        self.model = RowsModel()
        self.list = QListView()
        self.told = labels.quiet()
        self.words = Lines(tabChangesFocus=True)
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.original = labels.small(told(ORIGINAL))
        self.change = button(tell("Print these words"), "", "pencil", self.change_words)
        self.looked = button(tell("Looked at"), "", "check", self.look)
        self.go = button(tell("Go there"), "quiet", "", self.go_there)
        self.acts = QWidget()
        self.reason = QLineEdit(placeholderText=tell("Or say why it may leave all the same"))
        self._lay_out_body()
        self._wire()
        self.policy.setEnabled(False)  # what holds is not read yet
        self.policy.setVisible(of is leaving)
        self.list.setFocus()
        self.read()

    def read(self) -> None:
        """Read what would leave now."""
        file, now = self._session.file, self._session.clock()
        self._session.tasks.run(partial(self._of, file, now=now), self.show_leaving)

    def show_leaving(self, found: Leaving) -> None:
        """Show it, the cursor where it was. What was typed over a passage that is gone is kept."""
        before, self._shown = self._shown, found
        for seen, wanted in self._typed.over_what_goes(before, found, self.words):
            self._print(seen, wanted)
        self.policy.setEnabled(True)
        self.policy.show_seminar(found.seminar)
        chosen = self._chosen()
        self.model.show_rows(list(self._rows(found)))
        at = self.model.index_of(f"{chosen.record.id} {chosen.why}" if chosen else "")
        self.list.setCurrentIndex(at if at.isValid() else self.model.index(1, 0))
        kept = (
            tell("{kept} passages stay here by these rules. ", kept=found.kept)
            if found.kept
            else ""
        )
        self.told.setText(f"{kept}{'' if found.cautions else told(NOTHING)}".strip())
        for part in (self.list, self.original, self.words, self.acts):
            part.setVisible(bool(found.cautions))
        self.reason.setVisible(self._asks and bool(found.cautions))
        self._show_words()

    def look(self) -> None:
        """Mark the chosen passage as looked at, and go on to the next."""
        caution = self._chosen()
        if caution is not None and self._shown is not None:
            self._looked[caution.key] = caution
            at = self.list.currentIndex().row()
            self.model.show_rows(list(self._rows(self._shown)))
            self.list.setCurrentIndex(self.model.index(self._next(at), 0))

    def change_words(self) -> None:
        """Print the chosen passage in the words that stand in the field."""
        caution, shown = self._chosen(), self._shown
        seen = shown.passages.get(caution.record.id) if caution and shown else None
        if seen is not None:
            self.words.document().setModified(False)
            self._typed.words.pop(seen.id, None)
            self._print(seen, self.words.toPlainText())

    def go_there(self) -> None:
        """Close, and go to the record; what was looked at is remembered."""
        caution = self._chosen()
        if caution is not None:
            self.reject()
            self.record_asked.emit(caution.record)

    def value(self) -> str:
        return self.reason.text().strip()

    def problem(self) -> str:
        return told(STILL) if self._asks and self._waiting() and not self.value() else ""

    def done(self, result: int) -> None:
        """However it closes, what was looked at is remembered."""
        if self._looked:
            seen, now = tuple(self._looked.values()), self._session.clock()
            self._session.tasks.run(partial(look_at, self._session.file, seen, now=now))
        super().done(result)

    def _set_rule(self, field: str, value: object) -> None:
        if self._shown is not None:
            seminar, file, now = self._shown.seminar, self._session.file, self._session.clock()
            self._write(partial(editing.change, file, seminar, {field: value}, now=now))

    def _print(self, seen: Spoken, wanted: str) -> None:
        now = self._session.clock()
        self._write(partial(change_words, self._session.file, seen, wanted, now=now))

    def _write(self, work: partial[None]) -> None:
        def written(_: None) -> None:
            self._session.watch.nudge()
            self.read()

        self._session.tasks.run(work, written, lambda error: self.told.setText(told(error)))

    def _waiting(self) -> bool:
        return self._shown is None or bool(self._shown.waiting - self._looked.keys())

    def _rows(self, found: Leaving) -> Iterator[Row]:
        in_turn = sorted(found.cautions, key=lambda each: list(Why).index(each.why))
        for why, cautions in groupby(in_turn, key=lambda each: each.why):
            yield Row(key=why, text=told(_WHYS[why]), state=RowState.HEADING)
            for each in cautions:
                seen = each.key not in found.waiting or each.key in self._looked
                standing = tell("Looked at") if seen else tell("To be looked at")
                yield Row(
                    key=f"{each.record.id} {each.why}",
                    text=told(each.said),
                    lead="✓" if seen else "!",
                    detail=" ".join(each.words.split()),
                    spoken=f"{told(each.said)} {standing}",
                    value=each,
                )

    def _next(self, at: int) -> int:
        rows = self.model.rows
        return next((n for n in range(at + 1, len(rows)) if rows[n].value is not None), at)

    def _chosen(self) -> Caution | None:
        row = self.model.row(self.list.currentIndex())
        value = row.value if row is not None else None
        return value if isinstance(value, Caution) else None

    def _show_words(self, *_: QModelIndex) -> None:
        self._typed.put_away(self.words)
        caution, shown = self._chosen(), self._shown
        spoken = shown.passages.get(caution.record.id) if caution and shown else None
        said = (spoken.printed_as or spoken.words) if spoken else caution.words if caution else ""
        self._typed.show(spoken.id if spoken else "", said, self.words)
        self.words.setReadOnly(spoken is None)
        self.change.setEnabled(spoken is not None)
        of_picture = caution is not None and caution.why is Why.PICTURE
        jpeg = (
            shown.photographs.get(caution.record.id) if of_picture and caution and shown else None
        )
        picture = QPixmap()
        self.picture.setVisible(jpeg is not None and picture.loadFromData(jpeg, "JPEG"))
        self.picture.setPixmap(
            picture.scaledToHeight(theme.space(24), Qt.TransformationMode.SmoothTransformation)
            if not picture.isNull()
            else picture
        )

    def _wire(self) -> None:
        self.policy.chosen.connect(self._set_rule)
        self.list.selectionModel().currentChanged.connect(self._show_words)
        self.list.activated.connect(lambda _: self.go_there())
        for keys, where, act in (
            (Qt.Key.Key_Space, self.list, self.look),
            (QKeySequence("Ctrl+Return"), self.words, self.change_words),
        ):
            QShortcut(QKeySequence(keys), where, act, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out_body(self) -> None:
        self.list.setModel(self.model)
        dress(self.list, RowDelegate(self.list, lines=0, lead=2), tell("Passages with a caution"))
        self.list.setMinimumHeight(LEAST_ROWS * row_height(detail=True))
        self.words.setAccessibleName(tell("Words as they are printed"))
        self.words.setMaximumHeight(theme.space(12))
        self.reason.setAccessibleName(tell("Why it may leave all the same"))
        self.body.addWidget(self.policy)
        self.body.addWidget(self.told)
        self.body.addWidget(self.list, 100)
        self.body.addWidget(self.picture)
        self.body.addWidget(self.original)
        self.body.addWidget(self.words)
        self.acts.setLayout(Flow((self.looked, self.go, self.change)))
        self.keep_in_sight(self.acts)
        self.keep_in_sight(self.reason)
        self.body.addStretch()
        self.resize(theme.space(100), theme.space(90))
