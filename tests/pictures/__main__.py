"""`make screens`: a picture of every screen, light and dark, and of every printed page.

Each `tests/pictures/<place>.py` has a function `shots() -> Iterator[tuple[str, QWidget]]`, with the
rehearsed seminar as its argument where it wants it, that builds the widgets to be looked at. A
widget with no size of its own is shown as large as a small laptop's screen.
`python -m tests.pictures prepare documents` takes those of some modules, or the printed pages;
`python -m tests.pictures run 150` with text of that size in per cent.
"""

import importlib
import inspect
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pypdfium2
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from exports.papers import write_handout, write_summary
from facilitator.domain.report.summary import Door, HandoutKind
from facilitator.services.rehearsal import rehearsal
from facilitator.services.report import publishing
from facilitator.services.report.handing_out import hand_out
from facilitator.store.files.file import SeminarFile
from ui import ask, text_size, theme

OUT = Path("build/screens")
SIZE = (1366, 768)
MORNING = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
HANDOUT_PAGES = 4
DOOR = Door(
    address="http://192.168.178.105:8080",
    code="RWK4C",
    link="http://192.168.178.105:8080/?code=RWK4C",
    network="Council Chamber",
    password="correct horse battery",
    network_code="WIFI:T:WPA;S:Council Chamber;P:correct horse battery;;",
)
ROUNDS = 20
"""How often the event loop is given a turn before the picture is taken."""


def main(places: list[str], text: int) -> int:
    """Make the pictures of these places, or of all and of the documents, with text of one size."""
    OUT.mkdir(parents=True, exist_ok=True)
    os.environ["FACILITATOR_HOME"] = str(OUT.resolve() / "home")
    qInstallMessageHandler(_say)
    app = QApplication([])
    app.setOrganizationName("Facilitator pictures")
    patch.object(
        ask, "confirm", return_value=True
    ).start()  # a day that runs asks before it is left
    file = rehearsed_file(OUT / "rehearsal.seminar")
    for place in sorted(p.stem for p in _modules()):
        if places and place not in places:
            continue
        for scheme, percent in _looks(text):
            theme.take_text_size(app, percent)
            theme.apply(app, scheme)
            usual = percent == theme.USUAL
            take(place, scheme.value if usual else f"{scheme.value}-{percent}", file)
    if not places or "documents" in places:
        print_pages(file)
        print_handouts(file)
    file.close()
    return 0


def _looks(text: int) -> tuple[tuple[theme.Scheme, int], ...]:
    """Every scheme, and light with the largest text; or light with the text that was asked for."""
    if text:
        return ((theme.Scheme.LIGHT, text),)
    usual = tuple(
        (scheme, theme.USUAL) for scheme in theme.Scheme if scheme is not theme.Scheme.SYSTEM
    )
    return (*usual, (theme.Scheme.LIGHT, max(text_size.CHOICES)))


def rehearsed_file(path: Path) -> SeminarFile:
    """A seminar after a whole day, with sixty people who were all made up."""
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    file = rehearsal.set_up(path, None, now=MORNING)
    rehearsal.rehearse(file, participants=60, seed=1)
    return file


def take(place: str, look: str, file: SeminarFile) -> None:
    """The pictures of one module in one look."""
    shots = importlib.import_module(f"tests.pictures.{place}").shots
    made: Iterator[tuple[str, QWidget]] = (
        shots(file) if inspect.signature(shots).parameters else shots()
    )
    for name, widget in made:
        picture = OUT / f"{name}-{look}.png"
        _show(widget)
        widget.grab().save(str(picture))
        print(picture)
        widget.close()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def print_pages(file: SeminarFile) -> None:
    """The summary, and each of its pages as a picture."""
    path = OUT / "summary.pdf"
    write_summary(publishing.summarise(file, now=MORNING), path)
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, start=1):
        picture = OUT / f"summary-page-{number:02}.png"
        page.render(scale=1.5).to_pil().save(picture)
        print(picture)
    document.close()


def print_handouts(file: SeminarFile) -> None:
    """The first pages of each handout."""
    for kind in HandoutKind:
        path = OUT / f"{kind}.pdf"
        write_handout(hand_out(file, kind, door=DOOR, now=MORNING), path)
        document = pypdfium2.PdfDocument(path)
        for number in range(min(len(document), HANDOUT_PAGES)):
            picture = OUT / f"{kind}-page-{number + 1:02}.png"
            document[number].render(scale=1.5).to_pil().save(picture)
            print(picture)
        document.close()


def _say(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """What Qt has to say, but for the offscreen platform's excuses."""
    if message and not message.startswith("This plugin does not support"):
        print(f"Qt: {message}", file=sys.stderr)


def _modules() -> Iterator[Path]:
    return (p for p in Path(__file__).parent.glob("*.py") if p.name != "__main__.py")


def _show(widget: QWidget) -> None:
    theme.dress(widget)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_Resized):
        widget.resize(*SIZE)
    widget.show()
    for _ in range(ROUNDS):
        QCoreApplication.processEvents()


if __name__ == "__main__":
    shutil.rmtree(OUT / "home", ignore_errors=True)
    wanted = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(main([word for word in sys.argv[1:] if not word.isdecimal()], max(wanted, default=0)))
