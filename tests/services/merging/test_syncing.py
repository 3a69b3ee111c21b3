"""A laptop and its host bring each other up to date: whole, once, however often it breaks off."""

import contextlib
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Answer, Cursor, Offer, Waiting
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files import opening
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running
from facilitator.services.views import notes_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records.facts import FILE_ID
from facilitator.store.upgrading.versions import version
from tests.auditing import faults, projection_faults

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def move_to_kolkata(file: SeminarFile) -> None:
    with file.write(Verb.CHANGE, NOON) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, time_zone="Asia/Kolkata"))


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@contextlib.contextmanager
def laptop_of(host: SeminarFile, folder: Path, name: str) -> Iterator[SeminarFile]:
    target = folder / f"{name}.seminar"
    syncing.copy_for_notes(host, target)
    copy = SeminarFile.open(target, device=name)
    try:
        yield copy
    finally:
        copy.close()


@pytest.fixture
def laptop(seminar_file: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    with laptop_of(seminar_file, tmp_path, "laptop") as copy:
        yield copy


def sync(
    laptop: SeminarFile, host: SeminarFile, at: datetime = NOON, *, thorough: bool = False
) -> syncing.Synced:
    return syncing.synchronise(
        laptop,
        lambda offer: syncing.answer(host, offer, now=at),
        name="Anna's laptop",
        clock=lambda: at,
        thorough=thorough,
    )


def words(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return sorted(note.words for note in reader.every(Note))


def add(file: SeminarFile, *texts: str, at: datetime = NOON) -> list[Note]:
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    return [noting.add_note(file, group.id, text, now=at) for text in texts]


def test_both_hold_the_same_after_one_sync(seminar_file: SeminarFile, laptop: SeminarFile) -> None:
    add(seminar_file, "Host's")
    add(laptop, "Laptop's")
    assert sync(laptop, seminar_file) == syncing.Synced(got=1, sent=1)
    assert words(laptop) == words(seminar_file) == ["Host's", "Laptop's"]
    assert sync(laptop, seminar_file) == syncing.Synced()
    for file in (laptop, seminar_file):
        assert projection_faults(file) == ()


def test_nothing_is_written_where_there_is_no_news(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    sync(laptop, seminar_file)
    ears = [file.database.ear() for file in (seminar_file, laptop)]
    sync(laptop, seminar_file)
    assert not any(ear.has_news() for ear in ears)
    for ear in ears:
        ear.close()


def test_what_waits_is_counted_note_by_note(seminar_file: SeminarFile, laptop: SeminarFile) -> None:
    move_to_kolkata(seminar_file)
    add(seminar_file, "Host's")
    assert syncing.waiting(laptop) == Waiting()
    (mine, _) = add(laptop, "One", "Two")
    noting.edit(laptop, mine, "One, mended", now=minutes(1))
    assert syncing.waiting(laptop) == Waiting(notes=2)
    sync(laptop, seminar_file)
    assert syncing.waiting(laptop) == Waiting()
    (known,) = (heard for heard in syncing.laptops(seminar_file))
    assert (known.device, known.name) == (laptop.device, "Anna's laptop")
    assert (known.left, known.received) == (0, 3)
    assert known.at.utcoffset() == timedelta(hours=5.5), "it is told by the clock in the room"


def test_what_came_from_the_host_never_counts_as_waiting(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    add(laptop, "Mine before")

    def while_asking(offer: Offer) -> Answer:
        if offer.brings.revisions and "Mine meanwhile" not in words(laptop):
            add(laptop, "Mine meanwhile")
            add(seminar_file, "Host's meanwhile")
        return syncing.answer(seminar_file, offer, now=NOON)

    syncing.synchronise(laptop, while_asking, name="L", clock=lambda: NOON)
    assert syncing.waiting(laptop) == Waiting(notes=1)
    assert sync(laptop, seminar_file).sent == 1
    assert syncing.waiting(laptop) == Waiting()


def test_two_laptops_that_changed_one_note_leave_a_conflict_and_both_texts(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    (note,) = add(seminar_file, "As it was")
    with (
        laptop_of(seminar_file, tmp_path, "one") as one,
        laptop_of(seminar_file, tmp_path, "two") as two,
    ):
        noting.edit(one, note, "Mine", now=minutes(1))
        noting.edit(two, note, "Theirs", now=minutes(2))
        for laptop in (one, two, one):
            sync(laptop, seminar_file, minutes(3))
        for file in (one, two, seminar_file):
            (torn,) = merging.conflicts(file)
            held = [version.record for version in torn.versions]
            assert [n.words for n in held if isinstance(n, Note)] == ["Theirs", "Mine"]


def test_a_copy_holds_nothing_that_is_none_of_a_note_takers(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    preparing.save(
        seminar_file,
        Participant(
            id="p", name="Branwen Hushed", email="branwen@hushed.example", needs="Hushed diet",
            sector="Public", size="Small",
        ),
        now=NOON,
    )  # fmt: skip
    with seminar_file.read() as reader:
        question = reader.every(Question)[0]
    collecting.capture(seminar_file, question.id, "A hushed response", now=NOON)
    codes = joining.codes(seminar_file, now=NOON)
    with laptop_of(seminar_file, tmp_path, "laptop") as laptop:
        with laptop.read() as reader:
            for kind in (Participant, Consent, Response, Poll):
                assert reader.count(kind) == 0
            assert reader.every(Breakout)
            assert syncing.guests(reader)[-1].sector == "Public"
        assert faults(laptop) == ()
        assert projection_faults(laptop) == ()
        laptop.checkpoint()
        lying_there = laptop.path.read_bytes()
    for secret in ("ushed", *codes.values()):
        assert secret.encode() not in lying_there


def test_who_is_heard_is_shown_on_the_laptop_without_names(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    with seminar_file.read() as reader:
        sector = notes_screen.desk(seminar_file).sectors[0]
        group = reader.every(Breakout)[0]
    person = Participant(id="p", name="Branwen", sector=sector)
    placed = replace(group, member_ids=("p",))
    preparing.save(seminar_file, person, placed, now=NOON)
    sync(laptop, seminar_file)
    seen = notes_screen.desk(laptop, group.id)
    assert not seen.whole_room
    assert [h.people for h in seen.hearing if h.sector == sector] == [1]


def test_what_a_laptop_changes_besides_notes_does_not_reach_the_host(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    running.start_day(laptop, now=NOON)
    assert syncing.waiting(laptop).besides > 0
    sync(laptop, seminar_file)
    sheet = running.run_sheet(seminar_file, NOON)
    assert sheet.run is None
    assert syncing.waiting(laptop).besides > 0


def test_a_host_takes_nothing_but_notes_from_a_laptop(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    with laptop.read() as reader:
        brings, _, _ = exchange.slice_after(reader, None, frozenset(Kind))
        offer = Offer(
            file_id=reader.fact(FILE_ID),
            device="l",
            name="L",
            brings=brings,
            version=version(),
        )
    with pytest.raises(SeminarError, match="makes no sense"):
        syncing.answer(seminar_file, offer, now=NOON)


def test_another_seminars_laptop_is_refused(seminar_file: SeminarFile, laptop: SeminarFile) -> None:
    offer = Offer(file_id="other", device="l", name="L", version=version())
    with pytest.raises(SeminarError, match="another seminar"):
        syncing.answer(seminar_file, offer, now=NOON)


def test_an_erasure_travels_and_wins(seminar_file: SeminarFile, laptop: SeminarFile) -> None:
    (note,) = add(seminar_file, "Erase me")
    sync(laptop, seminar_file)
    noting.edit(laptop, note, "Erase me, edited", now=minutes(1))
    with seminar_file.write(Verb.SET_UP, minutes(2)) as writer:
        writer.erase(Kind.NOTE, note.id)
    sync(laptop, seminar_file, minutes(3))
    assert words(laptop) == words(seminar_file) == []
    assert sync(laptop, seminar_file, minutes(4), thorough=True) == syncing.Synced()


def test_many_notes_go_in_slices_and_both_sides_see_how_far_they_are(
    seminar_file: SeminarFile, laptop: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "MOST_REVISIONS", 7)
    add(laptop, *(f"Laptop {n}" for n in range(20)))
    add(seminar_file, *(f"Host {n}" for n in range(30)))
    shares: list[float] = []
    left: list[int] = []

    def ask(offer: Offer) -> Answer:
        left.append(offer.left)
        return syncing.answer(seminar_file, offer, now=NOON)

    syncing.synchronise(
        laptop, ask, name="L", clock=lambda: NOON, told=lambda share, _what: shares.append(share)
    )
    assert words(laptop) == words(seminar_file)
    assert len(words(laptop)) == 50
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert left[0] == 13


class Cut(Exception):
    """The connection is gone."""


@pytest.mark.parametrize("before", [True, False])
def test_a_connection_cut_at_any_moment_loses_and_doubles_nothing(
    seminar_file: SeminarFile,
    laptop: SeminarFile,
    monkeypatch: pytest.MonkeyPatch,
    before: bool,
) -> None:
    """Cut before the host has heard, or after it has and before its answer arrives."""
    monkeypatch.setattr(exchange, "MOST_REVISIONS", 3)
    texts = [f"Laptop {n}" for n in range(10)]
    add(laptop, *texts)
    add(seminar_file, *(f"Host {n}" for n in range(10)))
    for cut in itertools.count(1):
        asked = itertools.count(1)

        def ask(offer: Offer, asked: Iterator[int] = asked) -> Answer:
            breaks = next(asked) == 2
            if breaks and before:
                raise Cut
            answered = syncing.answer(seminar_file, offer, now=NOON)
            if breaks:
                raise Cut
            return answered

        try:
            syncing.synchronise(laptop, ask, name="L", clock=lambda: NOON)
            break
        except Cut:
            assert cut < 20
    assert words(laptop) == words(seminar_file)
    assert len(words(laptop)) == 20


def test_a_host_put_back_from_a_backup_gets_everything_again(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    opening.save_copy(seminar_file, tmp_path / "backup.seminar")
    add(seminar_file, "Host's, after the backup")
    add(laptop, "Laptop's, after the backup")
    sync(laptop, seminar_file)
    restored = SeminarFile.open(tmp_path / "backup.seminar")
    try:
        add(restored, "Written since", at=minutes(5))
        sync(laptop, restored, minutes(6), thorough=True)
        # Nothing that a note-taker's laptop holds is lost with the host's disk.
        assert len(words(restored)) == 3
        assert words(restored) == words(laptop)
    finally:
        restored.close()


def test_a_laptop_put_back_from_an_old_copy_gets_everything_again(
    seminar_file: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    laptop.checkpoint()
    shutil.copyfile(laptop.path, tmp_path / "old.seminar")
    add(laptop, "Mine")
    add(seminar_file, "Host's")
    sync(laptop, seminar_file)
    old = SeminarFile.open(tmp_path / "old.seminar", device=laptop.device)
    try:
        sync(old, seminar_file)
        assert words(old) == words(seminar_file) == ["Host's", "Mine"]
    finally:
        old.close()


def test_a_whole_copy_carried_by_hand_can_sync_from_then_on(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    opening.save_copy(seminar_file, tmp_path / "whole.seminar")
    whole = SeminarFile.open(tmp_path / "whole.seminar", device="whole")
    try:
        assert not syncing.is_note_takers(whole)
        add(whole, "Mine")
        add(seminar_file, "Host's")
        sync(whole, seminar_file, thorough=True)
        assert words(whole) == words(seminar_file) == ["Host's", "Mine"]
        assert syncing.is_note_takers(whole)
    finally:
        whole.close()


def test_a_laptops_copy_merges_back_by_hand_as_well(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    add(laptop, "Carried on a stick")
    report = merging.merge(seminar_file, [laptop.path], now=minutes(1))
    assert not report.refused
    assert words(seminar_file) == ["Carried on a stick"]
    sync(laptop, seminar_file, minutes(2), thorough=True)
    assert words(laptop) == ["Carried on a stick"]
    assert merging.conflict_count(seminar_file) == 0


def test_a_cursor_that_lies_is_found_out_by_a_thorough_sync(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    add(laptop, "Never sent")
    with laptop.read() as reader:
        end = exchange.last_mark(reader)
    with laptop.write(Verb.SET_UP, NOON) as writer:
        exchange.keep_cursor(writer, Cursor(exchange.cursor(writer).got, end))
    assert sync(laptop, seminar_file).sent == 0
    assert sync(laptop, seminar_file, thorough=True).sent
    assert words(seminar_file) == ["Never sent"]


def test_a_laptop_with_an_older_program_is_told_before_anything_is_taken(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    def as_version_1(offer: Offer) -> Answer:
        return syncing.answer(seminar_file, replace(offer, version=1), now=NOON)

    _write_apart(laptop)
    before = _journal_of(seminar_file)
    with pytest.raises(SeminarError, match="laptop has an older Facilitator than the host"):
        syncing.synchronise(laptop, as_version_1, name="L", clock=lambda: NOON)
    assert _journal_of(seminar_file) == before


def test_an_older_host_is_brought_nothing_and_the_laptop_says_so(
    seminar_file: SeminarFile, laptop: SeminarFile
) -> None:
    brought: list[int] = []

    def as_version_1(offer: Offer) -> Answer:
        brought.append(len(offer.brings.revisions))
        return replace(syncing.answer(seminar_file, offer, now=NOON), version=1)

    _write_apart(laptop)
    before = _journal_of(laptop)
    with pytest.raises(SeminarError, match="host has an older Facilitator than this laptop"):
        syncing.synchronise(laptop, as_version_1, name="L", clock=lambda: NOON, thorough=True)
    assert brought == [0]
    assert _journal_of(laptop) == before


def test_a_program_that_says_no_version_has_the_first() -> None:
    said = msgspec.json.decode(b'{"file_id":"f","device":"d","name":"n"}', type=Offer)
    assert said.version == 1
    assert msgspec.json.decode(b'{"upto":null,"brings":{},"left":0}', type=Answer).version == 1


def _write_apart(laptop: SeminarFile) -> None:
    with laptop.write(Verb.ADD, NOON) as writer:
        writer.put(Note(id="apart", breakout_id="b", words="Only here", recorded_at=NOON))


def _journal_of(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return [id for (id,) in reader.connection.exec_driver_sql("SELECT id FROM journal")]
