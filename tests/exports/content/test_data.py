"""The dataset beside a document: exact, explained, and where the document's figures come from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from exports.content.data import dataset_of
from exports.content.summary import summary_document
from exports.dataset import Dataset, DataTable, Field, Type, Value
from exports.document import Document, Figure, Holds, Pair, Shift, Table, all_sections
from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.polls.agreement.reasons import AGREE, SIDE_WORDS, ReasonTold, SideTold
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.measures import agreement_share
from facilitator.domain.polls.polls import DONT_KNOW, Ballot, Method
from facilitator.domain.polls.tally import count
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.summary import (
    CodingLine,
    NoteLine,
    PollPart,
    SplitLine,
    SplitPart,
    Summary,
)
from facilitator.domain.wording import LEAST_SHARED, figure, percent
from tests.exports.sample_summary import note_said, seminar_summary

SAID = (str, time)
TYPES: dict[Type, type | tuple[type, ...]] = {
    Type.ID: str,
    Type.TEXT: str,
    Type.CODE: str,
    Type.COUNT: int,
    Type.NUMBER: (int, float, Decimal),
    Type.SHARE: (int, float),
    Type.YES_NO: bool,
    Type.DAY: date,
    Type.CLOCK: time,
    Type.MOMENT: datetime,
}


def split_of(part: PollPart) -> SplitPart:
    """Two rounds of one answer; the third group is left out."""
    lines = (
        SplitLine(
            item="",
            round=number,
            answer="Agree",
            whole=30 + number,
            of=57,
            cells=(20 + number, None),
            groups=(26, None),
        )
        for number in (1, 2)
    )
    names = ("Charity", "Funder")
    return SplitPart(poll=part.poll, split=Split.SECTOR, names=names, lines=tuple(lines))


def coded(number: int, summary: Summary) -> CodingLine:
    """A passage in a theme: the first words of it; the last has changed since."""
    passage = list(summary.passages)[number]
    start, end = (None, None) if number == 2 else (0, 4)
    return CodingLine(
        id=f"coding {number}",
        passage_id=passage,
        theme_id=summary.themes[0].id,
        start=start,
        end=end,
        coder=1,
        day=summary.made_at.date(),
    )


@pytest.fixture(scope="module")
def day() -> Summary:
    summary = seminar_summary(responses=3, findings=3, seed=7)
    first = summary.polls[0]
    moves = ((2, 4, 6), (4, 5, 20), (5, 2, 3), (1, 2, 4), (0, 4, 7), (5, 0, 1))
    flow = Flow(item_id=first.poll.items[0].id, table=moves)
    told = (SideTold(SIDE_WORDS[AGREE], 12, 30),)
    why = (ReasonTold("They carry risk", 20, 44, told), ReasonTold("They cost more", None, 44, ()))
    *before, last = first.rounds
    linked = replace(first, flows=(flow,), rounds=(*before, replace(last, reasons=why)))
    group, *groups = summary.breakouts
    action = note_said("a1", "Meet again", kind=NoteKind.ACTION, due=date(2011, 11, 1))
    return replace(
        summary,
        polls=(linked, *summary.polls[1:]),
        splits=(split_of(first),),
        unsplit=1,
        additions=(
            Addition(id="ad", kind=AdditionKind.MESSAGE, words="Pay on time", at=summary.made_at),
        ),
        codings=tuple(coded(number, summary) for number in range(3)),
        breakouts=(replace(group, notes=(*group.notes, NoteLine(note=action))), *groups),
    )


@pytest.fixture(scope="module")
def data(day: Summary) -> Dataset:
    return dataset_of(day)


def test_every_table_of_the_summary_has_rows_here(data: Dataset) -> None:
    assert [table.name for table in data.tables if not table.rows] == []
    assert len({table.name for table in data.tables}) == len(data.tables)


def test_values_are_of_their_columns_type_and_keys_tell_rows_apart(data: Dataset) -> None:
    for table in data.tables:
        keys = [row[: table.keys] for row in table.rows]
        assert len(set(keys)) == len(keys), table.name
        for row in table.rows:
            for column, value in zip(table.fields, row, strict=True):
                where = (table.name, column.name, value)
                assert value is None or isinstance(value, TYPES[column.type]), where
                assert value != "", where
                assert value is None or not column.values or value in dict(column.values), where
                assert not isinstance(value, bool) or column.type is Type.YES_NO, where


def test_a_column_without_a_value_says_what_that_means(data: Dataset) -> None:
    unsaid = [
        (table.name, column.name)
        for table in data.tables
        if table.name != "codebook"
        for place, column in enumerate(table.fields)
        if any(row[place] is None for row in table.rows) and not column.missing
    ]
    assert unsaid == []


def test_the_codebook_has_a_line_for_every_column(data: Dataset) -> None:
    told = {(row["table"], row["column"]): row["label"] for row in data["codebook"].records}
    columns = {
        (table.name, column.name)
        for table in data.tables
        if table.name != "codebook"
        for column in table.fields
    }
    assert set(told) == columns
    assert all(told.values())


def test_answers_are_exact_and_sum_to_those_who_had_a_view(day: Summary, data: Dataset) -> None:
    for part in (part for part in day.polls if part.poll.method is Method.AGREE):
        for each in part.rounds:
            for line in each.tally.lines:
                rows = [
                    row
                    for row in data["results"].records
                    if (row["round_id"], row["item_id"]) == (each.round.id, line.item_id)
                ]
                points = tuple((row["answer_code"], row["people"]) for row in rows[:-1])
                measured = data["measures"].get(each.round.id, line.item_id)
                assert points == line.points
                assert rows[-1]["people"] == line.dont_know
                assert sum(people for _, people in line.points) == measured["with_view"]
                assert measured["agreement"] == agreement_share(line.points)
                shares = [row["share_of_view"] for row in rows[:-1]]
                assert sum(float(str(share)) for share in shares) == pytest.approx(1)


def with_votes(part: PollPart, voters: int) -> PollPart:
    """The poll with so few voters: some do not know, the others agree or strongly disagree."""
    poll = part.poll
    ballots = [
        Ballot(
            round_id="r",
            voter_key=str(n),
            marks=tuple((item.id, (DONT_KNOW, 1, 5)[n % 3]) for item in poll.items),
        )
        for n in range(voters)
    ]
    tally = count(poll, ballots)
    return replace(part, rounds=tuple(replace(each, tally=tally) for each in part.rounds), flows=())


@pytest.mark.parametrize(("voters", "shares"), [(12, False), (19, False), (29, False), (30, True)])
def test_of_fewer_than_twenty_people_no_table_and_no_page_has_a_share(
    day: Summary, voters: int, shares: bool
) -> None:
    """Ten of thirty have no view, so that the room is large enough before those with a view are."""
    few = replace(day, polls=(with_votes(day.polls[0], voters),), splits=())
    data = dataset_of(few)
    of_view = [
        row[name]
        for table, *names in (
            ("results", "share_of_view"),
            ("measures", "share", "agreement", "percent"),
            ("change", "first", "last"),
        )
        for row in data[table].records
        for name in names
    ]
    assert any(value is not None for value in of_view) is shares
    of_voters = [row["share_of_voters"] for row in data["results"].records]
    assert any(value is not None for value in of_voters) is (voters >= LEAST_SHARED)
    tables = tables_of(summary_document(few))
    rows = [row for table in tables for group in table.groups for row in group.rows]
    drawn = [cell for row in rows for cell in row if isinstance(cell, Shift)]
    told = [cell for row in rows for cell in row if isinstance(cell, str) and " of " in cell]
    assert bool(drawn) is shares
    assert all("%" in sketch.text for sketch in drawn)
    assert shares or (told and not any("%" in cell for cell in told))


def test_who_moved_is_told_where_ballots_are_linked_and_left_open_elsewhere(
    day: Summary, data: Dataset
) -> None:
    first, *others = data["change"].records
    assert [first[name] for name in ("paired", "stayed", "came", "left", "net")] == [
        33,
        None,  # 3 ceased to hold it, who are too few to be told of
        None,
        None,
        3,
    ]
    assert first["p_exact"] is None
    part = day.polls[0]
    late = replace(part, flows=(replace(part.flows[0], only_last=((4, 1),)),))
    told, *_ = dataset_of(replace(day, polls=(late, *day.polls[1:])))["change"].records
    of_who_came_late = [told[name] for name in ("paired", "stayed", "came", "left", "net")]
    assert of_who_came_late == [None] * 5
    assert all(row["paired"] is None and row["p_exact"] is None for row in others)


def test_what_is_left_out_is_listed_and_nowhere_told(data: Dataset) -> None:
    left_out = [row for row in data["suppressions"].records if row["table"] == "splits"]
    assert [row["column"] for row in left_out] == ["sector: Funder", "sector: Funder"]
    hidden = [row for row in data["splits"].records if row["group"] == "Funder"]
    assert [(row["people"], row["of"]) for row in hidden] == [(None, None), (None, None)]


def tables_of(document: Document) -> list[Table]:
    return [
        block
        for section in all_sections(document.sections)
        for block in section.blocks
        if isinstance(block, Table)
    ]


def figures_in(table: Table) -> Iterator[object]:
    """The cells that hold figures: columns of figures and of sketches, and times of the day."""
    for group in table.groups:
        for row in group.rows:
            for column, cell in zip(table.columns, row, strict=True):
                counted = column.holds in (Holds.FIGURES, Holds.SKETCHES)
                if column.title != "Round" and (counted or column.title == "Planned"):
                    yield cell


def other(field: Field, value: Value) -> Value:
    """Another value than this, which no summary holds."""
    if isinstance(value, bool) or value is None:
        return value
    if field.type is Type.CLOCK:
        return time(3, 33)
    if isinstance(value, int | Decimal):
        return value + 1000
    return value + 30.5 if isinstance(value, float) else value


def altered(table: DataTable) -> DataTable:
    rows = (
        tuple(
            value if place < table.keys else other(field, value)
            for place, (field, value) in enumerate(zip(table.fields, row, strict=True))
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def test_the_figures_of_a_document_come_from_the_dataset(day: Summary, data: Dataset) -> None:
    """Another dataset, another paper: no cell with a figure keeps what the summary's own had."""
    changed = Dataset(tuple(altered(table) for table in data.tables))
    before = [cell for table in tables_of(summary_document(day)) for cell in figures_in(table)]
    after = [
        cell for table in tables_of(summary_document(day, changed)) for cell in figures_in(table)
    ]
    assert len(before) == len(after) > 100
    kept = [
        (was, now)
        for was, now in zip(before, after, strict=True)
        if was == now and not (isinstance(was, Pair) and (was.room, was.said) == (None, None))
        if not isinstance(was, str) or re.search(r"\d", was)
    ]
    assert kept == []


