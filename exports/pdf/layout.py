"""Setting blocks on pages: first every block finds its place, then all pages are drawn.

Page numbers are known before anything is drawn, so a document is laid out once, not twice. A block
is cut by its own rows or lines, which costs as much as they are many: ReportLab's tables are split
again from the start at every page, its paragraphs read user text as markup.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from exports.document import Document
from exports.pdf.page_style import Look
from exports.pdf.pen import Pen

_CLOSEST = 0.45
"""How close blocks may come, of what stands between them else: they can be told apart still."""

_JUST_BEGUN = 0.6
"""With more of it left, a page is more of a gap in the document than a page of it."""

_HAIR = 0.01
"""Points that sums of heights may be out by, so that what fills a page exactly still fits it."""

_SHORT = 0.55
"""Blocks that belong together are kept so as long as they take up no more of a page than this."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that contents, outline and running heads refer to; level 0 is the highest."""

    key: str
    title: str
    level: int


class Block:
    """Something that stands on a page. Heights are points.

    `before` is the space above it, except at the top of a page; `keep` holds it on the page of the
    block that follows; `new_page` begins one, and with `goes_on` only where the page is more than
    just begun; `needs` is the room it must find at the least. `near` would rather be held as `keep`
    is, and `wants` room: neither is worth a page that is left just begun. Links lead to its `mark`
    or, where it has none, to its `anchor`.
    """

    before: float = 0.0
    keep: bool = False
    near: bool = False
    new_page: bool = False
    goes_on: bool = False
    needs: float = 0.0
    wants: float = 0.0
    mark: Mark | None = None
    anchor: str = ""

    @property
    def height(self) -> float:
        """The height of the whole block."""
        raise NotImplementedError

    @property
    def least(self) -> float:
        """The height of the smallest piece that may stand at the foot of a page."""
        return self.height

    def spared(self, room: float) -> "Block":
        """The block without what is not worth turning a page for, where so much room is left."""
        return self

    def cut(self, room: float) -> "tuple[Block, Block] | None":
        """The piece that fits into `room` and the rest; None where no good cut exists."""
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the block below `top`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place."""

    block: Block
    top: float


@dataclass(slots=True)
class Page:
    """A page and the section that runs at its head."""

    section: str = ""
    placed: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class _Sheets:
    """The pages so far and the height at which the next block begins."""

    look: Look
    at: float
    pages: list[Page] = field(default_factory=lambda: [Page()])
    section: str = ""

    @property
    def fresh(self) -> bool:
        return not self.pages[-1].placed

    @property
    def room(self) -> float:
        return self.at - self.look.bottom

    def turn(self) -> None:
        if not self.fresh:
            self.pages.append(Page())
            self.at = self.look.top

    def put(self, block: Block) -> None:
        if block.mark and block.mark.level == 0:
            self.section = block.mark.title
        page = self.pages[-1]
        if not page.placed:
            page.section = self.section
        page.placed.append(Placed(block, self.at))
        self.at -= block.height


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document's pages before anything is drawn; `covers` come before contents and numbers."""

    document: Document
    look: Look
    pages: list[Page]
    covers: int = 0


def set_pages(blocks: Sequence[Block], look: Look) -> list[Page]:
    """Give every block its place. A block that is kept with the next never ends a page: the next
    has found its room with it.
    """
    sheets = _Sheets(look, look.top)
    is_held = False
    for block, (least, better) in zip(blocks, _needs(blocks, look.page), strict=True):
        is_gap = sheets.room > _JUST_BEGUN * look.page
        begins = block.new_page and not (block.goes_on and is_gap)
        need = least if is_held or is_gap else better
        if begins or sheets.room + _HAIR < block.before + need:
            sheets.turn()
        if not sheets.fresh:
            sheets.at -= block.before
        for piece in _pieces(block, sheets):
            sheets.put(piece)
        is_held = block.keep
    return sheets.pages


def together(blocks: Sequence[Block], look: Look, most: float = _SHORT) -> Sequence[Block]:
    """Have blocks begin where all of them fit on the page, unless they take up more than `most` of
    one; distances between them are still those of plain paper.
    """
    tall = _tall(blocks, look)
    if blocks and tall <= most * look.page:
        blocks[0].wants = tall
    return blocks


def in_one_piece(blocks: Sequence[Block], look: Look) -> Sequence[Block]:
    """Have blocks stand on one page, where one holds them: they are cut from others."""
    tall = _tall(blocks, look)
    if blocks and tall <= look.page:
        blocks[0].needs = tall
    return blocks


def close_up(blocks: Sequence[Block], page: float, distance: float = 1.0) -> None:
    """Have a leaf whose end would have a page for itself stand on one, closer: what is handed out
    is not turned for a line, nor printed on another sheet for it.
    """
    between = sum(block.before for block in blocks[1:]) * distance
    room = page - sum(block.height for block in blocks)
    if _CLOSEST * between <= room < between:
        for block in blocks[1:]:
            block.before *= room / between


def leaves(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """What begins with a page of its own, each up to the next."""
    begins = [at for at, block in enumerate(blocks) if block.new_page and not block.goes_on]
    for first, end in pairwise(sorted({0, *begins, len(blocks)})):
        yield blocks[first:end]


def _tall(blocks: Sequence[Block], look: Look) -> float:
    between = sum(block.before for block in blocks[1:]) * look.distance
    return sum(block.height for block in blocks) + between


def _needs(blocks: Sequence[Block], page: float) -> Iterator[tuple[float, float]]:
    """For each block the room it must find, what it is kept with included, and the room that it
    would rather find, both up to a page.
    """
    needs: list[tuple[float, float]] = []
    must = would = 0.0
    for block in reversed(blocks):
        least = max(block.needs, block.height + must if block.keep else block.least)
        if least > page:
            least = block.least
        is_kept = block.keep or block.near
        better = max(block.needs, block.wants, block.height + would if is_kept else block.least)
        if better > page:
            better = least
        needs.append((least, better))
        must, would = block.before + least, block.before + better
    return reversed(needs)


def _pieces(block: Block, sheets: _Sheets) -> Iterator[Block]:
    """The block cut to the rooms the pages offer, turning pages in between."""
    rest = block.spared(sheets.room)
    while rest.height > sheets.room + _HAIR:
        cut = rest.cut(sheets.room)
        if cut is not None:
            yield cut[0]
            rest = cut[1]
        elif sheets.fresh:
            break
        sheets.turn()
        rest = rest.spared(sheets.room)
    yield rest
