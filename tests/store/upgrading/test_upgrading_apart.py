"""Copies of version 1 upgraded apart, at any time and in any order, come to the same."""

import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from facilitator.domain.merging.merge import UNDISPUTED
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.codings import coding_id
from facilitator.domain.synthesis.origins import key_of
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.records import undoing
from facilitator.services.synthesis import passages as said
from facilitator.services.synthesis import themes as sorting
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import codings
from facilitator.store.upgrading.codings import codings_from
from facilitator.store.upgrading.old_revisions import Added, Old, parents_first
from facilitator.store.upgrading.origins import origins_for
from tests.auditing import projection_faults
from tests.store.merging import oracle
from tests.store.merging.histories import times
from tests.store.upgrading.version_1_histories import (
    DEVICES,
    HISTORIES,
    PASSAGES,
    QUESTION,
    Held,
    Step,
    begun,
    heads,
    note,
    play,
    write_bundle,
    write_file,
)

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)


def made_of(held: Held) -> set[Added]:
    """Everything that the upgrade adds to a file with these revisions."""

    def of(record: str) -> list[Old]:
        return parents_first([each for each in held.values() if each.record == record])

    added: Iterable[Added] = [one for id in PASSAGES for one in codings_from(of(id))]
    return {*added, *origins_for(of(QUESTION))}


@given(steps=HISTORIES)
@settings(max_examples=times(150))
def test_what_is_added_to_parts_is_what_is_added_to_the_whole(steps: list[Step]) -> None:
    held = play(steps)
    whole = held[0] | held[1] | held[2]
    assert made_of(whole) == made_of(held[0]) | made_of(held[1]) | made_of(held[2])
    assert len({one.id for one in made_of(whole)}) == len(made_of(whole))


@given(steps=HISTORIES)
@settings(max_examples=times(150))
def test_a_passage_whose_versions_agree_is_in_the_themes_it_named(steps: list[Step]) -> None:
    held = play(steps)[0]
    for passage in PASSAGES:
        versions = heads(held.values(), passage)
        if len(versions) > 1 or versions[0].content is None:
            continue
        of_it = parents_first([each for each in held.values() if each.record == passage])
        named = json.loads(versions[0].content)["theme_ids"]
        assert themes_in(codings_from(of_it)) == set(named)


def themes_in(added: list[Added]) -> set[str]:
    covered = {id for one in added for id in one.based_on}
    living = (one.content for one in added if one.id not in covered and one.content)
    return {json.loads(content)["theme_id"] for content in living}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("version 1")


def state(file: SeminarFile) -> object:
    """All that a file holds and shows, but for what belongs to it alone."""
    with file.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT id, record, kind, content, gone, based_on, device, clock FROM journal"
        )
        crowned = reader.connection.exec_driver_sql("SELECT record, revision FROM heads")
        asked = reader.find(Question, QUESTION)
        return (
            sorted(map(tuple, rows), key=str),
            sorted(map(tuple, crowned)),
            codings.themes_of(reader),
            asked,
        )