def forms(value: Value) -> set[str]:
    """The ways a value is written on a page."""
    if isinstance(value, Decimal):
        return {str(value)}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return set()
    ways = {figure(value, 0), figure(value, 1), figure(value, 2), f"{value:.2f}"}
    return ways | ({percent(value).split()[0]} if isinstance(value, float) else set())


def known_of(data: Dataset, rounds: set[str]) -> set[str]:
    """Every number that the dataset holds of these rounds, as it may be written."""
    return {
        way
        for name in ("rounds", "measures", "results")
        for row in data[name].records
        if row["round_id"] in rounds
        for value in row.values()
        for way in (re.findall(r"\d+", value) if isinstance(value, str) else forms(value))
    }


def test_every_number_of_a_chart_is_in_the_dataset(day: Summary, data: Dataset) -> None:
    sections = {section.key: section for section in all_sections(summary_document(day).sections)}
    seen = 0
    for part in day.polls:
        known = known_of(data, {each.round.id for each in part.rounds})
        for block in sections[f"poll {part.poll.id}"].blocks:
            if isinstance(block, Figure):
                for bar in block.chart.bars:
                    numbers = re.findall(r"\d+(?:\.\d+)?", f"{bar.figure} {bar.aside}")
                    people = {figure(piece.people, 2) for piece in bar.parts}
                    assert {*numbers, *people} <= known, (bar.figure, bar.aside)
                    seen += len(numbers)
    assert seen > 30


def test_every_number_of_a_table_is_in_the_dataset(day: Summary, data: Dataset) -> None:
    known = {
        way
        for table in data.tables
        for row in table.rows
        for value in row
        for way in (
            re.findall(r"\d+", f"{value}") if isinstance(value, str | time) else forms(value)
        )
    }
    for table in tables_of(summary_document(day)):
        for cell in figures_in(table):
            texts = cell.text if isinstance(cell, Shift) else cell if isinstance(cell, str) else ""
            assert set(re.findall(r"\d+(?:\.\d+)?", texts)) <= known, texts
