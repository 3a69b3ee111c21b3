"""Paired devices in the window: one that is lost is let out, by its name, and no other."""

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.people.devices import Role
from facilitator.services.people import joining
from ui import ask
from ui.dialogs.room.paired import PairedDialog
from ui.session import Session


def test_a_lost_device_is_let_out_alone_and_a_new_code_is_offered(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, now = session.file, session.clock()
    mine = joining.pair(file, Role.FACILITATOR, now=now, name="Pixel 8, Chrome")[1]
    lost = joining.pair(file, Role.NOTE_TAKER, now=now, name="Berta’s laptop")[1]
    codes = joining.codes(file, now=now)
    asked: list[str] = []
    answers = iter((False, True))

    def confirm(_parent: object, question: str, *_said: str) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(ask, "confirm", confirm)
    dialog = PairedDialog(None, session)
    qtbot.addWidget(dialog)
    assert [row.text for row in dialog.rows.rows] == [
        "Facilitator’s phone: Pixel 8, Chrome",
        "Note-taker: Berta’s laptop",
    ]
    dialog.list.setCurrentIndex(dialog.rows.index(1, 0))
    for agrees in (False, True):
        dialog.let_out.click()
        assert (joining.who(file, lost) is None) is agrees
    assert asked == ["Let “Note-taker: Berta’s laptop” out?"] * 2
    assert joining.who(file, mine) is not None
    assert joining.codes(file, now=now) == codes
    assert len(dialog.rows.rows) == 1
    assert dialog.said.text().startswith("“Note-taker: Berta’s laptop” is out.")
    dialog.renew.click()
    after = joining.codes(file, now=now)
    assert {role for role in Role if after[role] != codes[role]} == {Role.NOTE_TAKER}
    assert joining.who(file, mine) is not None
