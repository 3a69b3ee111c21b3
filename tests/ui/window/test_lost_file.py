"""The seminar's file is renamed under the window: it says so, and that it is back."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.errors import LostError
from facilitator.store.files.file import SeminarFile
from ui.tasks import ImmediateTasks
from ui.window.commands import BACK, LOST, Commands
from ui.window.main_window import MainWindow


def test_a_renamed_file_is_noticed_said_and_not_written_into(
    qtbot: QtBot, tmp_path: Path, seminar_file: SeminarFile, now: datetime
) -> None:
    QSettings().clear()
    window = MainWindow()
    made = Commands(window, tmp_path / "notes", tmp_path, lambda: now, ImmediateTasks)
    made.open_seminar(seminar_file.path)
    assert made.session is not None
    strip = window.strip
    away = seminar_file.path.with_name("renamed.seminar")
    seminar_file.path.rename(away)
    qtbot.waitUntil(lambda: strip.sentence.text() == LOST)
    assert strip.action.text() == "Save a copy…"
    with pytest.raises(LostError), made.session.file.write(Verb.KEEP, now):
        raise AssertionError("nothing is written into nothing")
    away.rename(seminar_file.path)
    qtbot.waitUntil(lambda: strip.sentence.text() == BACK)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
