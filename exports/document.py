"""A document as a tree: what it says, and what each piece of it is, before any look is decided.

Every renderer draws the same tree: pages now, other formats beside them. So a block has a *role*
and no style: no size of type, no colour, no page, no type of a renderer. What a role means for a
reader stands at the class; what it looks like is the renderer's. Texts are data: no markup is read.

Sentences come whole, as values that are ready to be read. Where a block has a `label`, it names the
block in a word or two ("Verdict", "Purpose"): a renderer sets it beside or over the text, never
before it.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from facilitator.domain.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph. `strong` words carry the sentence; `link` leads to the section,
    quote or record of that key where it begins with "#", else to the address it is.
    """

    words: str
    strong: bool = False
    link: str = ""


class Voice(StrEnum):
    """Who speaks in a paragraph, and how loudly."""

    BODY = "body"
    """Running text."""
    LEAD = "lead"
    """A sentence to take away if nothing else is read."""
    STATEMENT = "statement"
    """Words that were put to people to be judged, exactly as they read them."""
    REMARK = "remark"
    """The document about itself: that something is missing, or why."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Whole sentences."""

    runs: tuple[Run, ...]
    voice: Voice = Voice.BODY

    @property
    def words(self) -> str:
        """What it says, without links and stress."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that answers to a label, as a verdict does or a purpose."""

    label: str
    text: str
    voice: Voice = Voice.BODY


