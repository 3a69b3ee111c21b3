"""Versions of one record side by side: choose one, or write a third."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator.domain.wording import say
from facilitator.services.merging.versions import Comparison, Side
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told, told_moment

GONE = say("Taken out. It said:")
GONE_UNREAD = say("Taken out.")
SHOWN = say("shown now")
CARD_WIDTH = 30
THIRD_HEIGHT = 11


class VersionsPage(QWidget):
    """`chosen` carries a version's number from 0, `written` the words of a third."""

    chosen = Signal(int)
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._typed: dict[str, str] = {}
        """By record, the words of a third version of those that are not shown just now."""
        self.cards: tuple[VersionCard, ...] = ()
        self.title = labels.heading()
        self.third = QPlainTextEdit()
        self.third.setTabChangesFocus(True)
        self.third.setFixedHeight(theme.space(THIRD_HEIGHT))
        self.third.textChanged.connect(self._offer_third)
        self.rest = labels.small(tell("All else stays as in version 1."))
        self.keep_third = button(tell("&Write this instead"), "", "pencil", self._write)
        self._row = QHBoxLayout()
        self._own = QWidget()
        self._lay_out()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show a record's versions; what is being written for it stays, and is there again."""
        before, self._comparison = self._comparison, comparison
        if before == comparison:
            return
        self.title.setText(told(comparison.title))
        self._show_cards(comparison)
        self._own.setVisible(comparison.takes_words)
        self.rest.setVisible(any(side.details for side in comparison.sides))
        if before is None or before.conflict.id != comparison.conflict.id:
            if before is not None and _is_own(self.third.toPlainText(), before):
                self._typed[before.conflict.id] = self.third.toPlainText()
            living = (side.words for side in comparison.sides if not side.version.gone)
            given = self._typed.pop(comparison.conflict.id, next(living, ""))
            self.third.setPlainText(given)
        self._offer_third()

    def holds_words_for(self, comparison: Comparison) -> bool:
        """Whether words of a third version were typed and are not written yet."""
        id_ = comparison.conflict.id
        if self._comparison is not None and self._comparison.conflict.id == id_:
            return _is_own(self.third.toPlainText(), self._comparison)
        return id_ in self._typed

    def forget(self, id_: str) -> None:
        """Let go of what was typed for a record: it is written."""
        self._typed.pop(id_, None)
        if self._comparison is not None and self._comparison.conflict.id == id_:
            self._comparison = None

    def _show_cards(self, comparison: Comparison) -> None:
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = tuple(
            VersionCard(number, side) for number, side in enumerate(comparison.sides, start=1)
        )
        for number, card in enumerate(self.cards):
            card.keep.clicked.connect(partial(self._choose, number))
            self._row.addWidget(card, 1)

    def _offer_third(self) -> None:
        shown = self._comparison
        self.keep_third.setEnabled(bool(shown and _is_own(self.third.toPlainText(), shown)))

    def _choose(self, number: int, _: bool = False) -> None:
        self.chosen.emit(number)

    def _write(self) -> None:
        self.written.emit(self.third.toPlainText())

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(), 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.title)
        column.addWidget(FollowingArea(page, tell("Versions side by side")), 1)
        column.addWidget(self._own)
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(theme.space(0.5))
        own.addWidget(
            labels.caption(tell("Or write a t&hird, which is shown instead of these"), self.third)
        )
        own.addWidget(self.third)
        foot = QHBoxLayout()
        foot.addWidget(self.rest, 1)
        foot.addStretch()
        foot.addWidget(self.keep_third)
        own.addLayout(foot)


class VersionCard(QFrame):
    """One version: who and when, what it says, wherein it differs, and the button to keep it."""

    def __init__(self, number: int, side: Side) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumWidth(theme.space(CARD_WIDTH))
        gone = side.version.gone
        self.keep = button(
            tell("Leave it out, version &{number}", number=number)
            if gone
            else tell("Keep version &{number}", number=number)
        )
        self.keep.setAccessibleName(
            tell("Leave it out, as {who}, {when}", who=side.who, when=told_moment(side.version.at))
            if gone
            else tell(
                "Keep the version of {who}, {when}",
                who=side.who,
                when=told_moment(side.version.at),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        state = f", {told(SHOWN)}" if number == 1 else ""
        column.addWidget(
            labels.caption(tell("Version {number}{state}", number=number, state=state))
        )
        column.addWidget(labels.wrapped(Label(told(side.who), "strong")))
        column.addWidget(labels.small(_made(side)))
        column.addWidget(labels.rule())
        if gone:
            column.addWidget(labels.quiet(told(GONE) if side.words else told(GONE_UNREAD)))
        if side.words:
            column.addWidget(labels.quiet(side.words) if gone else labels.lead(side.words))
        column.addLayout(_details(side))
        column.addStretch(1)
        column.addWidget(self.keep)


def _is_own(words: str, comparison: Comparison) -> bool:
    """Whether words are those of no version there is."""
    said = {side.words.strip() for side in comparison.sides if not side.version.gone}
    return bool(words.strip()) and words.strip() not in said


def _details(side: Side) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(2))
    grid.setVerticalSpacing(theme.space(0.5))
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(side.details):
        grid.addWidget(labels.caption(told(name)), row, 0)
        grid.addWidget(labels.body(told(value)), row, 1)
    return grid


def _made(side: Side) -> str:
    when, did = told_moment(side.version.at), told(side.version.label)
    return f"{when}: {did}" if did else when
