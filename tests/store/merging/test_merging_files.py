"""Merging real files through random histories: they hold to the letter what the model says."""

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import Preview
from facilitator.domain.notes.notes import Note
from facilitator.domain.revisions import Kind, Revision
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.incoming import brought
from facilitator.store.merging import forgetting, merge_log
from facilitator.store.merging.union import unite
from facilitator.store.records import tables
from facilitator.store.records.facts import CLOCK
from facilitator.store.records.reader import revision_of
from facilitator.store.records.writer import content_of
from tests.auditing import chain_faults, faults, projection_faults
from tests.store.merging.histories import DEVICES, RECORDS, History, histories, play, times
from tests.store.merging.journal_model import Journal
from tests.store.merging.notes import NOON, note

_ZERO = int(NOON.timestamp()) * 1_000_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[SeminarFile]]:
    """Four copies of one empty seminar, used again and again: to open files anew takes longer."""
    folder = tmp_path_factory.mktemp("laptops")
    empty = SeminarFile.create(folder / "empty.seminar")
    empty.checkpoint()
    empty.close()
    opened = [_opened(empty.path, folder / f"{n}.seminar", d) for n, d in enumerate(DEVICES)]
    yield opened
    for file in opened:
        file.close()


def _opened(empty: Path, path: Path, device: str) -> SeminarFile:
    shutil.copyfile(empty, path)
    file = SeminarFile.open(path, device=device)
    with file.database.driving() as raw:
        # Nobody pulls the plug in these tests, and there are thousands of transactions.
        raw.execute("PRAGMA synchronous = OFF")
    return file


_WRITTEN = (tables.heads, tables.journal, tables.arrival_links, tables.acts, tables.notes)


def _emptied(file: SeminarFile) -> SeminarFile:
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.note_fact(CLOCK, None)
        for table in _WRITTEN:
            writer.connection.execute(delete(table))
    return file


def revisions(file: SeminarFile) -> dict[str, Revision]:
    with file.read() as reader:
        rows = reader.connection.execute(select(tables.journal)).mappings()
        found = [revision_of(row) for row in rows]
    # What is made by lot and by hashing is checked by the file itself.
    return {r.id: replace(r, salt=None, digest="", hash="") for r in found}


def heads(file: SeminarFile) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with file.read() as reader:
        for record, revision in reader.connection.execute(select(tables.heads)):
            found.setdefault(record, set()).add(revision)
    return found


class Laptops:
    """Four seminar files, and beside each the model of its journal."""

    def __init__(self, files: list[SeminarFile], history: History) -> None:
        self.models = [
            Journal(device, skew) for device, skew in zip(DEVICES, history.skews, strict=True)
        ]
        self.files = [_emptied(file) for file in files]
        play(history, self)

    def write(self, who: int, record: str, words: str, now: int) -> None:
        if self.models[who].is_erased(record):
            with pytest.raises(SeminarError, match="erased"), self._act(who, now) as writer:
                writer.put(note(record, words))
            return
        with self._act(who, now) as writer:
            written = replace(writer.find(Note, record) or note(record, ""), words=words)
            writer.put(written)
        self._follow(who, now, content_of(written))

    def mark(self, who: int, record: str, field: str, now: int) -> None:
        with self._act(who, now) as writer:
            shown = writer.find(Note, record)
            if shown is None:
                return
            marked: Any = {field: not getattr(shown, field)}
            writer.put(replace(shown, **marked))
        self._follow(who, now, content_of(replace(shown, **marked)))

    def delete(self, who: int, record: str, now: int) -> None:
        with self._act(who, now) as writer:
            if (shown := writer.find(Note, record)) is not None:
                writer.remove(shown)
        self._follow(who, now, None)

    def erase(self, who: int, record: str, now: int) -> None:
        with self._act(who, now) as writer:
            writer.erase(Kind.NOTE, record)
        self._follow(who, now, None)

    def settle(self, who: int, record: str, words: str, now: int) -> None:
        if len(self.models[who].forms(record)) > 1:
            with self._act(who, now) as writer:
                written = replace(writer.find(Note, record) or note(record, ""), words=words)
                writer.put_as_seen(written, [head.id for head in writer.heads(record)])
            self._follow(who, now, content_of(written))

    def take_in(self, who: int, whose: int) -> None:
        merge(self.files[who], self.files[whose])
        self.models[who].take_in(self.models[whose])

    @contextlib.contextmanager
    def _act(self, who: int, now: int):  # type: ignore[no-untyped-def]
        moment = NOON + timedelta(microseconds=now + self.models[who].skew)
        with self.files[who].write(Verb.CHANGE, moment) as writer:
            yield writer

    def _follow(self, who: int, now: int, content: str | None) -> None:
        """Have the model do what the file just did, under the same revision id."""
        model = self.models[who]
        for id, revision in revisions(self.files[who]).items() - model.revisions.items():
            if id in model.revisions:
                continue
            seen = [model.revisions[parent] for parent in revision.based_on]
            expected = {head.id for head in model.heads(revision.record)}
            answered = {head.id for head in model.answered(revision.record)}
            assert set(revision.based_on) in (answered, expected) or revision.erased
            model.append(id, revision.record, content, _ZERO + now, seen, revision.erased)

    def agree(self) -> None:
        """Every file says what its model says, in every table."""
        for file, model in zip(self.files, self.models, strict=True):
            written = {id: replace(r, act=f"act of {id}") for id, r in revisions(file).items()}
            assert written == model.revisions
            assert chain_faults(file) == ()
            assert heads(file) == {r: {h.id for h in model.heads(r)} for r in model.records()}
            shown = [model.shown(record) for record in sorted(model.records())]
            with file.read() as reader:
                held = {note.id: json.loads(content_of(note)) for note in reader.every(Note)}
                assert held == {form["id"]: form for form in shown if form is not None}
                torn = {r for r in model.records() if len(model.forms(r)) > 1}
                assert {change.id for change in reader.conflicts()} == torn
                assert reader.fact(CLOCK) == model.clock
            assert projection_faults(file) == ()


