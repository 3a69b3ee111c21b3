"""Photographs go from a laptop to its host behind all notes, and to no other laptop."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from facilitator.domain.acts import Verb
from facilitator.domain.merging.sync import Answer, Offer
from facilitator.domain.notes.notes import Note, NoteContent
from facilitator.domain.notes.photographs import Photograph, photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.merging import syncing
from facilitator.services.notes import noting, photographs
from facilitator.services.notes.pictures import made_fit
from facilitator.services.records import erasing, retention
from facilitator.store.files.file import SeminarFile
from tests.services.merging.test_syncing import NOON, laptop_of, sync


def pictured(file: SeminarFile, words: str) -> Note:
    held = BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "PNG")
    with file.read() as reader:
        group = reader.every(Breakout)[0].id
    about = NoteContent(breakout_id=group, words=words)
    return photographs.add(file, about, held.getvalue(), now=NOON)


def held_in(file: SeminarFile, note: Note) -> Photograph | None:
    with file.read() as reader:
        return reader.find(Photograph, photograph_id(note.id))


def test_notes_typed_after_a_photograph_are_at_the_host_before_it(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    with laptop_of(seminar_file, tmp_path, "laptop") as laptop:
        note = pictured(laptop, "Chart")
        later = noting.add_note(laptop, note.breakout_id, "Typed after it", now=NOON)
        left = str(syncing.waiting(laptop).sentence)
        assert left == "2 notes and 1 other record only on this laptop"
        asked: list[set[Kind]] = []

        def ask(offer: Offer) -> Answer:
            asked.append({revision.kind for revision in offer.brings.revisions})
            return syncing.answer(seminar_file, offer, now=NOON)

        syncing.synchronise(laptop, ask, name="laptop", clock=lambda: NOON)
        brought = [kinds for kinds in asked if kinds]
        assert brought == [{Kind.NOTE}, {Kind.PHOTOGRAPH}]
        assert held_in(seminar_file, note) == held_in(laptop, note) is not None
        assert syncing.waiting(laptop).sentence == ""
        with seminar_file.read() as reader:
            assert reader.get(Note, later.id).words == "Typed after it"
        asked.clear()
        syncing.synchronise(laptop, ask, name="laptop", clock=lambda: NOON, thorough=True)
        assert not any(asked), "nothing is sent twice"


def test_no_other_laptop_gets_a_photograph_and_an_erased_one_is_gone_everywhere(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    with (
        laptop_of(seminar_file, tmp_path, "one") as one,
        laptop_of(seminar_file, tmp_path, "two") as two,
    ):
        note = pictured(one, "Chart")
        sync(one, seminar_file)
        sync(two, seminar_file)
        assert held_in(two, note) is None
        with laptop_of(seminar_file, tmp_path, "three") as three:
            assert held_in(three, note) is None
        erasing.erase(seminar_file, [note], now=NOON)
        sync(one, seminar_file, thorough=True)
        sync(two, seminar_file, thorough=True)
        for file in (seminar_file, one, two):
            assert held_in(file, note) is None
            with file.read() as reader:
                assert reader.find(Note, note.id) is None


def test_a_photograph_that_comes_after_its_note_was_erased_goes_too(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    with laptop_of(seminar_file, tmp_path, "laptop") as laptop:
        note = noting.add_note(laptop, pictured(laptop, "Other").breakout_id, "Chart", now=NOON)
        sync(laptop, seminar_file)
        held = BytesIO()
        Image.new("RGB", (4, 3), "blue").save(held, "PNG")
        with laptop.write(Verb.ADD, NOON) as writer:
            photographs.put(writer, note, made_fit(held.getvalue()))
        erasing.erase(seminar_file, [note], now=NOON)
        sync(laptop, seminar_file)
        erasing.sweep(seminar_file, NOON)
        assert held_in(seminar_file, note) is None


def test_a_laptop_that_comes_after_the_retention_day_loses_what_went_and_what_it_brings_is_due(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    with laptop_of(seminar_file, tmp_path, "laptop") as laptop:
        sent = pictured(laptop, "Sent in time")
        sync(laptop, seminar_file)
        with seminar_file.write(Verb.SET_UP, NOON) as writer:
            writer.put(replace(writer.get(Seminar, SEMINAR_ID), kept_days=30))
        day = NOON + timedelta(days=30)
        retention.take_people_out(seminar_file, now=day)
        late = pictured(laptop, "Never sent")
        sync(laptop, seminar_file, thorough=True)
        assert held_in(laptop, sent) is held_in(seminar_file, sent) is None
        with seminar_file.read() as reader:
            assert reader.get(Note, sent.id).words == "Sent in time"
            assert retention.reminder(reader, day) is not None, "what came since is due"
        assert held_in(seminar_file, late) is not None
        retention.take_people_out(seminar_file, now=day)
        sync(laptop, seminar_file, thorough=True)
        assert held_in(laptop, late) is held_in(seminar_file, late) is None
