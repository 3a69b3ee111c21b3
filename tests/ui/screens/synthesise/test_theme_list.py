"""What is done to themes in their list: merged, split out again, asked about, written on."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilitator.services.records import undoing
from facilitator.services.synthesis import themes
from tests.ui.screens.synthesise.test_synthesise_screen import choose, found, members, press
from ui.screens.synthesise import SynthesiseScreen


def test_themes_are_merged_from_a_menu_and_undone_in_one_step(
    qtbot: QtBot, screen: SynthesiseScreen
) -> None:
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_1)
    before = found(screen)
    screen.themes.view.setFocus()
    with qtbot.waitSignal(screen.undoable) as undoable:
        QTest.keyClick(screen.themes.view, Qt.Key.Key_M)
        menu = screen.themes.findChild(QMenu)
        assert isinstance(menu, QMenu)
        menu.actions()[1].trigger()
        menu.close()
    assert before.themes[0].name in undoable.args[0]
    assert [theme.name for theme in found(screen).themes] == [
        theme.name for theme in before.themes[1:]
    ]
    assert members(screen, 2) == ["Alpha"]
    undoing.undo(screen.session.file, screen.session.clock())
    assert found(screen) == before


def test_two_themes_of_nearly_one_name_are_asked_about_and_never_merged_unasked(
    screen: SynthesiseScreen,
) -> None:
    first = found(screen).themes[0]
    file, now = screen.session.file, screen.session.clock()
    assert not screen.themes.alike.isVisible()
    twin = themes.add_theme(file, f"{first.name}s", now=now)
    screen.reload()
    assert screen.themes.alike.isVisible()
    assert twin in found(screen).themes

    def chosen(number: int) -> None:
        screen.themes.alike.click()
        menu = screen.themes.findChildren(QMenu)[-1]
        menu.actions()[number].trigger()
        menu.close()

    chosen(2)
    assert not screen.themes.alike.isVisible()
    screen.reload()
    assert not screen.themes.alike.isVisible()
    other = themes.add_theme(file, f"{first.name}es", now=now)
    themes.remove_theme(file, twin, now=now)
    screen.reload()
    chosen(0)
    assert other not in found(screen).themes
    assert first in found(screen).themes


def test_the_name_of_a_theme_goes_on_in_another_line(screen: SynthesiseScreen) -> None:
    view, heights = screen.themes.view, []
    assert view.rows.rows[1].text == "Partnership inside the third sector"
    for width in (700, 180):
        view.setFixedWidth(width)
        QCoreApplication.processEvents()
        heights.append(view.sizeHintForRow(1))
    assert heights[1] > heights[0]


def test_a_key_leads_to_a_theme_from_the_passage_and_in_the_list(screen: SynthesiseScreen) -> None:
    second, third = found(screen).themes[1:3]
    choose(screen, "Alpha")
    QTest.keyClick(screen.passages.view, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert screen.themes.current() == second
    assert screen.passages.view.hasFocus(), "one goes on reading"
    press(screen, Qt.Key.Key_T)
    QTest.keyClick(screen.themes.view, Qt.Key.Key_3)
    assert screen.themes.current() == third
    assert not any(placed.theme_ids for placed in found(screen).passages), "that ties nothing"
    QTest.keyClick(screen.passages.view, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert screen.themes.current() == third, "there is no ninth"
