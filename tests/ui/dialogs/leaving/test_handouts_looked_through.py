"""Handouts in the window: what may name somebody is looked at, or let go for a reason, first."""

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Segment
from facilitator.store.records.facts import WAVED_ON
from ui import ask
from ui.dialogs.handout_button import HandoutButton
from ui.dialogs.leaving.looking_through import LeavingDialog
from ui.session import Session


@pytest.fixture
def button(qtbot: QtBot, session: Session) -> HandoutButton:
    """Prints the day and its script; the script names somebody on the list."""
    with session.file.write(Verb.ADD, session.clock()) as writer:
        writer.put(Participant(id="p", name="Ermintrude Quill"))
        first = writer.every(Segment)[0]
        writer.put(replace(first, script="Let Ermintrude say how it began."))
    kinds = ((HandoutKind.SCRIPT, "Script"), (HandoutKind.AGENDA, "The day"))
    made = HandoutButton(session, *kinds)
    qtbot.addWidget(made)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str | None) -> list[LeavingDialog]:
    """Answer what is asked, one after the other: the dialogs that asked."""
    asked: list[LeavingDialog] = []
    left = list(answers)

    def asking(dialog: LeavingDialog) -> str | None:
        asked.append(dialog)
        dialog.show()
        if left[0] == "":
            dialog.look()
            dialog.accept()
        return left.pop(0)

    monkeypatch.setattr(ask, "ask", asking)
    return asked


def test_a_script_that_names_somebody_is_kept_until_it_was_looked_at_once(
    button: HandoutButton, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script, agenda = button.sheets
    asked = answer(monkeypatch, None, "")
    script.save_to(tmp_path / "script.pdf")
    assert not (tmp_path / "script.pdf").exists()
    assert not asked[0].policy.isVisible(), "no rule for papers says what a script holds"
    rows = [row for row in asked[0].model.rows if row.value is not None]
    assert ["Ermintrude" in row.text for row in rows] == [True]
    script.save_to(tmp_path / "script.pdf")
    assert (tmp_path / "script.pdf").exists()
    script.save_to(tmp_path / "again.pdf")
    agenda.save_to(tmp_path / "agenda.pdf")
    assert len(asked) == 2, "neither what was looked at nor what says nothing of it is asked about"


def test_a_reason_lets_it_leave_and_is_kept(
    button: HandoutButton, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer(monkeypatch, "She is the speaker")
    button.sheets[0].save_to(tmp_path / "script.pdf")
    assert (tmp_path / "script.pdf").exists()
    with session.file.read() as reader:
        assert [each.reason for each in reader.fact(WAVED_ON)] == ["She is the speaker"]


def test_the_way_leads_to_the_segment(
    qtbot: QtBot, button: HandoutButton, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def go(dialog: LeavingDialog) -> None:
        dialog.go_there()

    monkeypatch.setattr(ask, "ask", go)
    with qtbot.waitSignal(button.record_asked) as signal:
        button.sheets[0].save_to(tmp_path / "script.pdf")
    assert signal.args[0].kind is Kind.SEGMENT


def test_a_handout_is_set_as_it_was_ticked_for_its_readers(
    button: HandoutButton, tmp_path: Path
) -> None:
    _, agenda = button.sheets
    agenda.save_to(tmp_path / "plain.pdf")
    button.legibility.actions["large_print"].trigger()
    agenda.save_to(tmp_path / "large.pdf")
    sizes = {name: smallest_on(tmp_path / f"{name}.pdf") for name in ("plain", "large")}
    assert sizes["plain"] < 10 < 17.9 < sizes["large"]


def smallest_on(path: Path) -> float:
    with pdfplumber.open(path) as pages:
        return min(float(char["size"]) for page in pages.pages for char in page.chars)
