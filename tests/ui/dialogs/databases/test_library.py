"""Opening from a database: its seminars are shown, and one of them is opened."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from facilitator.services.files import addresses
from facilitator.services.files.addresses import Address, address_of
from tests.ui.helpers import assert_accessible
from tests.ui.open_window import window_at
from ui import ask, settings
from ui.dialogs.databases.library import NONE_THERE, DatabaseDialog
from ui.recent import noted
from ui.tasks import ImmediateTasks
from ui.window.commands import Commands
from ui.window.opening import choose_in_database


@pytest.fixture
def address(postgres: str, now: datetime) -> Address:
    made = address_of(f"postgresql://postgres:secret@/postgres/t{uuid4().hex}?host={postgres}")
    addresses.new_seminar_at(made, title="A conference", now=now).close()
    return made


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, now: datetime) -> Iterator[Commands]:
    with window_at(qtbot, tmp_path, now) as made:
        yield made


def library_of(address: Address) -> str:
    """What somebody types who knows the database alone, its password included."""
    text = noted(address).replace(f"/{address.schema}", "")
    return text.replace("postgres@", "postgres:secret@")


def test_a_database_shows_its_seminars_of_which_one_is_opened(
    commands: Commands, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: DatabaseDialog) -> Address:
        assert_accessible(dialog)
        dialog.address.setText(library_of(address))
        dialog.accept()  # shows them first
        keys = [row.key for row in dialog.rows.rows]
        at = keys.index(noted(address))
        assert dialog.rows.rows[at].text == "A conference"
        dialog.list.setCurrentIndex(dialog.rows.index(at, 0))
        assert not dialog.problem()
        return dialog.value()

    monkeypatch.setattr(ask, "ask", choose)
    choose_in_database(commands.opening, commands.window, commands.errands)
    assert commands.session is not None
    assert commands.session.where == address
    written = settings.LIBRARY.read() + repr(commands.opening.recents.entries())
    assert "secret" not in written


def test_what_is_no_address_is_a_sentence_and_a_seminars_own_is_enough(
    qtbot: QtBot, address: Address
) -> None:
    dialog = DatabaseDialog(None, ImmediateTasks())
    qtbot.addWidget(dialog)
    dialog.address.setText("my seminars")
    assert "is not the address of a seminar" in dialog.problem()
    dialog.look.click()
    assert "is not the address of a database" in dialog.hint.text()
    dialog.address.setText(noted(address))
    assert not dialog.problem()
    assert noted(dialog.value()) == noted(address)


def test_what_was_asked_of_another_address_is_not_shown(
    qtbot: QtBot, address: Address, postgres: str
) -> None:
    dialog = DatabaseDialog(None, ImmediateTasks())
    qtbot.addWidget(dialog)
    dialog.address.setText(library_of(address))
    dialog.look.click()
    assert dialog.rows.rows
    dialog.address.setText("postgresql:///nobody")
    assert not dialog.rows.rows
    dialog.address.setText(f"postgresql://postgres@/nobody?host={postgres}")
    dialog.accept()
    assert "does not answer" in dialog.hint.text() or "nobody" in dialog.hint.text()
    dialog.address.setText(f"postgresql://postgres@/template1?host={postgres}")
    dialog.accept()
    assert dialog.hint.text() == str(NONE_THERE)
