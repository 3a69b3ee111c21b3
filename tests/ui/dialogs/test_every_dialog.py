"""Whatever dialog there is: on no display is a part of it cut or out of reach, whatever the size of
text, no key in it is taken twice, every control has a name, Tab comes to each of them and whatever
has the keyboard is in sight. New ones are found by themselves.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import ui
from facilitator.domain.act_words import Entry
from facilitator.domain.act_words import words as act_words
from facilitator.domain.acts import Verb
from facilitator.domain.kind_words import several
from facilitator.domain.merging.merge import Preview, Refusal, Taken
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.agreement import Judged, agreement
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.room.net.greeting import Greeting
from facilitator.services.files.restoring import Restorable
from facilitator.services.files.salvaging import Report
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.people.importing import read_sheet
from facilitator.services.records.erasing import traces
from facilitator.services.responses.sheets import asked_on_paper
from facilitator.services.synthesis import passages
from facilitator.services.synthesis.similar import Similar
from facilitator.services.synthesis.together import OnTheme
from facilitator.services.views.theme_history import Event
from facilitator.services.views.theme_team import Colleague, Team
from tests.pseudo import WINDOW, typed
from tests.ui.collisions import taken_twice
from tests.ui.fitting import does_not_fit
from tests.ui.helpers import assert_accessible
from tests.ui.run_day import seminar_of
from tests.ui.window.sight.walking import walk
from tests.ui.words.shown import escaped, names_in
from ui import settings, text_size
from ui.dialogs.base import Dialog
from ui.dialogs.databases.library import DatabaseDialog
from ui.dialogs.guide import GuideDialog
from ui.dialogs.import_people import ImportDialog
from ui.dialogs.leaving.looking_through import LeavingDialog
from ui.dialogs.merging.handing import HandOverDialog
from ui.dialogs.merging.preview import TakeInDialog
from ui.dialogs.merging.settling import SettlingPanel
from ui.dialogs.merging.taken import TakenDialog
from ui.dialogs.new_seminar import NewSeminarDialog
from ui.dialogs.notes.photographs import PhotographsDialog
from ui.dialogs.passphrase import ChangePassphraseDialog, PassphraseDialog
from ui.dialogs.pasted_lines import PastedLinesDialog
from ui.dialogs.program.crash import CrashDialog
from ui.dialogs.program.manual import ManualDialog
from ui.dialogs.program.manual_pages import OF_DIALOGS, sections
from ui.dialogs.records.activity import ActivityDialog
from ui.dialogs.records.erasing import EraseDialog
from ui.dialogs.records.held import PersonDialog
from ui.dialogs.records.restoring import RestoreDialog
from ui.dialogs.records.salvaged import SalvagedDialog
from ui.dialogs.records.sheets import SheetsDialog
from ui.dialogs.room import RoomPanel
from ui.dialogs.room.paired import PairedDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.dialogs.standby import CodeDialog, StandByDialog
from ui.dialogs.take_notes import TakeNotesDialog
from ui.room.room_process import RoomProcess
from ui.screens.prepare.consent_menu import AddressDialog
from ui.screens.report.depositing import DepositDialog
from ui.screens.report.parts import PartsDialog
from ui.screens.run import keys
from ui.screens.synthesise.chosen.history import HistoryDialog
from ui.screens.synthesise.similar import SimilarDialog
from ui.screens.synthesise.together import TeamDialog
from ui.session import Session
from ui.tasks import ImmediateTasks
from ui.words import telling

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
DISPLAYS = ((150, (1280, 720)), (200, (1366, 768)))
"""Per cent of the usual size of text, and a display on which it has to do."""
TYPED: tuple[str, ...] = (
    "Ann Bell",
    "Bo Cole",
    "Homes",
    "Charity",
    "Bank",
    "Name",
    "Firm",
    "Sector",
)
TYPED += ("Table 2", "Bryn", "Trust", "Something went wrong", "eth0")
LONG = "Small partners were heard too late, and two of the four had left by then. " * 3
CODE = Greeting("192.168.43.117", 8765, "ABCD", "EFGH", "IJKL", standby_code="K7QM-2R8T-9WXY")

PREVIEW = Preview(
    name="Table 2",
    by="Bryn",
    new=12,
    changed=3,
    in_conflict=1,
    refused=(Refusal("a", say("It is damaged. " * 9)),),
)


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> Iterator[None]:
    yield
    text_size.choose(text_size.USUAL)
    settings.TEXT_SIZE.forget()
    telling.speak(None)


@pytest.fixture
def held(session: Session) -> Session:
    """A seminar with somebody on its list, and a note."""
    with session.file.write(Verb.ADD, session.clock()) as writer:
        writer.put(Participant(id="p", name="Ermintrude Quill", organisation="Quill and Sons"))
        group = writer.every(Breakout)[0]
    noting.add_note(session.file, group.id, LONG.replace("Small", "Ermintrude"), now=NOON)
    return session


Made = Callable[[Session, Path], QWidget]
MADE: dict[type[QWidget], Made] = {
    DatabaseDialog: lambda session, _: DatabaseDialog(None, session.tasks),
    GuideDialog: lambda *_: GuideDialog(None),
    ImportDialog: lambda session, folder: _importing(session, folder),
    HandOverDialog: lambda *_: HandOverDialog(None, "Bryn, in the library"),
    TakeInDialog: lambda _, folder: TakeInDialog(None, ((folder / "Table 2", PREVIEW),)),
    TakenDialog: lambda *_: TakenDialog(None, (Taken(merge_id="m", at=NOON, brought=PREVIEW),)),
    NewSeminarDialog: lambda _, folder: NewSeminarDialog(None, folder, date(2011, 9, 1)),
    PhotographsDialog: lambda session, _: _photographs(session),
    PassphraseDialog: lambda _, folder: PassphraseDialog(None, folder / "a.seminar", LONG),
    ChangePassphraseDialog: lambda _, at: ChangePassphraseDialog(None, at, lambda _: True),
    PastedLinesDialog: lambda *_: PastedLinesDialog(None, [LONG] * 30),
    CrashDialog: lambda *_: CrashDialog(None, "Something went wrong", LONG * 9),
    ManualDialog: lambda *_: ManualDialog(None),
    ActivityDialog: lambda *_: ActivityDialog(None, [_entry()] * 40),
    EraseDialog: lambda session, _: EraseDialog(None, traces(session.file)),
    PersonDialog: lambda *_: PersonDialog(None, [Participant(id="p", name="Ermintrude Quill")]),
    RestoreDialog: lambda _, folder: RestoreDialog(None, [_backup(folder)] * 3),
    SalvagedDialog: lambda _, folder: SalvagedDialog(None, _salvaged(folder)),
    SheetsDialog: lambda session, _: SheetsDialog(None, session, _asked(session)),
    ShortcutsDialog: lambda *_: ShortcutsDialog(None, (("In this place", keys.KEYS),)),
    StandByDialog: lambda *_: StandByDialog(None),
    CodeDialog: lambda *_: CodeDialog(None, "K7QM-2R8T-9WXY", CODE),
    TakeNotesDialog: lambda *_: TakeNotesDialog(None),
    AddressDialog: lambda *_: AddressDialog("Ermintrude Quill"),
    LeavingDialog: lambda session, _: LeavingDialog(None, session, asks=True),
    DepositDialog: lambda *_: DepositDialog(None),
    PartsDialog: lambda *_: PartsDialog(None, (("a", "What was said"), ("b", LONG)), ("b",)),
    HistoryDialog: lambda *_: HistoryDialog(None, "Trust", [Event(NOON, say("you"), LONG, tied=3)]),
    SimilarDialog: lambda session, _: _similar(session),
    TeamDialog: lambda *_: TeamDialog(None, _team()),
    RoomPanel: lambda session, _: _room(session),
    PairedDialog: lambda session, _: _paired(session),
    SettlingPanel: lambda session, _: SettlingPanel(session),
}
"""Every dialog, and what stands beside the window; each with as much in it as it may get."""


def _asked(session: Session) -> tuple[Question, ...]:
    with session.file.read() as reader:
        return asked_on_paper(reader)


def _importing(session: Session, folder: Path) -> ImportDialog:
    path = folder / "list.csv"
    path.write_text("Name,Firm,Sector\nAnn Bell,Homes,Charity\nBo Cole,,Bank\n", encoding="utf-8")
    return ImportDialog(path, read_sheet(path), (), seminar_of(session.file), session.tasks)


def _room(session: Session) -> RoomPanel:
    return RoomPanel(session, RoomProcess(session.near), ImmediateTasks())


def _paired(session: Session) -> PairedDialog:
    for role in (Role.FACILITATOR, *[Role.NOTE_TAKER] * 12, Role.THEME_TEAM):
        joining.pair(session.file, role, now=NOON, name="Table 2")
    dialog = PairedDialog(None, session)
    assert dialog.chosen is not None
    dialog.is_out(dialog.chosen)
    return dialog


def _photographs(session: Session) -> PhotographsDialog:
    with session.file.read() as reader:
        group = reader.every(Breakout)[0]
    dialog = PhotographsDialog(session, NoteContent(breakout_id=group.id, words=""))
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    dialog.paste()
    return dialog


def _entry() -> Entry:
    said = act_words(Verb.REVEAL_ROUND, [])
    return Entry(at=NOON, verb=Verb.REVEAL_ROUND, said=said, times=1, where="in Run", who="Berta")


def _backup(folder: Path) -> Restorable:
    return Restorable(
        path=folder / "a",
        made=NOON,
        title=LONG,
        holds=several(Kind.NOTE, 40),
        origin=folder / "a.seminar",
    )


def _salvaged(folder: Path) -> Report:
    return Report(folder / "October salvaged.seminar", say("Read."), (say("Lacks a page."),) * 30)


def _similar(session: Session) -> SimilarDialog:
    (placed,) = passages.everything(session.file).passages
    return SimilarDialog(None, [Similar(placed, 90)] * 9, [("t", "1 Trust"), ("u", LONG)])


def _team() -> Team:
    groups = tuple(
        Breakout(id=f"g{number}", segment_id="s", position=number, title=f"Group {number}")
        for number in range(8)
    )
    you = Colleague("a", "this computer", True, groups[:1], 3, "Group 1")
    other = Colleague("b", "Berta’s laptop", False, groups[1:], 1, "")
    theme = Theme(id="t", position=1, name=LONG)
    on = OnTheme(theme, agreement([Judged(2, 2)] * 10 + [Judged(2, 1)] * 2 + [Judged(2, 0)] * 10))
    return Team((you, other), groups, (on,), 22, on.agreement.alpha)


def _manual() -> Iterator[str]:
    """The manual is in English yet; what its sections are called stands in its dialog."""
    for section in sections():
        yield from (section.heading, section.page)


def _every_dialog() -> set[type[QDialog]]:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {each for each in _below(QDialog) if each.__module__.startswith("ui.")} - {Dialog}


def _below(one: type[QDialog]) -> Iterator[type[QDialog]]:
    for each in one.__subclasses__():
        yield each
        yield from _below(each)


def test_every_dialog_that_there_is_is_looked_at() -> None:
    assert _every_dialog() - set(MADE) == set()


def test_of_every_dialog_the_manual_speaks_where_its_key_leads() -> None:
    known = {(section.document, section.heading) for section in sections()}
    asked = {kind.__name__ for kind in _every_dialog()} - {ManualDialog.__name__}
    assert asked == OF_DIALOGS.keys()
    assert set(OF_DIALOGS.values()) <= known


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.__name__)
def test_it_fits_no_key_is_taken_twice_and_every_word_is_in_the_catalogue(
    kind: type[QWidget],
    held: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong: list[str] = []
    for percent, display in DISPLAYS:
        text_size.choose(percent)
        room = QSize(*display) - QSize(0, text_size.FRAME)
        monkeypatch.setattr(text_size, "room_for", lambda _, room=room: room)
        made = MADE[kind](held, tmp_path)
        qtbot.addWidget(made)
        made.show()
        for _ in range(3):
            QCoreApplication.processEvents()
        at = f"{percent} % on {display}: "
        if made.width() > room.width() or made.height() > room.height():
            wrong.append(f"{at}is {made.size()}")
        wrong += [at + each for each in (*does_not_fit(made), *taken_twice(made), *walk(made))]
        assert_accessible(made)
        made.close()
    telling.speak(WINDOW)
    made = MADE[kind](held, tmp_path)
    qtbot.addWidget(made)
    made.show()
    wrong += escaped(made, names_in(held.file) | typed((LONG, *TYPED, *_manual())))
    made.close()
    assert not wrong, "\n".join(wrong)
