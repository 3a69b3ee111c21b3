"""The papers the program makes today: what each says, and the pages it is set on."""

from pathlib import Path

from exports.content.handouts import handout_document
from exports.content.summary import summary_document
from exports.pdf.documents import write
from exports.pdf.glyphs import missing_sentences
from exports.pdf.printing import Progress
from facilitator.domain.report.summary import Handout, Summary


def write_summary(summary: Summary, path: Path, progress: Progress | None = None) -> None:
    """Write the summary as PDF. Raises SeminarError where the place cannot be written."""
    write(summary_document(summary), path, progress=progress)


def write_handout(handout: Handout, path: Path, progress: Progress | None = None) -> None:
    """Write a handout as PDF. Raises SeminarError where the place cannot be written."""
    write(handout_document(handout), path, progress=progress)


def missing_glyphs(paper: Summary | Handout) -> tuple[str, ...]:
    """A sentence for each character that the typeface lacks, and what will stand in its place."""
    return missing_sentences(paper)
