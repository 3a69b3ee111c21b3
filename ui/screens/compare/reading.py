"""What other seminars bring: read once from copies, and held against this one as it goes on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.report.comparison import Compared, Comparison, Row, compare
from facilitator.domain.wording import say
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.files.handles import SeminarStore
    from facilitator.services.synthesis.taking_over import Material

NOT_THERE = say("Does not have it")


@dataclass(frozen=True, slots=True)
class Others:
    """Seminars that are read beside this one: what their rooms held, and what may go on here."""

    paths: tuple[Path, ...] = ()
    held: tuple[Compared, ...] = ()
    brings: tuple["Material", ...] = ()

    def with_more(self, more: "Others") -> "Others":
        """Both, each once; what was read last counts."""
        new = dict(zip(more.paths, zip(more.held, more.brings, strict=True), strict=True))
        all_ = dict(zip(self.paths, zip(self.held, self.brings, strict=True), strict=True)) | new
        return Others(
            tuple(all_),
            tuple(held for held, _ in all_.values()),
            tuple(brings for _, brings in all_.values()),
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """This seminar beside the others, and what they have that it lacks."""

    comparison: Comparison
    lacking: "Material"


def read_others(file: "SeminarStore", asked: Mapping[Path, str]) -> Others:
    """Other seminars by what each is opened with; on the worker.

    Raises SeminarError where one cannot be read.
    """
    from facilitator.services.report.comparing import compared_at
    from facilitator.services.synthesis.taking_over import material_at

    here = file.where.resolve() if isinstance(file.where, Path) else file.where
    opened = {path: words for path, words in asked.items() if path.resolve() != here}
    return Others(
        tuple(opened),
        tuple(compared_at(path, words) for path, words in opened.items()),
        tuple(material_at(path, words) for path, words in opened.items()),
    )


def beside(file: "SeminarStore", others: Others) -> Beside:
    """This seminar as it is now beside the others; on the worker."""
    from facilitator.services.report.comparing import compared
    from facilitator.services.synthesis.taking_over import lacking

    return Beside(compare([compared(file), *others.held]), lacking(file, others.brings))


def take(
    file: "SeminarStore",
    brings: Sequence["Material"],
    only: Collection[str] | None,
    now: datetime,
) -> str:
    """Take over what was chosen, or all; how much it was, in words."""
    from facilitator.services.synthesis.taking_over import take_over

    return take_over(file, brings, only=only, now=now).said


def said_in(row: Row, place: int) -> str:
    """What one seminar's room held of a finding."""
    held = row.held[place]
    if held is None:
        return told(NOT_THERE)
    words = told(held.words)
    return (
        tell("{words}\nIn other words: “{wording}”", words=words, wording=held.finding.wording)
        if row.in_other_words(place)
        else words
    )
