"""Syncing through random histories: whatever breaks off, all hold the same in the end."""

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.breakouts import Breakout
from facilitator.domain.notes import Note
from facilitator.domain.syncing import Answer, Offer
from facilitator.services import noting, preparing, syncing
from facilitator.store.audit import projection_faults
from facilitator.store.file import SeminarFile

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
    """A small file whose copies are quickly made: the template without its thousand words."""
    path = tmp_path_factory.mktemp("blank") / "blank.seminar"
    file = SeminarFile.create(path)
    preparing.save(
        file, Breakout(id="b", segment_id="s", position=1, title="Group"), label="", now=NOON
    )
    file.checkpoint()
    file.close()
    return path


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "delete", "sync", "cut early", "cut late"]),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    max_size=30,
)


@given(steps=STEPS)
@settings(max_examples=60)
def test_whatever_happens_all_hold_the_same_in_the_end_and_nothing_unseen_is_gone(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sync")
    with contextlib.ExitStack() as stack:
        files = []
        for number, device in enumerate(("host", "one", "two")):
            path = folder / f"{device}.seminar"
            shutil.copyfile(blank, path)
            files.append(SeminarFile.open(path, device=device))
            stack.callback(files[number].close)
            with files[number]._raw() as raw:
                raw.execute("PRAGMA synchronous = OFF")
        typed: set[str] = set()
        covered: set[str] = set()
        for turn, (act, who, which) in enumerate(steps):
            _play(files, act, who, which, turn, typed, covered)
        for laptop in (*files[1:], *files[1:]):
            syncing.synchronise(
                laptop,
                lambda offer: syncing.answer(files[0], offer, now=minutes(100)),
                name="L",
                clock=lambda: minutes(100),
                thorough=True,
            )
        held = [_every_version(file) for file in files]
        assert held[0] == held[1] == held[2]
        assert typed - covered <= held[0]
        assert {tuple(words(file)) for file in files} == {tuple(words(files[0]))}
        for file in files:
            assert projection_faults(file) == ()


def _play(
    files: list[SeminarFile],
    act: str,
    who: int,
    which: int,
    turn: int,
    typed: set[str],
    covered: set[str],
) -> None:
    file, text, at = files[who], f"{turn} by {who}", minutes(turn)
    with file.read() as reader:
        notes = noting.in_order(reader.every(Note))
    note = notes[which % len(notes)] if notes else None
    if act == "add":
        typed.add(text)
        noting.add_note(file, "b", text, now=at)
    elif act == "edit" and note:
        typed.add(text)
        covered.add(note.words)
        noting.edit(file, note, text, now=at)
    elif act == "delete" and note:
        covered.add(note.words)
        noting.remove(file, note, now=at)
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
