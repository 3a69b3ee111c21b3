"""A show of hands: how many people raised one follows the counts as they stand in the end."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.polls.polls import ABSTAIN, Method, Round, RoundState
from tests.ui.run_day import poll
from ui.screens.run.votes.hands_form import Hands, HandsForm

STEPS = 40
OPENED = datetime(2011, 10, 18, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("method", [Method.CHOOSE_ONE, Method.APPROVE, Method.AGREE])
@pytest.mark.parametrize("seed", range(4))
def test_a_count_that_was_mistyped_and_put_right_leaves_nothing_behind(
    qtbot: QtBot, method: Method, seed: int
) -> None:
    """Whatever is typed over what, and however often the form is left: people are as many as were
    said last, and at least as many as the counts that stand there come to.
    """
    random = Random(seed)
    asked = replace(poll("p", method), may_abstain=True)
    held = Round(id="r", poll_id="p", number=1, state=RoundState.OPEN, poll=asked, opened_at=OPENED)
    form = HandsForm()
    qtbot.addWidget(form)
    form.begin(held, None)
    said, stand = 0, dict.fromkeys(form.counts, 0)
    for _ in range(STEPS):
        way = random.random()
        if way < 0.15:
            said = random.randrange(60)
            write(form.people, said)
        elif way < 0.25:
            before = shown(form)
            form.begin(held, None)
            assert shown(form) == before
            said = said if said > least(method, stand) else 0
        else:
            place = random.choice(list(stand))
            stand[place] = random.randrange(20)
            for number in (random.randrange(900), stand[place]):
                write(form.counts[place], number)
        kept: list[tuple[object, int]] = []
        form.counted.connect(lambda marks, people, kept=kept: kept.append((marks, people)))
        form.keep.click()
        marks = tuple((item, mark, people) for (item, mark), people in stand.items())
        assert kept[0] == (marks, max(said, least(method, stand)))


def least(method: Method, stand: dict[tuple[str, int], int]) -> int:
    abstained = sum(people for (item, _), people in stand.items() if item == ABSTAIN)
    by_item = [
        sum(people for (item, _), people in stand.items() if item == each)
        for each in {item for item, _ in stand} - {ABSTAIN}
    ]
    return abstained + (sum(by_item) if method is Method.CHOOSE_ONE else max(by_item))


def write(field: Hands, number: int) -> None:
    """Type over what stands there, digit by digit."""
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, str(number))


def shown(form: HandsForm) -> tuple[list[int], int]:
    return [field.value() for field in form.counts.values()], form.people.value()
