"""The live preview: what the room sees, painted by the same hand."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.stage.sights import Slide, View
from ui import settings, theme
from ui.projector.displays import room_display
from ui.projector.feed import StageFeed
from ui.projector.painting import aspect_of, compose, fitted, image_of, paint
from ui.session import Session
from ui.widgets.charts import marks
from ui.words.telling import tell

LEAST_WIDTH = 23
MOST_SHARE = 0.28
LEAST_HEIGHT, UNDER_IT = 16, 70
"""In steps of the grid: what of it can still be read, and what the window needs besides: its own
frame, the capture, and a few responses.
"""
USUAL = (16, 9)
"""The shape of most projectors."""
NEXT_SHARE = 0.3
"""Of the width, what the next slide takes beside the one that is shown."""


class StagePreview(QWidget):
    """Has the shape of the room's display, and only works while it is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feed = StageFeed(session, self)
        self._composed: marks.Picture = ()
        self.feed.viewed.connect(lambda _: self.update())
        self.feed.ticked.connect(self._tick)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.space(LEAST_WIDTH))
        self.setAccessibleName(tell("What the room sees now"))

    def sizeHint(self) -> QSize:
        return QSize(theme.space(LEAST_WIDTH), round(theme.space(LEAST_WIDTH) / self._aspect()))

    def heightForWidth(self, width: int) -> int:
        """No more than its share of the window: capture and responses need the rest."""
        window = self.window().height()
        left_over = max(theme.space(LEAST_HEIGHT), window - theme.space(UNDER_IT))
        return min(round(width / self._aspect()), round(MOST_SHARE * window), left_over)

    def _aspect(self) -> float:
        """Width over height of the room's display, or of most projectors where there is none."""
        chosen = settings.PROJECTOR_DISPLAY.read()
        display = room_display(QGuiApplication.screens(), self.screen(), chosen)
        size = QSize(*USUAL) if display is None else display.size()
        return size.width() / max(1, size.height())

    def picture(self) -> QRect:
        """Where it stands: in the display's own shape, or its lines would break elsewhere."""
        aspect = self._aspect()
        width = min(self.width(), round(self.height() * aspect))
        height = min(self.height(), round(width / aspect))
        return QRect((self.width() - width) // 2, 0, width, height)

    def _following(self) -> QImage | None:
        """The slide after the one that the room sees."""
        view = self.feed.view
        if view is None or view.blank or not isinstance(view.sight, Slide):
            return None
        return self.feed.images.get((view.sight.slides_id, view.sight.page))

    def _beside(self, painter: QPainter, following: QImage) -> QRect:
        """Paint the next slide at the right, smaller; returns where what the room sees has room."""
        whole = self.rect().adjusted(0, 0, -1, -1)
        share = round(whole.width() * NEXT_SHARE)
        size = following.size().scaled(share, whole.height(), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRect(QPoint(whole.right() - size.width(), whole.top()), size)
        painter.drawImage(at, fitted(following, QSizeF(size), painter))
        painter.setPen(theme.colour("ink_soft"))
        painter.setFont(theme.font(theme.sizes().small))
        words = at.translated(0, at.height()).adjusted(0, theme.space(0.5), 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, tell("Next")
        )
        painter.setPen(theme.colour("edge"))
        painter.drawRect(at)
        width = whole.width() - share - theme.space()
        aspect = self._aspect()
        return QRect(0, 0, min(width, round(whole.height() * aspect)), round(width / aspect))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.feed.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.feed.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.feed.view is not None:
            following = self._following()
            picture = self.picture() if following is None else self._beside(painter, following)
            self._composed = self._compose(self.feed.view)
            paint(
                painter,
                QRectF(picture),
                self.feed.view,
                self._composed,
                images=self.feed.images,
            )
            painter.setPen(theme.colour("edge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(picture.adjusted(0, 0, -1, -1))
        painter.end()

    def _tick(self) -> None:
        if self.feed.view is not None and self._compose(self.feed.view) != self._composed:
            self.update()

    def _compose(self, view: View) -> marks.Picture:
        is_drawn = image_of(view, self.feed.images) is not None
        aspect = aspect_of(QRectF(self.picture()))
        return compose(view, self.feed.now, aspect, is_drawn=is_drawn)
