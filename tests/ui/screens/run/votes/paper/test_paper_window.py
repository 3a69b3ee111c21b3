"""A pile of paper ballots is entered by keys alone, entered again, and its count declared."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Criterion, Item, Method, Round, RoundState, Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.services.polls import voting
from facilitator.services.polls.paper_codes import draw_codes
from facilitator.services.seminar import preparing
from tests.domain.polls.voting import LISTED
from tests.rounds_told import tally_round
from tests.ui.helpers import assert_accessible
from tests.ui.run_day import MORNING, poll, press, type_words
from ui.screens.run import RunScreen
from ui.screens.run.votes.paper.window import PaperWindow
from ui.session import Session
from ui.tasks import ImmediateTasks

T = TypeVar("T")


def paper_of(qtbot: QtBot) -> PaperWindow:
    paper = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, PaperWindow) and w.isVisible()
    )
    qtbot.waitUntil(paper.isActiveWindow)
    return paper


def leave(qtbot: QtBot, paper: PaperWindow, run: RunScreen) -> None:
    paper.close()
    with qtbot.waitActive(run):
        run.activateWindow()


def the_round(day: Session) -> Round:
    with day.file.read() as reader:
        return max(reader.every(Round), key=lambda held: held.opened_at)


def test_a_pile_is_entered_from_run_by_keys_alone(
    qtbot: QtBot, run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F9", "F4", "O", "H")
    press(run, "Escape", "F4", "C", "T")
    paper = paper_of(qtbot)
    assert_accessible(paper)
    for mark in ("5", "4", "1"):
        press(paper, "Return", mark, "Return")
    assert "Sheet 4: write this number on it. 3 entered." in paper.state.text()
    press(paper, "Ctrl+Return")
    assert "Nothing is marked" in paper.trouble.text()
    press(paper, "Ctrl+B")
    assert "4 entered, 1 of them blank" in paper.state.text()
    leave(qtbot, paper, run)
    press(run, "F4", "L")
    panel = run.show_panel.poll
    assert the_round(day).state is RoundState.COUNTING, "told first what is missing"
    assert "0 of 4 sheets were entered a second time. Declare" in panel.state.text()
    press(run, "T")
    paper = paper_of(qtbot)
    paper.second.click()
    press(paper, "Return", "5", "Return", "Return", "3", "Return")
    assert "Sheet 2 was entered otherwise" in paper.look.told.text()
    assert "first “4”, now “3”" in paper.look.told.text()
    press(paper, "Ctrl+2")
    press(paper, "Return", "1", "Return", "Ctrl+Return")
    assert "entered twice: 4 of 4" in paper.state.text()
    assert not paper.keep.isEnabled()
    leave(qtbot, paper, run)
    press(run, "F4", "L")
    tally = tally_round(day.file, the_round(day).id)
    assert dict(tally.by_channel) == {Channel.PAPER: 3}
    assert dict(tally.lines[0].points) == {1: 1, 2: 0, 3: 1, 4: 0, 5: 1}


def counted(day: Session, method: Method, secrecy: Secrecy) -> Round:
    criteria = (Criterion("x", "Dear"), Criterion("y", "Quick"))
    items = (Item("a", "A"), Item("b", "B"), Item("c", "C"))
    asked = replace(poll("new", method), secrecy=secrecy, awaits_count=True, criteria=criteria)
    asked = replace(asked, items=() if method is Method.WORDS else items)
    preparing.save(day.file, asked, verb=Verb.SET_UP, now=MORNING)
    held = voting.open_round(day.file, "new", now=MORNING)
    return voting.close_round(day.file, held.id, now=MORNING)


@pytest.mark.parametrize("method", LISTED)
def test_every_kind_of_ballot_is_typed_in(qtbot: QtBot, day: Session, method: Method) -> None:
    held = counted(day, method, Secrecy.PSEUDONYMOUS)
    codes = draw_codes(day.file, 2, now=MORNING)
    paper = shown(qtbot, day, held)
    for code in codes:
        type_words(code.lower())
        if method is Method.WORDS:
            type_words("Trust")
        else:
            press(paper, *TYPED[method])
        press(paper, "Ctrl+Return")
        assert not paper.trouble.text(), paper.trouble.text()
    with day.file.read() as reader:
        ballots = reader.ballots(held.id)
    assert len(ballots) == 2
    assert ballots[0].marks == ballots[1].marks
    paper.close()


TYPED = {
    Method.CHOOSE_ONE: "2",
    Method.APPROVE: "12",
    Method.AGREE: "40",
    Method.RATE: "710",
    Method.RANK: "21",
    Method.DOTS: "3",
    Method.WEIGHTED: "78",
    Method.PAIRWISE: "1",
}
"""What is typed behind the code, without a key between."""


def shown(qtbot: QtBot, day: Session, held: Round) -> PaperWindow:
    paper = PaperWindow(day, held.id)
    with qtbot.waitActive(paper):
        paper.show()
        paper.activateWindow()
    return paper


def test_of_a_vote_by_name_the_name_is_completed_and_checked(qtbot: QtBot, day: Session) -> None:
    ann = Participant(id="ann", name="Ann Bell")
    preparing.save(day.file, ann, verb=Verb.ADD, now=MORNING)
    held = counted(day, Method.AGREE, Secrecy.NAMED)
    paper = shown(qtbot, day, held)
    type_words("Nobody Here")
    press(paper, "Return", "4", "Ctrl+Return")
    assert "Nobody on the list is called “Nobody Here”" in paper.trouble.text()
    assert paper.form is not None
    assert paper.form.person is not None
    paper.form.person.setText("ann bell")
    press(paper, "Ctrl+Return")
    with day.file.read() as reader:
        assert [ballot.voter_key for ballot in reader.ballots(held.id)] == ["ann"]
    voting.declare_count(day.file, held.id, now=MORNING)
    day.watch.nudge()
    assert "is declared" in paper.state.text()
    paper.close()


def test_the_keyboard_is_in_the_sheet_though_it_was_read_before_the_window_was_active(
    qtbot: QtBot, day: Session
) -> None:
    """And one key leads to how many sheets there are, Enter from there back to the sheet."""
    held = counted(day, Method.CHOOSE_ONE, Secrecy.SEALED)
    later = Later()
    paper = PaperWindow(replace(day, tasks=later), held.id)
    paper.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    with qtbot.waitActive(paper):
        paper.show()
        later.do()
        paper.activateWindow()
    press(paper, "2", "Alt+S", "1", "7", "Return")
    later.do()
    assert paper.form is not None
    assert paper.form.typed().cells == {held.id: {"chosen": "2"}}
    assert "0 of 17 entered" in paper.state.text()
    press(paper, "Ctrl+Return")
    later.do()
    assert "1 of 17 entered" in paper.state.text()
    paper.close()


class Later(ImmediateTasks):
    """Tasks that are done when that is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._put_off: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: str = "",
    ) -> None:
        self._put_off.append(partial(super().run, work, then, failed, progress))

    def do(self) -> None:
        """Do all, and what that brings."""
        while self._put_off:
            self._put_off.pop(0)()
