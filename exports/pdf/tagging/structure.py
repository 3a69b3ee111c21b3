"""The structure tree of a PDF, gathered while its pages are drawn and written when they are done.

Elements come into the tree in the order in which their marks are made: the order in which they are
read aloud (ISO 32000-1, 14.7 and 14.8).
"""

from collections.abc import Iterator, Sequence

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.tagging.elements import DOCUMENT, Element

Mark = tuple[int, int]
"""A page, counted from 0, and the number of a stretch of content on it."""

Link = tuple[int, str]
"""A page, counted from 0, and the name of an annotation on it."""

Kid = Element | Mark | Link


class _Source(pdfdoc.PDFObject):
    """An object of the file in PDF's own notation."""

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object as it is written."""
        return self.text.encode("ascii")


class Structure:
    """Which marks, links and elements each element holds.

    `keys` are the lines of the parent tree, by which a reader finds the elements of a page's
    stretches and of a link.
    """

    def __init__(self) -> None:
        self.kids: dict[Element, list[Kid]] = {DOCUMENT: []}
        self.keys: list[list[Element] | Element] = []
        self._pages: list[int] = []
        self._here: list[Element] = []

    def attach(self, element: Element) -> list[Kid]:
        """Give the element its place behind what is there already, once; returns what it holds."""
        kids = self.kids.get(element)
        if kids is None:
            kids = self.kids[element] = []
            self.attach(element.within or DOCUMENT).append(element)
        return kids

    def mark(self, element: Element) -> int:
        """The number of a new stretch of content on this page."""
        number = len(self._here)
        self.attach(element).append((len(self._pages), number))
        self._here.append(element)
        return number

    def link(self, element: Element, name: str) -> int:
        """Note that the annotation of that name belongs to the element; returns its key."""
        self.attach(element).append((len(self._pages), name))
        self.keys.append(element)
        return len(self.keys) - 1

    def end_page(self) -> int:
        """The page is done; returns its key."""
        self._pages.append(len(self.keys))
        self.keys.append(self._here)
        self._here = []
        return self._pages[-1]

    def write(self, canvas: Canvas) -> None:
        """Put the tree into the canvas's document, all of whose pages are done."""
        _Tree(self, canvas).write()


class _Tree:
    """The tree in a file, where every element is an object with a number."""

    def __init__(self, structure: Structure, canvas: Canvas) -> None:
        self.structure = structure
        self.document = canvas._doc  # type: ignore[attr-defined]
        self.root = self._new()
        self.parents = self._new()
        self.objects = {element: self._new() for element in structure.kids}
        self.references = {
            element: f"{self._number(known.__InternalName__)} 0 R"  # type: ignore[attr-defined]
            for element, known in self.objects.items()
        }

    def write(self) -> None:
        for element, known in self.objects.items():
            known.text = self._element(element)
        here = self.references[DOCUMENT]
        parents = self._reference(self.parents)
        after = len(self.structure.keys)
        self.root.text = (
            f"<</Type/StructTreeRoot/K[{here}]/ParentTree {parents}/ParentTreeNextKey {after}>>"
        )
        self.parents.text = f"<</Nums[{' '.join(self._keys())}]>>"
        catalog = self.document.Catalog
        catalog.StructTreeRoot = self.root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _new(self) -> _Source:
        made = _Source()
        self.document.Reference(made)
        return made

    def _reference(self, known: _Source) -> str:
        return f"{self._number(known.__InternalName__)} 0 R"  # type: ignore[attr-defined]

    def _number(self, name: str) -> int:
        number: int = self.document.idToObjectNumberAndVersion[name][0]
        return number

    def _page(self, page: int) -> str:
        return f"{self._number(f'Page{page + 1}')} 0 R"

    def _element(self, element: Element) -> str:
        kids = self.structure.kids[element]
        first = next((kid[0] for kid in kids if not isinstance(kid, Element)), None)
        is_root = element is DOCUMENT and not element.within
        above = (
            self._reference(self.root) if is_root else self.references[element.within or DOCUMENT]
        )
        parts = [f"<</S/{element.role}/P {above}"]
        if first is not None:
            parts.append(f"/Pg {self._page(first)}")
        if kids:
            parts.append(f"/K[{' '.join(self._kids(kids, first))}]")
        if element.alt:
            parts.append(f"/Alt {_text(element.alt)}")
        if element.about:
            parts.append(f"/A<<{element.about}>>")
        return "".join((*parts, ">>"))

    def _kids(self, kids: Sequence[Kid], first: int | None) -> Iterator[str]:
        for kid in kids:
            if isinstance(kid, Element):
                yield self.references[kid]
                continue
            page, what = kid
            if isinstance(what, str):
                number = self._number(self.document.annotationName(what))
                yield f"<</Type/OBJR/Pg {self._page(page)}/Obj {number} 0 R>>"
            elif page == first:
                yield str(what)
            else:
                yield f"<</Type/MCR/Pg {self._page(page)}/MCID {what}>>"

    def _keys(self) -> Iterator[str]:
        for key, known in enumerate(self.structure.keys):
            if isinstance(known, Element):
                yield f"{key} {self.references[known]}"
            else:
                yield f"{key}[{' '.join(map(self.references.__getitem__, known))}]"


def _text(words: str) -> str:
    """A text in PDF's own notation; whatever stands in it is data."""
    return f"<FEFF{words.encode('utf-16-be', 'replace').hex().upper()}>"
