"""Writing the drawn pages out: what ReportLab leaves amiss is mended here, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

import pikepdf
from reportlab import rl_config
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas


def save(canvas: Canvas, file: IO[bytes]) -> None:
    """Write all pages, small objects packed into streams; the same pages give the same bytes.

    qpdf reads a file on the disk twice as fast as bytes of Python's, so the pages go there first.
    It sets a line end before every `endstream`, which ReportLab 5.1 leaves out: a line feed. Data
    whose last byte is a carriage return would seem to end with both, one byte too early: there the
    line end is another carriage return.
    """
    with _plain_streams():
        file.write(canvas.getpdfdata())  # type: ignore[no-untyped-call]
    file.flush()
    packed = BytesIO()
    with pikepdf.open(file.name) as document:
        document.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            force_version="1.7",
        )
    file.seek(0)
    file.truncate()
    file.write(packed.getvalue().replace(b"\r\nendstream", b"\r\rendstream"))


@contextmanager
def _plain_streams() -> Iterator[None]:
    """ReportLab spells compressed streams out in ASCII, which takes as long as drawing them."""
    before, rl_config.useA85 = rl_config.useA85, 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def mend_code_maps() -> None:
    """ReportLab 5.1 says in its fonts' ToUnicode that code 0 means U+0000, which means nothing and
    which PDF/A and PDF/UA forbid. No text uses that code: it is left out of the map.
    """
    ttfonts.makeToUnicodeCMap = _without_nothing


_as_it_comes = ttfonts.makeToUnicodeCMap


def _without_nothing(fontname: str, subset: list[int]) -> str:
    lines = _as_it_comes(fontname, subset).split("\n")
    kept = [line for line in lines if not line.endswith("<0000>")]
    dropped = len(lines) - len(kept)
    told = f"{len(subset)} beginbfchar"
    return "\n".join(
        f"{len(subset) - dropped} beginbfchar" if line == told else line for line in kept
    )
