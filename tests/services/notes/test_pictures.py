"""Photographs: nothing but the picture is kept, and a stranger's file harms nothing."""

import base64
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageReader

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.photographs import LONGEST_SIDE, MOST_BYTES
from facilitator.services.notes import pictures
from facilitator.services.notes.pictures import made_fit

SECRETS = (b"Canon", b"Ann Bevan", b"51.4816", b"2011:10:18", b"a comment")
PICTURE_ALONE = {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD}
"""The parts of a JPEG that are its picture: JFIF head, tables, frame, scan, restart interval."""


def jpeg_with_secrets(size: tuple[int, int] = (400, 300), turned: int = 6) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F], exif[0x013B], exif[0x9003] = "Canon", "Ann Bevan", "2011:10:18 10:00:00"
    exif.get_ifd(0x8825)[29] = "51.4816"
    held = BytesIO()
    image.save(held, "JPEG", exif=exif, comment=b"a comment", icc_profile=b"Ann Bevan's camera")
    return held.getvalue()


def parts_of(jpeg: bytes) -> list[int]:
    """The markers of a JPEG up to its scan, read by hand."""
    assert jpeg[:2] == b"\xff\xd8"
    at, found = 2, list[int]()
    while not found or found[-1] != 0xDA:
        assert jpeg[at] == 0xFF
        found.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return found


def test_nothing_of_who_where_and_with_what_is_kept() -> None:
    raw = jpeg_with_secrets()
    assert all(secret in raw for secret in SECRETS)
    kept = made_fit(raw)
    jpeg = base64.b64decode(kept.jpeg)
    assert not [secret for secret in SECRETS if secret in jpeg]
    assert set(parts_of(jpeg)) <= PICTURE_ALONE
    assert (kept.width, kept.height) == (300, 400), "it was taken upright, and stands so"
    data = QByteArray(jpeg)
    buffer = QBuffer(data)
    reader = QImageReader(buffer)
    assert (reader.size().width(), reader.size().height()) == (300, 400)
    assert reader.textKeys() == []


def test_what_a_png_says_beside_its_picture_goes_too_and_what_is_clear_becomes_white() -> None:
    told = PngInfo()
    told.add_text("Author", "Ann Bevan")
    held = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(held, "PNG", pnginfo=told)
    jpeg = base64.b64decode(made_fit(held.getvalue()).jpeg)
    assert b"Ann Bevan" not in jpeg
    assert Image.open(BytesIO(jpeg)).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(3000, 40), (2400, 1800)])
def test_a_large_picture_is_made_small(size: tuple[int, int]) -> None:
    noise = Image.effect_noise(size, 90).convert("RGB")
    held = BytesIO()
    noise.save(held, "JPEG", quality=95)
    kept = made_fit(held.getvalue())
    assert max(kept.width, kept.height) <= LONGEST_SIDE
    assert len(base64.b64decode(kept.jpeg)) <= MOST_BYTES


def png_saying(width: int, height: int) -> bytes:
    """A few bytes that say they are so large a picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_a_picture_too_large_to_unpack_is_refused_before_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unpacked(*_: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(Image.Image, "load", unpacked)
    with pytest.raises(SeminarError, match="million pixels"):
        made_fit(png_saying(100_000, 100_000))
    with pytest.raises(SeminarError, match="million pixels"):
        made_fit(png_saying(12_000, 12_000))
    with pytest.raises(SeminarError, match="larger than 30 MB"):
        made_fit(bytes(pictures.LARGEST_FILE + 1))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        jpeg_with_secrets()[:900],
        png_saying(10, 10),
    ],
    ids=["nothing", "words", "svg", "postscript", "half a jpeg", "a png without a picture"],
)
def test_what_is_no_picture_is_refused_with_what_to_do(raw: bytes) -> None:
    with pytest.raises(SeminarError, match="Save it as JPEG or PNG"):
        made_fit(raw)
