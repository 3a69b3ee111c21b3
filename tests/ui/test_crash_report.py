"""A failure of the program is told once, with where it happened and nothing about people."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.helpers import assert_accessible
from ui.crash_report import left_behind, report_of
from ui.dialogs.program.crash import CrashDialog, Crashes

CRASH = """
import ctypes, sys
from pathlib import Path
from ui.crash_report import watch

def fall() -> None:
    ctypes.string_at(0)

watch(Path(sys.argv[1]))
fall()
"""


def look_up(people: dict[str, str], name: str) -> str:
    try:
        return people[name]
    except KeyError as error:
        raise ValueError(f"nobody is called {name}") from error


def report(name: str) -> str:
    try:
        look_up({}, name)
    except ValueError as error:
        return report_of(error)
    raise AssertionError


def test_a_report_says_what_came_of_what_and_where_but_no_word_and_no_folder() -> None:
    said = report("Ann Zealous")
    assert "Ann" not in said
    assert str(Path(__file__).parent) not in said
    lines = said.splitlines()
    assert lines[0].startswith("Facilitator ")
    at = [line.rsplit(":", 1)[0].strip() for line in lines if line.startswith("  ")]
    assert at == ["ui/test_crash_report.py"] * 3
    kinds = [line for line in lines[1:] if not line.startswith("  ")]
    assert kinds == ["builtins.ValueError", "which came of", "builtins.KeyError"]


def test_a_report_is_shown_once_and_leaves_the_keyboard_where_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    field = QLineEdit(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    crashes = Crashes(window)
    for _ in range(2):
        crashes.tell(report("Ann"))
    (dialog,) = window.findChildren(CrashDialog)
    assert_accessible(dialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    qtbot.keyClicks(field, "going on")
    assert field.text() == "going on"
    dialog.accept_button.click()
    assert QGuiApplication.clipboard().text() == dialog.value()
    assert dialog.isVisible()
    dialog.cancel_button.click()


def test_where_the_computer_ended_the_program_is_told_at_the_next_start(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], check=False)
    assert done.returncode
    said = left_behind(tmp_path)
    assert "Segmentation fault" in said
    assert "fall" in said
    assert str(Path.home()) not in said
    assert left_behind(tmp_path / "nowhere") == ""
