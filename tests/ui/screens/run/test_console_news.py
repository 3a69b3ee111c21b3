"""While a room votes Run reads what votes change, and nothing else."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.polls.polls import Round
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.views import run_screen as desk
from tests.ui.run_day import Clock, make_small, press, running_screen
from ui.screens.run.votes.poll_keys import Phase
from ui.session import Session


def cast(day: Session, voter: str) -> None:
    with day.file.read() as reader:
        (held,) = reader.every(Round)
    marks = [(held.poll.items[0].id, 4)]
    voting.cast(day.file, held.id, Voter(voter), marks, submission=voter, now=day.clock())


def test_of_votes_alone_nothing_else_is_read(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_small(session.file)
    day = replace(session, clock=Clock())
    with running_screen(qtbot, day) as run:
        press(run, "F9", "F9", "F4", "O")
        panel = run.show_panel.poll
        day.watch.nudge()
        run.reload()  # nothing else is to be read now
        with monkeypatch.context() as patched:
            patched.setattr(desk, "console", lambda _: pytest.fail("everything is read"))
            for number in range(3):
                cast(day, f"voter {number}")
                day.watch.nudge()
            qtbot.waitUntil(lambda: "3 voted" in panel.state.text())
        assert not panel.keys.discard.isVisible()
        press(run, "C")
        assert panel.phase is Phase.CLOSED
