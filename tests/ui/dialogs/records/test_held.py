"""Edit > What is held about somebody…: a person is chosen from the list."""

from pytestqt.qtbot import QtBot

from facilitator.domain.people.participants import Participant
from tests.ui.helpers import assert_accessible
from ui.dialogs.records.held import PersonDialog


def test_the_person_under_the_cursor_is_meant(qtbot: QtBot) -> None:
    ann, ben = (Participant(id=name, name=name) for name in ("Ann", "Ben"))
    dialog = PersonDialog(None, [ann, ben])
    qtbot.addWidget(dialog)
    assert_accessible(dialog)
    assert dialog.problem()
    dialog.list.select(1)
    assert (dialog.value(), dialog.problem()) == (ben, "")