@given(
    steps=HISTORIES,
    upgraded=st.sets(st.integers(1, 2)),
    bundled=st.booleans(),
    order=st.sampled_from([*permutations(range(3))]),
)
@settings(max_examples=times(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_files_upgraded_apart_or_not_and_bundles_merge_to_the_same_in_any_order(
    folder: Path, steps: list[Step], upgraded: set[int], bundled: bool, order: tuple[int, ...]
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    held = play(steps)
    paths = [write_file(folder / f"{n}.seminar", held[n]) for n in range(len(DEVICES))]
    whole = opened(write_file(folder / "whole.seminar", held[0] | held[1] | held[2]))
    for number in sorted(upgraded):
        opened(paths[number]).close()
    if bundled:
        paths.append(write_bundle(folder / "notes.seminar-notes", held[1]))
    first, *others = order
    host = opened(paths[first])
    report = merging.merge(host, [*(paths[n] for n in others), *paths[3:]], now=NOW)
    assert not report.refused
    assert state(host) == state(whole)
    assert projection_faults(host) == ()
    torn = torn_words(held[0] | held[1] | held[2])
    event(f"conflicts: {bool(torn)}")
    with host.read() as reader:
        assert {change.id for change in reader.conflicts()} == torn
    host.close()
    whole.close()


def opened(path: Path) -> SeminarFile:
    return opening.open_seminar(path, NOW).file


def torn_words(held: Held) -> set[str]:
    """The records in conflict over what people typed; in themes alone nobody differs."""
    torn = set()
    for record in {revision.record for revision in held.values()}:
        typed = {old.id: _typed(old) for old in held.values() if old.record == record}
        standing = [typed[head.id] for head in heads(held.values(), record)]
        torn |= {record} if len(oracle.shows(standing, typed)) > 1 else set()
    assert not UNDISPUTED & {"note", "question"}
    return torn


def _typed(old: Old) -> Revision:
    said = {n: v for n, v in json.loads(old.content or "{}").items() if n != "theme_ids"}
    return Revision(
        id=old.id,
        record=old.record,
        kind=Kind(old.kind),
        content=json.dumps(said) if old.content else None,
        gone=old.content is None,
        erased=False,
        based_on=tuple(old.based_on),
        device=old.device,
        clock=old.clock,
        act="",
    )


def test_no_revision_is_altered_and_undo_still_takes_back_what_was_tied_before(
    folder: Path,
) -> None:
    held = play([Step("tie", 0, 0, "n2", ("t2",), 5)])[0]
    path = write_file(folder / "undo.seminar", held)
    file = SeminarFile.open(path, device="host")
    with file.read() as reader:
        assert codings.themes_of(reader) == {"n1": ("t1",), "n2": ("t2",)}
        kept = reader.connection.exec_driver_sql(
            "SELECT id, content, based_on FROM journal"
        ).fetchall()
    for revision in held.values():
        assert (revision.id, revision.content, json.dumps(revision.based_on)) in [
            tuple(row) for row in kept
        ]
    assert undoing.undo(file, NOW)
    with file.read() as reader:
        assert codings.themes_of(reader) == {"n1": ("t1",)}
    file.close()


def test_what_an_old_program_tied_after_another_was_upgraded_is_not_lost(folder: Path) -> None:
    """The laptop's program is old and refused by the host; a stick, or its upgrade, brings it."""
    path = write_file(folder / "host.seminar", begun())
    host = opened(path)
    with host.read() as reader:
        passages = {p.passage.id: p.passage for p in said.everything(host).passages}
        assert reader.get(Question, QUESTION).origin == key_of("Why?")
    sorting.untie(host, [passages["n1"]], "t1", now=NOW)
    sorting.tie(host, [passages["n2"]], "t3", now=NOW)
    meanwhile = play([Step("tie", 1, 1, "n1", ("t1", "t2"), 5)])[1]
    laptop = write_file(folder / "laptop.seminar", meanwhile)
    assert not merging.merge(host, [laptop], now=NOW).refused
    with host.read() as reader:
        assert codings.themes_of(reader) == {"n1": ("t2",), "n2": ("t3",)}
        assert reader.conflicts() == ()
    host.close()


def test_the_ids_that_an_upgrade_makes_may_never_change() -> None:
    """Files that were upgraded hold them; another recipe would make everything twice."""
    (one,) = codings_from([r for r in begun().values() if r.record == "n1"])
    assert one.record == coding_id("n1", "t1", None, "host") == RECORD
    assert (one.id, one.content) == (REVISION, CONTENT)
    (other,) = origins_for([r for r in begun().values() if r.record == QUESTION])
    assert other.id == ORIGIN
    assert note("n1", "first words", ("t1",)) == next(
        r.content for r in begun().values() if r.record == "n1"
    )


RECORD = "a0a20784-5e7b-5c92-b540-e6fa91d0ca79"
REVISION = "655fe114-590e-56b4-ab29-ae9b750f0686"
CONTENT = (
    '{"id":"a0a20784-5e7b-5c92-b540-e6fa91d0ca79","passage_id":"n1","theme_id":"t1","'
    'start":null,"end":null,"revision":"n1-host-50","coder":"host","at":"2011-10-18T1'
    '1:00:00.000050Z"}'
    ""
)
ORIGIN = "8178ee81-a7f9-519c-8947-965bf2f73089"
