"""The documents of a deposit: how it was made, what its columns mean, what people were told, what
is not in it.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from exports.content.summary_front import whose
from exports.dataset import Dataset, Value
from exports.document import (
    About,
    Block,
    Column,
    Document,
    Front,
    Holds,
    Point,
    Points,
    Rows,
    Section,
    Table,
    Use,
    said,
)
from facilitator.domain.days import full_day
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.deposit import Deposit, exclusions
from facilitator.domain.seminar.terms import terms
from facilitator.domain.wording import told


def documents_of(deposit: Deposit, data: Dataset) -> dict[str, Document]:
    """Each document by the name of its file, without ending."""
    return {
        "method": _document(deposit, "How the data came about", tuple(_method(deposit))),
        "codebook": _document(deposit, "Codebook of the tables", tuple(_codebook(data))),
        "information-sheet": _information(deposit),
        "anonymisation-log": _document(
            deposit, "What was taken out or changed", tuple(_log(deposit))
        ),
    }


def _document(
    deposit: Deposit, title: str, sections: tuple[Section, ...], locale: Locale = ENGLISH
) -> Document:
    seminar = deposit.summary.seminar
    own = told(seminar.spoken_title, seminar.speaking(locale))
    return Document(
        title=own,
        language=locale.tag,
        use=Use.HANDOUT,
        about=About(
            author=seminar.organiser,
            subject=title,
            line=whose(seminar, locale),
            made_at=deposit.summary.made_at,
            rehearsal=seminar.rehearsal,
        ),
        front=Front(title=title, subtitles=(own,), facts=(full_day(seminar.date),)),
        sections=sections,
    )


def _method(deposit: Deposit) -> Iterator[Section]:
    blocks: list[Block] = [said(each) for each in deposit.summary.method]
    yield Section(key="method", title="", blocks=tuple(blocks))


def _codebook(data: Dataset) -> Iterator[Section]:
    columns = (
        Column("Column", 1.4, Holds.NAMES),
        Column("What it holds", 3.4),
        Column("Type", 0.9),
    )
    rows = data["codebook"].records
    for table in data.tables:
        lines = tuple(
            (str(row["column"]), _about(row), str(row["type"]))
            for row in rows
            if row["table"] == table.name
        )
        if lines:
            yield Section(
                key=f"table {table.name}",
                title=f"{table.name}: {table.title}",
                blocks=(Table(columns=columns, groups=(Rows(lines),), wide=True),),
            )


def _about(row: Mapping[str, Value]) -> str:
    codes, missing = row.get("values"), row.get("missing")
    parts = [str(row.get("label"))]
    parts += [f"Codes: {codes}"] if codes else []
    parts += [f"Empty: {missing}"] if missing else []
    return ". ".join(parts)


def _information(deposit: Deposit) -> Document:
    """What people were told before they took part, in the language they read it in first."""
    seminar = deposit.summary.seminar
    locale = seminar.locales[0]
    tell = partial(told, locale=locale)
    paragraphs = filter(None, map(str.strip, tell(seminar.spoken_consent).split("\n\n")))
    points = Points(tuple(Point(tell(each)) for each in terms(seminar)))
    blocks: tuple[Block, ...] = (*map(said, paragraphs), points)
    section = Section(key="information", title="", blocks=blocks)
    return _document(deposit, "Information sheet", (section,), locale)


def _log(deposit: Deposit) -> Iterator[Section]:
    columns = (
        Column("What", 1.6, Holds.NAMES),
        Column("How many", 0.6, Holds.FIGURES),
        Column("Why", 3),
    )
    rows = tuple((each.what, str(each.number), each.rule) for each in exclusions(deposit))
    explained = said(
        "Names, addresses and organisations of people are in no file of this deposit. Passages in "
        "which they stand were left out or their words changed; the originals are with the "
        "organiser alone."
    )
    table = Table(columns=columns, groups=(Rows(rows),), wide=True)
    nothing = said("Nothing was taken out or changed.")
    yield Section(key="log", title="", blocks=(explained, table if rows else nothing))
