"""A standby beside a file, as on a second disk: what it holds, and what is made of it."""

import contextlib
import random
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Handover
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Method, Poll
from facilitator.room.syncing.standby_thread import StandingBy
from facilitator.services.files import standby
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.records import erasing
from facilitator.services.seminar import preparing
from facilitator.store.files import standby as kept_files
from facilitator.store.files import standby_changes
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.facts import EPOCH, HANDOVER
from facilitator.store.sqlite import log_marks
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.passphrases import Passphrase, is_protected

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
WORDS = "what protects the seminar"


def test_a_standby_of_a_protected_seminar_becomes_one_under_the_same_passphrase(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar", passphrase=WORDS)
    code, codes = standby.code_of(file, now=NOW), joining.codes(file, now=NOW)
    making, kept = standby.Making(file), tmp_path / "disk" / "day.standby"
    kept.parent.mkdir()
    held = making.write(kept, code, Handover("", "", 8080, WORDS))
    assert making.mark() == held
    device, token = joining.pair(file, Role.NOTE_TAKER, now=NOW)
    assert making.mark() != held, "whoever was let in is news for a standby"
    making.write(kept, code, Handover("", "", 8080, WORDS))
    making.close()
    with file.read() as reader:
        epoch = reader.fact(EPOCH)
    file.close()
    opened, known = standby.take_over(kept, tmp_path / "goes on.seminar", code, now=NOW)
    assert (known.port, is_protected(opened.file.path), is_protected(kept)) == (8080, True, True)
    assert opened.file.passphrase.handed_on() == WORDS
    assert joining.codes(opened.file, now=NOW) == codes
    assert joining.who(opened.file, token) == device
    with opened.file.read() as reader:
        assert reader.fact(EPOCH) not in ("", epoch)
        assert reader.fact(HANDOVER) is None
    opened.file.close()


def test_another_code_opens_nothing_and_a_name_that_is_taken_stays_as_it_is(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar")
    with file.write(Verb.SET_UP, NOW):
        pass
    code, kept = standby.code_of(file, now=NOW), tmp_path / "day.standby"
    making = standby.Making(file)
    making.write(kept, code, Handover("", "", 8080, ""))
    making.close()
    file.close()
    with pytest.raises(SeminarError, match=r"This code does not open day\.standby"):
        standby.take_over(kept, tmp_path / "new.seminar", "ABCDEFGHJKLMNPQR", now=NOW)
    assert not (tmp_path / "new.seminar").exists()
    before = file.path.read_bytes()
    with pytest.raises(SeminarError, match="exists already"):
        standby.take_over(kept, file.path, code, now=NOW)
    assert file.path.read_bytes() == before


def test_a_standby_of_another_seminar_whose_host_had_the_same_address_is_set_aside(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar")
    code, kept = standby.code_of(file, now=NOW), tmp_path / "192.0.2.1-8080.standby"
    making = standby.Making(file)
    making.write(kept, code, Handover("", "", 8080, ""))
    making.close()
    file.close()
    before = kept.read_bytes()
    for typed, place in ((code, kept), ("ABCDEFGHJKLMNPQR", kept.with_stem("192.0.2.1-8080 2"))):
        standing = StandingBy(("192.0.2.1", 8080), ("", 0), typed, kept, lambda: NOW, print)
        standing.stop()
        standing.run()
        assert [each.name for each in tmp_path.glob("*.standby")] == [place.name]
        assert place.read_bytes() == before


@pytest.mark.parametrize("typed", ["abcd-efgh jklm-npqr", "ABCDEFGHJKLMNPQR"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert standby.read_code(typed) == "ABCDEFGHJKLMNPQR"
    assert standby.read_code(standby.shown("ABCDEFGHJKLMNPQR")) == "ABCDEFGHJKLMNPQR"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCDEFGHJKLMNPQ0", "ABCDEFGHJKLMNPQRS"])
def test_what_is_no_code_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(SeminarError, match="no standby’s code"):
        standby.read_code(typed)


HOST = Handover("", "", 8080, "")


def rows_of(standby_file: Path, phrase: Passphrase) -> dict[str, list[tuple[object, ...]]]:
    """All that a standby holds, read by plain SQLite after it took over."""
    taken = standby_file.with_name("read.seminar")
    kept_files.take_over(standby_file, taken, phrase)
    with contextlib.closing(sqlite3.connect(taken)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        found = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}  # noqa: S608 - ours
    taken.unlink()
    each_time_another = {EPOCH.name, log_marks.NAME}
    found["meta"] = [row for row in found["meta"] if row[0] not in each_time_another]
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


class Day:
    """What happens to a seminar, drawn by lot."""

    def __init__(self, file: SeminarFile, chance: random.Random) -> None:
        self.file = file
        self.chance = chance
        self.poll = Poll(
            id="asked", position=1, title="Why?", wording="Why?", method=Method.WORDS, items=()
        )
        self.round_id = ""
        preparing.save(file, self.poll, verb=Verb.ADD, now=NOW)
        with file.read() as reader:
            self.group = reader.every(Breakout)[0].id

    def go_on(self) -> None:
        """One thing more."""
        self.chance.choice([self.note, self.note, self.erase, self.vote, self.vote, self.close])()

    def note(self) -> None:
        words = self.chance.choice(["Clŷr", "日本", "one\x00two", "'; DROP"])
        noting.add_note(self.file, self.group, words, now=NOW)

    def erase(self) -> None:
        with self.file.read() as reader:
            notes = reader.every(Note)
        if notes:
            erasing.erase(self.file, [self.chance.choice(notes)], now=NOW)

    def vote(self) -> None:
        if not self.round_id:
            opened = voting.open_round(self.file, self.poll.id, reason="again", now=NOW)
            self.round_id = opened.id
        who = Voter(f"voter {self.chance.randrange(4)}")
        voting.cast(self.file, self.round_id, who, (), (self.said,), submission=new_id(), now=NOW)

    @property
    def said(self) -> str:
        """What is on every ballot of the round that is open."""
        return f"said in {self.round_id}"

    def close(self) -> None:
        if self.round_id:
            voting.close_round(self.file, self.round_id, now=NOW)
        self.round_id = ""


@pytest.mark.parametrize("seed", range(2))
def test_what_changed_makes_of_a_standby_what_a_whole_copy_holds(
    seminar_file: SeminarFile, tmp_path: Path, seed: int
) -> None:
    code = standby.code_of(seminar_file, now=NOW)
    chance, phrase = random.Random(seed), Passphrase(code)
    day, making = Day(seminar_file, chance), standby.Making(seminar_file)
    kept, came, fresh = (tmp_path / f"{name}.standby" for name in ("kept", "came", "fresh"))
    mark = making.write(kept, code, HOST)
    for _ in range(4):
        for _ in range(chance.randrange(4)):
            day.go_on()
        mark = making.write(came, code, HOST, mark)
        assert came.stat().st_size < 40_000 < kept.stat().st_size
        with contextlib.closing(connect(came, phrase)) as raw:
            told = repr(raw.execute("SELECT * FROM changes").fetchall())
        assert day.said not in told or not day.round_id
        assert kept_files.bring_up_to_date(kept, came, phrase)
    making.write(fresh, code, HOST)
    assert rows_of(kept, phrase) == rows_of(fresh, phrase)
    making.close()


def test_a_standby_that_is_not_what_the_host_takes_it_for_stays_and_a_whole_one_is_needed(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    code = standby.code_of(seminar_file, now=NOW)
    phrase, making = Passphrase(code), standby.Making(seminar_file)
    kept, came = tmp_path / "kept.standby", tmp_path / "came.standby"
    mark = making.write(kept, code, HOST)
    with contextlib.closing(connect(kept, phrase)) as raw:
        raw.execute("UPDATE findings SET wording = 'not the host’s'")
    before = kept.read_bytes()
    Day(seminar_file, random.Random(1)).note()
    mark = making.write(came, code, HOST, mark)
    assert not kept_files.bring_up_to_date(kept, came, phrase)
    assert kept.read_bytes() == before
    making.write(came, code, HOST, "a mark that nobody knows")
    assert kept_files.bring_up_to_date(kept, came, phrase)
    assert kept.read_bytes() != before
    making.close()


def test_of_a_standby_on_another_disk_only_what_changed_is_written(
    seminar_file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, chance = standby.code_of(seminar_file, now=NOW), random.Random(5)
    phrase, day = Passphrase(code), Day(seminar_file, chance)
    kept, fresh = tmp_path / "kept.standby", tmp_path / "fresh.standby"
    beside, making = standby.Beside(seminar_file, kept, code, 8080), standby.Making(seminar_file)
    beside.look()
    with monkeypatch.context() as changing:
        changing.setattr(shutil, "copyfile", pytest.fail)
        for _ in range(3):
            day.go_on()
            day.note()
            assert beside.look()
    making.write(fresh, code, HOST)
    assert rows_of(kept, phrase) == rows_of(fresh, phrase)
    kept.unlink()
    assert beside.look(), "what was taken away there is made anew, though nothing is new"
    assert rows_of(kept, phrase) == rows_of(fresh, phrase)
    with contextlib.closing(connect(kept, phrase)) as raw:
        raw.execute("UPDATE findings SET wording = 'of another stick'")
    day.note()
    assert beside.look()
    making.write(fresh, code, HOST)
    assert rows_of(kept, phrase) == rows_of(fresh, phrase)
    making.close()
    beside.close()


def test_a_stick_pulled_while_a_standby_is_brought_up_to_date_can_still_take_over(
    seminar_file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = standby.code_of(seminar_file, now=NOW)
    phrase, making = Passphrase(code), standby.Making(seminar_file)
    kept, came = tmp_path / "kept.standby", tmp_path / "came.standby"
    mark = making.write(kept, code, HOST)
    before = rows_of(kept, phrase)
    Day(seminar_file, random.Random(1)).note()
    making.write(came, code, HOST, mark)
    making.close()
    pulled = tmp_path / "stick" / "kept.standby"
    pulled.parent.mkdir()

    def pull(raw: Any) -> standby_changes.Sums:
        """What stands on the stick at the worst moment: new pages, and not yet that they count."""
        raw.execute("PRAGMA main.cache_size = 1")
        raw.execute("UPDATE journal SET device = device")
        for part in tmp_path.glob("kept.standby*"):
            shutil.copyfile(part, pulled.with_name(part.name))
        return standby_changes.Sums({}, "")

    monkeypatch.setattr(standby_changes, "sums_of", pull)
    assert not kept_files.bring_up_to_date(kept, came, phrase)
    monkeypatch.undo()
    assert pulled.with_name("kept.standby-journal").exists()
    assert pulled.read_bytes() != kept.read_bytes()
    assert rows_of(pulled, phrase) == rows_of(kept, phrase) == before


def test_a_standby_beside_a_file_that_was_renamed_says_so_and_goes_on_when_it_is_back(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar")
    code = standby.code_of(file, now=NOW)
    beside = standby.Beside(file, tmp_path / "kept.standby", code, 8080)
    assert beside.look()
    moved = file.path.rename(tmp_path / "moved.seminar")
    for _ in range(2):
        with pytest.raises(SeminarError, match=r"day\.seminar is no longer where it was opened"):
            beside.look()
    moved.rename(file.path)
    joining.pair(file, Role.NOTE_TAKER, now=NOW)
    assert beside.look()
    beside.close()
    file.close()
