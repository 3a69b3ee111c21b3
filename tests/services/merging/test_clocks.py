"""Clocks that are wrong: what is written is in order all the same, and nothing stops for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import FAR_CLOCK
from facilitator.domain.merging.sync import Answer, Offer, Reach, Standing
from facilitator.domain.notes.notes import Note
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.room.http.routes import MOST_SYNC_BYTES
from facilitator.room.syncing.transport import LONGEST_ANSWER
from facilitator.services.files import checking
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import held as store_held
from facilitator.store.records import tables
from facilitator.store.records.facts import CLOCK
from facilitator.store.records.held import MOST_BYTES
from tests.auditing import faults

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
FAR = datetime(2255, 6, 5, tzinfo=UTC)
LAST = tables.NO_LARGER_CLOCK - 1


@pytest.fixture
def laptop(seminar_file: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    syncing.copy_for_notes(seminar_file, tmp_path / "laptop.seminar")
    copy = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    yield copy
    copy.close()


def sync(laptop: SeminarFile, host: SeminarFile, at: datetime, ahead: timedelta) -> None:
    syncing.synchronise(
        laptop,
        lambda offer: syncing.answer(host, offer, now=at),
        name="L",
        clock=lambda: at + ahead,
    )


def clocks(file: SeminarFile) -> list[int]:
    with file.database.driving() as raw:
        rows = raw.execute("SELECT clock FROM journal ORDER BY seq").fetchall()
    return [clock for (clock,) in rows]


def held(file: SeminarFile) -> dict[str, tuple[object, ...]]:
    with file.database.driving() as raw:
        rows = raw.execute("SELECT id, clock, content, hash, device FROM journal").fetchall()
    return {row[0]: row[1:] for row in rows}


def test_a_computer_whose_clock_stands_behind_2200_is_not_believed(
    seminar_file: SeminarFile,
) -> None:
    for at in (NOON, FAR, NOON + timedelta(minutes=1)):
        noting.add_note(seminar_file, "b", "Said", now=at)
    first, far, last = clocks(seminar_file)[-3:]
    assert first < far < last < tables.BELIEVED_UNTIL
    assert far == first + 1


def test_the_last_clock_there_is_stops_nobody_from_writing_and_merging(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    """As a laptop with an older program may have written it."""
    with laptop.write(Verb.SET_UP, NOON) as writing:
        writing.note_fact(CLOCK, LAST - 1)
    note = noting.add_note(laptop, "b", "From the far end", now=NOON)
    assert clocks(laptop)[-1] == LAST
    assert not merging.merge(seminar_file, [laptop.path], now=NOON).refused
    noting.edit(seminar_file, note, "Edited by the host", now=NOON)
    noting.turn(seminar_file, "starred", replace(note, words="Edited by the host"), now=NOON)
    assert clocks(seminar_file)[-2:] == [LAST, LAST]
    third = SeminarFile.open(_copy(laptop, tmp_path / "third.seminar"), device="third")
    for file in (laptop, third):
        assert not merging.merge(file, [seminar_file.path], now=NOON).refused
        with file.read() as reader:
            kept = reader.get(Note, note.id)
        assert (kept.words, kept.starred) == ("Edited by the host", True)
        assert merging.conflict_count(file) == 0
    assert faults(seminar_file) == ()
    third.close()


def _copy(file: SeminarFile, target: Path) -> Path:
    syncing.copy_for_notes(file, target)
    return target


@pytest.mark.parametrize("ahead", [timedelta(days=400), timedelta(hours=-7)])
def test_a_laptop_learns_from_its_host_what_time_it_is_and_alters_nothing(
    seminar_file: SeminarFile, laptop: SeminarFile, ahead: timedelta
) -> None:
    noting.add_note(laptop, "b", "Before", now=NOON + ahead)
    before = held(laptop)
    sync(laptop, seminar_file, NOON + timedelta(minutes=1), ahead)
    assert before.items() <= held(laptop).items()
    at = NOON + timedelta(minutes=2)
    note = noting.add_note(laptop, "b", "After", now=at + ahead)
    assert note.recorded_at == at
    if ahead < timedelta(0):
        assert clocks(laptop)[-1] == int(at.timestamp() * 1_000_000)
    sync(laptop, seminar_file, at, ahead)
    with seminar_file.read() as reader:
        assert reader.get(Note, note.id).recorded_at == at


def test_a_clock_that_was_set_right_is_noticed(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    sync(laptop, seminar_file, NOON, timedelta(hours=5))
    sync(laptop, seminar_file, NOON, timedelta(seconds=1))
    assert noting.add_note(laptop, "b", "Said", now=NOON).recorded_at <= NOON + timedelta(seconds=1)


def test_what_could_not_be_sent_in_one_piece_is_not_written(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    with pytest.raises(SeminarError, match="Split it into several notes"):
        noting.add_note(laptop, "b", "long " * 5000, now=NOON)
    with laptop.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    with (
        pytest.raises(SeminarError, match="too long to be kept in one piece"),
        laptop.write(Verb.CHANGE, NOON) as writing,
    ):
        writing.put(replace(seminar, purpose="ŵ" * MOST_BYTES))
    for number in range(12):
        noting.add_note(laptop, "b", f"{number} " + "ŵ" * 19_000, now=NOON)
    sync(laptop, seminar_file, NOON, timedelta(0))
    assert not syncing.waiting(laptop).sentence


def older(file: SeminarFile, words: str, monkeypatch: pytest.MonkeyPatch) -> Note:
    """A note as a program wrote it that knew no bound."""
    with monkeypatch.context() as unbounded:
        unbounded.setattr(store_held, "MOST_BYTES", 1 << 40)
        note = replace(noting.add_note(file, "b", "Short", now=NOON), words=words)
        with file.write(Verb.CHANGE, NOON) as writing:
            writing.put(note)
    return note


def sync_as_sent(laptop: SeminarFile, host: SeminarFile) -> None:
    """Over a road that takes no more than the host's does."""

    def ask(offer: Offer) -> Answer:
        assert len(msgspec.json.encode(offer)) <= MOST_SYNC_BYTES
        answered = syncing.answer(host, offer, now=NOON)
        assert len(msgspec.json.encode(answered)) <= LONGEST_ANSWER
        return answered

    syncing.synchronise(laptop, ask, name="L", clock=lambda: NOON, thorough=True)


