"""The schema of DDI Codebook 2.5 as its makers published it."""

import zipfile
from pathlib import Path

from lxml import etree

DDI = "{ddi:codebook:2_5}"
_PUBLISHED = Path(__file__).parents[1] / "golden" / "ddi_codebook_2_5.zip"


def ddi_schema(folder: Path) -> etree.XMLSchema:
    """The schema, unpacked into a folder: it is of many files."""
    with zipfile.ZipFile(_PUBLISHED) as packed:
        packed.extractall(folder)
    return etree.XMLSchema(etree.parse(folder / "codebook.xsd"))
