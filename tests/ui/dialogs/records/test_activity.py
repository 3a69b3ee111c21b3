"""Edit > Activity log…: what was done is looked through and searched."""

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from facilitator.domain.act_words import Entry, words
from facilitator.domain.acts import Verb
from tests.ui.helpers import assert_accessible
from ui.dialogs.records.activity import ActivityDialog
from ui.models.rows import RowsModel

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def entry(verb: Verb, times: int = 1) -> Entry:
    said = words(verb, [])
    return Entry(at=NOON, verb=verb, said=said, times=times, where="in Run", who="this computer")


def texts(model: RowsModel) -> list[str]:
    return [row.text for row in model.rows]


def test_each_line_says_what_when_where_and_who_and_is_found(qtbot: QtBot) -> None:
    dialog = ActivityDialog(None, [entry(Verb.REVEAL_ROUND), entry(Verb.TAKE_IN, 3)])
    qtbot.addWidget(dialog)
    assert_accessible(dialog)
    assert texts(dialog.rows) == ["Reveal the result", "Take in what people sent, 3 times"]
    assert dialog.rows.rows[0].detail == "18 October 2011, 12:00 · in Run · this computer"
    dialog.list.search.setText("reveal")
    qtbot.waitUntil(lambda: dialog.list.proxy.rowCount() == 1)


def test_where_nothing_was_done_there_is_nothing_to_save(qtbot: QtBot) -> None:
    dialog = ActivityDialog(None, [])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.accept_button.isVisible()
