"""Files and bundles of version 1 open, show what they showed, and merge to the same."""

import contextlib
import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.domain.passages import normal
from facilitator.domain.polls.polls import Round
from facilitator.domain.records import RECORD_TYPES
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.polls.voters import must_be_taken_again
from facilitator.store.files.backups import backups
from facilitator.store.files.file import SeminarFile, read_version
from facilitator.store.files.installation import user_folder
from facilitator.store.records import codings
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.passphrases import NONE
from facilitator.store.upgrading.versions import version
from tests.auditing import faults

NOW = datetime(2011, 10, 20, 10, 0, tzinfo=UTC)
KEPT = Path(__file__).parent.parent / "files" / "version_1"

FIELDS_GONE: dict[str, set[str]] = {
    "note": {"theme_ids"},
    "response": {"theme_ids"},
    "theme": {"from_template"},
}
"""By kind, the fields that the upgrade turned into something else; a test of its own says what."""

MERGED_SINCE = {"28bafc89-b2f8-48ce-af6d-8ffc30601138": "Another's words"}
"""A note that was tied to a theme on one laptop and reworded on another: fields merge now."""


@cache
def shown_by_version_1() -> Any:
    return json.loads(gzip.decompress((KEPT / "shown.json.gz").read_bytes()))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the files of version 1 in it."""
    return Path(shutil.copytree(KEPT, tmp_path / "version 1"))


@pytest.fixture
def host(place: Path) -> Iterator[SeminarFile]:
    opened = opening.open_seminar(place / "host.seminar", NOW).file
    yield opened
    opened.close()


def plain(value: object) -> Any:
    """A value as JSON has it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def assert_shows(file: SeminarFile, name: str) -> None:
    """The file shows what version 1 showed, in every field that there still is."""
    then = shown_by_version_1()[name]
    with file.read() as reader:
        for kind, type_ in RECORD_TYPES.items():
            now = {record.id: plain(record) for record in reader.every(type_)}
            if str(kind) in then["records"]:
                assert_same_fields(str(kind), now, then["records"][kind], {*then["conflicts"]})
        assert_same_themes(codings.themes_of(reader), then)
        unfinished = must_be_taken_again(reader)
        for round_ in reader.every(Round):
            if round_ in unfinished:
                assert reader.ballots(round_.id) == ()
                continue
            ballots = {b.voter_key: (sorted(b.marks), b.words) for b in reader.ballots(round_.id)}
            assert plain(ballots) == {
                b["voter_key"]: [sorted(b["marks"]), b["words"]] for b in then["ballots"][round_.id]
            }
        torn = {change.id for change in reader.conflicts()}
        assert torn == {*then["conflicts"]} - MERGED_SINCE.keys()
    assert faults(file) == ()


def assert_same_themes(now: dict[str, tuple[str, ...]], then: Any) -> None:
    """Every passage is in the themes it named; one with two versions, in the themes of both."""
    named = themes_then(then["records"])
    torn = {id_: now.pop(id_, ()) for id_ in then["conflicts"]}
    assert all({*themes} >= {*named.pop(id_, ())} for id_, themes in torn.items())
    assert now == named


def themes_then(records: Any) -> dict[str, tuple[str, ...]]:
    """The themes that each passage named itself, in the themes' order."""
    places = {id_: (theme["position"], id_) for id_, theme in records.get("theme", {}).items()}
    named = {
        id_: tuple(sorted((t for t in passage["theme_ids"] if t in places), key=places.__getitem__))
        for kind in ("note", "response")
        for id_, passage in records.get(kind, {}).items()
    }
    return {id_: themes for id_, themes in named.items() if themes}


def assert_same_fields(
    kind: str, now: dict[str, Any], then: dict[str, Any], torn: set[str]
) -> None:
    assert set(now) == set(then)
    gone = FIELDS_GONE.get(kind, set())
    for id_, fields in then.items():
        kept = {name: value for name, value in fields.items() if name not in gone}
        if id_ in torn & MERGED_SINCE.keys():
            kept["words"] = MERGED_SINCE[id_]
        if "theme_ids" in gone:
            kept["words"] = normal(kept["words"])
        assert of_then(now[id_], kept) == kept


def of_then(now: Any, then: Any) -> Any:
    """What is shown now, without the fields that there were not, at any depth."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {name: of_then(now[name], value) for name, value in then.items() if name in now}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [of_then(*pair) for pair in zip(now, then, strict=True)]
    return now


@pytest.mark.parametrize("name", ["host", "laptop"])
def test_a_file_of_version_1_shows_what_it_showed_after_a_backup(place: Path, name: str) -> None:
    path = place / f"{name}.seminar"
    assert read_version(path) == 1
    opened = opening.open_seminar(path, NOW)
    try:
        assert "brought up to date; a backup of it was kept" in str(opened.said)
        assert_shows(opened.file, name)
        kept = [each for each in backups(opened.file) if "before-version-2" in each.name]
    finally:
        opened.file.close()
    assert read_version(path) == version()
    assert [read_version(each) for each in kept] == [1]


def test_a_protected_file_of_version_1_opens_with_its_passphrase(place: Path) -> None:
    opened = opening.open_seminar(place / "locked.seminar", NOW, passphrase="of version 1")
    try:
        assert_shows(opened.file, "locked")
    finally:
        opened.file.close()


@pytest.mark.parametrize("name", ["laptop.seminar", "laptop.seminar-notes"])
def test_what_version_1_wrote_merges_to_what_it_would_have_shown(
    host: SeminarFile, place: Path, name: str
) -> None:
    report = merging.merge(host, [place / name], now=NOW)
    assert not report.refused
    assert_shows(host, f"host and {name}")


def test_two_copies_upgraded_apart_merge_like_one_that_was_not(
    host: SeminarFile, place: Path
) -> None:
    opening.open_seminar(place / "laptop.seminar", NOW).file.close()
    assert read_version(place / "laptop.seminar") == version()
    merging.merge(host, [place / "laptop.seminar"], now=NOW)
    assert_shows(host, "host and laptop.seminar")
    again = merging.merge(host, [place / "laptop.seminar-notes", place / "laptop.seminar"], now=NOW)
    assert not again.refused
    assert_shows(host, "host and laptop.seminar")


@pytest.mark.parametrize("secrecy", ["named", "pseudonymous", "sealed"])
def test_a_restored_backup_of_version_1_has_no_ballot_of_an_open_round_and_says_so(
    place: Path, secrecy: str
) -> None:
    path = place / "host.seminar"
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        (round_id,) = raw.execute("SELECT round_id FROM ballots LIMIT 1").fetchone()
        raw.execute(
            "UPDATE rounds SET state = 'open', poll = json_set(poll, '$.secrecy', ?) WHERE id = ?",
            (secrecy, round_id),
        )
    kept = backups_of_version_1(path)
    opened = opening.open_seminar(kept, NOW)
    try:
        assert "take the vote again" in str(opened.said)
        with opened.file.read() as reader:
            assert round_id in [known.id for known in must_be_taken_again(reader)]
            assert reader.ballots(round_id) == ()
    finally:
        opened.file.close()


def backups_of_version_1(path: Path) -> Path:
    """The file as it lies among the backups of version 1's program, ballots and all."""
    folder = user_folder() / "backups" / "old"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(path, folder / "20111018-100000-000000.seminar"))
