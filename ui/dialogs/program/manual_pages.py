"""The manual's pages, in the order in which one needs them, and their sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from ui.dialogs.guide import DOCUMENTS

OF_PLACES = tuple(
    f"manual/{place}.md" for place in ("prepare", "run", "notes", "synthesise", "report", "compare")
)
"""The page of each place, in the order of places."""
BEGIN = "manual/begin.md"
_PREPARE, _RUN, *_AFTERWARDS = OF_PLACES
PAGES = (
    BEGIN,
    *(_PREPARE, "room-guide.md"),
    *(_RUN, "manual/votes.md"),
    *_AFTERWARDS,
    *(
        "manual/files.md",
        "seminar-files.md",
        "standby.md",
        "privacy.md",
        "templates.md",
        "manual/commands.md",
    ),
)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of a page; the whole page, from its beginning, under ""."""

    document: str
    page: str
    heading: str
    words: str

    @property
    def key(self) -> str:
        """Which one it is."""
        return f"{self.document}#{self.heading}"


@cache
def sections() -> tuple[Section, ...]:
    """Of all pages, in their order."""
    return tuple(section for document in PAGES for section in _sections_of(document))


def linked(document: str, link: str) -> str:
    """The page that a link on another leads to, "" where it leads nowhere in the manual."""
    parts: list[str] = []
    for part in (PurePosixPath(document).parent / link).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    found = "/".join(parts)
    return found if found in PAGES else ""


def _sections_of(document: str) -> Iterator[Section]:
    title, _, text = (DOCUMENTS / document).read_text("utf-8").partition("\n")
    page = title.removeprefix("# ")
    _, *others = f"\n{text}".split("\n## ")
    yield Section(document, page, "", text)
    for other in others:
        heading, _, words = other.partition("\n")
        yield Section(document, page, heading, words)
