"""Slides in Run: begun with their segment, turned by a clicker, the next seen beside them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.services.seminar import running, slides
from facilitator.services.seminar.slides import Page
from facilitator.services.views import projector
from tests.ui.run_day import MORNING, press, running_screen
from ui.projector.painting import compose, paint
from ui.screens.run import RunScreen
from ui.session import Session

COLOURS = ("#102030", "#405060", "#708090", "#a0b0c0")


def page(colour: str) -> Page:
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stubs want bytes, which it refuses
    return Page(bytes(buffer.data().data()), f"Words on {colour}")


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> Iterator[RunScreen]:
    held = slides.take_in(session.file, "Findings", [page(each) for each in COLOURS], now=MORNING)
    running.start_day(session.file, now=MORNING)
    with session.file.write(Verb.CHANGE, MORNING) as writer:
        current = running.sheet_in(writer, MORNING).next
        assert current is not None
        writer.put(replace(held, segment_id=current.id))
    running.go_on(session.file, now=MORNING)
    with running_screen(qtbot, session) as shown:
        yield shown


def painted(screen: RunScreen) -> str:
    """The colour that the room sees."""
    feed = screen.room.preview.feed
    assert feed.view is not None
    canvas = QImage(320, 180, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    composed = compose(feed.view, feed.now, 16 / 9, is_drawn=True)
    paint(painter, QRectF(canvas.rect()), feed.view, composed, images=feed.images)
    painter.end()
    return canvas.pixelColor(160, 90).name()


def test_a_clicker_turns_slides_to_their_ends_and_the_next_is_there_before_it_is_shown(
    screen: RunScreen, session: Session, qtbot: QtBot
) -> None:
    feed = screen.room.preview.feed
    assert painted(screen) == COLOURS[0]
    assert screen.room.standing.text() == "Slide 1 of 4, the first"
    assert screen.show_panel.target is not None
    assert screen.show_panel.target.id == next(iter(feed.images))[0]
    for turned in range(1, 4):
        assert (screen.show_panel.target.id, turned) in feed.images
        press(screen, "PgDown")
        feed.read()
        assert painted(screen) == COLOURS[turned]
    assert screen.room.standing.text() == "Slide 4 of 4, the last"
    with qtbot.waitSignal(session.tasks.said) as said:
        press(screen, "PgDown")
    assert said.args == ["This is the last slide. F4 has what can be shown next."]
    press(screen, "PgUp")
    feed.read()
    assert painted(screen) == COLOURS[2]


def test_without_its_picture_a_slide_is_shown_in_words(screen: RunScreen) -> None:
    view = projector.view(screen.session.file, MORNING)
    canvas = QImage(320, 180, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    paint(painter, QRectF(canvas.rect()), view, compose(view, MORNING, 16 / 9))
    painter.end()
    colours = {canvas.pixelColor(x, 90).name() for x in range(320)}
    assert len(colours) > 1
    assert COLOURS[0] not in colours
