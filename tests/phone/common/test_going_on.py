"""The host is another one: restored from a backup, or gone and its standby in its place."""

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import Method
from facilitator.domain.responses.responses import Response
from facilitator.domain.stage.stage import Scene
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.passphrases import NONE
from tests.phone.common.told import Follow, told_at_the_end
from tests.phone.notes.note_taker import NoteTaker
from tests.phone.person import Person
from tests.phone.room_of import Room
from tests.room.standbys import standing
from tests.store.files.test_logs import soon, whole

BEFORE, AFTER, AWAY = "Before the copy", "After the copy", "While nobody was there"


@pytest.fixture
def follow() -> Iterator[Follow]:
    with told_at_the_end(sys.stdout) as follow:
        yield follow


def say(person: Person, taker: NoteTaker, words: str) -> None:
    """A person answers, and a note-taker notes the same."""
    person.main.get_by_role("textbox").fill(words)
    person.press("Send")
    taker.note(words)


def received(person: Person, taker: NoteTaker, n: int) -> None:
    rows, tally = person.page.locator(".status.received"), taker.page.locator("#tally")
    expect(rows).to_have_count(n)
    expect(tally).to_have_text(f"{n} note{'s' if n > 1 else ''} received")


@contextlib.contextmanager
def sent_again(person: Person, taker: NoteTaker) -> Iterator[None]:
    """Wait until both have sent something and been answered."""
    with (
        person.page.expect_response("**/api/responses"),
        taker.page.expect_response("**/api/notes"),
    ):
        yield


def held(file: SeminarFile) -> list[list[str]]:
    """The answers and the notes in a file."""
    with file.read() as reader:
        answers = reader.every(Response, question_id="question-open")
        return [sorted(each.words for each in kind) for kind in (answers, reader.every(Note))]


def test_what_a_host_lacks_whose_file_an_earlier_copy_took_the_place_of_is_sent_to_it_again(
    room: Room, ann: Person, eve: NoteTaker, tmp_path: Path
) -> None:
    """The copy is a file manager's: it bears all marks of the file itself."""
    copy = tmp_path / "by a file manager.seminar"
    room.show(Scene.QUESTION, "question-open")
    say(ann, eve, BEFORE)
    received(ann, eve, 1)
    assert soon(lambda: whole(room.path, copy))
    say(ann, eve, AFTER)
    received(ann, eve, 2)
    room.kill()
    room.file.discard()
    shutil.copyfile(copy, room.path)
    room.file = SeminarFile.open(room.path)
    assert held(room.file) == [[BEFORE], [BEFORE]]
    with sent_again(ann, eve):
        room.start()
    received(ann, eve, 2)
    assert held(room.file) == [sorted([BEFORE, AFTER])] * 2


def restore(room: Room, backup: Path) -> None:
    """The host is killed and goes back to a backup; it is not started yet."""
    room.kill()
    room.file.discard()
    backups.restore(backup, room.path, NONE)
    room.file = SeminarFile.open(room.path)


def test_a_vote_that_a_restored_host_lacks_is_not_said_to_be_counted(
    room: Room, ann: Person, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.seminar"
    opened = room.open(Method.CHOOSE_ONE)
    copies.copy_to(room.file, backup)
    ann.page.get_by_role("radio").first.check()
    ann.press("Send my vote")
    ann.told("Your vote has been received.")
    restore(room, backup)
    room.close(opened)
    room.start()
    ann.sees("Your vote is not among the 0 that are counted.")
    expect(ann.main).not_to_contain_text("received and is counted")


def test_pages_go_to_the_standby_by_themselves_with_all_that_was_not_sent(
    room: Room, arrive: Callable[..., Person], sit: Callable[..., NoteTaker], tmp_path: Path
) -> None:
    room.show(Scene.QUESTION, "question-open")
    earlier, _ = held(room.file)
    with standing(tmp_path / "second", room.standby_code) as standby:
        ann, eve = arrive(), sit()
        ann.join()
        with (
            ann.page.expect_response("**/api/onward"),
            eve.page.expect_response("**/api/notes/onward"),
        ):
            standby.stand_by(room.port)
            standby.stop()
            say(ann, eve, AFTER)
        received(ann, eve, 1)
        room.kill()
        say(ann, eve, AWAY)
        eve.page.keyboard.type("Half a li")
        with sent_again(ann, eve):
            standby.take_over()
        there = standby.greeting.url
        received(ann, eve, 2)
        assert [page.url for page in (ann.page, eve.page)] == [there, f"{there}notes"]
        expect(eve.field).to_have_value("Half a li")
        file = SeminarFile.open(standby.seminar)
        assert held(file) == [sorted([*earlier, AFTER, AWAY]), [AFTER, AWAY]]
        file.close()
