"""Pictures of taking notes on a laptop: looking for the host, and what the head says afterwards."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.merging.sync import Laptop, Reach, Standing, Waiting
from facilitator.room.net.discovery import Found
from facilitator.room.syncing.laptop import Host
from facilitator.store.files.file import SeminarFile
from ui import seminar_files, theme
from ui.dialogs.take_notes import TakeNotesDialog
from ui.widgets.frames.header import Header
from ui.widgets.frames.sync_badge import SyncBadge

AT = datetime(2011, 10, 18, 9, 42, tzinfo=UTC)
HOSTS = (
    Found("anna-laptop", "192.168.1.5", 8080, "October reflective learning policy seminar"),
    Found("council-pc", "192.168.1.77", 8080, "Budget workshop"),
)
STANDINGS = (
    Standing(reach=Reach.TRYING, waiting=Waiting()),
    Standing(reach=Reach.UP, waiting=Waiting(), at=AT),
    Standing(reach=Reach.UP, waiting=Waiting(notes=140), share=0.37),
    Standing(reach=Reach.AWAY, waiting=Waiting(), at=AT),
    Standing(reach=Reach.AWAY, waiting=Waiting(notes=3), at=AT),
    Standing(reach=Reach.UNPAIRED, waiting=Waiting(notes=1), at=AT),
)
LAPTOPS = (
    (Laptop(device="a", name="Anna’s laptop", at=AT, left=0, received=40),),
    (Laptop(device="a", name="Anna’s laptop", at=AT, left=120, received=40),),
)


class Listener:
    """Finds what it was given, at once."""

    def __init__(self, heard: Callable[[Found], object], hosts: tuple[Found, ...]) -> None:
        self._heard = heard
        self._hosts = hosts

    def start(self) -> None:
        for host in self._hosts:
            self._heard(host)

    def close(self) -> None:
        pass


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """The dialog with and without hosts, and the badge in each of its states."""
    before = Host("192.168.1.5", 8080, "ABCD2345", "bryn-laptop")
    found = TakeNotesDialog(None, before, lambda heard: Listener(heard, HOSTS))
    found.list.setCurrentIndex(found.hosts.index(1, 0))
    found.resize(found.sizeHint())
    yield "take_notes_found", found
    empty = TakeNotesDialog(None, None, lambda heard: Listener(heard, ()))
    empty.accept()
    empty.resize(empty.sizeHint())
    yield "take_notes_empty", empty
    yield "take_notes_badges", _badges(file)


def _badges(file: SeminarFile) -> QWidget:
    page = QWidget()
    page.setFixedWidth(theme.space(170))
    column = QVBoxLayout(page)
    for said in (*STANDINGS, *LAPTOPS):
        badge, header = SyncBadge(), Header()
        header.show_seminar(seminar_files.seminar_of(file))
        header.add_badge(badge)
        if isinstance(said, Standing):
            badge.show_standing(said)
        else:
            badge.show_laptops(said)
        column.addWidget(header)
    page.resize(page.sizeHint())
    return page
