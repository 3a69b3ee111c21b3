"""What can be ordered. Each loads what draws pages where it is carried out, and nowhere else."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.report.deposit import Deposit
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.report.summary import Handout, Length, Summary
from facilitator.domain.wording import Message
from ui.press.orders import Progress


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a summary's pages once they are made: a sentence for each character that
    the typeface lacks, and how much of each page's head and foot is none of the text, in points.
    """

    missing: tuple[Message, ...]
    head: float
    foot: float


def pages_to_show(
    summary: Summary,
    path: Path,
    length: Length,
    legibility: Legibility = PLAIN,
    *,
    progress: Progress,
) -> Shown:
    """Write the summary's pages to be looked at. Raises SeminarError where it cannot be written."""
    from exports import papers

    papers.write_words(summary, path, length, progress, legibility)
    return Shown(papers.missing_glyphs(summary), *papers.edges())


def summary_as(
    summary: Summary,
    path: Path,
    length: Length,
    legibility: Legibility = PLAIN,
    *,
    progress: Progress,
) -> None:
    """Write the summary as what the name ends in: its tables, what was coded, or its words. Raises
    SeminarError where it cannot be written.
    """
    from exports import papers

    match path.suffix.lower():
        case ".xlsx":
            papers.write_tables(summary, path)
        case ".qdpx":
            papers.write_project(summary, path)
        case _:
            papers.write_words(summary, path, length, progress, legibility)


def parts(summary: Summary, length: Length, *, progress: Progress) -> tuple[tuple[str, str], ...]:
    """The parts that a paper of this length has, by their keys and titles."""
    from exports import papers

    progress(0.0)
    return papers.parts_in(summary, length)


def handout(
    made: Handout, path: Path, legibility: Legibility = PLAIN, *, progress: Progress
) -> tuple[Message, ...]:
    """Write a handout as PDF; a sentence for each character that the typeface lacks. Raises
    SeminarError where it cannot be written.
    """
    from exports import papers

    papers.write_handout(made, path, progress, legibility)
    return papers.missing_glyphs(made)


def pack(
    deposit: Deposit,
    path: Path,
    key: Path | None,
    legibility: Legibility = PLAIN,
    *,
    progress: Progress,
) -> None:
    """Write what an archive takes and, where it is wanted, its key, whose place must be free.
    Raises SeminarError where it is not, and where something cannot be written.
    """
    from exports.evidence.pack import write_key, write_pack
    from exports.whole_file import refuse_taken

    if key is not None:
        refuse_taken(key)
    write_pack(deposit, path, progress, legibility)
    if key is not None:
        write_key(deposit, key)
