"""The manual's pages, in the order in which one needs them, and their sections."""

from collections.abc import Iterator, Mapping
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
        "conference.md",
        "privacy.md",
        "templates.md",
        "manual/commands.md",
    ),
)


_RECORDS = "privacy.md", "What is held"
OF_DIALOGS: Mapping[str, tuple[str, str]] = {
    "ActivityDialog": _RECORDS,
    "AddressDialog": (_PREPARE, "Consent"),
    "ChangePassphraseDialog": ("manual/files.md", "Whoever finds the laptop"),
    "CodeDialog": ("standby.md", "A second laptop"),
    "CrashDialog": (BEGIN, "When something went wrong"),
    "DepositDialog": ("manual/report.md", "For the archive and for other programs"),
    "EraseDialog": ("privacy.md", "How long"),
    "GuideDialog": ("room-guide.md", ""),
    "HandOverDialog": ("manual/notes.md", "On your own laptop"),
    "HistoryDialog": ("manual/synthesise.md", "Themes"),
    "ImportDialog": (_PREPARE, "People"),
    "LeavingDialog": ("manual/report.md", "Before it leaves"),
    "NewSeminarDialog": (BEGIN, "A seminar of your own"),
    "PairedDialog": ("room-guide.md", "During the day"),
    "PartsDialog": ("manual/report.md", "Three lengths"),
    "PassphraseDialog": ("manual/files.md", "Whoever finds the laptop"),
    "PastedLinesDialog": ("manual/notes.md", "While people talk"),
    "PersonDialog": _RECORDS,
    "PhotographsDialog": ("manual/notes.md", "While people talk"),
    "RestoreDialog": ("manual/files.md", "Copies and backups"),
    "SalvagedDialog": ("manual/files.md", "If something is wrong"),
    "SheetsDialog": ("manual/votes.md", "Without phones"),
    "ShortcutsDialog": (BEGIN, "The first ten minutes"),
    "SimilarDialog": ("manual/synthesise.md", "Reading"),
    "DatabaseDialog": ("manual/files.md", "In a database"),
    "StandByDialog": ("standby.md", "A second laptop"),
    "TakeInDialog": ("manual/files.md", "Copies and backups"),
    "TakeNotesDialog": ("manual/notes.md", "On your own laptop"),
    "TakenDialog": ("manual/files.md", "Copies and backups"),
    "TeamDialog": ("manual/synthesise.md", "Two readers"),
}
"""Which page speaks of a dialog, and under which of its headings."""


def place_of(dialog: str) -> tuple[str, str]:
    """Where the manual speaks of a dialog; of one that it does not know, its beginning."""
    return OF_DIALOGS.get(dialog, (BEGIN, ""))


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
