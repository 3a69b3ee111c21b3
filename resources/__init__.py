"""Things that are not code: templates, fonts, icons, the look, the phone pages."""

from importlib.util import find_spec
from pathlib import Path

import font_source_sans_pro

ROOT = Path(__file__).parent
_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_SCRIPTS = {
    "NotoSansKR": ("justmytype_intl_cjk", "fonts/ofl/notosanskr"),
    "NotoSansSC": ("justmytype_intl_cjk", "fonts/ofl/notosanssc"),
}
"""The package of a family and the folder in it, where it is not the one with all the others."""
PACKED = ".ttf.z"
"""What a face's file ends in where it is kept deflated (zlib), as the largest are in the bundle."""


def font_path(face: str) -> Path:
    """The TrueType file of Source Sans Pro in `face`: Regular, Semibold, Bold or It."""
    return _FONTS / f"SourceSansPro-{face}.ttf"


def script_font_path(family: str) -> Path:
    """The variable TrueType file of a Noto Sans family, such as NotoSansHebrew; in the bundle it
    may be there as PACKED alone.
    """
    package, folder = _SCRIPTS.get(family, ("manimgx_fonts", ""))
    found = find_spec(package)
    assert found is not None, f"{package} is a dependency of the program"
    assert found.origin is not None, f"{package} is a package with files"
    return Path(found.origin).parent / folder / f"{family}[wght].ttf"
