"""Words erased in a file of version 1 come back from no copy, whenever each was upgraded."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.records import erasing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import codings
from tests.auditing import faults
from tests.store.merging.histories import times
from tests.store.upgrading.version_1_histories import (
    BEGUN,
    DEVICES,
    HISTORIES,
    PASSAGES,
    Step,
    play,
    write_bundle,
    write_file,
)

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("erased")


def erase_as_version_1(path: Path, record: str) -> None:
    """What erasing did there: words wiped from every version, a receipt, and no row."""
    with closing(sqlite3.connect(path)) as raw:
        heads = raw.execute("SELECT revision FROM heads WHERE record = ?", (record,))
        head = heads.fetchone()[0]
        raw.execute("UPDATE journal SET content = NULL, gone = 1 WHERE record = ?", (record,))
        raw.execute(
            "INSERT INTO journal (id, record, kind, content, gone, erased, based_on, device, clock,"
            " act) VALUES ('receipt', ?, 'note', NULL, 1, 1, json_array(?), 'host', ?,"
            " 'act begun')",
            (record, head, BEGUN + 900_000_000_000),
        )
        raw.execute("DELETE FROM heads WHERE record = ?", (record,))
        raw.execute("INSERT INTO heads VALUES (?, 'receipt')", (record,))
        raw.execute("DELETE FROM notes WHERE id = ?", (record,))
        raw.commit()


def shown(file: SeminarFile) -> object:
    """What a file shows and holds, but for the receipts of codings that some copies never had."""
    with file.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT id, content, gone, erased FROM journal WHERE kind <> 'coding'"
        )
        tied = reader.connection.exec_driver_sql(
            "SELECT id, content FROM journal WHERE kind = 'coding' AND content IS NOT NULL"
        )
        return (
            sorted(map(tuple, rows), key=str),
            sorted(map(tuple, tied)),
            codings.themes_of(reader),
            sorted(reader.everything_shown()),
        )


@given(
    steps=HISTORIES,
    erased=st.sampled_from(PASSAGES),
    upgraded=st.sets(st.integers(0, 2)),
    order=st.sampled_from([*permutations(range(3))]),
)
@settings(max_examples=times(2), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_copies_merge_to_the_same_without_the_words_in_any_order(
    folder: Path, steps: list[Step], erased: str, upgraded: set[int], order: tuple[int, ...]
) -> None:
    for left in folder.iterdir():
        left.unlink()
    held = play(steps)
    paths = [write_file(folder / f"{n}.seminar", held[n]) for n in range(len(DEVICES))]
    paths.append(write_bundle(folder / "notes.seminar-notes", held[1]))
    ends: list[object] = []
    erase_as_version_1(paths[0], erased)
    for number in sorted(upgraded):
        opening.open_seminar(paths[number], NOW).file.close()
    for turn in (order, order[::-1]):
        host_path = folder / f"host-{len(ends)}.seminar"
        host_path.write_bytes(paths[turn[0]].read_bytes())
        host = opening.open_seminar(host_path, NOW).file
        others = [paths[n] for n in turn[1:]]
        assert not merging.merge(host, [*others, paths[3]], now=NOW).refused
        erasing.sweep(host, NOW)
        assert faults(host) == ()
        with host.read() as reader:
            said = [r.content for _, r in reader.every_revision() if r.record == erased]
            salts = {
                reader.word_seals().get(r.id, (None, ""))[0]
                for _, r in reader.every_revision()
                if r.record == erased
            }
            assert not any(p == erased for p in codings.themes_of(reader))
        assert {*said} == {None}
        assert salts == {None}
        ends.append(shown(host))
        host.close()
    assert ends[0] == ends[1]
