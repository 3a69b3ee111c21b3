"""Pictures that come from anywhere, made fit to be kept: small, and nothing but the picture.

A stranger's file is looked at before it is unpacked: of a few bytes that say they are ten thousand
metres of picture nothing is unpacked. What is kept is painted anew, so that no place, camera, time,
name or preview that a file carries beside its picture goes with it.
"""

import base64
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.photographs import LONGEST_SIDE, MOST_BYTES
from facilitator.domain.wording import say

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 30_000_000
MOST_PIXELS = 60_000_000
"""What is unpacked of one picture: more than today's telephones take."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITIES = (80, 65, 50, 35)
_SMALLER = (LONGEST_SIDE, 1200, 900, 640)

NO_PICTURE = say(
    "This is no picture that can be read. Save it as JPEG or PNG, or photograph the chart again."
)
TOO_LARGE_A_FILE = say(
    "This file is larger than {most} MB. Save the picture smaller, then add it.",
    most=LARGEST_FILE // 1_000_000,
)
TOO_MANY_PIXELS = say(
    "This picture has more than {most} million pixels. Save it smaller, then add it.",
    most=MOST_PIXELS // 1_000_000,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: a JPEG as base64 text, and its size in pixels."""

    jpeg: str
    width: int
    height: int


def made_fit(raw: bytes) -> Picture:
    """The picture of a file, small, upright and bare. Raises SeminarError where there is none."""
    # Loaded for the first picture: the room's server does with six megabytes less until then.
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(raw) > LARGEST_FILE:
        raise SeminarError(TOO_LARGE_A_FILE)
    try:
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(BytesIO(raw), formats=_FORMATS) as found,
        ):
            if found.width * found.height > MOST_PIXELS:
                raise SeminarError(TOO_MANY_PIXELS)
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(found)
            return _smallest(_on_white(upright))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as trouble:
        raise SeminarError(NO_PICTURE) from trouble
    except Image.DecompressionBombError as trouble:
        raise SeminarError(TOO_MANY_PIXELS) from trouble


def made_fit_of(base64_text: str) -> Picture:
    """The same of a picture that came as base64 text."""
    try:
        raw = base64.b64decode(base64_text, validate=True)
    except ValueError as trouble:
        raise SeminarError(NO_PICTURE) from trouble
    return made_fit(raw)


def _on_white(image: "Image.Image") -> "Image.Image":
    """Without transparency; pixels alone, nothing that the file said beside them."""
    from PIL import Image

    shown = image.convert("RGBA")
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", shown.size, "white")
    bare.paste(shown, mask=shown.getchannel("A"))
    return bare


def _smallest(image: "Image.Image") -> Picture:
    """As good as it may be and still fit."""
    for side in _SMALLER:
        image.thumbnail((side, side))
        for quality in _QUALITIES:
            held = BytesIO()
            image.save(held, "JPEG", quality=quality, optimize=True)
            if held.tell() <= MOST_BYTES:
                return Picture(base64.b64encode(held.getvalue()).decode(), *image.size)
    raise SeminarError(NO_PICTURE)
