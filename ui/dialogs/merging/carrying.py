"""What the File menu does with notes that are carried by hand, and the count of what is to settle.

Files are worked on by the seminar's own worker: one that is taken in holds the seminar's one write
transaction anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from facilitator.domain.merging.merge import UNDISPUTED, MergeReport, Preview, Taken
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import Joined, Wording, say
from facilitator.services.merging import merging
from facilitator.services.seminar.room_clock import zone_of
from ui import ask, settings
from ui.dialogs.merging.handing import HandOverDialog, known_as
from ui.dialogs.merging.preview import TakeInDialog
from ui.dialogs.merging.settling import SettlingPanel
from ui.dialogs.merging.taken import TakenDialog
from ui.seminar_files import as_file
from ui.session import Session
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from ui.widgets.frames.header import Header

KINDS = say("Notes and seminars (*.seminar-notes *.seminar *.json);;All files (*)")
NOTES = say("Notes (*.seminar-notes)")
GATHER_MS = 300
"""News comes in bursts; the count is read once for all of them."""

Say = Callable[[str, str, Callable[[], object] | None], None]


class Carrying(QObject):
    """Notes taken in, taken out and handed over, and their versions settled.

    `say` shows a sentence with an action beside it; `undo` takes back the latest act.
    """

    def __init__(
        self,
        session: Session,
        window: QWidget,
        header: Header,
        say: Say,
        undo: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._header = header
        self._say = say
        self._undo = undo
        self._panel: SettlingPanel | None = None
        self._gathering = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gathering.timeout.connect(self.count)
        session.watch.changed.connect(self._hear)
        header.settle_asked.connect(self.settle)
        self.count()

    def close(self) -> None:
        """The seminar is being closed: no more counting, and no panel."""
        self._gathering.stop()
        self._session.watch.changed.disconnect(self._hear)
        if self._panel is not None:
            self._panel.close()
            self._panel.deleteLater()
            self._panel = None
        self.deleteLater()

    # Taking in

    def choose_files(self) -> None:
        """Ask for files, look at them, and take in what is wanted of them."""
        folder = self._session.near.parent
        paths = ask.choose_files(self._window, tell("Take in notes"), folder, told(KINDS))
        if paths:
            self.look_at(paths)

    def look_at(self, paths: tuple[Path, ...]) -> None:
        """See what files would bring, and ask whether to take them in."""
        file = self._session.file

        def work() -> tuple[tuple[Path, Preview], ...]:
            return tuple((path, merging.preview(file, path)) for path in paths)

        self._session.tasks.run(
            work, self._offer, progress=tell("Looking at {named}", named=_named(paths))
        )

    def _offer(self, looks: tuple[tuple[Path, Preview], ...]) -> None:
        wanted = ask.ask(TakeInDialog(self._window, looks))
        if wanted:
            self.take_in(wanted)

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take files in, after a backup."""
        session, now = self._session, self._session.clock()
        session.tasks.run(
            lambda: merging.merge(session.file, paths, now=now, told=session.tasks.report),
            self._tell_taken,
            progress=tell("Taking in {named}", named=_named(paths)),
        )

    def _tell_taken(self, report: MergeReport) -> None:
        self._session.watch.nudge()
        self.count()
        taken = tuple(each for each in report.taken if each.brought.brings_something)
        back = partial(self.take_out, taken[::-1]) if taken else None
        self._say(
            " ".join(map(told, report.sentences)), tell("Take it back out") if back else "", back
        )

    # Taking out

    def show_taken(self) -> None:
        """The files that were taken in; one of them may be taken out."""
        file = self._session.file
        self._session.tasks.run(lambda: merging.taken_in(file), self._choose_taken)

    def _choose_taken(self, taken: tuple[Taken, ...]) -> None:
        chosen = ask.ask(TakenDialog(self._window, taken))
        if chosen is not None:
            self.take_out((chosen,))

    def take_out(self, taken: tuple[Taken, ...]) -> None:
        """Take files out again, in this order."""
        file, now = self._session.file, self._session.clock()

        def work() -> Wording:
            return Joined(
                merging.summary(merging.take_out(file, each.merge_id, now=now)) for each in taken
            )

        self._session.tasks.run(work, self._tell_taken_out, progress=tell("Taking notes out again"))

    def _tell_taken_out(self, sentence: Wording) -> None:
        self._session.watch.nudge()
        self.count()
        self._say(told(sentence), tell("Undo"), self._undo)

    # Handing over

    def choose_bundle(self) -> None:
        """Ask who hands this computer's notes over, and where to write them, such as a stick."""
        name = ask.ask(HandOverDialog(self._window, known_as(self._session.file)))
        if name is None:
            return
        settings.WRITER.keep(name)
        proposed = suggested_name(
            self._session.near,
            self._session.clock().astimezone(zone_of(self._session.file)),
        )
        title = tell("Hand over my notes: on a USB stick, or in any folder")
        path = ask.choose_new_file(self._window, title, proposed, told(NOTES))
        if path is not None:
            self.hand_over(path, name)

    def hand_over(self, path: Path, name: str) -> None:
        """Write this computer's notes to a file for the host."""
        file = self._session.file
        self._session.tasks.run(
            lambda: merging.write_bundle(as_file(file), path, name),
            self._tell_written,
            progress=tell("Writing the notes"),
        )

    def _tell_written(self, path: Path) -> None:
        sentence = tell(
            "Your notes are in {name}, in {parent}. Give it to the host, who chooses "
            "File, Take in notes. You can go on, and hand over again later.",
            name=path.name,
            parent=path.parent,
        )
        if as_file(self._session.file).passphrase:
            sentence += " " + tell(
                "It is protected as the seminar is, and opens with the same passphrase."
            )
        self._say(sentence, "", None)

    # Settling

    def count(self) -> None:
        """Count what is to settle, and show it in the head."""
        file = self._session.file
        self._session.tasks.run(lambda: merging.conflict_count(file), self._show_count)

    def _show_count(self, count: int) -> None:
        self._header.show_conflicts(count)

    def settle(self) -> None:
        """Open the versions that nobody has reconciled, beside the day."""
        if self._panel is None:
            self._panel = SettlingPanel(self._session, self._window)
            self._panel.undo_asked.connect(self._undo)
        self._panel.show()
        self._panel.raise_()
        self._panel.activateWindow()

    def _hear(self, changes: frozenset[Change]) -> None:
        quiet = UNDISPUTED | {Kind.BALLOT}
        if any(change.kind not in quiet for change in changes):
            self._gathering.start()


def suggested_name(seminar: Path, now: datetime) -> Path:
    """A name that says whose notes and of when (on the room's clock), beside the seminar."""
    stem = re.sub(r"[^\w .-]", " ", seminar.stem).strip() or tell("Seminar")
    return seminar.with_name(f"{stem} notes {now:%Y-%m-%d %H.%M}{merging.BUNDLE_SUFFIX}")


def _named(paths: tuple[Path, ...]) -> str:
    return paths[0].name if len(paths) == 1 else tell("{n} files", n=len(paths))
