"""The window on a seminar in a database: opened by its address, it does what it does with files."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files import addresses
from facilitator.services.files.addresses import Address, address_of
from facilitator.services.notes import noting
from facilitator.services.seminar import preparing
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from tests.ui.open_window import window_at
from ui import ask
from ui.recent import noted
from ui.window.commands import Commands

PLACES = 6


@pytest.fixture
def way(postgres: str, tmp_path: Path) -> Path:
    """The way to the server, which can be cut off."""
    made = tmp_path / "way"
    made.symlink_to(postgres)
    return made


@pytest.fixture
def address(way: Path, now: datetime) -> Address:
    made = address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={way}")
    addresses.new_seminar_at(made, title="A conference", now=now).close()
    return made


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, now: datetime) -> Iterator[Commands]:
    with window_at(qtbot, tmp_path, now) as made:
        yield made


def test_it_opens_goes_to_every_place_and_hears_what_others_write(
    qtbot: QtBot, commands: Commands, address: Address, now: datetime
) -> None:
    commands.open_seminar(address)
    session = commands.session
    assert session is not None
    assert commands.window.windowTitle() == "A conference"
    for number in range(PLACES):
        commands.go(number)
    other = SeminarDatabase.open(address)
    with other.read() as reader:
        group, seminar = reader.every(Breakout)[0], reader.get(Seminar, SEMINAR_ID)
    heard: list[str] = []
    session.watch.changed.connect(lambda changes: heard.extend(each.kind for each in changes))
    noting.add_note(other, group.id, "Typed on another computer", now=now)
    qtbot.waitUntil(lambda: "note" in heard)
    noting.add_note(session.file, group.id, "Typed here", now=now)
    with other.read() as reader:
        assert "Typed here" in {note.words for note in reader.every(Note)}
    preparing.save(other, seminar, now=now)
    other.close()
    commands.standing_by.ask()
    assert "in a file alone" in commands.window.strip.sentence.text()
    commands.close_seminar()
    assert [entry.path for entry in commands.opening.recents.entries()] == [noted(address)]


def test_a_copy_is_saved_and_a_passphrase_is_nothing_for_it(
    commands: Commands, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.open_seminar(address)
    target = tmp_path / "copy.seminar"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: target)
    commands.save_copy()
    file = SeminarFile.open(target)
    with file.read() as reader:
        assert reader.get(Seminar, SEMINAR_ID).title == "A conference"
    file.close()
    actions = commands.window.menus["&File"].actions()
    shown = {action.text().replace("&", "") for action in actions if action.isVisible()}
    assert "Save a copy…" in shown
    assert not shown & {"Passphrase…", "Hand over my notes…"}


def test_that_the_database_is_away_is_said_until_it_answers_again_and_holds_nobody(
    qtbot: QtBot, commands: Commands, address: Address, way: Path, postgres: str
) -> None:
    commands.open_seminar(address)
    said = commands.window.strip.sentence
    cut(way, address, postgres)
    qtbot.waitUntil(lambda: "does not answer" in said.text())
    way.symlink_to(postgres)
    qtbot.waitUntil(lambda: "answers again" in said.text())
    cut(way, address, postgres)
    qtbot.waitUntil(lambda: "does not answer" in said.text())
    assert commands.window.close(), "whoever is held by nothing may go"
    assert commands.session is None


def cut(way: Path, address: Address, postgres: str) -> None:
    """Have the database answer nobody who comes by that way."""
    way.unlink()
    with contextlib.closing(
        psycopg.connect(host=postgres, user="postgres", autocommit=True)
    ) as raw:
        raw.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s",
            (address.channel,),
        )
