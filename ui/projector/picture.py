"""The room's picture, drawn once for each view and faded over the one before."""

from PySide6.QtCore import QRectF, QVariantAnimation
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from facilitator.domain.stage import sights
from facilitator.domain.stage.sights import View
from ui.projector.feed import StageFeed
from ui.projector.painting import aspect_of, compose, image_of, paint
from ui.widgets.charts import marks

REVEAL_MS = 350


class Picture:
    """Belongs to the widget that it fills; showing and fading it costs next to nothing."""

    def __init__(self, widget: QWidget, feed: StageFeed) -> None:
        self._widget = widget
        self._feed = feed
        self._shown: View | None = None
        self._composed: marks.Picture = ()
        self._drawn = self._before = QPixmap()
        self.reveal = QVariantAnimation(widget, startValue=1.0, endValue=0.0, duration=REVEAL_MS)
        self.reveal.valueChanged.connect(lambda _: widget.update())
        feed.viewed.connect(self.show_view)
        feed.ticked.connect(self._tick)

    def show_view(self, view: View) -> None:
        """Show a view, faded in where it is about something else."""
        self.reveal.stop()
        another = self._shown is not None and _subject(self._shown) != _subject(view)
        self._before = self._drawn if another and not view.blank else QPixmap()
        self._shown = view
        self.draw()
        if not self._before.isNull():
            self.reveal.start()

    def draw(self) -> None:
        """Draw the picture anew, as large as the widget is now."""
        if self._shown is not None:
            self._composed = self._compose(self._shown)
            self._drawn = self._blank_sheet()
            painter = QPainter(self._drawn)
            paint(
                painter,
                QRectF(self._widget.rect()),
                self._shown,
                self._composed,
                images=self._feed.images,
            )
            painter.end()
            self._widget.update()

    def _tick(self) -> None:
        """Clocks and pages go on; nothing is drawn where neither says anything else."""
        if self._shown is not None and self._compose(self._shown) != self._composed:
            self.draw()

    def _compose(self, view: View) -> marks.Picture:
        is_drawn = image_of(view, self._feed.images) is not None
        aspect = aspect_of(QRectF(self._widget.rect()))
        return compose(view, self._feed.now, aspect, is_drawn=is_drawn)

    def _blank_sheet(self) -> QPixmap:
        """The one drawn on before where it fits and does not fade: they are eight megabytes."""
        ratio = self._widget.devicePixelRatioF()
        size = self._widget.size() * ratio
        before = self._drawn
        if self._before.isNull() and (before.size(), before.devicePixelRatioF()) == (size, ratio):
            return before
        sheet = QPixmap(size)
        sheet.setDevicePixelRatio(ratio)
        return sheet

    def paint(self) -> None:
        """Put it on the widget, from its paint event."""
        painter = QPainter(self._widget)
        painter.drawPixmap(0, 0, self._drawn)
        if self.reveal.state() is QVariantAnimation.State.Running:
            # The whole picture before fades off the whole new one, so nothing half drawn is seen.
            painter.setOpacity(float(self.reveal.currentValue()))
            painter.drawPixmap(0, 0, self._before)
        painter.end()


def _subject(view: View) -> tuple[object, ...]:
    match view.sight:
        case sights.Vote() as vote:
            return (sights.Vote, vote.wording, vote.number, vote.open)
        case sights.Wall() as wall:
            return (sights.Wall, wall.wording)
        case sights.Clock() as clock:
            return (sights.Clock, clock.title)
        case sights.Speakers():
            return (sights.Speakers,)
        case sights.Slide() as slide:
            return (sights.Slide, slide.slides_id)
        case other:
            return (type(other), other)
