"""`facilitator import`: people from a list; what has to be said first where it leaves that open."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Listed, Message, say
from ui.start import names, passphrase

if TYPE_CHECKING:
    from facilitator.domain.seminar.seminar import Seminar
    from facilitator.services.files.handles import SeminarStore
    from facilitator.services.people.column_fields import Columns, Field
    from facilitator.services.people.importing import Arrival, Doubt, Sheet

Opened = Callable[[argparse.Namespace], "SeminarStore"]
Say = Callable[[str], None]


def add(add_parser: Callable[..., argparse.ArgumentParser], opened: Opened, told: Say) -> None:
    """The command and its options."""
    parser = add_parser("import", help="participants from CSV or XLSX")
    parser.add_argument("file", type=names.seminar)
    parser.add_argument("people", type=names.named, help="a CSV or XLSX file")
    parser.add_argument("--sheet", default="", help="which worksheet of a workbook")
    parser.add_argument(
        "--heading-row", type=int, help="the number of the row of headings; 0 where there is none"
    )
    parser.add_argument(
        "--column",
        action="extend",
        nargs="+",
        default=[],
        metavar="WHAT=LETTER",
        help="which column holds what, such as name=A email=C",
    )
    for option, what in (
        ("--leave-out", "rows that are nobody to be taken"),
        ("--same", "rows that are the person who is there already"),
        ("--others", "rows that are somebody else of that name"),
        ("--take", "rows that are people all the same, such as one that is crossed out"),
    ):
        parser.add_argument(
            option, type=float, action="extend", nargs="+", default=[], metavar="ROW", help=what
        )
    parser.add_argument(
        "--match-sectors",
        action="store_true",
        help="take words like Charity, or Small, as they are meant",
    )
    passphrase.add_option(parser)
    parser.set_defaults(command=lambda given: _import(given, opened, told))


def _import(given: argparse.Namespace, opened: Opened, told: Say) -> int:
    from facilitator.domain.people.participants import Participant
    from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
    from facilitator.services.files.opening import Before, back_up_before
    from facilitator.services.people import importing

    sheet = importing.read_sheet(given.people, heading_row=given.heading_row, name=given.sheet)
    columns = _columns(given, sheet)
    file, now = opened(given), datetime.now(UTC)
    with file.read() as reader:
        known, seminar = reader.every(Participant), reader.get(Seminar, SEMINAR_ID)
    sectors, sizes = _meant(sheet, columns, seminar, told, taken=given.match_sectors)
    answers = importing.Answers(
        left_out=frozenset(given.leave_out),
        same=frozenset(given.same),
        others=frozenset(given.others),
        taken=frozenset(given.take),
        sectors=sectors,
        sizes=sizes,
    )
    arrivals = importing.preview(sheet, columns, known, seminar, answers)
    back_up_before(file, now, Before.IMPORT)
    importing.take(file, arrivals, now=now)
    file.close()
    _say_arrivals(arrivals, str(given.people), told)
    for sentence in importing.unread(sheet):
        told(str(sentence))
    if unused := importing.unused(sheet, columns):
        told(str(say("Columns that were not taken: {headings}.", headings=Listed(unused))))
    there = (*importing.TAKEN, importing.Outcome.KNOWN)
    if any(arrival.outcome in there for arrival in arrivals):
        return 0
    raise SeminarError(
        say(
            "Nobody of {name} was taken. Say which row holds the headings with "
            "--heading-row, or import the list in the window, where each column can be "
            "chosen.",
            name=str(given.people),
        )
    )


def _columns(given: argparse.Namespace, sheet: "Sheet") -> dict["Field", int]:
    """Which column holds what; refused where the list leaves it open and nobody has said it."""
    from facilitator.services.people import importing

    said = dict(map(_said, given.column))
    likely = importing.likely_columns(sheet)
    columns = {
        field: column for field, column in likely.items() if column not in said.values()
    } | said
    if importing.NAMING & said.keys():
        columns = {f: n for f, n in columns.items() if f in said or f not in importing.NAMING}
    doubt = importing.doubt(sheet, columns)
    if doubt is not None and not (doubt is importing.Doubt.PART and said):
        raise SeminarError(_what_to_say(doubt, sheet, str(given.people)))
    return columns


def _said(given: str) -> tuple["Field", int]:
    from facilitator.services.people.column_fields import Field
    from facilitator.services.people.spreadsheets import MOST_COLUMNS, column_number

    what, _, where = given.partition("=")
    found = next((f for f in Field if f == what.strip().lower().replace("-", "_")), None)
    column = column_number(where)
    if found is None or not 0 <= column < MOST_COLUMNS:
        raise SeminarError(
            say(
                "“{given}” says no column. Write what it holds and its letter, such as name=A. "
                "It can hold: {fields}.",
                given=given,
                fields=", ".join(Field),
            )
        )
    return found, column


def _what_to_say(doubt: "Doubt", sheet: "Sheet", name: str) -> Message:
    from facilitator.services.people.importing import Doubt

    row = sheet.heading_row or sheet.rows[0].number
    words = "; ".join(filter(None, sheet.headings if sheet.heading_row else sheet.rows[0].cells))
    if doubt is Doubt.HEADINGS:
        return say(
            "Nobody of {name} was taken: no row of it is known to hold headings. Row {row} reads "
            "“{words}”. If those are headings, say --heading-row {row}; if none are there, say "
            "--heading-row 0.",
            name=name,
            row=row,
            words=words,
        )
    if doubt is Doubt.PART:
        return say(
            "Nobody of {name} was taken: of its headings in row {row} (“{words}”) one alone is "
            "known to stand over a part of names. Say where the rest is, such as --column "
            "last-name=B, or where all of it is, such as --column name=A.",
            name=name,
            row=row,
            words=words,
        )
    return say(
        "Nobody of {name} was taken: no column of it is known to hold names; row {row} reads "
        "“{words}”. Say which does, such as --column name=A, which row holds the headings with "
        "--heading-row, or import the list in the window.",
        name=name,
        row=row,
        words=words,
    )


def _meant(
    sheet: "Sheet", columns: "Columns", seminar: "Seminar", told: Say, *, taken: bool
) -> list[dict[str, str]]:
    """The seminar's own words for words of the list, of sectors and of sizes, which are told of;
    none unless `taken`.
    """
    from facilitator.services.people.column_fields import Field
    from facilitator.services.people.sector_words import suggested, suggested_size, unmatched

    found = [
        {word: meant for word in unmatched(sheet, columns, of, own) if (meant := means(word, own))}
        for of, own, means in (
            (Field.SECTOR, seminar.sectors, suggested),
            (Field.SIZE, seminar.sizes, suggested_size),
        )
    ]
    for word, meant in (each for words in found for each in words.items()):
        if taken:
            told(f"“{word}” is taken as “{meant}”.")
        else:
            told(f"“{word}” may mean “{meant}”: --match-sectors takes it so.")
    return found if taken else [{}, {}]


def _say_arrivals(arrivals: "Sequence[Arrival]", name: str, told: Say) -> None:
    from facilitator.services.people import importing

    for arrival in arrivals:
        row = f"{arrival.row:g}"
        if arrival.outcome is importing.Outcome.REFUSED:
            print(f"Row {row} was not taken: {arrival.reason}", file=sys.stderr)
        elif arrival.outcome is importing.Outcome.ASKED:
            print(
                f"Row {row} was not taken: {arrival.reason} Say so with "
                f"--same {row} or --others {row}.",
                file=sys.stderr,
            )
        elif arrival.reason:
            told(f"Row {row}: {arrival.reason}")
    told(f"{name}: {importing.became(arrivals)}.")
