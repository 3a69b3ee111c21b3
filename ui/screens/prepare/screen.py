"""Prepare: everything that has to be there before the day, section by section."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabBar, QToolButton, QVBoxLayout, QWidget

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import say
from ui import theme
from ui.dialogs.handout_button import HandoutButton
from ui.screens.prepare.agenda import AgendaSection
from ui.screens.prepare.background import CaseStudiesSection, ThemesSection
from ui.screens.prepare.details import DetailsSection
from ui.screens.prepare.groups.breakouts import BreakoutsSection
from ui.screens.prepare.participants import ParticipantsSection
from ui.screens.prepare.polls import PollsSection
from ui.screens.prepare.questions import FindingsSection, QuestionsSection
from ui.screens.prepare.section import Section
from ui.screens.prepare.slides import SlidesSection
from ui.session import Session
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames.page_area import Pages
from ui.widgets.frames.screen import Screen
from ui.words.telling import tell, told

SECTIONS: tuple[type[Section], ...] = (
    DetailsSection,
    AgendaSection,
    QuestionsSection,
    FindingsSection,
    PollsSection,
    ThemesSection,
    CaseStudiesSection,
    ParticipantsSection,
    BreakoutsSection,
    SlidesSection,
)


SHOWN = (
    Kind.SEMINAR,
    Kind.SEGMENT,
    Kind.QUESTION,
    Kind.FINDING,
    Kind.POLL,
    Kind.THEME,
    Kind.CASE_STUDY,
    Kind.PARTICIPANT,
    Kind.BREAKOUT,
    Kind.SLIDES,
)
"""What each section shows, in the same order."""


class PrepareScreen(Screen):
    """The sections under their tabs; each is built when it is first looked at."""

    KEYS = (
        ("Ctrl+PgDown, Ctrl+PgUp", say("Next and previous section")),
        ("Insert", say("Add to the list")),
        ("Delete", say("Remove what is selected")),
        ("Alt+Up, Alt+Down", say("Move up or down in the list")),
        ("F2", say("Edit the cell")),
        ("Esc", say("From a form back to its list")),
        ("/", say("Search the list")),
        ("Space", say("Check the selected people in or out")),
        (say("1 to 9, 0"), say("Put the selected people into that group, or into none")),
        ("L", say("Put late arrivals into the groups that suit them")),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._built: dict[int, Section] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tell("Sections of Prepare"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for section in SECTIONS:
            self.tabs.addTab(told(section.TITLE))
        names = (tell("Sections before"), tell("Sections behind"))
        for arrow, name in zip(self.tabs.findChildren(QToolButton), names, strict=True):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # ← and → go on without them
            arrow.setText(name)
            arrow.setAccessibleName(name)
        self.stack = Pages()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(), theme.space(), theme.space(), 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self.go)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            # wherever the keyboard is: on the rail as well, which Tab comes to after a form's end
            set_keys(self, {keys: partial(self._step, step)}, Qt.ShortcutContext.WindowShortcut)
        self.go(0)

    def reload(self) -> None:
        """The sections read for themselves."""

    def finish(self) -> None:
        for section in self._built.values():
            section.finish()

    def unwritten(self) -> int:
        return sum(section.unwritten() for section in self._built.values())

    def go(self, number: int) -> None:
        """Show a section, by its number from 0."""
        self.finish()
        section = self._built.get(number) or self._build(number)
        before = self.stack.currentWidget()
        was_in = before is not None and before.isAncestorOf(QApplication.focusWidget() or self)
        self.tabs.setCurrentIndex(number)
        self.stack.setCurrentWidget(section)
        if was_in and before is not section:  # Qt's choice is the button that adds
            section.take_keyboard()

    def reveal(self, touched: Sequence[Change]) -> None:
        """Go to the section of what was changed, the cursor on it."""
        known = next((change for change in touched if change.kind in SHOWN), None)
        if known is not None:
            self.go(SHOWN.index(known.kind))
            self.section().want(known.id)
            self.section().reload()

    def section(self) -> Section:
        """The section that is shown."""
        return self._built[self.tabs.currentIndex()]

    def _build(self, number: int) -> Section:
        section = SECTIONS[number](self.session)
        section.undoable.connect(self.undoable)
        for prints in section.findChildren(HandoutButton):
            prints.record_asked.connect(self.record_asked)
        self._built[number] = section
        self.stack.addWidget(section)
        return section

    def _step(self, places: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + places) % self.tabs.count())
