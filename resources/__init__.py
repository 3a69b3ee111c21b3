"""Things that are not code: templates, fonts, icons, the look, the phone pages."""

from pathlib import Path

import font_source_sans_pro

ROOT = Path(__file__).parent
_FONTS = Path(font_source_sans_pro.__file__).parent / "files"


def font_path(face: str) -> Path:
    """The TrueType file of Source Sans Pro in `face`: Regular, Semibold, Bold or It."""
    return _FONTS / f"SourceSansPro-{face}.ttf"