def test_what_is_too_long_to_be_sent_stops_nothing_else_and_is_said(
    seminar_file: SeminarFile, laptop: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = older(seminar_file, '\\"' * 2_500_000, monkeypatch)
    mine = older(laptop, '"' * 4_100_000, monkeypatch)
    fits = older(laptop, '"' * 740_000, monkeypatch)
    for file in (laptop, seminar_file):
        noting.add_note(file, "b", "Another", now=NOON)
    sync_as_sent(laptop, seminar_file)
    noting.edit(laptop, mine, "Short by now", now=NOON)
    noting.edit(seminar_file, theirs, "Short by now", now=NOON)
    last = noting.add_note(laptop, "b", "The last", now=NOON)
    sync_as_sent(laptop, seminar_file)
    with seminar_file.read() as reader:
        assert reader.find(Note, last.id) is not None
        assert reader.get(Note, fits.id).words == fits.words
        assert reader.find(Note, mine.id) is None
    assert not syncing.waiting(laptop).sentence
    assert syncing.too_long(laptop) == 1
    standing = Standing(reach=Reach.UP, waiting=syncing.waiting(laptop), too_long=1)
    assert "1 record is too long to be sent" in str(standing.sentence)
    assert not standing.is_whole
    for file in (laptop, seminar_file):
        assert "too long to be sent" in str(checking.check(file).to_do)
    assert not merging.merge(seminar_file, [laptop.path], now=NOON).refused
    with seminar_file.read() as reader:
        assert reader.get(Note, mine.id).words == "Short by now"


def test_a_clock_that_nobody_believes_is_said_when_it_comes_in_and_by_a_check(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    assert str(FAR_CLOCK) not in map(str, checking.check(seminar_file).to_do)
    with laptop.write(Verb.SET_UP, NOON) as writing:
        writing.note_fact(CLOCK, LAST - 1)
    noting.add_note(laptop, "b", "From the far end", now=NOON)
    assert merging.preview(seminar_file, laptop.path).far_clock
    assert FAR_CLOCK in merging.merge(seminar_file, [laptop.path], now=NOON).sentences
    assert str(FAR_CLOCK) in map(str, checking.check(seminar_file).to_do)
