"""Syncing through random histories: whatever breaks off, all hold the same in the end."""

import contextlib
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import event, given, settings
from hypothesis import strategies as st

from facilitator.domain.acts import Verb
from facilitator.domain.merging.sync import Answer, Offer
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from tests.auditing import projection_faults
from tests.store.merging.histories import DEVICES, times

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


class Cut(Exception):
    """The connection is gone."""


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def words(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return sorted(note.words for note in reader.every(Note))


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small file whose copies are quickly made: one group, and two notes that all begin with."""
    path = tmp_path_factory.mktemp("blank") / "blank.seminar"
    file = SeminarFile.create(path)
    preparing.save(file, Breakout(id="b", segment_id="s", position=1, title="Group"), now=NOON)
    for text in SHARED:
        noting.add_note(file, "b", text, now=NOON)
    file.checkpoint()
    file.close()
    return path


SHARED = ("shared by all", "shared as well")
HOUR = 60
"""In minutes."""

DEEDS = ["add"] * 3 + ["edit"] * 3 + ["sync"] * 3 + ["cut early", "cut late", "delete", "erase"]
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, len(DEVICES) - 1), st.integers(0, 5)),
    min_size=6,
    max_size=30,
)
SKEWS = st.tuples(*[st.sampled_from([-HOUR, 0, HOUR])] * len(DEVICES))


@dataclass
class Said:
    """What was typed, as the note it was typed for; what somebody covered, and what was erased."""

    notes: dict[str, str] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)

    @property
    def standing(self) -> set[str]:
        """What nobody who had seen it changed or deleted, of notes that nobody erased."""
        return {t for t, note in self.notes.items() if note not in self.erased} - self.covered

    @property
    def wiped(self) -> set[str]:
        """What must be nowhere any more."""
        return {text for text, note in self.notes.items() if note in self.erased}


@given(steps=STEPS, skews=SKEWS)
@settings(max_examples=times(12))
def test_whatever_happens_all_hold_the_same_in_the_end_and_nothing_unseen_is_gone(
    blank: Path,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, int, int]],
    skews: tuple[int, ...],
) -> None:
    folder = tmp_path_factory.mktemp("sync")
    with contextlib.ExitStack() as stack:
        files = []
        for number, device in enumerate(DEVICES):
            path = folder / f"{number}.seminar"
            shutil.copyfile(blank, path)
            files.append(SeminarFile.open(path, device=device))
            stack.callback(files[number].close)
            with files[number].database.driving() as raw:
                raw.execute("PRAGMA synchronous = OFF")
        with files[0].read() as reader:
            said = Said({note.words: note.id for note in reader.every(Note)})
        for turn, (act, who, which) in enumerate(steps):
            _play(files, act, who, which, turn, minutes(turn + skews[who]), said)
        for laptop in (*files[1:], *files[1:]):
            _sync_at_last(laptop, files[0])
        held = [_every_version(file) for file in files]
        assert all(versions == held[0] for versions in held)
        assert said.standing <= held[0]
        assert not said.wiped & set().union(*map(_every_word, files))
        assert all(words(file) == words(files[0]) for file in files)
        assert all(_journal(file) == _journal(files[0]) for file in files)
        event(f"conflicts: {bool(merging.conflict_count(files[0]))}")
        event(f"something erased: {bool(said.erased)}")
        for file in files:
            assert projection_faults(file) == ()


def _sync_at_last(laptop: SeminarFile, host: SeminarFile) -> None:
    """Come into step, and find that it makes no difference to do so again."""
    for _ in range(2):
        syncing.synchronise(
            laptop,
            lambda offer: syncing.answer(host, offer, now=minutes(100)),
            name="L",
            clock=lambda: minutes(100),
            thorough=True,
        )
    assert not syncing.waiting(laptop).sentence


def _play(
    files: list[SeminarFile], act: str, who: int, which: int, turn: int, at: datetime, said: Said
) -> None:
    file, text = files[who], f"{turn} by {who}"
    with file.read() as reader:
        notes = noting.in_order(reader.every(Note))
    note = notes[which % len(notes)] if notes else None
    if act == "add":
        said.notes[text] = noting.add_note(file, "b", text, now=at).id
    elif act == "edit" and note:
        said.notes[text] = note.id
        said.covered.add(note.words)
        noting.edit(file, note, text, now=at)
    elif act == "delete" and note:
        said.covered.add(note.words)
        noting.remove(file, note, now=at)
    elif act == "erase" and note:
        said.erased.add(note.id)
        with file.write(Verb.SET_UP, at) as writer:
            writer.erase(note.KIND, note.id)
    elif who and act in ("sync", "cut early", "cut late"):
        with contextlib.suppress(Cut):
            syncing.synchronise(
                file, lambda offer: _road(files[0], offer, act, at), name="L", clock=lambda: at
            )


def _road(host: SeminarFile, offer: Offer, act: str, at: datetime) -> Answer:
    if act == "cut early":
        raise Cut
    answered = syncing.answer(host, offer, now=at)
    if act == "cut late":
        raise Cut
    return answered


def _every_version(file: SeminarFile) -> set[str]:
    """The words of every head of every note: what is shown, and what stands beside it."""
    with file.read() as reader:
        ids = {change.id for change in reader.conflicts()} | {n.id for n in reader.every(Note)}
        heads = [head for id_ in ids for head in reader.heads(id_)]
    with contextlib.closing(sqlcipher.connect(str(file.path))) as raw:
        said = dict(raw.execute("SELECT id, json_extract(content, '$.words') FROM journal"))
    return {said[head.id] for head in heads if said[head.id] is not None}


def _every_word(file: SeminarFile) -> set[str]:
    """Every text in a file's journal, whether it is shown or not."""
    with contextlib.closing(sqlcipher.connect(str(file.path))) as raw:
        rows = raw.execute("SELECT json_extract(content, '$.words') FROM journal").fetchall()
    return {text for (text,) in rows if text is not None}


def _journal(file: SeminarFile) -> list[tuple[object, ...]]:
    """Every revision of a note, whatever its place."""
    with contextlib.closing(sqlcipher.connect(str(file.path))) as raw:
        rows: list[tuple[object, ...]] = raw.execute(
            "SELECT id, record, content, gone, erased, based_on, device, clock FROM journal "
            "WHERE kind = 'note' ORDER BY id"
        ).fetchall()
    return rows
