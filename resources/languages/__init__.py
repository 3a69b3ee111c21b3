"""The catalogue: what the program says, in other languages than the English it is written in.

`facilitator.po` is what translators edit; `facilitator.mo` is made of it by `make words` and is
what the program reads, with the standard library alone.
"""

import gettext
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
DOMAIN = "facilitator"


def po_path(language: str) -> Path:
    """The file a translator edits."""
    return ROOT / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts of a language, read once."""
    with po_path(language).with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)
