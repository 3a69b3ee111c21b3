"""The manual: what it says of keys, menus, commands and pages is what the program has."""

import argparse
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilitator.domain.wording import Text
from tests.ui.helpers import assert_accessible
from tests.ui.kept import forget_all
from ui.dialogs.guide import DOCUMENTS
from ui.dialogs.program import manual_pages
from ui.dialogs.program.manual import ManualDialog
from ui.screens.compare import CompareScreen
from ui.screens.notes import NotesScreen
from ui.screens.prepare import PrepareScreen
from ui.screens.report import ReportScreen
from ui.screens.run import RunScreen
from ui.screens.synthesise import SynthesiseScreen
from ui.start import cli
from ui.tasks import ImmediateTasks
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

PLACES = dict(
    zip(
        manual_pages.OF_PLACES,
        (PrepareScreen, RunScreen, NotesScreen, SynthesiseScreen, ReportScreen, CompareScreen),
        strict=True,
    )
)
WRITTEN = [DOCUMENTS / page for page in manual_pages.PAGES if page.startswith("manual/")]
COMMANDS = DOCUMENTS / "manual" / "commands.md"
KEY = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Pg\w+|Enter|Esc|Del\w*|Insert|Tab|Up|Down|Left|Right|Space"
    r"|Backspace|[A-Z0-9.,'=/+→←↑↓-])"
)
SAID = re.compile(r"`([^`]+)`")


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path) -> Commands:
    forget_all()
    window = MainWindow()
    qtbot.addWidget(window)
    return Commands(window, tmp_path, tmp_path, lambda: datetime.now(UTC), ImmediateTasks)


def keys_of(*groups: tuple[tuple[Text, Text], ...]) -> set[str]:
    """The single keys of lists of keys: "Alt+P, Q, D" are three, all with Alt."""
    found: set[str] = set()
    for keys, _ in (entry for group in groups for entry in group):
        for part in str(keys).split(", then "):
            held = ""
            for key in re.split(r", | or | to | and | then ", part):
                holds = re.match(r"(?:(?:Ctrl|Alt|Shift)\+)+", key)
                held = holds.group() if holds else held
                found.add(key if holds or len(key) > 1 else f"{held}{key}")
    return found


def said_in(path: Path) -> list[str]:
    return SAID.findall(path.read_text("utf-8"))


@pytest.mark.parametrize("page", manual_pages.OF_PLACES)
def test_every_key_of_a_place_stands_on_its_page(page: str) -> None:
    told = {*said_in(DOCUMENTS / page)}
    if page == "manual/run.md":
        told |= {*said_in(DOCUMENTS / "manual" / "votes.md")}
    assert keys_of(PLACES[page].KEYS) <= told


def test_every_key_that_it_names_is_one(commands: Commands) -> None:
    lists = [screen.KEYS for screen in PLACES.values()]
    known = keys_of(*lists, commands.menus.all_keys()) | {"/"}
    known |= {
        letter
        for keys in lists
        for _, what in keys
        for letter in re.findall(r"\b(?:[A-Z]|Left|Right)\b", str(what))
    }
    named = {said for path in WRITTEN for said in said_in(path) if KEY.fullmatch(said)}
    assert named
    assert named <= known


def test_every_menu_that_it_names_is_there(commands: Commands) -> None:
    bar = commands.window.menuBar()
    there = {
        f"{menu.title()} > {action.text()}".replace("&", "").removesuffix("…")
        for menu in bar.findChildren(QMenu)
        for action in menu.actions()
    }
    named = {
        " ".join(hit.split())
        for path in WRITTEN
        for hit in re.findall(r"\*(\w+ > [^*]+)\*", path.read_text("utf-8"))
    }
    assert len(named) > 10
    assert named <= there


def subcommands() -> dict[str, argparse.ArgumentParser]:
    choices = next(
        action.choices
        for action in cli._parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    unlisted = {"make-document", "read-slides"}
    return {name: parser for name, parser in choices.items() if name not in unlisted}


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.help != argparse.SUPPRESS:
            yield from (each for each in action.option_strings if each not in ("-h", "--help"))


def test_every_command_and_option_stands_there_and_every_line_is_understood() -> None:
    lines = [shlex.split(said) for said in said_in(COMMANDS) if said.startswith("facilitator")]
    for line in lines:
        if not {"--help", "--version"} & {*line} and len(line) > 1:
            cli._parser().parse_args(line[1:])
    text = COMMANDS.read_text("utf-8")
    assert {line[1] for line in lines if len(line) > 1} >= subcommands().keys()
    wanted = {each for parser in subcommands().values() for each in options(parser)}
    assert not [each for each in wanted if each not in text]
    for parser in subcommands().values():
        for action in parser._actions:
            assert not [
                each for each in action.choices or () if not re.search(rf"\b{each}\b", text)
            ]


def test_links_and_pictures_lead_somewhere() -> None:
    for path in WRITTEN:
        for picture, link in re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", path.read_text("utf-8")):
            assert (path.parent / link).is_file(), (path.name, link)
            page = path.relative_to(DOCUMENTS).as_posix()
            assert picture or manual_pages.linked(page, link), (path.name, link)


def test_it_is_searched_by_words_anywhere_in_it_and_read_from_the_heading_that_is_chosen(
    qtbot: QtBot,
) -> None:
    manual = ManualDialog(None)
    qtbot.addWidget(manual)
    manual.show()
    assert_accessible(manual)
    assert "a whole day with fictional people" in manual.text.toPlainText()
    manual.list.search.setText("clicker slide")
    qtbot.keyClick(manual.list.search, "\r")
    assert manual.document == "manual/run.md"
    qtbot.keyClick(manual.view, Qt.Key.Key_Down)
    found = manual.rows.row(manual.list.current())
    assert found is not None
    assert (found.value.document, found.text) == ("manual/run.md", "The clock")
    assert manual.text.verticalScrollBar().value() > 0
    assert manual.text.textCursor().selectedText() == "clicker"


def test_a_link_goes_to_the_page_and_one_that_leads_out_goes_nowhere(qtbot: QtBot) -> None:
    manual = ManualDialog(None, "manual/run.md")
    qtbot.addWidget(manual)
    manual.text.anchorClicked.emit(QUrl("../room-guide.md"))
    assert manual.document == "room-guide.md"
    assert "One access point for about 50 phones" in manual.text.toPlainText()
    manual.text.anchorClicked.emit(QUrl("https://example.org/manual/run.md"))
    assert manual.document == "room-guide.md"