@dataclass(frozen=True, slots=True)
class Small:
    """Small print: what a careful reader looks up, such as method and turnout."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's own words, and what may be said of whose they are.

    `id` is the record's: every quote can be found again by it, and it is an anchor. `kind` says
    what sort of record it is where other sorts stand beside it; `remark` what is particular.
    """

    words: str
    attribution: str
    id: str
    kind: str = ""
    remark: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What somebody wrote down of what was said, in the writer's wording: never shown as a quote.

    `id` is the record's and an anchor, `kind` the sort of record, `remark` what is particular.
    """

    words: str
    id: str
    kind: str = ""
    remark: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photograph (a JPEG), so wide and high in pixels; `words` say what is on it to whoever does
    not see it and stand under it. `id` is its record's, `remark` what is particular.
    """

    jpeg: bytes
    width: int
    height: int
    words: str
    id: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list; `people` is how many said the very same, where that is counted."""

    words: str
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list of things of one kind, in their order; `label` names the kind."""

    items: tuple[Point, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What words and signs mean: (term, meaning) in the order in which a reader meets them."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that is named and described: a theme, a case study. `by` are its authors."""

    name: str
    description: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """A cell that is a small figure: agreement in the first and the last round, as shares of 1 on a
    line from nought to one, beside the threshold; None is a round in which few or none had a view.
    `text` is the figure in words, rounded as it is printed elsewhere.
    """

    first: float | None
    last: float | None
    threshold: float
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A small figure: a group's shares of the room and of what was said, of 1; None: not shown.
    `text` is the figure in words.
    """

    room: float | None
    said: float | None
    text: str


Sketch = Shift | Pair
Cell = str | Sketch


class Holds(StrEnum):
    """What the cells of a column are."""

    WORDS = "words"
    FIGURES = "figures"
    NAMES = "names"
    """Words that name their row: its head cells."""
    SKETCHES = "sketches"
    HANDWRITING = "handwriting"
    """Nothing: there is room for a pen."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its head cell. `weight` is how much there is to say in it beside the others."""

    title: str
    weight: float
    holds: Holds = Holds.WORDS


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that belong together under a title of their own, "" for none."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures side by side. `caption` names it and `note` tells how it is read; `wide` tables have
    more side by side than running text has room for.
    """

    columns: tuple[Column, ...]
    groups: tuple[Rows, ...]
    caption: str = ""
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart value, and the sentence that says the same to whoever does not see it."""

    chart: Chart
    sentence: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """To be cut out: whose it is, what is told of them, a `sign` read afar, a `foot` in small."""

    name: str
    about: str = ""
    sign: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one size, each to be cut from the others."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A code to be scanned (QR): what it is for, its dark squares, and what may be typed."""

    title: str
    squares: tuple[tuple[bool, ...], ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scans:
    """Codes in the order of their use, and signs to be read from afar, each with its label."""

    title: str
    subtitle: str
    codes: tuple[Scan, ...]
    signs: tuple[tuple[str, str], ...] = ()


Block = (
    Paragraph
    | Aside
    | Small
    | Quote
    | Record
    | Picture
    | Points
    | Terms
    | Entry
    | Table
    | Figure
    | Cards
    | Scans
)


class Opens(StrEnum):
    """How a section stands to what is before it."""

    RUNS_ON = "runs on"
    """It is short by nature and follows on."""
    PART = "part"
    """A part of the document begins, as a chapter does."""
    SHEET = "sheet"
    """A leaf to be used by itself, laid on a table or handed to somebody, shared with nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what it heads, and the sections within. Its `key` is its anchor, the title unless
    another is given.

    A section without a title goes on with its parent's matter after the sections before it. `label`
    is what stands beside the title (an id, a number of people), `subtitle` a line beneath. Those
    that are `listed` stand in the contents; `at_one_look` is what has to be seen together, such as
    a chart and the figures it was drawn from. One that is `cut` is a leaf by itself, however many
    of them share a page: it is cut from what follows, and its label stands on each of its pages.
    """

    title: str
    key: str = ""
    blocks: tuple[Block, ...] = ()
    nested: "tuple[Section, ...]" = ()
    label: str = ""
    subtitle: str = ""
    opens: Opens = Opens.RUNS_ON
    listed: bool = True
    at_one_look: bool = False
    cut: bool = False

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a document opens with: whose it is, its title, what it is called besides, what it is of.

    `facts` are lines such as day and place; `blocks` say what to know first, `imprint` how the
    document came about.
    """

    title: str
    owner: str = ""
    subtitles: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    imprint: tuple[Small, ...] = ()


class Use(StrEnum):
    """What a document is for."""

    REPORT = "report"
    """Read, looked things up in, cited: it opens with a cover and the list of its contents."""
    HANDOUT = "handout"
    """Used in the room: its front stands over what it holds."""
    CARDS = "cards"
    """Cut apart: nothing stands on it besides its cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says of itself; `made_at` is its only date, in UTC.

    `line` names organiser, place and day; a `rehearsal` is marked so that nobody takes it for real.
    """

    author: str
    subject: str
    line: str
    made_at: datetime
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document, in one language (a BCP 47 tag)."""

    title: str
    language: str
    use: Use
    about: About
    front: Front
    sections: tuple[Section, ...]

    @property
    def linked(self) -> frozenset[str]:
        """The keys and record ids that links within the document lead to."""
        return frozenset(
            run.link[1:]
            for section in all_sections(self.sections)
            for block in section.blocks
            if isinstance(block, Paragraph)
            for run in block.runs
            if run.link.startswith("#")
        )


def said(words: str, voice: Voice = Voice.BODY) -> Paragraph:
    """A paragraph that is all of one piece."""
    return Paragraph((Run(words),), voice)


def all_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every section, each before those within."""
    for section in sections:
        yield section
        yield from all_sections(section.nested)


def parts_of(document: Document) -> tuple[tuple[str, str], ...]:
    """The parts that can be left out or moved, each by its key and its title."""
    return tuple((part.key, part.title) for part in document.sections if part.title)


def with_parts(document: Document, order: Sequence[str], out: Collection[str]) -> Document:
    """The document without the parts that are left `out`, and the others in this `order`: one that
    it does not name stays behind the part that it stood behind. Nothing leads to what is not there.
    """
    place = {key: at for at, key in enumerate(order)}
    at, placed = -1, []
    for part in document.sections:
        at = place.get(part.key, at)
        placed.append((at, part))
    placed.sort(key=lambda each: each[0])
    sections = tuple(part for _, part in placed if part.key not in out)
    if sections == document.sections:
        return document
    return without_dead_links(replace(document, sections=sections))


def without_dead_links(document: Document) -> Document:
    """The document, its words no links where what they led to does not stand in it."""
    everything = tuple(all_sections(document.sections))
    there = {section.key for section in everything}
    for section in everything:
        there |= {block.id for block in section.blocks if isinstance(block, Quote | Record)}
    if document.linked <= there:
        return document
    return replace(document, sections=tuple(_alive(each, there) for each in document.sections))


def _alive(section: Section, there: AbstractSet[str]) -> Section:
    return replace(
        section,
        blocks=tuple(
            replace(block, runs=tuple(_led(run, there) for run in block.runs))
            if isinstance(block, Paragraph)
            else block
            for block in section.blocks
        ),
        nested=tuple(_alive(each, there) for each in section.nested),
    )


def _led(run: Run, there: AbstractSet[str]) -> Run:
    is_dead = run.link.startswith("#") and run.link[1:] not in there
    return replace(run, link="") if is_dead else run
