"""Slides: kept with the seminar, begun with their segment, turned to their ends and no further."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import ENGLISH
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage import sights
from facilitator.domain.stage.slides import SlidePicture, Slides, place
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import room_state
from facilitator.services.files import opening
from facilitator.services.merging import merging, syncing
from facilitator.services.records import removing
from facilitator.services.seminar import running, slides
from facilitator.services.seminar.slides import Page
from facilitator.services.views import phones, projector
from facilitator.store.files.file import SeminarFile

TEN = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
PAGES = [Page(f"picture {n}".encode(), f"Heading {n}\nA line") for n in range(3)]


@pytest.fixture(scope="module")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = SeminarFile.create(tmp_path_factory.mktemp("slides") / "day.seminar")
    with made.write(Verb.SET_UP, TEN) as writer:
        writer.put(Seminar(time_zone="UTC", title="S", date=date(2011, 10, 18)))
        for number, kind in enumerate((SegmentKind.WELCOME, SegmentKind.PRESENTATION)):
            writer.put(
                Segment(id=f"s{number}", position=number, kind=kind, title="Part", minutes=20)
            )
    held = slides.take_in(made, "Findings", PAGES, now=TEN)
    with made.write(Verb.CHANGE, TEN) as writer:
        writer.put(replace(held, segment_id="s1"))
    made.checkpoint()
    made.close()
    return made.path


@pytest.fixture
def file(_prepared: Path, tmp_path: Path) -> Iterator[SeminarFile]:
    shutil.copyfile(_prepared, tmp_path / "day.seminar")
    opened = SeminarFile.open(tmp_path / "day.seminar")
    yield opened
    opened.close()


def held(file: SeminarFile) -> Slides:
    with file.read() as reader:
        (found,) = reader.every(Slides)
    return found


def sight(file: SeminarFile) -> sights.Sight:
    return projector.view(file, TEN).sight


def test_a_segment_begins_with_its_slides_which_are_turned_to_their_ends(file: SeminarFile) -> None:
    running.start_day(file, now=TEN)
    assert not isinstance(sight(file), sights.Slide)
    running.go_on(file, now=TEN)
    seen = []
    for _ in range(3):
        shown = sight(file)
        assert isinstance(shown, sights.Slide)
        seen.append((shown.page, shown.words.splitlines()[0], str(place(shown.page, shown.pages))))
        if shown.page < 3:
            slides.turn(file, 1, now=TEN)
    assert seen == [
        (1, "Heading 0", "Slide 1 of 3, the first"),
        (2, "Heading 1", "Slide 2 of 3"),
        (3, "Heading 2", "Slide 3 of 3, the last"),
    ]
    with pytest.raises(SeminarError, match="last slide"):
        slides.turn(file, 1, now=TEN)
    assert sight(file) == shown
    for _ in range(2):
        slides.turn(file, -1, now=TEN)
    with pytest.raises(SeminarError, match="first slide"):
        slides.turn(file, -1, now=TEN)


def test_the_picture_of_a_page_is_read_alone(file: SeminarFile) -> None:
    found = slides.pictures(file, held(file).id, [1, 2, 3])
    assert found == {1: b"picture 1", 2: b"picture 2"}


def test_every_phone_can_read_the_slide_that_is_shown(file: SeminarFile) -> None:
    projector.show(file, Scene.SLIDES, held(file).id, now=TEN)
    slides.turn(file, 1, now=TEN)
    told = room_state.shared(phones.showing(file, TEN), 1, TEN, ENGLISH)
    assert told.heading is not None
    assert told.heading.title == "Slide 2 of 3"
    assert (told.heading.line, told.heading.lines) == ("Findings", ("Heading 1", "A line"))
    assert told.screen == ("Findings", "Slide 2 of 3", "Heading 1", "A line")


def test_slides_that_are_taken_out_take_their_pictures_along(
    file: SeminarFile,
) -> None:
    projector.show(file, Scene.SLIDES, held(file).id, now=TEN)
    removing.take_out(file, held(file), now=TEN)
    with file.read() as reader:
        assert reader.count(SlidePicture) == 0
    assert isinstance(sight(file), sights.Welcome)


def test_no_slide_goes_to_note_takers(file: SeminarFile, tmp_path: Path) -> None:
    target = tmp_path / "notes.seminar"
    syncing.copy_for_notes(file, target)
    assert b"Heading 1" not in target.read_bytes()
    copy = SeminarFile.open(target)
    with copy.read() as reader:
        assert reader.count(Slides) == reader.count(SlidePicture) == 0
    copy.close()


def test_slides_that_two_laptops_took_in_are_both_there_in_both_whoever_merges_first(
    file: SeminarFile, tmp_path: Path
) -> None:
    copied = tmp_path / "other.seminar"
    opening.save_copy(file, copied)
    other = SeminarFile.open(copied, device="other")
    ours = slides.take_in(file, "Ours", PAGES[:1], now=TEN)
    theirs = slides.take_in(other, "Theirs", PAGES[1:], now=TEN)
    merging.merge(file, [other.path], now=TEN)
    merging.merge(other, [file.path], now=TEN)
    for each in (file, other):
        with each.read() as reader:
            titles = [held.title for held in reader.every(Slides)]
            assert sorted(titles) == ["Findings", "Ours", "Theirs"]
        assert slides.pictures(each, ours.id, [0, 1]) == {0: b"picture 0"}
        assert slides.pictures(each, theirs.id, [0, 1]) == {0: b"picture 1", 1: b"picture 2"}
    assert merging.conflict_count(file) == merging.conflict_count(other) == 0
    other.close()
