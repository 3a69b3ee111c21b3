"""The chosen theme: its history, from which it is split out again, and what is written on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.services.synthesis import themes
from tests.ui.helpers import assert_accessible
from tests.ui.screens.synthesise.test_synthesise_screen import choose, found, members, press
from ui import ask as dialogs
from ui.screens.synthesise import SynthesiseScreen
from ui.screens.synthesise.chosen.history import HistoryDialog


def test_a_theme_is_split_out_again_from_its_history(
    screen: SynthesiseScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_2)
    first, second = found(screen).themes[:2]
    file, now = screen.session.file, screen.session.clock()
    themes.merge_themes(file, first, second, now=now)
    screen.reload()
    asked: list[HistoryDialog] = []

    def split(dialog: HistoryDialog) -> str:
        assert_accessible(dialog)
        assert dialog.accept_button.isEnabled()
        asked.append(dialog)
        dialog.list.setCurrentIndex(dialog.rows.index(1, 0))
        assert not dialog.accept_button.isEnabled()
        dialog.list.setCurrentIndex(dialog.rows.index(0, 0))
        return dialog.value()

    monkeypatch.setattr(dialogs, "ask", split)
    screen.themes.view.setFocus()
    screen.themes.choose(first.id)
    QTest.keyClick(screen.themes.view, Qt.Key.Key_H)
    assert [theme.name for theme in found(screen).themes][:2] == [first.name, second.name]
    assert members(screen, 2) == ["Alpha"]
    for dialog in asked:
        dialog.deleteLater()


def test_a_memo_is_written_on_a_theme_and_seen_with_it_alone(screen: SynthesiseScreen) -> None:
    screen.themes.view.setFocus()
    memo = screen.members.memo
    assert not memo.isVisible()
    QTest.keyClick(screen.themes.view, Qt.Key.Key_Apostrophe)
    assert memo.words.hasFocus()
    QTest.keyClicks(memo.words, "Ask Berta")
    QTest.keyClick(memo.words, Qt.Key.Key_Escape)
    QTest.keyClick(screen.themes.view, Qt.Key.Key_Down)
    assert not memo.isVisible()
    QTest.keyClick(screen.themes.view, Qt.Key.Key_Up)
    assert memo.words.text() == "Ask Berta"
    assert [each.own for each in found(screen).memos.values()] == ["Ask Berta"]
