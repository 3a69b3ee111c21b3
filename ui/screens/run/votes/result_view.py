"""The result of a revealed poll, whole or split as far as it may be, and what shows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facilitator.domain.polls.split_chart import SPLIT_WORDS
from facilitator.domain.stage.stage import SPLIT_SCENES, Scene
from facilitator.domain.wording import say
from facilitator.services.views.run_screen import Result
from ui import theme
from ui.widgets.charts.chart_view import ChartView
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell, told

_WITHHELD = say(
    "By group nothing is shown: too few people of any group gave the same answer, or nobody was "
    "checked in and the door was not closed (F10) when the result was revealed."
)


def holds_keyboard(widget: QWidget) -> bool:
    """Whether what is typed now goes to a widget or to something inside it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


class ResultView(QWidget):
    """Hidden without a result. `left` comes when a button that had the keyboard is put away."""

    show_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: Result | None = None
        self._is_split = False
        self.verdict = labels.body()
        self.chart = ChartView()
        self.apart = labels.small()
        self.by_group = button(tell("By sector  S"), "", "layers", self.turn_split)
        self.show_it = button(tell("Show  Enter"), "", "monitor", self.show_asked.emit)
        self.show_it.setAccessibleName(tell("Show to the room"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(self.verdict)
        column.addLayout(Flow((self.by_group, self.show_it)))
        column.addWidget(self.chart)
        column.addWidget(self.apart)

    @property
    def scene(self) -> Scene:
        """What the room is shown when this is put before it: the result as it stands here."""
        if self._result is None or not self._is_split:
            return Scene.POLL
        return next(s for s, split in SPLIT_SCENES.items() if split is self._result.split)

    def begin(self) -> None:
        """Another poll or another phase: the whole room first."""
        self._is_split = False

    def show_result(self, result: Result | None) -> None:
        """Show a result, None where there is none that may be shown."""
        self._result = result
        by_group = result.by_group if result else None
        self._is_split = self._is_split and by_group is not None
        if not by_group and (holds_keyboard(self.by_group) or holds_keyboard(self.show_it)):
            self.left.emit()
        self.setVisible(result is not None)
        for key in (self.by_group, self.show_it):
            key.setVisible(by_group is not None)
        if result is None:
            return
        withheld = result.can_be_split and by_group is None
        shown = by_group if by_group and self._is_split else result.chart
        self.chart.set_chart(shown)
        self.verdict.setVisible(not self._is_split)
        self.verdict.setText(result.verdict)
        self.apart.setVisible(withheld or self._is_split)
        self.apart.setText(told(_WITHHELD) if withheld else told(shown.base))
        self._name_turn(result)

    def turn_split(self) -> None:
        """The whole room, or by group as far as that may be shown."""
        if self._result is not None:
            self._is_split = not self._is_split
            self.show_result(self._result)

    def _name_turn(self, result: Result) -> None:
        turn = tell("All together") if self._is_split else told(SPLIT_WORDS[result.split])
        self.by_group.setText(f"{turn}  S")
        self.by_group.setAccessibleName(turn)
