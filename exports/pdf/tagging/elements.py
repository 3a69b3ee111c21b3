"""The elements of a tagged PDF: what each piece of a page is, for whoever does not see it.

An element is a value: which marks on which pages are its content is gathered while they are drawn
(`structure.py`), so that the same blocks can be drawn again. Roles are those of PDF 1.7.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A piece of a document within another. `alt` says in words what a figure shows; `about` are
    attributes in PDF's own notation.
    """

    role: str
    within: "Element | None" = None
    alt: str = ""
    about: str = ""


DOCUMENT = Element("Document")
"""What everything is within."""

ARTIFACT = Element("Artifact")
"""Marks that say nothing: rules, and table heads that are repeated."""

PAGINATION = Element("Artifact", about="/Type/Pagination")
"""What stands on every page: running heads, page numbers."""


def heading_of(within: Element, rank: int) -> Element:
    """A heading; the highest rank is 1, and none may be skipped on the way down."""
    return Element(f"H{min(rank, 6)}", within)


def list_of(within: Element) -> Element:
    """A list whose items have no numbers."""
    return Element("L", within, about="/O/List/ListNumbering/None")


def head_cell(row: Element, scope: str, columns: int = 1) -> Element:
    """A cell that names its "Row" or its "Column", over as many columns."""
    span = f"/ColSpan {columns}" if columns > 1 else ""
    return Element("TH", row, about=f"/O/Table/Scope/{scope}{span}")


def figure_of(
    within: Element, alt: str, left: float, bottom: float, right: float, top: float
) -> Element:
    """A drawing or a photograph, and where it stands on its page, in points."""
    place = f"{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}"
    return Element("Figure", within, alt, f"/O/Layout/BBox[{place}]/Placement/Block")
