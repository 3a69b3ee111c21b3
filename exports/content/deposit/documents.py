"""The documents of a deposit: how it was made, what its columns mean, what people were told, what
is not in it.
"""

from collections.abc import Iterator, Mapping

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
from exports.phrases import Tell
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.deposit import Deposit, exclusions
from facilitator.domain.seminar.terms import terms
from facilitator.domain.wording import Message, Weekday, say


def documents_of(deposit: Deposit, data: Dataset, locale: Locale = ENGLISH) -> dict[str, Document]:
    """Each document by the name of its file, without ending. The codebook explains columns that are
    named in English to whoever reads them by programs; what people were told is as they were told
    it; the others are in the language of `locale`.
    """
    method, log = say("How the data came about"), say("What was taken out or changed")
    return {
        "method": _document(deposit, method, tuple(_method(deposit, Tell(locale))), locale),
        "codebook": _document(deposit, _CODEBOOK, tuple(_codebook(data)), ENGLISH),
        "information-sheet": _information(deposit),
        "anonymisation-log": _document(deposit, log, tuple(_log(deposit, Tell(locale))), locale),
    }


_CODEBOOK = say("Codebook of the tables")


def _document(
    deposit: Deposit, title: Message, sections: tuple[Section, ...], locale: Locale
) -> Document:
    seminar, tell = deposit.summary.seminar, Tell(locale)
    own = Tell(seminar.speaking(locale))(seminar.spoken_title)
    return Document(
        title=own,
        language=locale.tag,
        use=Use.HANDOUT,
        about=About(
            author=seminar.organiser,
            subject=tell(title),
            line=whose(seminar, locale),
            made_at=deposit.summary.made_at,
            rehearsal=seminar.rehearsal,
        ),
        front=Front(title=tell(title), subtitles=(own,), facts=(tell(Weekday(seminar.date)),)),
        sections=sections,
    )


def _method(deposit: Deposit, tell: Tell) -> Iterator[Section]:
    blocks: list[Block] = [said(tell(each)) for each in deposit.summary.method]
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
    tell = Tell(locale)
    paragraphs = filter(None, map(str.strip, tell(seminar.spoken_consent).split("\n\n")))
    points = Points(tuple(Point(tell(each)) for each in terms(seminar)))
    blocks: tuple[Block, ...] = (*map(said, paragraphs), points)
    section = Section(key="information", title="", blocks=blocks)
    return _document(deposit, say("Information sheet"), (section,), locale)


def _log(deposit: Deposit, tell: Tell) -> Iterator[Section]:
    columns = (
        Column(tell(say("What")), 1.6, Holds.NAMES),
        Column(tell(say("How many")), 0.6, Holds.FIGURES),
        Column(tell(say("Why")), 3),
    )
    rows = tuple(
        (tell(each.what), str(each.number), tell(each.rule)) for each in exclusions(deposit)
    )
    explained = say(
        "Names, addresses and organisations of people are in no file of this deposit. Passages in "
        "which they stand were left out or their words changed; the originals are with the "
        "organiser alone."
    )
    table = Table(columns=columns, groups=(Rows(rows),), wide=True)
    nothing = said(tell(say("Nothing was taken out or changed.")))
    yield Section(key="log", title="", blocks=(said(tell(explained)), table if rows else nothing))
