"""No number and no day that people or files give is further off than can be reckoned with."""

import json
import typing
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Text, literal, update

from facilitator.domain.acts import Verb
from facilitator.domain.days import read_day
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import SegmentRun
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.seminar import preparing
from facilitator.services.views import run_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import writer
from facilitator.store.records.tables import RECORD_TABLES
from facilitator.store.records.writer import content_of
from tests.made_records import made

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
FAR = 9 * 10**18


def unbounded(hint: Any, path: str, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """Where a type holds a number that may be of any size."""
    if typing.get_origin(hint) is typing.Annotated:
        return
    if hint in (int, float):
        yield path
    for inner in typing.get_args(hint):
        yield from unbounded(inner, path, seen)
    if is_dataclass(hint) and hint not in seen:
        for name, held in typing.get_type_hints(hint, include_extras=True).items():
            if typing.get_origin(held) is not typing.ClassVar:
                yield from unbounded(held, f"{path}.{name}", seen | {hint})


def test_every_number_that_a_file_holds_has_a_bound() -> None:
    for type_ in (*RECORD_TYPES.values(), Ballot):
        assert not list(unbounded(type_, type_.__name__))


def numbers() -> Iterator[tuple[Kind, str]]:
    for kind, type_ in RECORD_TYPES.items():
        for name, hint in typing.get_type_hints(type_).items():
            if hint in (int, float, int | None):
                yield kind, name


def test_a_number_that_cannot_be_reckoned_with_is_refused_and_nothing_is_written(
    seminar_file: SeminarFile,
) -> None:
    found = [each for each in numbers() if each[0] is not Kind.CODING]  # a span is both or none
    assert (Kind.SEGMENT, "minutes") in found
    for kind, field in found:
        record = replace(made(RECORD_TYPES[kind], "far"), **{field: FAR})
        with (
            pytest.raises(SeminarError, match="further off"),
            seminar_file.write(Verb.SET_UP, NOW) as act,
        ):
            act.put(record)
    with seminar_file.read() as reader:
        assert not reader.history("far")


FORGED = (
    (Kind.SEGMENT, "minutes", str(FAR)),
    (Kind.SEMINAR, "kept_days", str(FAR)),
    (Kind.SEMINAR, "date", '"9999-12-31"'),
    (Kind.SEGMENT_RUN, "started_at", '"9999-12-31T23:59:59Z"'),
)


def forge(file: SeminarFile, kind: Kind, field: str, value: str) -> None:
    """Have the first record of a kind say something in a field, by a program without bounds."""
    with file.write(Verb.CHANGE, NOW) as act:
        record = act.every(RECORD_TYPES[kind])[0]
        said = json.loads(content_of(record)) | {field: json.loads(value)}
        act._append(record.id, kind, json.dumps(said), *act.heads(record.id))
        table = RECORD_TABLES[kind]
        act.connection.execute(update(table).values({field: literal(json.loads(value), Text)}))


@pytest.mark.parametrize(("kind", "field", "value"), FORGED)
def test_a_strangers_number_is_told_and_the_file_is_left_as_it_is(
    seminar_file: SeminarFile,
    tmp_path: Path,
    kind: Kind,
    field: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preparing.save(seminar_file, SegmentRun(id="r", segment_id="s", started_at=NOW), now=NOW)
    path = tmp_path / "strange" / "day.seminar"
    opening.save_copy(seminar_file, path)
    strange = SeminarFile.open(path, device="a stranger")
    monkeypatch.setattr(writer, "hold_to_bounds", lambda _kind, _content: None)
    forge(strange, kind, field, value)
    with pytest.raises(SeminarError):
        run_screen.console(strange)
    strange.close()
    before = path.read_bytes()
    report = merging.merge(seminar_file, [path], now=NOW)
    assert [refusal.what for refusal in report.refused] == ["day.seminar"]
    run_screen.console(seminar_file)
    assert path.read_bytes() == before


def test_a_day_far_off_is_no_day() -> None:
    today = NOW.date()
    for typed in ("31 Dec 9999", "9200-01-01", "1 Nov 9500"):
        with pytest.raises(SeminarError, match="is no day"):
            read_day(typed, today)
    assert read_day("1 Nov 2111", today) == date(2111, 11, 1)
