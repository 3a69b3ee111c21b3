"""The papers the program makes today: what each says, and the pages it is set on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from exports.content.about_records import activity_table, held_table
from exports.content.data import dataset_of
from exports.content.handouts.documents import handout_document
from exports.content.short_papers.four_pages import MOST_PAGES, four_pages
from exports.content.short_papers.one_page import one_pages
from exports.content.summary import summary_document
from exports.csv.as_json import json_of
from exports.csv.files import files_of, write_files
from exports.dataset import Dataset, DataTable
from exports.document import Document, Paragraph, Run, parts_of, with_parts
from exports.docx import paper
from exports.html import page
from exports.html.comment_form import comment_form
from exports.pdf.documents import lay_out, write
from exports.pdf.glyphs import missing_sentences
from exports.pdf.page_style import (
    A3_ACROSS,
    A4,
    A5,
    LARGE_PRINT,
    Ink,
    Paper,
    look_of,
    paper_for,
)
from exports.pdf.printing import Progress
from exports.qdpx.project import codebook_of, positions_of, project_of
from exports.whole_file import refuse_taken, replacing
from exports.xlsx.workbook import write_workbook
from facilitator.domain.act_words import Entry
from facilitator.domain.locales import Locale
from facilitator.domain.people.held import Held
from facilitator.domain.report.additions import Addition
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.report.summary import Handout, HandoutKind, Length, Summary
from facilitator.domain.wording import Message, say


def write_summary(
    summary: Summary,
    path: Path,
    progress: Progress | None = None,
    legibility: Legibility = PLAIN,
) -> None:
    """Write the full summary as PDF. Raises SeminarError where the place cannot be written."""
    _write_pages(paper_of(summary, Length.FULL), path, A4, legibility, progress)


def _write_pages(
    document: Document,
    path: Path,
    paper: Paper,
    legibility: Legibility,
    progress: Progress | None,
) -> None:
    suited, ink = paper_for(legibility, paper), Ink.of_paper(legibility)
    write(document, path, paper=suited, ink=ink, progress=progress)


def paper_of(summary: Summary, length: Length, locale: Locale | None = None) -> Document:
    """The paper of this length, its parts as they were chosen, in the summary's language unless
    another is given. How much it says is measured in the type that most people read: in large print
    it says the same on more sides.
    """
    locale = locale or summary.locale(length)
    if length is Length.FULL:
        return _chosen(summary, summary_document(summary, locale=locale))
    page = _within(1, one_pages(summary, locale=locale))
    if length is Length.PAGE:
        return page
    papers = four_pages(summary, page, locale=locale)
    return _within(MOST_PAGES, (_chosen(summary, each) for each in papers))


def page_to_take_home(
    summary: Summary, locale: Locale, invited: Addition | None = None
) -> tuple[bytes, bytes, bytes]:
    """The one page for phones, with its fixed words in the language of `locale`: as HTML, which
    leads to the PDFs beside it and has a form for comments where people are `invited` to write
    them, as PDF, and as PDF in large print, where it has more sides.
    """
    paper = _within(1, one_pages(summary, locale=locale))
    ways = (
        (say("Keep this page as PDF"), f"page.pdf?lang={locale.code}"),
        (say("Keep it in large print"), f"page.pdf?lang={locale.code}&print=large"),
    )
    keep = (Paragraph((Run(words.in_(locale), link=link),)) for words, link in ways)
    on_screen = replace(paper, front=replace(paper.front, blocks=(*paper.front.blocks, *keep)))
    form = comment_form(invited, locale) if invited is not None else None
    with TemporaryDirectory() as folder:
        pdf, large = Path(folder) / "page.pdf", Path(folder) / "large.pdf"
        _write_pages(paper, pdf, A4, PLAIN, None)
        _write_pages(paper, large, A4, Legibility(large_print=True), None)
        return page.page_of(on_screen, form=form), pdf.read_bytes(), large.read_bytes()


def _chosen(summary: Summary, paper: Document) -> Document:
    """The paper with the parts that it is to have, in their order."""
    seminar = summary.seminar
    return with_parts(paper, order=seminar.parts_order, out=frozenset(seminar.parts_out))


def parts_in(summary: Summary, length: Length) -> tuple[tuple[str, str], ...]:
    """The parts that a paper of this length has, each by its key and its title, in the order that
    was chosen; those that are left out too.
    """
    whole = replace(summary, seminar=replace(summary.seminar, parts_out=()))
    return parts_of(paper_of(whole, length))


def _within(most: int, papers: Iterable[Document]) -> Document:
    """The fullest of the papers, which come in turn, that so many sides hold; else the barest."""
    made = list(papers)
    return next((paper for paper in made if len(lay_out(paper).pages) <= most), made[-1])


def write_words(
    summary: Summary,
    path: Path,
    length: Length = Length.FULL,
    progress: Progress | None = None,
    legibility: Legibility = PLAIN,
    locale: Locale | None = None,
) -> None:
    """Write the summary as what the name ends in: a web page, a document for word processors, or
    PDF, which tells its progress. Raises SeminarError where it cannot be written.
    """
    told = paper_of(summary, length, locale)
    write_as = {".html": page.write, ".docx": paper.write}.get(path.suffix.lower())
    if write_as is not None:
        write_as(told, path, legibility)
    else:
        _write_pages(told, path, A4, legibility, progress)


def write_tables(summary: Summary, path: Path, data: Dataset | None = None) -> None:
    """Write the summary's tables, or other `data` of it, as a workbook. Raises SeminarError where
    it cannot be written.
    """
    write_workbook(data or dataset_of(summary), summary.seminar.title, summary.made_at, path)


def write_json(summary: Summary, path: Path, data: Dataset | None = None) -> None:
    """Write the summary's tables, or other `data` of it, as JSON. Raises SeminarError where it
    cannot be written.
    """
    with replacing(path) as file:
        file.write(json_of(data or dataset_of(summary)))


def write_data(summary: Summary, kind: str, path: Path, data: Dataset | None = None) -> None:
    """Write what programs read: tables (`xlsx`, `csv`, `json`), or what was coded (`qdpx`, `qdc`).
    Raises SeminarError where it cannot be written.
    """
    match kind:
        case "xlsx":
            write_tables(summary, path, data)
        case "csv":
            write_values(summary, path, data)
        case "json":
            write_json(summary, path, data)
        case "qdpx":
            write_project(summary, path)
        case _:
            write_codebook(summary, path)


def write_activity(entries: Sequence[Entry], path: Path) -> None:
    """Write the activity log as a table of values. Raises SeminarError where it cannot be."""
    _write_table(activity_table(entries), path)


def write_held(held: Sequence[Held], path: Path) -> None:
    """Write what is held about somebody as a table of values. Raises SeminarError where it cannot
    be.
    """
    _write_table(held_table(held), path)


def _write_table(table: DataTable, path: Path) -> None:
    (content,) = files_of(Dataset((table,))).values()
    with replacing(path) as file:
        file.write(content)


def write_project(summary: Summary, path: Path) -> None:
    """Write what was coded as a REFI-QDA project, and beside it the table to check its positions
    by, which takes the place of one of an earlier project alone. Raises SeminarError where a place
    cannot be written.
    """
    files = files_of(Dataset((positions_of(summary),)))
    if not path.exists():
        refuse_taken(*(path.with_name(f"{path.stem}-{name}") for name in files))
    with replacing(path) as file:
        file.write(project_of(summary))
    for name, content in files.items():
        with replacing(path.with_name(f"{path.stem}-{name}")) as file:
            file.write(content)


def write_codebook(summary: Summary, path: Path) -> None:
    """Write the themes as a REFI-QDA codebook. Raises SeminarError where there are none, and where
    the place cannot be written.
    """
    content = codebook_of(summary)
    with replacing(path) as file:
        file.write(content)


def write_values(summary: Summary, folder: Path, data: Dataset | None = None) -> None:
    """Write the summary's tables, or other `data` of it, as files into a folder that is made for
    them.

    Raises SeminarError where something stands there or nothing can be written.
    """
    write_files(data or dataset_of(summary), folder)


def write_handout(
    handout: Handout,
    path: Path,
    progress: Progress | None = None,
    legibility: Legibility = PLAIN,
) -> None:
    """Write a handout as PDF. Raises SeminarError where the place cannot be written."""
    suited = legibility.large_print or legibility.wide_spacing
    paper = (_LARGER if suited else _PAPERS).get(handout.kind, A4)
    _write_pages(handout_document(handout), path, paper, legibility, progress)


_PAPERS: Mapping[HandoutKind, Paper] = {
    HandoutKind.SCRIPT: Paper(A4.width, A4.height, body=14.0),
    HandoutKind.BALLOTS: LARGE_PRINT,
    HandoutKind.POSTER: A3_ACROSS,
    HandoutKind.CARDS: Paper(A5.height, A5.width, body=13.0),
}
"""What is read from a lectern, marked by everybody, or read across a table is set larger."""
_LARGER = {**_PAPERS, HandoutKind.CARDS: Paper(A4.height, A4.width, body=13.0)}
"""Where type grows or stands apart what has to be on one leaf needs a larger one."""


def missing_glyphs(printed: Summary | Handout) -> tuple[Message, ...]:
    """A sentence for each character that the typeface lacks, and what will stand in its place."""
    return missing_sentences(printed)


def edges() -> tuple[float, float]:
    """How much of a summary's pages, above and below, is the running head and foot, in points."""
    look = look_of(A4)
    return A4.height - look.top, look.bottom
