"""What is said, and done, while a room is served by turns: each turn is made up, and no process."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Text, say
from facilitator.room.net.passed_on import unpacked
from facilitator.room.syncing import changing_over
from facilitator.room.syncing.changing_over import ChangeOver
from facilitator.services.files import own_copy
from facilitator.services.files.addresses import Address, Keys
from facilitator.services.files.last_seen import NOTHING_SEEN
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
AFTER = 20.0


class Turns:
    """A database that is a file, and is silent for as long as is said; what is served, in turn, and
    what the facilitator's phone is told. Every look takes the next of what happens.
    """

    def __init__(self, folder: Path) -> None:
        self.path, self.base = folder / "hall.seminar", folder / "base.seminar"
        with (
            closing(SeminarFile.create(self.base)) as file,
            file.write(Verb.SET_UP, NOW) as writer,
        ):
            writer.put(Seminar(title="S", date=date(2011, 10, 18)))
            writer.put(Breakout(id="g", segment_id="s", position=1, title="Blue"))
        self.silent, self.is_away = 0.0, False
        self.trouble: Text = ""
        self.last = NOTHING_SEEN
        self.told = list[str]()
        self.served = list[str]()
        self.happens = list[Callable[[], object]]()
        where = cast(Address, self.base)
        self.over = ChangeOver(where, self.path, "hall", AFTER, lambda _line: None)

    def begin(self, where: Path | Address, _count: int) -> Any:
        self.served.append(Path(str(where)).stem)
        return self

    def attend(self, _enough: object, _seconds: float) -> bool:
        if not self.happens:
            return True
        self.happens.pop(0)()
        return False

    def say(self, packed: str) -> None:
        if (said := str(unpacked(packed))) != (self.told or [""])[-1]:
            self.told.append(said)

    def end(self, _seconds: float) -> None:
        """It is ended."""

    def open(self, _where: object, _now: datetime, _keys: object = None) -> SeminarFile:
        if self.is_away:
            raise StorageError(say("The database does not answer."))
        return SeminarFile.open(self.base)

    def keep(self) -> None:
        with closing(SeminarFile.open(self.base)) as file:
            own_copy.keep(file, self.path, NOW)

    def note(self) -> None:
        with closing(SeminarFile.open(self.path)) as copy:
            noting.add_note(copy, "g", "Said in the hall", now=NOW)

    def is_silent(self, seconds: float) -> Callable[[], None]:
        return lambda: setattr(self, "silent", seconds)

    def run(self, *happens: Callable[[], object]) -> None:
        self.over.opened(Keys()).close()
        self.happens = list(happens)
        self.over.run(self.begin, 1)


@pytest.fixture
def turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Turns:
    made = Turns(tmp_path)

    class Contact:
        def __init__(self, *_given: object, **_named: object) -> None:
            self.last, self.held_to = made.last, 0

        silent_for = property(lambda _self: made.silent)

        def is_steady(self, _seconds: float) -> bool:
            return not made.silent

        def end(self) -> None:
            """Nothing is asked."""

    class Kept(Contact):
        """Nothing is kept but what the test keeps."""

        trouble = property(lambda _self: made.trouble)

    for name, fake in {"Contact": Contact, "KeptApart": Kept, "open_to_serve": made.open}.items():
        monkeypatch.setattr(changing_over, name, fake)
    return made


def test_it_is_told_first_and_a_database_that_answers_in_time_changes_nothing(turns: Turns) -> None:
    turns.run(turns.keep, turns.is_silent(6), turns.is_silent(9), turns.is_silent(0))
    assert turns.served == ["base"]
    assert [said[:42] for said in turns.told] == ["The database has not answered for 6 second", ""]


def test_without_a_copy_the_room_stays_and_says_so(turns: Turns) -> None:
    turns.run(turns.is_silent(6), turns.is_silent(60))
    assert turns.served == ["base"]
    assert turns.told == [str(changing_over.NO_COPY)]


def test_a_room_stays_in_a_copy_that_cannot_be_taken_in_and_tries_again_after_a_silence(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge, silent, answers = merging.merge, turns.is_silent(30), turns.is_silent(0)

    def refused(*_given: object, **_named: object) -> None:
        raise SeminarError(say("It was altered."))

    monkeypatch.setattr(merging, "merge", refused)
    mend = lambda: monkeypatch.setattr(merging, "merge", merge)  # noqa: E731
    turns.run(
        *(turns.keep, silent, turns.note, answers, turns.is_silent(0)),
        *(mend, silent, answers, lambda: None),
    )
    assert turns.served == ["base", "hall", "hall", "base"]
    assert any(said.endswith("It was altered.") for said in turns.told)
    assert turns.told[-1] == str(changing_over.BACK)
    with closing(SeminarFile.open(turns.base)) as file, file.read() as reader:
        assert [each.words for each in reader.every(Note)] == ["Said in the hall"]


def test_that_a_copy_cannot_be_written_is_told_until_it_can_and_what_would_be_lacking(
    turns: Turns,
) -> None:
    turns.last = replace(NOTHING_SEEN, forgot=3)
    full, free = (partial(setattr, turns, "trouble", why) for why in (say("The disk is full."), ""))
    turns.run(turns.keep, full, turns.is_silent(6), turns.is_silent(0), free, lambda: None)
    cannot = str(changing_over.CANNOT_BE_KEPT.of(why="The disk is full."))
    assert [said.partition(" seconds")[0] for said in turns.told] == [
        f"{cannot} {changing_over.FORGOTTEN}",
        "The database has not answered for 6",
        f"{cannot} {changing_over.FORGOTTEN}",
        "",
    ]


def test_a_server_that_begins_without_a_database_begins_in_the_copy(turns: Turns) -> None:
    turns.is_away = True
    with pytest.raises(StorageError):
        turns.run()
    turns.is_away = False
    turns.keep()
    turns.is_away, turns.silent = True, 1.0
    turns.run(lambda: None)
    assert turns.served == ["hall"]
    assert "with its copy of what was there at" in turns.told[-1]


def test_a_copy_on_a_stick_is_refused(turns: Turns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "is_elsewhere", lambda _path: True)
    with pytest.raises(SeminarError, match="removable or shared disk"):
        turns.run()
