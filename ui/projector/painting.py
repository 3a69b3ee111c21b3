"""What the room sees, painted: the projector window and the live preview both call `paint`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from facilitator.domain.stage import sights
from facilitator.domain.wording import say
from ui.projector import (
    join_sight,
    reading_sights,
    result_sights,
    text_sights,
    vote_sights,
    wall_sights,
)
from ui.projector.palette import PROJECTOR, Palette
from ui.projector.sheet import HEIGHT, LINE, UNIT, Sheet
from ui.widgets.charts.marks import Block, Picture, Words, draw
from ui.widgets.charts.typeset import ems

Images = Mapping[tuple[str, int], QImage]
NO_IMAGES: Images = {}
REHEARSAL = say("REHEARSAL")
_BAND = LINE + 0.2 * UNIT
"""How high the sign of a rehearsal is; slides begin beneath it."""
_NARROWEST = 4 / 3
_WIDEST = 32 / 9


def paint(
    painter: QPainter,
    rect: QRectF,
    view: sights.View,
    composed: Picture,
    palette: Palette = PROJECTOR,
    images: Images = NO_IMAGES,
) -> None:
    """Paint what was composed of a view for this shape of `rect`; one narrower than 4:3 is filled
    up with paper.

    `images` are pages of slides by their slides and number; one that is there fills the rect.
    """
    painter.save()
    painter.fillRect(rect, QColor(palette.dark if view.blank else palette.paper))
    image = image_of(view, images)
    aspect = aspect_of(rect)
    scale = min(rect.width() / aspect, rect.height()) / HEIGHT
    if image is not None:
        band = _BAND * scale if view.rehearsal else 0.0
        _draw_image(painter, rect.adjusted(0, band, 0, 0), image)
    if not view.blank:
        painter.setClipRect(rect)
        painter.translate(
            rect.x() + (rect.width() - aspect * HEIGHT * scale) / 2,
            rect.y() + (rect.height() - HEIGHT * scale) / 2,
        )
        painter.scale(scale, scale)
        draw(painter, composed)
    painter.restore()


def image_of(view: sights.View, images: Images) -> QImage | None:
    """The picture of the slide that is shown, None where none is."""
    sight = view.sight
    if view.blank or not isinstance(sight, sights.Slide):
        return None
    return images.get((sight.slides_id, sight.page - 1))


def _draw_image(painter: QPainter, rect: QRectF, image: QImage) -> None:
    """As large as it fits, in the middle."""
    size = QSizeF(image.size()).scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    at = QRectF(QPointF(), size)
    at.moveCenter(rect.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(at, fitted(image, size, painter))


def fitted(image: QImage, size: QSizeF, painter: QPainter) -> QImage:
    """The image no larger than it is drawn: a painter leaves lines out of what it makes small."""
    pixels = (size * painter.device().devicePixelRatio()).toSize()
    if pixels.width() >= image.width():
        return image
    ratio, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(pixels, ratio, smooth)


def aspect_of(rect: QRectF) -> float:
    """Width over height, kept between 4:3 and two screens side by side."""
    return min(max(rect.width() / max(rect.height(), 1), _NARROWEST), _WIDEST)


def compose(
    view: sights.View,
    now: datetime,
    aspect: float,
    palette: Palette = PROJECTOR,
    *,
    is_drawn: bool = False,
) -> Picture:
    """The marks of the view on a sheet 1080 units high; nothing when the screen is blank.

    `is_drawn` says that the sight is an image, which is drawn already.
    """
    if view.blank:
        return ()
    whole = Sheet(
        x=0,
        y=0,
        width=HEIGHT * aspect,
        height=HEIGHT,
        now=now,
        palette=palette,
        locales=view.locales,
    )
    mark = _rehearsal(whole) if view.rehearsal else ()
    if is_drawn:
        return mark
    margin = UNIT
    inner = replace(
        whole,
        x=margin,
        y=0.6 * margin,
        width=whole.width - 2 * margin,
        height=HEIGHT - 1.2 * margin,
    )
    return (*mark, *_sight(view.sight, inner.without_top(LINE) if mark else inner))


def _rehearsal(sheet: Sheet) -> Picture:
    palette = sheet.palette
    text = sheet.line(REHEARSAL)
    return (
        Block(x=0, y=0, width=sheet.width, height=_BAND, fill=palette.accent),
        Words(
            text=text,
            x=(sheet.width - ems(text, True) * UNIT) / 2,
            y=0.1 * UNIT,
            px=UNIT,
            ink=palette.on_accent,
            ground=palette.accent,
            bold=True,
        ),
    )


def _sight(sight: sights.Sight, sheet: Sheet) -> Picture:
    match sight:
        case sights.Welcome():
            return text_sights.welcome(sight, sheet)
        case sights.Joining():
            return join_sight.joining(sight, sheet)
        case sights.Heading() | sights.Closing():
            return _headed(sight, sheet)
        case sights.Asked():
            return text_sights.asked(sight, sheet)
        case sights.OneResponse():
            return text_sights.one_response(sight, sheet)
        case sights.Said():
            return text_sights.said(sight, sheet)
        case sights.Clock():
            return text_sights.clock(sight, sheet)
        case (
            sights.Wall() | sights.Groups() | sights.ReadBack() | sights.Speakers() | sights.Slide()
        ):
            return _many(sight, sheet)
        case sights.Vote() | sights.Results():
            return _polled(sight, sheet)


def _headed(sight: sights.Heading | sights.Closing, sheet: Sheet) -> Picture:
    if isinstance(sight, sights.Closing):
        return join_sight.closing(sight, sheet)
    return text_sights.heading(sight, sheet)


def _many(
    sight: sights.Wall | sights.Groups | sights.ReadBack | sights.Speakers | sights.Slide,
    sheet: Sheet,
) -> Picture:
    match sight:
        case sights.Speakers():
            return text_sights.speakers(sight, sheet)
        case sights.Slide():
            return text_sights.slide(sight, sheet)
        case sights.Wall():
            return wall_sights.wall(sight, sheet)
        case sights.Groups():
            return wall_sights.groups(sight, sheet)
        case sights.ReadBack():
            return reading_sights.read_back(sight, sheet)


def _polled(sight: sights.Vote | sights.Results, sheet: Sheet) -> Picture:
    if isinstance(sight, sights.Vote):
        return vote_sights.vote(sight, sheet)
    return result_sights.results(sight, sheet)