def merge(file: SeminarFile, other: SeminarFile) -> None:
    with brought(file, other.path) as content, file.write_beside(content, NOON, keep=True) as w:
        unite(w, other.path.name)


def shown(file: SeminarFile) -> dict[str, Note]:
    with file.read() as reader:
        return {note.id: note for note in reader.every(Note)}


@settings(max_examples=times(40))
@given(history=histories(16))
def test_a_merge_that_is_taken_out_leaves_what_was_there_before(
    files: list[SeminarFile], history: History
) -> None:
    laptops = Laptops(files, history)
    file, other = laptops.files[:2]
    before, said = shown(file), _said(file)
    erased = {r.record for f in (file, other) for r in revisions(f).values() if r.erased}
    with file.write(Verb.SET_UP, NOON) as writer:
        first = merge_log.next_place(writer)
    merge(file, other)
    with file.write(Verb.CHANGE, NOON) as writer:
        last = merge_log.next_place(writer) - 1
        kept = merge_log.Kept("m", NOON, first, last, Preview(name="other"))
        merge_log.take_out(writer, kept)
    for record in RECORDS:
        if record not in erased:
            # A conflict from before may show its other side; nothing that was said is gone.
            assert _said(file).get(record) == said.get(record)
            if len(said.get(record, ())) < 2:
                assert shown(file).get(record) == before.get(record)
    assert projection_faults(file) == ()


def _said(file: SeminarFile) -> dict[str, set[str]]:
    """What each record says in any of the forms that it has, those that are living."""
    found: dict[str, set[str]] = {}
    with file.read() as reader:
        for record in RECORDS:
            held = reader.shown(record)
            records = [form.record for form in held.forms] if held else []
            found[record] = {each.words for each in records if isinstance(each, Note)}
    return {record: words for record, words in found.items() if words}


@settings(max_examples=times(12))
@given(history=histories(14), order=st.permutations(range(4)))
def test_files_hold_what_the_model_says_and_end_alike(
    files: list[SeminarFile], history: History, order: list[int]
) -> None:
    laptops = Laptops(files, history)
    laptops.agree()
    first, *others = order
    for other in others:
        laptops.take_in(first, other)
    for other in reversed(others):
        laptops.take_in(other, first)
    laptops.take_in(first, others[0])
    laptops.agree()
    assert faults(laptops.files[first]) == ()
    ends = [(set(revisions(file)), heads(file)) for file in laptops.files]
    assert all(end == ends[0] for end in ends)


def test_what_version_1_was_told_of_a_merge_is_read_and_hinders_no_later_one(
    files: list[SeminarFile],
) -> None:
    brought_then = {"name": "ann", "refused": [{"what": "A note", "why": "Its group is gone."}]}
    entry = {"id": "m", "at": NOON.isoformat(), "first": 1, "last": 1, "brought": brought_then}
    file = files[0]
    with file.write(Verb.MERGE, NOON) as writer:
        writer.note_entry(tables.merges, "m", json.dumps(entry))
    with file.write(Verb.ERASE, NOON) as writer:
        forgetting.forget(writer)
        (refusal,) = merge_log.every(writer)[0].brought.refused
        writer.note_entry(tables.merges, "m", None)
    assert (refusal.what, refusal.why) == ("A note", "Its group is gone.")
