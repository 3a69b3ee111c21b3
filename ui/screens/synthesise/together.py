"""Two who read together: who reads which groups, where each is, and how far they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QListView, QWidget

from facilitator.domain.synthesis.agreement import figure, in_words
from facilitator.services.synthesis import together
from facilitator.services.synthesis.facets import State
from facilitator.services.views import theme_team
from facilitator.services.views.theme_team import Colleague, Team
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.screens.synthesise.passages import PassagesPanel
from ui.screens.synthesise.rows import counted
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.rows import Row, RowDelegate, dress

ADVICE = (
    "Tick the groups that you read. As soon as somebody else of the team has groups too, each of "
    "you sees what the other made of a passage only after reading it. Responses from plenary are "
    "read by everybody."
)
TOGETHER = "&Stop reading apart: everybody sees everything"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The groups that are read here, by id; with `together` nobody reads apart any longer."""

    groups: frozenset[str]
    together: bool


class TeamDialog(Dialog):
    """Asks who reads what, and says how far people agree."""

    def __init__(self, parent: QWidget | None, team: Team) -> None:
        super().__init__(parent, "Reading together", ADVICE, "Read these")
        here = {group.id for each in team.colleagues if each.is_here for group in each.groups}
        self.groups = {group.id: Tick(group.title) for group in team.groups}
        for id, box in self.groups.items():
            box.setChecked(id in here)
        self.body.addLayout(Flow(self.groups.values(), space=2))
        for said in map(in_full, team.colleagues):
            self.body.addWidget(labels.body(said))
        self.body.addWidget(labels.Label("How far you agree", "strong"))
        self.rows = RowsModel(_rows(team))
        self.list = QListView()
        self.list.setModel(self.rows)
        dress(self.list, RowDelegate(self.list), "How far you agree on each theme")
        self.body.addWidget(self.list, 1)
        self.body.addWidget(labels.quiet(_overall(team)))
        self.together = Tick(TOGETHER)
        self.together.setVisible(any(each.groups for each in team.colleagues))
        self.body.addWidget(self.together)
        text_size.fit(self, 80, 70)

    def value(self) -> Chosen:
        groups = frozenset(id for id, box in self.groups.items() if box.isChecked())
        return Chosen(groups, self.together.isChecked())


class Together(QObject):
    """Asks who reads what, and says beside the passages where the others are, for a screen."""

    def __init__(self, screen: Screen, panel: PassagesPanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panel = panel
        panel.view.team_wanted.connect(self.ask)

    def ask(self) -> None:
        """Who reads which groups?"""
        file = self._screen.session.file
        self._screen.session.tasks.run(partial(theme_team.team, file), self._ask_about)

    def reload(self) -> None:
        """Say where the others are, if anybody reads apart."""
        lists, file = self._panel.lists, self._screen.session.file
        if lists is not None and lists.found.reading.groups:
            work = partial(theme_team.colleagues, file)
            self._screen.session.tasks.run(work, self._tell)
        else:
            self._tell(())

    def _ask_about(self, team: Team) -> None:
        chosen = ask.ask(TeamDialog(self._screen, team))
        if chosen is None:
            return
        if chosen.together:
            self._screen.do(together.read_together)
        else:
            self._screen.do(together.read_groups, chosen.groups)
        apart = bool(chosen.groups) and not chosen.together
        self._panel.finder.ask_for(State.TO_READ if apart else State.UNTIED)

    def _tell(self, colleagues: Sequence[Colleague]) -> None:
        others = [each for each in colleagues if not each.is_here]
        self._panel.tell_others(" · ".join(map(in_short, others)))


def in_short(colleague: Colleague) -> str:
    """Where somebody is, beside the passages."""
    at = f" at {colleague.last}" if colleague.last else ""
    return f"{colleague.name}{at} ({colleague.read} read)"


def in_full(colleague: Colleague) -> str:
    """What somebody reads, and how far they are."""
    who = "You" if colleague.is_here else str(colleague.name).capitalize()
    groups = ", ".join(group.title for group in colleague.groups) or "no group of their own"
    read = counted(colleague.read, ("passage", "passages"))
    last = f", the last one of {colleague.last}" if colleague.last else ""
    return f"{who}: {groups}; {read} read{last}."


def _rows(team: Team) -> list[Row]:
    return [
        Row(
            key=each.theme.id,
            text=each.theme.name,
            detail=str(in_words(each.agreement)),
        )
        for each in team.themes
    ]


def _overall(team: Team) -> str:
    read = counted(team.both, ("passage", "passages"))
    if team.overall is None:
        return f"{read} read by several of you."
    mean = figure(team.overall)
    if team.interval is not None:
        low, high = map(figure, team.interval)
        mean = f"{mean} ({low} to {high})"
    return f"{read} read by several of you; the mean of the themes’ α is {mean}."
