"""Copies: whole, checked, made while others write, and silent about sealed votes."""

import contextlib
import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.polls import rounds_held, voters, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.records import undoing
from facilitator.store.files import bundles, copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.records import tables
from facilitator.store.sqlite.passphrases import NONE
from tests.auditing import faults

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
POLL = Poll(
    id="p",
    position=1,
    title="Poll",
    wording="Which?",
    method=Method.CHOOSE_ONE,
    items=(Item("a", "A"), Item("b", "B")),
)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "here" / "small.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="t", position=1, name="Trust"))
    return made


def test_a_copy_is_whole_and_replaces_what_stood_there(file: SeminarFile, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "copy.seminar"
    target.parent.mkdir()
    target.write_text("an older copy")
    opening.save_copy(file, target)
    assert [place.name for place in target.parent.iterdir()] == ["copy.seminar"]
    copy = SeminarFile.open(target)
    with copy.read() as reader:
        assert reader.get(Theme, "t").name == "Trust"
    assert not faults(copy)
    copy.close()
    file.close()


def test_a_copy_that_cannot_be_written_leaves_the_old_one_alone(
    file: SeminarFile, tmp_path: Path
) -> None:
    blocked = tmp_path / "file-not-folder"
    blocked.write_text("kept")
    with pytest.raises(SeminarError, match="Choose another place"):
        opening.save_copy(file, blocked / "copy.seminar")
    assert blocked.read_text() == "kept"
    with pytest.raises(SeminarError, match="own file"):
        opening.save_copy(file, file.path)
    file.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_copy_never_takes_the_place_of_a_pipe_or_a_folder(
    file: SeminarFile, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.seminar")
    for target in (tmp_path / "pipe.seminar", tmp_path / "here"):
        with pytest.raises(SeminarError, match=r"not a file\. Choose another name"):
            opening.save_copy(file, target)
        with pytest.raises(SeminarError, match=r"not a file\. Choose another name"):
            bundles.write(file, target)
    assert (tmp_path / "pipe.seminar").is_fifo()
    file.close()


def test_neither_a_copy_nor_notes_take_the_place_of_a_file_marked_read_only(
    file: SeminarFile, tmp_path: Path
) -> None:
    for name, write in (("kept.seminar", opening.save_copy), ("kept.notes", bundles.write)):
        kept = tmp_path / name
        kept.write_text("kept")
        kept.chmod(0o444)
        with pytest.raises(SeminarError, match="marked read-only"):
            write(file, kept)
        assert kept.read_text() == "kept"
    file.close()


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_copies_made_while_people_vote_differ_by_no_ballot(
    file: SeminarFile, tmp_path: Path, secrecy: Secrecy
) -> None:
    """Whoever subtracts one from another learns nothing of who voted between, or how."""
    poll = replace(POLL, secrecy=secrecy)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put_all([Seminar(title="S", date=NOW.date()), poll])
    earlier = voting.open_round(file, poll.id, now=NOW)
    send(file, earlier, "Early bird", sector="Charity")
    voting.close_round(file, earlier.id, now=NOW)
    opened = voting.open_round(file, poll.id, reason="again", now=NOW)
    before = snapshot(file, tmp_path / "before.seminar")
    with file.read() as reader:
        keys = [send(file, opened, name, sector="Regulator") for name in ("Ann Alone", "Bo Beside")]
        secret = reader.entry(tables.round_secrets, opened.id) or "Regulator"
    during = snapshot(file, tmp_path / "during.seminar")
    send(file, opened, "Bo Beside", sector="Regulator", mark="b")
    after = snapshot(file, tmp_path / "after.seminar")
    assert before == during == after
    assert sum(line.startswith('INSERT INTO "ballots"') for line in after) == 1
    working = b"".join(p.read_bytes() for p in file.path.parent.glob(f"{file.path.name}*"))
    for trace in (*keys, secret, "Regulator", "sent by Ann Alone"):
        assert trace.encode() in working, "the search must be able to find it"
        for name in ("during", "after"):
            assert trace.encode() not in (tmp_path / f"{name}.seminar").read_bytes()
    file.close()


def test_a_copy_does_not_say_whether_anybody_has_voted_yet(
    file: SeminarFile, tmp_path: Path
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put_all([Seminar(title="S", date=NOW.date()), POLL])
    opened = voting.open_round(file, POLL.id, now=NOW)
    before = snapshot(file, tmp_path / "before.seminar")
    send(file, opened, "Ann Alone", sector="Regulator")
    assert snapshot(file, tmp_path / "after.seminar") == before
    file.close()


def send(file: SeminarFile, opened: Round, name: str, *, sector: str, mark: str = "a") -> str:
    """Have somebody vote; returns the key of the ballot."""
    voter = Voter(f"token of {name}", participant_id=f"id of {name}", sector=sector, size="Small")
    submission = f"sent by {name}" + (" again" if mark == "b" else "")
    voting.cast(file, opened.id, voter, [(mark, 1)], submission=submission, now=NOW)
    with file.read() as reader:
        return voters.voter_key(reader, opened, voter)


def snapshot(file: SeminarFile, target: Path) -> list[str]:
    """Everything that a copy says, as SQL."""
    opening.save_copy(file, target)
    with contextlib.closing(sqlite3.connect(target)) as raw:
        # Each copy's mark is a new one: it says nothing but that it is another's.
        mark = raw.execute("SELECT value FROM meta WHERE name = 'log mark'").fetchone()[0]
        sums = [line.replace(mark.split()[1], "mark") for line in raw.iterdump()]
        return [line for line in sums if "'log mark'" not in line]


def test_a_copy_of_an_open_round_takes_no_ballots_and_says_that_it_must_be_taken_again(
    file: SeminarFile, tmp_path: Path
) -> None:
    poll = replace(POLL, secrecy=Secrecy.PSEUDONYMOUS)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put_all([Seminar(title="S", date=NOW.date()), poll])
    opened = voting.open_round(file, poll.id, now=NOW)
    send(file, opened, "Ann", sector="")
    with file.read() as reader:
        assert not voters.must_be_taken_again(reader)
    opening.save_copy(file, tmp_path / "copy.seminar")
    file.close()
    copy = opening.open_seminar(tmp_path / "copy.seminar", NOW)
    assert f"“{poll.title}” was open" in str(copy.said)
    assert "take the vote again" in str(copy.said)
    with pytest.raises(SeminarError, match="made while the vote was open"):
        send(copy.file, opened, "Bo", sector="")
    sent = SentBallot(round_id=opened.id, marks=(("a", 1),), submission="s")
    (answer,) = Gathering(copy.file).gather([Envelope(sent, Voter("t"))], now=NOW)
    assert "take the vote again" in str(answer)
    voting.close_round(copy.file, opened.id, now=NOW)
    again = voting.reopen_round(copy.file, opened.id, "it was a copy", now=NOW)
    send(copy.file, again, "Bo", sector="")
    assert rounds_held.turnout(copy.file, again.id) == 1
    copy.file.close()


def test_a_file_on_a_stick_is_copied_here_and_its_owner_is_told(
    file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="late", position=2, name="Still in the log"))
    stick = SimpleNamespace(mountpoint=str(tmp_path / "here"), fstype="vfat", opts="rw")
    root = SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw")
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: [root, stick])
    opened = opening.open_seminar(file.path, NOW)
    assert opened.file.path.parent == user_folder() / "seminars"
    assert "removable or shared disk" in str(opened.said)
    with opened.file.read() as reader:
        assert reader.get(Theme, "late").name == "Still in the log"
    opened.file.close()
    file.close()


def test_a_file_on_this_computer_is_worked_on_where_it_lies(file: SeminarFile) -> None:
    opened = opening.open_seminar(file.path, NOW)
    assert opened.file.path == file.path
    assert opened.said == ""
    opened.file.close()
    file.close()


@pytest.mark.parametrize("page", [3, 50])
def test_where_a_file_that_is_copied_is_damaged_the_place_is_not_blamed(
    file: SeminarFile, tmp_path: Path, page: int
) -> None:
    file.checkpoint()
    file.close()
    content = bytearray(file.path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    file.path.write_bytes(content)
    damaged = SeminarFile(file.path, NONE, "")
    with pytest.raises(SeminarError, match=r"small.seminar is damaged and was left as it is"):
        opening.save_copy(damaged, tmp_path / "copy.seminar")
    assert not (tmp_path / "copy.seminar").exists()
    damaged.close()


def test_a_file_damaged_anywhere_is_found_by_the_check(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        for number in range(400):
            writer.put(Theme(id=str(number), position=number, name="x" * 200))
    file.checkpoint()
    file.close()
    content = bytearray(file.path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = os.urandom(4096)
    file.path.write_bytes(content)
    damaged = SeminarFile.open(file.path)
    assert faults(damaged)
    damaged.close()


def test_a_file_on_a_stick_is_worked_on_as_a_copy_and_the_stick_stays_as_it_was(
    file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    opening.save_copy(file, stick / "day.seminar")
    monkeypatch.setattr(copies, "is_elsewhere", lambda path: path.parent == stick)
    before = {path: path.read_bytes() for path in stick.iterdir()}
    opened = opening.open_seminar(stick / "day.seminar", NOW)
    assert opened.file.path.parent != stick
    assert str(opened.file.path) in str(opened.said)
    undoing.undo_labels(opened.file)
    opened.file.close()
    assert {path: path.read_bytes() for path in stick.iterdir()} == before


def test_what_is_no_seminar_is_not_copied_from_a_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = tmp_path / "letter.seminar"
    foreign.write_text("Dear all")
    monkeypatch.setattr(copies, "is_elsewhere", lambda path: path == foreign)
    with pytest.raises(SeminarError, match="not a seminar file"):
        opening.open_seminar(foreign, NOW)
    assert not (user_folder() / "seminars" / "letter.seminar").exists()
