"""Words that nothing has recorded when the seminar is closed, or the computer ends the program: in
an open dialog, in a window beside the main one, in a field of a place. They are kept in the file as
they stand, and given back when the seminar is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from facilitator.domain.wording import brief, say
from ui.words.telling import told

if TYPE_CHECKING:
    from facilitator.services.records.left_words import Left
    from ui.session import Session
    from ui.widgets.frames.message_strip import MessageStrip

SECRET = "secret"
"""The property of a field whose words are kept nowhere: a code, a passphrase."""
KEEPS = "keeps_words"
"""The property of a window beside the main one that is typed in, and is no dialog."""
SAID = say("When the seminar was closed, this stood in “{title}”: {words}")
COPY = say("Copy it")
SHOWN = 120
"""Signs of it that are shown at the foot of the window; all of it is copied."""


def keep(session: Session) -> None:
    """Write down what was typed in windows beside the main one."""
    _write_down(
        session,
        [
            (each.windowTitle(), words)
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and _is_ours(each) and (words := _typed_in(each))
        ],
    )


def keep_places(session: Session, half_typed: Iterable[tuple[str, str]]) -> None:
    """Write down what was typed in places and is recorded nowhere: where, and what."""
    if not session.file.only_looks:
        _write_down(session, half_typed)


def _write_down(session: Session, typed: Iterable[tuple[str, str]]) -> None:
    from facilitator.services.records import left_words  # the home screen paints without

    found = [left_words.Left(title, words) for title, words in typed]
    if found:
        session.tasks.run(partial(left_words.keep, session.file, found, now=session.clock()))
        session.tasks.drain()


def _is_ours(window: QWidget) -> bool:
    """Whether who works at this computer types there: not the tablet that people vote at."""
    return isinstance(window, QDialog) or bool(window.property(KEEPS))


def _typed_in(window: QWidget) -> str:
    lines = (
        field.text()
        for field in window.findChildren(QLineEdit)
        if field.isModified() and _is_open(field) and field.echoMode() is QLineEdit.EchoMode.Normal
    )
    areas: list[QPlainTextEdit | QTextEdit] = [
        *window.findChildren(QPlainTextEdit),
        *window.findChildren(QTextEdit),
    ]
    texts = (
        field.toPlainText() for field in areas if field.document().isModified() and _is_open(field)
    )
    return "\n".join(text for text in (*lines, *texts) if text.strip())


def _is_open(field: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    return field.isVisible() and not field.isReadOnly() and not field.property(SECRET)


def give_back(strip: MessageStrip, session: Session) -> None:
    """Offer what was typed last time until it has been copied."""
    from facilitator.services.records import left_words

    file, tasks = session.file, session.tasks

    def offer(found: tuple[Left, ...]) -> None:
        if not found:
            return

        def copy() -> None:
            QGuiApplication.clipboard().setText("\n\n".join(left.words for left in found))
            strip.let_go()
            tasks.run(partial(left_words.give_back, file, found, now=session.clock()))

        first = found[0]
        strip.hold(
            told(SAID.of(title=first.title, words=brief(first.words, SHOWN))), told(COPY), copy
        )

    tasks.run(partial(left_words.left, file), offer)
