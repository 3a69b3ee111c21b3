"""A computer set to another language, digits and calendar shows and reads days as any other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.services.seminar import preparing

NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
LANGUAGES = ("fa_IR", "th_TH", "cy_GB")
"""Other digits, another calendar, other names of months."""

SHOWN = """
import locale, os, re, sys, traceback
from datetime import date, datetime, UTC
from pathlib import Path
from PySide6.QtCore import QAbstractListModel, QLocale, Qt
from PySide6.QtWidgets import (QAbstractButton, QAbstractItemView, QAbstractSpinBox,
    QComboBox, QLabel, QLineEdit)
from ui import theme
from ui.start import app

def texts(top):
    for widget in (top, *top.findChildren(object)):
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QAbstractSpinBox)):
            yield widget.text()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            for row in range(model.rowCount()):
                for column in range(columns):
                    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                        yield str(model.index(row, column).data(role))

def begin(application, window, *_):
    try:
        look(application, window)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)  # raised in a slot, it would be printed and the window would stay
    os._exit(0)

def look(application, window):
    from ui.models.recent_seminars import spoken_day, spoken_moment
    from ui.dialogs.new_seminar import NewSeminarDialog
    from ui.tasks import ImmediateTasks
    from ui.window.commands import Commands
    folder = Path(sys.argv[1])
    theme.load_rest(application)
    now = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
    commands = Commands(window, folder / "notes", folder, lambda: now, ImmediateTasks)
    commands.open_seminar(folder / "day.seminar")
    for place in range(6):
        commands.go(place)
        application.processEvents()
    said = [*texts(window), spoken_day("2011-10-18"), spoken_moment("2011-10-18T10:42:00+00:00")]
    dialog = NewSeminarDialog(window, folder, date(2011, 10, 18))
    said += texts(dialog)
    dialog.date.setFocus()
    dialog.date.line.setText("5 March 2012")
    said.append(dialog.value().date.isoformat())
    print("LC_TIME", locale.setlocale(locale.LC_TIME), file=sys.stderr)
    same = "\\n".join(said).replace(str(folder), "FOLDER")
    sys.stdout.buffer.write(re.sub(r"[\\d.]+ GB", "much", same).encode())
    sys.stdout.flush()

app._begin = begin
QLocale.setDefault(QLocale(os.environ["LANGUAGE_OF_TEST"]))
app.main()
"""


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Where the system finds the languages; made here, since few computers have them all."""
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales").is_dir():
        pytest.skip("this system cannot make languages")
    folder = tmp_path_factory.mktemp("locales")
    for language in LANGUAGES:
        made = folder / f"{language}.UTF-8"
        command = ["localedef", "-i", language, "-f", "UTF-8", "--no-archive", str(made)]
        subprocess.run(command, check=False, capture_output=True)
        assert made.is_dir()
    return {"LOCPATH": str(folder)}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("day") / "day.seminar"
    preparing.new_seminar(path, "october-seminar", date=date(2011, 10, 18), now=NOW).close()
    return path


def shown(day: Path, language: str, more: Mapping[str, str]) -> tuple[str, str]:
    """Every text of every place, under a language of the system; and which the system speaks.

    Each language has a copy of the seminar and a home of its own: what one start leaves behind,
    such as the list of recent seminars, would be a difference to the next.
    """
    folder = day.parent / language
    home = folder / "home"
    home.mkdir(parents=True)
    shutil.copyfile(day, folder / day.name)
    place = {"FACILITATOR_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    speaks = {"LC_ALL": f"{language}.UTF-8", "LANGUAGE_OF_TEST": language}
    done = subprocess.run(
        [sys.executable, "-c", SHOWN, str(folder)],
        capture_output=True,
        check=False,
        env={**os.environ, **place, **speaks, **more},
        timeout=600,  # of a program that hangs; a busy computer may take minutes
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def usual(day: Path) -> str:
    """What every place says under C."""
    return shown(day, "C", {})[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_says_the_same_in_any_language_of_the_system(
    day: Path, usual: str, locales: Mapping[str, str], language: str
) -> None:
    said, spoken = shown(day, language, locales)
    assert f"LC_TIME {language}" in spoken  # else this would prove nothing
    assert "18 October 2011" in usual
    assert "2012-03-05" in said
    assert said.splitlines() == usual.splitlines()
    assert not [sign for sign in said if sign.isdigit() and not sign.isascii()]
