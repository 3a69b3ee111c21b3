"""Two who read together: who reads which groups, where each is, and how far they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QListView, QWidget

from facilitator.domain.synthesis.agreement import figure, in_words
from facilitator.domain.wording import Counted, brief, say
from facilitator.services.synthesis import together
from facilitator.services.synthesis.facets import State
from facilitator.services.views import theme_team
from facilitator.services.views.theme_team import Colleague, Team
from ui import ask, text_size
from ui.dialogs.base import Dialog
from ui.models.rows import RowsModel
from ui.screens.synthesise.passages import PassagesPanel
from ui.screens.synthesise.rows import Lists
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.screen import Screen
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.words.telling import tell, told

ADVICE = say(
    "Tick what you read; what you both tick shows how far you agree. As soon as somebody else of "
    "the team has ticked something too, each of you sees what the other made of a passage only "
    "after reading it. Answers that nobody ticks are read by everybody."
)
LONG_QUESTION = 70
"""So many letters of a question stand there at most."""
TOGETHER = say("&Stop reading apart: everybody sees everything")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The groups, and the questions whose answers, are read here, by id; with `together` nobody
    reads apart any longer.
    """

    groups: frozenset[str]
    together: bool


class TeamDialog(Dialog):
    """Asks who reads what, and says how far people agree."""

    def __init__(self, parent: QWidget | None, team: Team) -> None:
        super().__init__(parent, tell("Reading together"), told(ADVICE), tell("Read these"))
        groups = {group.id: Tick(_portion(group.title, team, group.id)) for group in team.groups}
        answers = {
            asked.id: Tick(_portion(brief(asked.wording, LONG_QUESTION), team, asked.id))
            for asked in team.answers
        }
        self.groups = groups | answers
        here = [each for each in team.colleagues if each.is_here]
        taken = {group.id for each in here for group in each.groups}
        taken |= {asked.id for each in here for asked in each.answers}
        for id, box in self.groups.items():
            box.setChecked(id in taken)
        self.body.addLayout(Flow(groups.values(), space=2))
        if answers:
            self.body.addWidget(labels.Label(tell("Answers to"), "strong"))
            for box in answers.values():
                self.body.addWidget(box)
        for said in map(in_full, team.colleagues):
            self.body.addWidget(labels.body(said))
        self.body.addWidget(labels.Label(tell("How far you agree"), "strong"))
        self.rows = RowsModel(_rows(team))
        self.list = QListView()
        self.list.setModel(self.rows)
        dress(self.list, RowDelegate(self.list), tell("How far you agree on each theme"))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(labels.quiet(_overall(team)))
        self.together = Tick(told(TOGETHER))
        apart = any(each.groups or each.answers for each in team.colleagues)
        self.together.setVisible(apart)
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
            self._screen.session.tasks.run(work, self._tell_apart)
        else:
            self._tell(())

    def begin(self, lists: Lists) -> None:
        """Whoever has a part of the reading begins with what is left of it, on every opening."""
        reads = lists.found.reading.here in lists.found.reading.groups
        if reads and lists.by_state.get(State.TO_READ, 0):
            self._panel.finder.begin_with(State.TO_READ)

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

    def _tell_apart(self, colleagues: Sequence[Colleague]) -> None:
        """Unless nobody reads apart any more by now."""
        lists = self._panel.lists
        self._tell(colleagues if lists is not None and lists.found.reading.groups else ())

    def _tell(self, colleagues: Sequence[Colleague]) -> None:
        others = [each for each in colleagues if not each.is_here]
        self._panel.tell_others(" · ".join(map(in_short, others)))


def in_short(colleague: Colleague) -> str:
    """Where somebody is, beside the passages."""
    at = " " + tell("at {last}", last=colleague.last) if colleague.last else ""
    return tell("{name}{at} ({read} read)", name=colleague.name, at=at, read=colleague.read)


def in_full(colleague: Colleague) -> str:
    """What somebody reads, and how far they are."""
    name = told(colleague.name)
    who = tell("You") if colleague.is_here else name[:1].upper() + name[1:]
    read = told(Counted(colleague.read, "{n} passage", "{n} passages"))
    last = tell(", the last one of {last}", last=colleague.last) if colleague.last else ""
    groups = ", ".join([group.title for group in colleague.groups] + _answers(colleague))
    if not groups:
        return tell("{who}: {read} read{last}.", who=who, read=read, last=last)
    return tell("{who}: {groups}; {read} read{last}.", who=who, groups=groups, read=read, last=last)


def _answers(colleague: Colleague) -> list[str]:
    number = len(colleague.answers)
    said = Counted(number, "the answers to {n} question", "the answers to {n} questions")
    return [told(said)] if number else []


def _portion(title: str, team: Team, id: str) -> str:
    """What can be taken, and how much there is of it; an ampersand in it is one."""
    return f"{title.replace('&', '&&')} · {team.passages.get(id, 0)}"


def _rows(team: Team) -> list[Row]:
    return [
        Row(
            key=each.theme.id,
            text=each.theme.name,
            detail=told(in_words(each.agreement)),
        )
        for each in team.themes
    ]


def _overall(team: Team) -> str:
    read = told(Counted(team.both, "{n} passage", "{n} passages"))
    if team.overall is None:
        return tell("{read} read by several of you.", read=read)
    mean = figure(team.overall)
    if team.interval is not None:
        low, high = map(figure, team.interval)
        mean = tell("{mean} ({low} to {high})", mean=mean, low=low, high=high)
    return tell(
        "{read} read by several of you; the mean of the themes’ α is {mean}.", read=read, mean=mean
    )
