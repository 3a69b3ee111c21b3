"""Pictures of notes from elsewhere: looked at, taken in, and their versions to settle."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant, by_family_name
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.records import activity_log, erasing
from facilitator.services.seminar import preparing
from facilitator.store.files.copies import copy_to
from facilitator.store.files.file import SeminarFile
from tests.ui.one_watch import watch_of
from ui.dialogs.merging.handing import HandOverDialog
from ui.dialogs.merging.preview import TakeInDialog
from ui.dialogs.merging.settling import SettlingPanel
from ui.dialogs.merging.taken import TakenDialog
from ui.dialogs.records.activity import ActivityDialog
from ui.dialogs.records.erasing import EraseDialog
from ui.dialogs.records.held import PersonDialog
from ui.session import Session
from ui.tasks import ImmediateTasks
from ui.widgets.frames.header import Header

NOW = datetime(2011, 10, 18, 12, 30, tzinfo=UTC)
EARLIER = datetime(2011, 10, 18, 12, 10, tzinfo=UTC)
OURS = "Small partners were heard too late, and two of them had left by then."
THEIRS = (
    "Small partners were heard too late: two of the four had left the partnership before anybody "
    "asked them what they could not do."
)


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """A host and a note-taker's laptop that did not know of each other."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        copy_to(file, folder / "host.seminar")
        copy_to(file, folder / "laptop.seminar")
        host = SeminarFile.open(folder / "host.seminar")
        laptop = SeminarFile.open(folder / "laptop.seminar", device="laptop")
        _disagree(host, laptop)
        bundle = merging.write_bundle(laptop, folder / "Table 2", "Bryn, in the library")
        damaged = folder / "Table 3.seminar-notes"
        damaged.write_bytes(bundle.read_bytes()[:-100])
        files = (bundle, damaged)
        looks = tuple((path, merging.preview(host, path)) for path in files)
        yield "take_in", TakeInDialog(None, looks)
        yield "take_in_refused", TakeInDialog(None, looks[1:])
        merging.merge(host, files, now=NOW)
        yield "taken_in", TakenDialog(None, merging.taken_in(host))
        yield "to_settle", _panel(host, 0)
        yield "to_settle_gone", _panel(host, 1)
        yield "to_settle_theme", _panel(host, 2)
        yield "to_settle_head", _head(host)
        yield "erase", _erasing(host)
        yield "activity_log", _activity(host)
        yield "held", _held(host)
        handing = HandOverDialog(None, "Bryn, in the library")
        handing.resize(handing.sizeHint())
        yield "hand_over", handing
        laptop.close()
        watch_of(host).stop()
        host.close()


def _disagree(host: SeminarFile, laptop: SeminarFile) -> None:
    with host.read() as reader:
        one, other, *_ = reader.every(Note)
        theme = reader.every(Theme)[0]
        group = reader.every(Breakout)[1]
    noting.edit(host, one, OURS, now=EARLIER)
    changed = replace(one, words=THEIRS, kind=NoteKind.DISAGREEMENT, starred=True)
    preparing.save(laptop, changed, now=NOW)
    noting.edit(host, other, f"{other.words} Asked back.", now=NOW)
    preparing.remove(laptop, other, now=EARLIER)
    preparing.save(host, replace(theme, name="Trust"), now=EARLIER)
    preparing.save(laptop, replace(theme, name="Trust and time"), now=NOW)
    for number in range(12):
        noting.add_note(laptop, group.id, f"Said at the table, {number}", now=NOW)


def _session(file: SeminarFile) -> Session:
    return Session(file, ImmediateTasks(), watch_of(file), lambda: NOW)


def _panel(file: SeminarFile, row: int) -> QWidget:
    panel = SettlingPanel(_session(file))
    panel.show()
    panel.list.select(row)
    return panel


def _erasing(file: SeminarFile) -> QWidget:
    dialog = EraseDialog(None, erasing.traces(file))
    dialog.list.search.setText("partners")
    dialog.list._filter()
    dialog.view.setCurrentIndex(dialog.list.proxy.index(1, 0))
    return dialog


def _activity(file: SeminarFile) -> QWidget:
    with file.read() as reader:
        return ActivityDialog(None, activity_log.entries(reader, file.device))


def _held(file: SeminarFile) -> QWidget:
    with file.read() as reader:
        return PersonDialog(None, by_family_name(reader.every(Participant)))


def _head(file: SeminarFile) -> QWidget:
    header = Header()
    with file.read() as reader:
        header.show_seminar(reader.get(Seminar, SEMINAR_ID))
    header.show_conflicts(merging.conflict_count(file))
    header.resize(1270, header.sizeHint().height())
    return header
