"""The faces for scripts that the one typeface lacks: Noto Sans, each opened when it is needed."""

import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb

from resources import PACKED, script_font_path

_FAMILIES = (
    ("NotoSans", ((0x80, 0x52F), (0x1AB0, 0x1AFF), (0x1C80, 0x1CCF), (0x1D00, 0x2E7F))),
    ("NotoSans", ((0xA640, 0xA6FF), (0xA700, 0xA8DF), (0xAB30, 0xAB6F), (0xFE20, 0xFE2F))),
    ("NotoSansArmenian", ((0x530, 0x58F), (0xFB13, 0xFB17))),
    ("NotoSansHebrew", ((0x590, 0x5FF), (0xFB1D, 0xFB4F))),
    ("NotoSansArabic", ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF))),
    ("NotoSansArabic", ((0xFB50, 0xFDFF), (0xFE70, 0xFEFE))),
    ("NotoSansDevanagari", ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    ("NotoSansBengali", ((0x980, 0x9FF),)),
    ("NotoSansGurmukhi", ((0xA00, 0xA7F),)),
    ("NotoSansGujarati", ((0xA80, 0xAFF),)),
    ("NotoSansTamil", ((0xB80, 0xBFF),)),
    ("NotoSansThai", ((0xE00, 0xE7F),)),
    ("NotoSansGeorgian", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("NotoSansEthiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    ("NotoSansKR", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))),
    ("NotoSansSC", ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFFEF), (0x20000, 0x3FFFF))),
)
"""Each family with the blocks that it is asked for; the first that has a letter sets it."""

FAMILIES = tuple(dict.fromkeys(family for family, _ in _FAMILIES))

_WEIGHTS = {"Regular": 400, "Semibold": 600}

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: they shape the letters beside them."""


@dataclass(frozen=True, slots=True, eq=False)
class ScriptFace:
    """One weight of a family, as HarfBuzz shapes it; lengths are its own units of `units` an em."""

    name: str
    weight: int
    face: hb.Face
    font: hb.Font
    letters: frozenset[int]

    @property
    def units(self) -> int:
        """How many units are an em."""
        return int(self.face.upem)


@cache
def open_face(family: str, weight: int) -> ScriptFace:
    """The family in that weight."""
    face, letters = _file_of(family)
    font = hb.Font(face)
    font.set_variations({"wght": weight})
    return ScriptFace(f"{family}-{weight}", weight, face, font, letters)


@cache
def _file_of(family: str) -> tuple[hb.Face, frozenset[int]]:
    """The family's file, opened once for all its weights, and the letters in it."""
    path = script_font_path(family)
    if path.exists():
        file = hb.Blob.from_file_path(str(path))
    else:
        file = hb.Blob(zlib.decompress(path.with_suffix(PACKED).read_bytes()))
    face = hb.Face(file)
    return face, frozenset(face.unicodes)


def asked_of(family: str) -> set[int]:
    """The letters that a family is asked for."""
    blocks = [block for one, of_one in _FAMILIES if one == family for block in of_one]
    return {code for low, high in blocks for code in range(low, high + 1)}


def face_for(cluster: str, style: str) -> ScriptFace | None:
    """The first face that has a letter and the marks on it, as bold as the face named `style`."""
    wanted = {ord(letter) for letter in cluster if letter not in JOINERS}
    for letter in cluster:
        for family in _families_near(ord(letter)):
            face = open_face(family, _WEIGHTS[style])
            if wanted <= face.letters:
                return face
    return None


@cache
def has_letter(letter: str) -> bool:
    """Whether one of these faces has the letter; what only modifies others is none."""
    code = ord(letter)
    if unicodedata.category(letter) == "Cf":
        return False
    return any(code in open_face(family, 400).letters for family in _families_near(code))


def leans(letter: str) -> bool:
    """Whether it belongs to the letter before it."""
    return letter in JOINERS or unicodedata.category(letter).startswith("M")


def _families_near(code: int) -> Iterator[str]:
    for family, blocks in _FAMILIES:
        if any(low <= code <= high for low, high in blocks):
            yield family
