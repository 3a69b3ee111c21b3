"""A chart in the window: the same bars as on the projector, in the window's type and colours."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.charts.chart import Chart
from ui import theme
from ui.widgets.charts.chart_marks import ChartInks, Row, chart_rows, legend
from ui.widgets.charts.marks import draw
from ui.words.telling import tell, told

LEAST_WIDTH = 34
_READABLE_NUMBERS = 4.5


def window_inks() -> ChartInks:
    """The chart's colours in the scheme in use."""
    look = theme.tokens()
    return ChartInks(
        ink=look.ink,
        quiet=look.ink_soft,
        ground=look.sheet,
        bar=look.accent,
        earlier=look.levels[3],
        levels=look.levels,
        hatch=look.levels[0],
        ramp=(look.accent_soft, look.accent),
        least=_READABLE_NUMBERS,
    )


class ChartView(QWidget):
    """Shows a chart as high as it needs; what it says is read out as words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.space(LEAST_WIDTH))
        self.setAccessibleName(tell("Chart"))

    def set_chart(self, chart: Chart | None) -> None:
        """Show a chart, or nothing."""
        self._chart = chart
        self.setAccessibleName(told(chart.title) or tell("Chart") if chart else tell("Chart"))
        self.setAccessibleDescription(told(chart.text) if chart else "")
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return round(sum(row.height for row in self._rows(width)))

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.space(LEAST_WIDTH))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = theme.space(LEAST_WIDTH)
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row in self._rows(self.width()):
            draw(painter, row.marks)
            painter.translate(0, row.height)
        painter.end()

    def _rows(self, width: int) -> tuple[Row, ...]:
        if self._chart is None:
            return ()
        px, inks = theme.sizes().body, window_inks()
        rows = chart_rows(self._chart, width, px, inks)
        return (legend(self._chart, width, px, inks), *rows)
