"""Entering ballots on paper: sheet after sheet, then all of them a second time."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.paper.piles import Pile
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import say
from facilitator.services.polls import paper_counting as counting
from facilitator.services.polls.paper_counting import Desk, Difference, Typed
from ui import text_size, theme
from ui.screens.run.votes.paper.second_look import SecondLook, SheetNumber, TakingOut
from ui.screens.run.votes.paper.sheet_form import SheetForm
from ui.session import Session
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.page_area import PageArea
from ui.words.telling import tell, told

T = TypeVar("T")
NOTHING = say(
    "Nothing is marked. If the sheet is blank or spoilt, press “Blank or spoilt”: it is counted "
    "as a sheet, and as no vote."
)
SOMETHING = say("Something is marked. Clear it first, or keep the sheet.")
DECLARED = say("The count of this pile is declared, so nothing can be entered any more.")


class PaperWindow(QWidget):
    """For the pile that a round is counted from. What is entered is on the disk before the next
    sheet is asked for; what stands in the cells is nowhere. `counted` says that something was.
    """

    counted = Signal()

    def __init__(self, session: Session, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self._round_id = round_id
        self._desk: Desk | None = None
        self._number = 0
        self._is_second = False
        self._is_held = False
        self.form: SheetForm | None = None
        self.state = labels.body()
        self.trouble = labels.wrapped(labels.Spoken(role="warning"))
        self.expected = SheetNumber(tell("Sheets in the pile"))
        self.first = button(tell("Enter sheets"), "", "file-text", partial(self.turn_to, False))
        self.second = button(
            tell("Enter them again"), "", "rotate-ccw", partial(self.turn_to, True)
        )
        self.keep = button(tell("Keep the sheet  Enter"), "primary", "check", self.enter)
        self.blank = button(tell("Blank or spoilt  Ctrl+B"), "", "", self.enter_blank)
        self.look = SecondLook()
        self.out = TakingOut()
        self._lay_out()
        self._wire()
        self.read()

    def read(self) -> None:
        """Find out what there is to enter."""
        work = partial(counting.desk, self._session.file, self._round_id)
        self._session.tasks.run(work, self._show)

    def turn_to(self, second: bool) -> None:
        """Enter sheets for the first time, or again."""
        self._is_second = second
        self.trouble.setText("")
        self._show_pile()
        self._clear()

    def enter(self) -> None:
        """Keep what was typed, or compare it with the first entry."""
        if self.form is not None and self.form.is_empty and not self._is_second:
            self.trouble.setText(told(NOTHING))
        else:
            self._enter()

    def enter_blank(self) -> None:
        """Count the sheet, and nothing on it."""
        if self.form is not None and not self.form.is_empty:
            self.trouble.setText(told(SOMETHING))
        else:
            self._enter()

    def settle(self, second: bool) -> None:
        """Somebody has looked at the sheet, and the second entry is right, or the first."""
        typed = self._typed() if second else None
        if typed is not None or not second:
            verb = partial(counting.settle, self._session.file, self._round_id, self._number, typed)
            self._write(verb, self._next)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._clear()

    def _enter(self) -> None:
        is_busy = self._is_held or self.look.isVisible() or not self._number
        typed = None if is_busy else self._typed()
        if typed is None:
            return
        file, held = self._session.file, self._round_id
        if self._is_second:
            again = partial(counting.enter_again, file, held, self._number, typed)
            self._write(again, self._compared)
        else:
            self._write(partial(counting.enter, file, held, typed), self._next)

    def _typed(self) -> Typed | None:
        try:
            return self.form.typed() if self.form else None
        except SeminarError as wrong:
            self.trouble.setText(told(wrong))
            return None

    def _write(self, verb: Callable[..., T], then: Callable[[T], object]) -> None:
        """One sheet after the other: nothing is sent twice by a key that is held down."""
        self._is_held = True
        self.trouble.setText("")

        def done(value: T) -> None:
            self._is_held = False
            self._session.watch.nudge()
            self.counted.emit()
            then(value)

        def refused(error: BaseException) -> None:
            self._is_held = False
            self.trouble.setText(told(error))

        self._session.tasks.run(partial(verb, now=self._session.clock()), done, refused)

    def _next(self, _: object) -> None:
        self._clear()
        self.read()

    def _clear(self) -> None:
        self.look.hide()
        if self.form is not None:
            self.form.clear()

    def _compared(self, differences: Sequence[Difference]) -> None:
        if differences:
            self.look.show_differences(self._number, differences)
        else:
            self._next(None)

    def _take_out(self, number: int) -> None:
        file, held = self._session.file, self._round_id
        self._write(partial(counting.take_out, file, held, number), self._next)

    def _expect(self) -> None:
        if self.expected.isModified():
            self.expected.setModified(False)
            file, sheets = self._session.file, self.expected.number()
            self._write(partial(counting.expect, file, self._round_id, sheets), self._expected)

    def _expected(self, _: object) -> None:
        self.read()
        if self.form is not None and self.expected.hasFocus():
            self.form.begin()

    def _show(self, desk: Desk | None) -> None:
        """A new form where the rounds of the pile are others than before."""
        before, self._desk = self._desk, desk
        if desk is None:
            self.state.setText(told(DECLARED))
            self.page.setEnabled(False)
            self._number = 0
            return
        if before is None or [r.id for r in before.rounds] != [r.id for r in desk.rounds]:
            self._put_form(desk)
        self._show_pile()

    def _put_form(self, desk: Desk) -> None:
        if self.form is not None:
            self.form.deleteLater()
        self.form = SheetForm(desk)
        self.form.ended.connect(self.enter)
        self.place.addWidget(self.form)
        self.expected.setText(str(desk.pile.expected or ""))
        self.form.show()  # what is not in sight yet takes no keyboard
        self.form.begin()

    def _show_pile(self) -> None:
        if self._desk is None:
            return
        pile = self._desk.pile
        self._number = (pile.next_to_compare or 0) if self._is_second else len(pile.sheets) + 1
        self.state.setText(_state(pile, self._number, second=self._is_second))
        for each in (self.keep, self.blank, self.page):
            each.setEnabled(bool(self._number))

    def _hear(self, changes: frozenset[Change]) -> None:
        if any(change.kind is Kind.ROUND for change in changes):
            self.read()

    def _wire(self) -> None:
        self._session.watch.changed.connect(self._hear)
        self.expected.editingFinished.connect(self._expect)
        self.look.settled.connect(self.settle)
        self.look.listen(self)
        self.out.wanted.connect(self._take_out)
        keys = {"Ctrl+B": self.enter_blank, "Ctrl+Return": self.enter, "Escape": self.close}
        set_keys(self, {**keys, **text_size.keys()})

    def _lay_out(self) -> None:
        self.setWindowTitle(tell("Ballots on paper"))
        self.setAccessibleName(tell("Ballots on paper"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QWidget()
        self.page.setProperty("role", "page")
        self.place = QVBoxLayout(self.page)
        self.place.setContentsMargins(0, 0, 0, 0)
        top = row_of((self.first, self.second))
        pile = labels.Label(tell("Sheet&s in the pile, counted first"))
        pile.setBuddy(self.expected)
        top.addWidget(pile)
        top.addWidget(self.expected)
        foot = QHBoxLayout()
        for each in (self.keep, self.blank, self.out):
            foot.addWidget(each)
        foot.addStretch(1)
        _stack(self, top, self.state, self.page, (self.trouble, self.look), foot)


def _stack(
    window: QWidget,
    top: QLayout,
    state: QWidget,
    page: QWidget,
    said: Sequence[QWidget],
    foot: QLayout,
) -> None:
    """The sheet between what is known of the pile and what is done; it alone scrolls."""
    column = QVBoxLayout(window)
    column.setContentsMargins(*[theme.space(3)] * 4)
    column.setSpacing(theme.space(2))
    column.addWidget(labels.heading(tell("Ballots on paper")))
    column.addLayout(top)
    column.addWidget(state)
    column.addWidget(PageArea(page, tell("The sheet")), 1)
    for each in said:
        column.addWidget(each)
    column.addLayout(foot)


def _state(pile: Pile, number: int, *, second: bool) -> str:
    standing = pile.standing
    blank = (
        tell(", {blank} of them blank or spoilt", blank=standing.blank) if standing.blank else ""
    )
    of = " " + tell("of {expected}", expected=standing.expected) if standing.expected else ""
    entered = tell("{sheets}{of} entered{blank}", sheets=standing.sheets, of=of, blank=blank)
    if not second:
        return tell(
            "Sheet {number}: write this number on it. {entered}.", number=number, entered=entered
        )
    if not number:
        return tell(
            "All that was entered was entered twice: {compared} of {sheets}.",
            compared=standing.compared,
            sheets=standing.sheets,
        )
    return tell(
        "Sheet {number} again. {entered}; {compared} of {sheets} entered twice.",
        number=number,
        entered=entered,
        compared=standing.compared,
        sheets=standing.sheets,
    )
