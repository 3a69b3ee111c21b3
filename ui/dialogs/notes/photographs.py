"""Photographs of a group's flip charts: added from files, dropped or pasted, seen, taken out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QImageWriter,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteContent
from facilitator.domain.wording import say
from facilitator.services.notes import noting, photographs
from facilitator.services.notes.photographs import NOT_TOLD, Charts, Pictured
from facilitator.services.notes.pictures import LARGEST_FILE, NO_PICTURE, TOO_LARGE_A_FILE
from ui import ask, text_size, theme
from ui.dialogs.base import Dialog
from ui.session import Session
from ui.widgets.forms.buttons import button, put_icon
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.words.telling import tell, told

KINDS = say("Pictures (*.jpg *.jpeg *.png *.webp)")
CAUTION = say(
    "A photograph may show faces or names. It stays in this file, with the note that says what is "
    "on it, and is printed in the full report only where its group was asked and agreed. It goes "
    "for good with the note when that is erased, and on the day until which names are kept."
)
PRINTED = say("May be printed")
THUMBNAIL = 32
"""In grid steps."""


class PhotographsDialog(Dialog):
    """The photographs of one group; what is added becomes a note on the question being asked."""

    def __init__(self, session: Session, about: NoteContent, parent: QWidget | None = None) -> None:
        super().__init__(parent, tell("Photographs"), told(CAUTION), tell("Close"))
        self._session = session
        self._about = about
        self._shown: tuple[Pictured, ...] = ()
        self.pictures = QListWidget()
        self.nothing = labels.quiet(
            tell("No photographs yet. Add some, drop them here, or paste one with Ctrl+V.")
        )
        self.add_button = button(tell("Add photographs…"), "primary", "plus", self.choose)
        self.off_button = button(tell("Take it out"), "", "trash-2", self.take_off)
        self.agreed = Tick(tell("The group agreed that it is printed"))
        self.agreed.clicked.connect(self.agree)
        self.pictures.currentRowChanged.connect(self._show_agreed)
        self.cancel_button.hide()
        self.setAcceptDrops(True)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self._fill()
        self.read()

    def value(self) -> None:
        """Nothing is asked: what is added is kept at once."""

    def read(self) -> None:
        """Show what there is."""
        file, id_ = self._session.file, self._about.breakout_id
        self._session.tasks.run(lambda: photographs.of_group(file, id_), self.show_group)

    def show_group(self, group: Charts) -> None:
        """Each picture with its note's words under it, the cursor where it was."""
        chosen = self._chosen()
        found = self._shown = group.pictures
        self.heading.setText(tell("Photographs · {title}", title=group.title))
        self.pictures.clear()
        for each in found:
            picture = QPixmap()
            picture.loadFromData(each.jpeg, "JPEG")
            agreed = f"\n{told(PRINTED)}" if each.note.quotable else ""
            self.pictures.addItem(QListWidgetItem(QIcon(picture), f"{each.note.words}{agreed}"))
        self.pictures.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.add_button.setEnabled(group.allowed)
        if not group.allowed:
            self.complain(told(NOT_TOLD))
        self.off_button.setEnabled(bool(found))
        self.agreed.setVisible(bool(found))
        known = [each.note.id for each in found]
        if found:
            at = known.index(chosen.id) if chosen and chosen.id in known else len(found) - 1
            self.pictures.setCurrentRow(at)

    def choose(self) -> None:
        """Ask for files, and add them."""
        self.add(*ask.choose_files(self, tell("Add photographs"), Path.home(), told(KINDS)))

    def add(self, *paths: Path) -> None:
        """Keep the pictures of these files, each as a note."""
        for path in paths:
            self._keep(partial(_read, path))

    def paste(self) -> None:
        """Keep the picture on the clipboard, or the files that were copied."""
        self._take(QGuiApplication.clipboard().mimeData())

    def take_off(self) -> None:
        """Take out the chosen picture; its note stays, and Ctrl+Z in Notes brings it back."""
        note = self._chosen()
        if note is not None:
            self._write(partial(photographs.take_off, self._session.file, note))

    def agree(self) -> None:
        """Remember that the group agreed that the chosen picture is printed, or that it did not."""
        note = self._chosen()
        if note is not None:
            self._write(partial(noting.turn, self._session.file, "quotable", note))

    def _write(self, act: Callable[..., None]) -> None:
        now = self._session.clock()
        self._session.tasks.run(lambda: act(now=now), lambda _: self._changed(), self._refuse)

    def _chosen(self) -> Note | None:
        row = self.pictures.currentRow()
        return self._shown[row].note if 0 <= row < len(self._shown) else None

    def _show_agreed(self) -> None:
        note = self._chosen()
        self.agreed.setChecked(note is not None and note.quotable)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())

    def _take(self, data: QMimeData) -> None:
        if data.hasUrls():
            self.add(*(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()))
        elif data.hasImage():
            raw = _as_file(QImage(data.imageData()))
            self._keep(lambda: raw)

    def _keep(self, read: Callable[[], bytes]) -> None:
        file, about, now = self._session.file, self._about, self._session.clock()
        self._session.tasks.run(
            lambda: photographs.add(file, about, read(), now=now),
            lambda _: self._changed(),
            self._refuse,
            progress=tell("Keeping the photograph"),
        )

    def _changed(self) -> None:
        self.complain("")
        self._session.watch.nudge()
        self.read()

    def _refuse(self, error: BaseException) -> None:
        self.complain(told(error))

    def _fill(self) -> None:
        self.pictures.setViewMode(QListWidget.ViewMode.IconMode)
        self.pictures.setIconSize(QSize(theme.space(THUMBNAIL), theme.space(THUMBNAIL * 3 // 4)))
        self.pictures.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.pictures.setMovement(QListWidget.Movement.Static)
        self.pictures.setWordWrap(True)
        self.pictures.setSpacing(theme.space())
        self.pictures.setAccessibleName(tell("Photographs"))
        self.pictures.setMinimumHeight(theme.space(THUMBNAIL))
        keys = QHBoxLayout()
        keys.setSpacing(theme.space())
        for key in (self.add_button, self.off_button):
            keys.addWidget(key)
        keys.addStretch(1)
        self.body.addWidget(self.pictures, 1)
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.agreed)
        self.body.addLayout(keys)
        text_size.fit(self, 90, 70)


def _read(path: Path) -> bytes:
    """A file's bytes; one that is too large is not even read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SeminarError(TOO_LARGE_A_FILE)
        return path.read_bytes()
    except OSError as trouble:
        raise SeminarError(NO_PICTURE) from trouble


def _as_file(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(held.data())


class PhotographsKey(QPushButton):
    """Opens the photographs of the group whose notes are being taken."""

    def __init__(self, session: Session, place: Callable[[], tuple[str, str]]) -> None:
        super().__init__(tell("Photographs…"))
        self._session = session
        self._place = place
        self.setProperty("role", "quiet")
        put_icon(self, "upload")
        self.setToolTip(tell("Keep pictures of the group’s flip charts with its notes  Alt+I"))
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Show them, and let some be added or taken out."""
        breakout_id, question_id = self._place()
        if breakout_id:
            about = NoteContent(breakout_id=breakout_id, question_id=question_id, words="")
            dialog = PhotographsDialog(self._session, about, self)
            dialog.exec()
            dialog.deleteLater()
