"""Whoever votes does not leave the tablet; the facilitator does, by a word or by holding Escape."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.polls.polls import Method
from tests.ui.run_day import poll
from tests.ui.tablet.conftest import MakeTablet
from ui.tablet.leaving import WORD


def test_only_the_facilitator_leaves(make_tablet: MakeTablet, qtbot: QtBot) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    window.close()
    assert window.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.bar.ask.click()
    with qtbot.waitSignal(window.destroyed):
        window.bar.word.setText(str(WORD))


def test_escape_held_down_leaves(make_tablet: MakeTablet, qtbot: QtBot) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    with qtbot.waitSignal(window.destroyed):
        QTest.keyPress(window, Qt.Key.Key_Escape)
        for _ in range(3):  # a display that does not say which presses of a held key are repeats
            QTest.keyRelease(window, Qt.Key.Key_Escape)
            assert window.bar._holding.isActive()
            QTest.keyPress(window, Qt.Key.Key_Escape)
            assert not window.bar._lifted.isActive()


def test_escape_that_was_let_go_of_does_not_leave(make_tablet: MakeTablet, qtbot: QtBot) -> None:
    window = make_tablet(poll("p", Method.CHOOSE_ONE))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    with qtbot.waitSignal(window.bar._lifted.timeout):
        pass
    assert not window.bar._holding.isActive()
