"""The faces of East Asia's scripts, with the letters that they are asked for, packed.

No letter is lost and no weight: what goes are letters that another face sets first. These faces
are nine tenths of all that are shipped; a document unpacks the one it needs.
"""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import category

import uharfbuzz as hb

from exports.pdf.scripts.faces import asked_of
from resources import PACKED, script_font_path

LARGE = ("NotoSansKR", "NotoSansSC")
_DOTTED_CIRCLE = "\u25cc"
"""What HarfBuzz sets where a mark has no letter."""


def packed(family: str, folder: Path) -> Path:
    """Write the family's file into `folder`, as the program reads it there."""
    face = hb.Face(hb.Blob.from_file_path(str(script_font_path(family))))
    wanted = hb.SubsetInput()
    # With glyphs at their numbers documents are, byte by byte, those of the whole face.
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(_needed(family, face.unicodes))
    made = bytes(hb.SubsetPlan(face, wanted).execute().blob.data)
    target = folder / script_font_path(family).with_suffix(PACKED).name
    target.write_bytes(zlib.compress(made, level=9))
    return target


def _needed(family: str, letters: Iterable[int]) -> Iterator[int]:
    """What the family is asked for, and what may stand on or beside that in the same face."""
    asked = asked_of(family)
    for code in letters:
        beside = category(chr(code))[0] == "M" or category(chr(code)) == "Cf"
        if code in asked or beside or chr(code) in f" {_DOTTED_CIRCLE}":
            yield code
