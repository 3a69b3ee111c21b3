"""What a data archive takes, asked for and written in the window."""

import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Consent, consent_id
from facilitator.domain.report.deposit import View
from tests.ui.helpers import assert_accessible
from ui import ask
from ui.screens.report import ReportScreen
from ui.screens.report.depositing import DepositDialog, Wanted
from ui.session import Session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> ReportScreen:
    with session.file.write(Verb.SET_UP, session.clock()) as writer:
        writer.put(Consent(id=consent_id("x"), given_at=session.clock(), archive=True))
    screen = ReportScreen(session)
    qtbot.addWidget(screen, before_close_func=lambda _: screen.finish())
    screen.make()
    return screen


def test_the_dialog_asks_who_may_get_it_and_whether_the_key_is_wanted(qtbot: QtBot) -> None:
    dialog = DepositDialog(None)
    qtbot.addWidget(dialog)
    assert dialog.value() == Wanted(View.PUBLIC, with_key=False)
    dialog.view.setCurrentIndex(1)
    dialog.key.setChecked(True)
    assert dialog.value() == Wanted(View.RESEARCH, with_key=True)
    assert_accessible(dialog)


def test_the_pack_and_its_key_are_written_where_they_are_wanted(
    qtbot: QtBot, screen: ReportScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pack.zip"
    wanted = Wanted(View.RESEARCH, with_key=True)
    monkeypatch.setattr(ask, "ask", lambda _: wanted)
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: place)
    said: list[str] = []
    screen.session.tasks.said.connect(said.append)
    screen.outgoing.choose_deposit()
    qtbot.waitUntil(lambda: any("pack-private-key.csv" in words for words in said))
    with zipfile.ZipFile(place) as packed:
        assert {"00_README.txt", "SHA256SUMS", "data/ballots.csv"} <= set(packed.namelist())
    assert (tmp_path / "pack-private-key.csv").read_text("utf-8").startswith("kind,id,")
    screen.outgoing.choose_deposit()
    qtbot.waitUntil(lambda: any("exists already" in words for words in said))
