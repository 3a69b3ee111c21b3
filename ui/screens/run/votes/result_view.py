"""The result of a revealed poll, whole or split as far as it may be, and what shows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facilitator.domain.charts.chart import Chart
from facilitator.domain.polls.split_chart import SPLIT_WORDS
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.stage.stage import SPLIT_SCENES, Scene
from facilitator.services.views.run_screen import Result
from ui import theme
from ui.widgets.charts.chart_view import ChartView
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.frames import labels

_WITHHELD = "By sector or size there are too few people of any group to show what they said."


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
        self._split: Split | None = None
        self.verdict = labels.body()
        self.chart = ChartView()
        self.apart = labels.small()
        self.by_group = button("By sector  S", "", "layers", self.turn_split)
        self.show_it = button("Show  Enter", "", "monitor", self.show_asked.emit)
        self.show_it.setAccessibleName("Show to the room")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(self.verdict)
        column.addLayout(row_of((self.by_group, self.show_it)))
        column.addWidget(self.chart)
        column.addWidget(self.apart)

    @property
    def scene(self) -> Scene:
        """What the room is shown when this is put before it: the result as it stands here."""
        scenes = {split: scene for scene, split in SPLIT_SCENES.items()}
        return scenes[self._split] if self._split else Scene.POLL

    def begin(self) -> None:
        """Another poll or another phase: the whole room first."""
        self._split = None

    def show_result(self, result: Result | None) -> None:
        """Show a result, None where there is none that may be shown."""
        self._result = result
        charts = self._charts()
        if self._split not in charts:
            self._split = None
        if not charts and (holds_keyboard(self.by_group) or holds_keyboard(self.show_it)):
            self.left.emit()
        self.setVisible(result is not None)
        for key in (self.by_group, self.show_it):
            key.setVisible(bool(charts))
        if result is None:
            return
        withheld = result.can_be_split and not charts
        shown = charts[self._split] if self._split else result.chart
        self.chart.set_chart(shown)
        self.verdict.setVisible(self._split is None)
        self.verdict.setText(result.verdict)
        self.apart.setVisible(withheld or self._split is not None)
        self.apart.setText(_WITHHELD if withheld else str(shown.base))
        self._name_turn()

    def turn_split(self) -> None:
        """The whole room, then by sector, then by size, as far as they may be shown."""
        if self._result is not None:
            self._split = self._following()
            self.show_result(self._result)

    def _name_turn(self) -> None:
        following = self._following()
        turn = str(SPLIT_WORDS[following]) if following else "All together"
        self.by_group.setText(f"{turn}  S")
        self.by_group.setAccessibleName(turn)

    def _following(self) -> Split | None:
        turns = [None, *self._charts()]
        at = turns.index(self._split) if self._split in turns else 0
        return turns[(at + 1) % len(turns)]

    def _charts(self) -> dict[Split, Chart]:
        return dict(self._result.splits) if self._result else {}
