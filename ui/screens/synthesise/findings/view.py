"""All findings beside the page of one: keys K, V and Enter work on it, Escape goes back."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from facilitator.domain.polls.opinion.groups import OpinionGroups
from facilitator.domain.report.finding_pages import FindingPage
from facilitator.domain.report.poll_pages import PollPage
from facilitator.domain.report.voices import Voices
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import say
from facilitator.services.synthesis import drafting, themes
from facilitator.services.synthesis.memos import NONE, Memos, memos_on_findings
from ui import theme as look
from ui.models.rows import RowsModel
from ui.screens.synthesise.chosen.drafting import VOTED_ON_HOST
from ui.screens.synthesise.chosen.history import History
from ui.screens.synthesise.findings.heard import voice_list
from ui.screens.synthesise.findings.listing import (
    NO_OTHER_POLL,
    OPINIONS,
    ORDERS,
    OTHER_POLLS,
    RECKONING,
    VOICES,
    opinion_row,
    poll_rows,
    rows_of,
)
from ui.screens.synthesise.findings.page import FindingPageView
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.rows import ROW_ROLE, Row, RowDelegate, dress
from ui.words.telling import tell, told

COMPARE = say("Beside other seminars… (C)")
ON_THE_HOST = say("This is a note-taker’s copy: findings are worked on at the host.")

Pages = tuple[Sequence[FindingPage], Sequence[PollPage], Sequence[Voices], Mapping[str, Memos]]


class FindingsView(QWidget):
    """For the screen it is part of. `left` says that somebody goes back to the themes."""

    left = Signal()

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._pages: Sequence[FindingPage] = ()
        self._polls: Sequence[PollPage] = ()
        self._voices: Sequence[Voices] = ()
        self._memos: Mapping[str, Memos] = {}
        self._opinions: OpinionGroups | None = None
        self._history = History(screen)
        self._wanted = ""
        self.order = Choices()
        self.order.setAccessibleName(tell("Order of the findings"))
        names = (*(order.name for order in ORDERS), OTHER_POLLS, OPINIONS, VOICES)
        self.order.addItems([told(name) for name in names])
        self.rows = RowsModel()
        self.view = QListView()
        self.view.setModel(self.rows)
        dress(self.view, RowDelegate(self.view, lines=1), tell("Findings"))
        self.view.setUniformItemSizes(True)
        self.nothing = labels.quiet()
        self.page = FindingPageView(screen.session.tasks, is_copy=screen.session.is_copy)
        self._lay_out()
        self._wire()

    def go_to(self, finding: Finding | None) -> None:
        """Ready to read the findings, the given one first."""
        self._wanted = finding.id if finding else ""
        self.reload()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reload(self) -> None:
        """Read every page, and show them."""
        self._screen.session.tasks.run(self._read_pages, self._take)

    def save(self) -> None:
        """Write what is still in the fields."""
        self.page.words.save()
        self.page.memo.save()

    def current(self) -> Finding | None:
        """The finding under the cursor."""
        row = self.view.currentIndex().data(ROW_ROLE)
        return row.value.finding if row and isinstance(row.value, FindingPage) else None

    def _read_pages(self) -> Pages:
        from facilitator.services.report import finding_pages, poll_pages  # the themes do without
        from facilitator.services.views import voices

        file = self._screen.session.file
        memos = memos_on_findings(file)
        heard = voices.voices(file)
        return finding_pages.finding_pages(file), poll_pages.poll_pages(file), heard, memos

    def _take(self, pages: Pages) -> None:
        self._pages, self._polls, self._voices, self._memos = pages
        self._opinions = None
        self._show()

    def _show(self) -> None:
        row = self.view.currentIndex().data(ROW_ROLE)
        here = self._wanted or (row.key if row else "")
        rows, empty = self._listed()
        self.rows.show_anew(rows)
        index = self.rows.index_of(here)
        self.view.setCurrentIndex(index if index.isValid() else self.rows.index(0, 0))
        self._wanted = ""
        self.nothing.setText("" if rows else empty)
        self.nothing.setVisible(not rows)
        self._show_page()
        if self.order.currentText() == told(OPINIONS) and self._opinions is None:
            self._look_for_groups()

    def _look_for_groups(self) -> None:
        """Beside everything else: it may take a second."""
        work = partial(self._screen.session.opinions.told, self._screen.session.file)
        self._screen.session.tasks.beside(work, self._take_opinions)

    def _take_opinions(self, found: OpinionGroups) -> None:
        self._opinions = found
        self._show()

    def _listed(self) -> tuple[Sequence[Row], str]:
        """The rows in the order that is asked for, and what it means where there are none."""
        number = self.order.currentIndex()
        if self.order.currentText() == told(VOICES):
            return voice_list(self._voices), ""
        if number == len(ORDERS):
            return poll_rows(self._polls), told(NO_OTHER_POLL)
        if number > len(ORDERS):
            return ((opinion_row(self._opinions),) if self._opinions else ()), told(RECKONING)
        return rows_of(ORDERS[number].take(self._pages)), told(ORDERS[number].empty)

    def _show_page(self) -> None:
        row = self.view.currentIndex().data(ROW_ROLE)
        finding = self.current()
        memos = self._memos.get(finding.id, NONE) if finding else NONE
        self.page.show_page(row.value if row else None, memos)

    def _read(self) -> None:
        finding, file, now = self.current(), self._screen.session.file, self._screen.session.clock()
        if finding is not None and self._may_draft():
            work = partial(drafting.read, file, finding, now=now)
            self._screen.write(work, lambda _: self.reload())

    def _put_to_vote(self) -> None:
        finding, file, now = self.current(), self._screen.session.file, self._screen.session.clock()
        if finding is not None and self._is_host():
            self._screen.write(
                lambda: drafting.put_to_vote(file, finding, now=now),
                lambda vote: self._screen.undoable.emit(
                    tell("The finding is in “{title}” now.", title=vote.title)
                ),
            )

    def _word(self, finding: Finding, words: str) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        if self._may_draft():
            work = partial(drafting.word, file, finding, words, now=now)
            self._screen.write_words((finding.id, "wording"), work)

    def _write_memo(self, finding: Finding, words: str) -> None:
        file, now = self._screen.session.file, self._screen.session.clock()
        work = partial(themes.write_memo, file, finding, words, now=now)
        self._screen.write_words((finding.id, "memo"), work)

    def _show_history(self) -> None:
        finding = self.current()
        if finding is not None:
            self._history.ask(finding.id, finding.label)

    def _may_draft(self) -> bool:
        session = self._screen.session
        if not session.drafts:
            session.tasks.said.emit(told(ON_THE_HOST))
        return session.drafts

    def _is_host(self) -> bool:
        session = self._screen.session
        if session.is_copy:
            session.tasks.said.emit(told(VOTED_ON_HOST if session.drafts else ON_THE_HOST))
        return not session.is_copy

    def _step_back(self) -> None:
        """Out of the memo into the list; from there, and from anything else, to the themes."""
        if self.page.memo.words.hasFocus():
            self.page.memo.save()
            self.view.setFocus()
        else:
            self._leave()

    def _leave(self) -> None:
        self.save()
        self.left.emit()

    def _wire(self) -> None:
        asked = {"K": self._read, "V": self._put_to_vote, "Return": self._to_words}
        asked["C"] = self._screen.comparison_asked.emit
        set_keys(self.view, {**asked, "H": self._show_history, "'": self.page.memo.go_to})
        set_keys(self, {"Escape": self._step_back})
        self.order.currentIndexChanged.connect(self._show)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_page())
        self.page.read_asked.connect(self._read)
        self.page.vote_asked.connect(self._put_to_vote)
        self.page.back_asked.connect(self._leave)
        self.page.worded.connect(self._word)
        self.page.memo_written.connect(self._write_memo)
        self.page.words.ended.connect(self.view.setFocus)

    def _to_words(self) -> None:
        self.page.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(*[look.space(2)] * 4)
        column.setSpacing(look.space())
        column.addWidget(labels.Label(tell("Findings"), "strong"))
        column.addWidget(self.order)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        column.addLayout(
            row_of((button(told(COMPARE), "quiet", act=self._screen.comparison_asked.emit),))
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = PageArea(self.page, tell("The finding’s page"), sideways=False)
        whole.addWidget(SplitView("findings", listed, page, shares=(5, 9)))
