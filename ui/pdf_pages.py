"""A PDF from anywhere, read into pictures and words by a process of its own.

What draws PDFs is large and reads what strangers made: should it fall, or run for ever, the window
does not. The process has little memory and little time, and what it may write is bounded.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.stage.slides import MOST_BYTES, MOST_PAGES, MOST_PICTURE_BYTES
from facilitator.domain.wording import Joined, Message, say

if TYPE_CHECKING:  # only the process of its own loads what reads strangers' files
    from PySide6.QtPdf import QPdfDocument

SIDE = (1920, 1440)
"""The largest a page is drawn, in pixels."""
MOST_WORDS = 4000
SECONDS = 120
MEMORY = 2_000_000_000
"""In bytes that are written to: what is only set apart, as the drawing of PDFs does, is not."""
REFUSED = 3
"""How the process ends where it has a sentence to say."""
_JPEG = 88
_WORDS = "words.json"


def read(path: Path, program: Sequence[str]) -> list[tuple[bytes, str]]:
    """The pictures and words of a PDF's pages; `program` starts this program's command line.

    Raises SeminarError, with what to do, where it cannot be read or is too large.
    """
    if path.stat().st_size > MOST_BYTES:
        raise SeminarError(
            say(
                "{file} is larger than {n} MB. Save it with smaller pictures, then add it again.",
                file=path.name,
                n=MOST_BYTES // 1_000_000,
            )
        )
    with tempfile.TemporaryDirectory(prefix="slides-") as folder:
        command = [*program, "read-slides", str(path), folder]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise SeminarError(_cannot(path)) from None
        if done.returncode:
            if done.returncode == REFUSED:
                raise SeminarError(Joined((done.stderr.decode(errors="replace").strip(),)))
            raise SeminarError(_cannot(path))
        words: list[str] = json.loads((Path(folder) / _WORDS).read_text("utf-8"))
        drawn = [(Path(folder) / f"{number}").read_bytes() for number in range(len(words))]
    return list(zip(drawn, words, strict=True))


def write(path: Path, folder: Path) -> None:
    """Draw a PDF's pages into a folder: what the process of its own does.

    Raises SeminarError where it cannot be read or is too large.
    """
    _bound_this_process()
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtPdf import QPdfDocument

    app = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    document = QPdfDocument(app)
    if document.load(str(path)) is not QPdfDocument.Error.None_:
        raise SeminarError(_cannot(path))
    pages = document.pageCount()
    if not 0 < pages <= MOST_PAGES:
        raise SeminarError(
            say(
                "{file} has {n} pages; slides have at most {most}. Save the pages you need.",
                file=path.name,
                n=pages,
                most=MOST_PAGES,
            )
        )
    total = 0
    for number in range(pages):
        picture = _drawn(document, number)
        total += len(picture)
        if total > MOST_PICTURE_BYTES:
            raise SeminarError(
                say(
                    "The pages of {file} come to more than {n} MB as pictures. Save it with fewer "
                    "pages or smaller photographs.",
                    file=path.name,
                    n=MOST_PICTURE_BYTES // 1_000_000,
                )
            )
        whole_file.write_bytes(folder / f"{number}", picture)
    words = [_words(document.getAllText(number).text()) for number in range(pages)]
    whole_file.write_text(folder / _WORDS, json.dumps(words))
    document.close()


def _drawn(document: "QPdfDocument", number: int) -> bytes:
    """A page on white, as PNG or JPEG, whichever is smaller."""
    from PySide6.QtCore import QBuffer, QByteArray, QSize
    from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

    points = document.pagePointSize(number)
    scale = min(SIDE[0] / max(points.width(), 1), SIDE[1] / max(points.height(), 1))
    size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
    page = QImage(size.boundedTo(QSize(*SIDE)), QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(number, page.size()))
    painter.end()
    found = []
    for kind, quality in ((b"PNG", -1), (b"JPEG", _JPEG)):
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(kind))
        writer.setQuality(quality)
        writer.write(page)
        found.append(bytes(buffer.data().data()))
    return min(filter(None, found), key=len)


def _words(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(filter(None, lines))[:MOST_WORDS]


def _cannot(path: Path) -> Message:
    return say(
        "{file} cannot be shown as slides: it is no PDF, is damaged or asks for a password. Save "
        "it as a PDF again, without a password.",
        file=path.name,
    )


def _bound_this_process() -> None:
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
