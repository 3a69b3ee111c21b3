"""Undo belongs to a place, to a session and to a day, and is stopped by nothing it cannot do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Place, Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.records import undoing
from facilitator.services.records.undoing import Reach
from facilitator.services.seminar import preparing, running
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def add(file: SeminarFile, name: str, at: float) -> None:
    theme = Theme(id=name, position=100 + at, name=name)
    preparing.save(file, theme, verb=Verb.ADD, now=minutes(at))


def names(file: SeminarFile) -> set[str]:
    with file.read() as reader:
        return {theme.id for theme in reader.every(Theme) if theme.position >= 100}


def test_each_place_takes_back_its_own_work(seminar_file: SeminarFile) -> None:
    prepare, run = seminar_file.at(Place.PREPARE), seminar_file.at(Place.RUN)
    add(prepare, "prepared", 101)
    add(run, "run", 102)
    add(prepare, "later", 103)
    assert undoing.undo(run, minutes(104), Reach(place=Place.RUN)) == "Add theme “run”"
    assert undoing.undo(run, minutes(105), Reach(place=Place.RUN)) == ""
    assert names(seminar_file) == {"prepared", "later"}
    add(prepare, "last", 106)
    assert undoing.redo(run, minutes(107), Reach(place=Place.RUN)) == "Add theme “run”"
    assert names(seminar_file) == {"prepared", "later", "last", "run"}


def test_what_the_window_did_belongs_to_every_place(seminar_file: SeminarFile) -> None:
    add(seminar_file.at(Place.WINDOW), "settled", 101)
    assert undoing.undo(seminar_file, minutes(102), Reach(place=Place.NOTES))


def test_of_another_day_nothing_is_taken_back(seminar_file: SeminarFile) -> None:
    add(seminar_file, "yesterday", 0)
    today = minutes(24 * 60)
    reach = Reach(since=undoing.today_began(seminar_file, today))
    assert undoing.undo(seminar_file, today, reach) == ""
    assert undoing.undo(seminar_file, today) == "Add theme “yesterday”"


def test_an_evening_that_runs_past_midnight_is_still_the_day_it_began_on(
    seminar_file: SeminarFile,
) -> None:
    running.start_day(seminar_file, now=minutes(8 * 60))
    add(seminar_file, "before midnight", 10 * 60)
    reach = Reach(since=undoing.today_began(seminar_file, minutes(13 * 60)))
    assert undoing.undo(seminar_file, minutes(13 * 60), reach) == "Add theme “before midnight”"


def test_an_act_that_cannot_be_undone_does_not_block_those_before_it(
    seminar_file: SeminarFile,
) -> None:
    add(seminar_file, "first", 101)
    add(seminar_file, "second", 102)
    elsewhere = SeminarFile.open(seminar_file.path, device="another laptop")
    theme = Theme(id="second", position=102, name="changed by somebody")
    preparing.save(elsewhere, theme, verb=Verb.CHANGE, now=minutes(103))
    elsewhere.close()
    assert tuple(map(str, undoing.undo_labels(seminar_file))) == ("Add theme “first”", "")
    assert undoing.undo(seminar_file, minutes(104)) == "Add theme “first”"
    assert names(seminar_file) == {"second"}
    assert undoing.redo(seminar_file, minutes(105)) == "Add theme “first”"
    mine = Reach(session=seminar_file.session)
    assert undoing.undo(seminar_file, minutes(106), mine) == "Add theme “first”"
    with pytest.raises(SeminarError, match="changed since"):
        undoing.undo(seminar_file, minutes(107), mine)


def test_two_windows_undo_their_own_and_a_window_that_comes_back_takes_its_session_up(
    seminar_file: SeminarFile,
) -> None:
    path: Path = seminar_file.path
    add(seminar_file, "mine", 101)
    other = SeminarFile.open(path)
    beside = Reach(
        session=other.session, begun=minutes(102), beside=frozenset({seminar_file.session})
    )
    assert undoing.undo(other, minutes(103), beside) == ""
    add(other, "theirs", 104)
    add(seminar_file, "mine too", 105)
    assert undoing.undo(other, minutes(106), beside) == "Add theme “theirs”"
    assert undoing.undo(other, minutes(107), beside) == ""
    other.close()
    back = SeminarFile.open(path)
    again = Reach(session=back.session, begun=minutes(108))
    assert undoing.undo(back, minutes(109), again) == "Add theme “mine too”"
    back.close()


def test_what_phones_sent_leaves_room_for_what_can_be_undone(seminar_file: SeminarFile) -> None:
    add(seminar_file, "mine", 101)
    for _ in range(500):
        with seminar_file.write(Verb.TAKE_IN, minutes(102)) as writer:
            writer.begin()
    assert undoing.undo(seminar_file, minutes(103)) == "Add theme “mine”"


def test_an_offer_says_what_it_touched(seminar_file: SeminarFile) -> None:
    add(seminar_file, "mine", 101)
    offer, _ = undoing.offers(seminar_file)
    assert offer is not None
    assert [change.id for change in offer.touched] == ["mine"]
