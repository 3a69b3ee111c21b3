"""The photographs of a group: added from files or the clipboard, refused with a sentence."""

from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.views.notes_screen import desk
from ui.dialogs.notes.photographs import PRINTED, PhotographsDialog
from ui.screens.notes.rows import note_rows
from ui.session import Session


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def words(dialog: PhotographsDialog) -> list[str]:
    return [dialog.pictures.item(row).text() for row in range(dialog.pictures.count())]


def test_photographs_are_added_seen_taken_out_and_refused(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    with session.file.read() as reader:
        group = reader.every(Breakout)[0]
    dialog = PhotographsDialog(session, NoteContent(breakout_id=group.id, words=""))
    qtbot.addWidget(dialog)
    assert group.title in dialog.heading.text()
    assert not dialog.nothing.isHidden()
    path = tmp_path / "chart.png"
    assert picture().save(str(path))
    dialog.add(path)
    assert words(dialog) == ["Flip chart"]
    rows = note_rows(desk(session.file, group.id), "")
    assert [row.detail.partition(" · ")[0] for row in rows if row.value] == ["Photograph"]
    QGuiApplication.clipboard().setImage(picture())
    dialog.paste()
    assert words(dialog) == ["Flip chart", "Flip chart"]
    bad = tmp_path / "list.jpg"
    bad.write_text("no picture")
    dialog.add(bad)
    assert "no picture that can be read" in dialog.trouble.text()
    assert len(words(dialog)) == 2
    dialog.agreed.click()
    # Both were taken at one moment of a clock that stands still, so either may stand first.
    assert sorted(words(dialog)) == ["Flip chart", f"Flip chart\n{PRINTED}"]
    dialog.take_off()
    assert words(dialog) == ["Flip chart"]
    assert dialog.trouble.text() == ""
