"""Backups: one folder for a file and its place, thinned out by time, never a trap."""

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import checking, opening, restoring
from facilitator.services.files.rescuing import Since
from facilitator.services.polls import voting
from facilitator.services.seminar import preparing
from facilitator.store.files import backups, thinning
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.records.facts import EPOCH
from facilitator.store.sqlite.log_marks import log_of

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    path = tmp_path / "here" / "day.seminar"
    made = preparing.new_seminar(path, now=NOW)
    write(made, "at first")
    return made


def write(file: SeminarFile, name: str) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id=name, position=1, name=name))


def themes(file: SeminarFile) -> set[str]:
    with file.read() as reader:
        return {theme.name for theme in reader.every(Theme)}


def after(**passed: float) -> datetime:
    return NOW + timedelta(**passed)


def test_a_backup_is_made_when_ten_minutes_passed_and_something_was_written(
    file: SeminarFile,
) -> None:
    assert opening.back_up_if_due(file, NOW) is not None
    assert opening.back_up_if_due(file, after(minutes=11)) is None, "nothing was written since"
    write(file, "later")
    assert opening.back_up_if_due(file, after(minutes=9)) is None, "it is too early"
    made = opening.back_up_if_due(file, after(minutes=11))
    assert made is not None
    assert opening.last_backup(file, after(minutes=12)) == after(minutes=11)
    file.close()


def test_a_backup_is_made_soon_after_a_vote_was_closed_and_a_rescue_names_those_after_it(
    file: SeminarFile, tmp_path: Path
) -> None:
    for number in range(2):
        poll = Poll(
            id=f"p{number}",
            position=number,
            title=f"Poll {number}",
            wording="Agreed?",
            method=Method.CHOOSE_ONE,
            items=(Item("yes", "Yes"), Item("no", "No")),
        )
        preparing.save(file, poll, now=NOW)
    opening.back_up(file, NOW)
    for number in range(2):
        opened = voting.open_round(file, f"p{number}", now=after(minutes=1 + 3 * number))
        assert opening.back_up_if_due(file, after(minutes=1 + 3 * number)) is None, "it is open"
        voting.close_round(file, opened.id, now=after(minutes=2 + 3 * number))
        if not number:
            assert opening.back_up_if_due(file, after(minutes=2, seconds=30)) is not None
            assert opening.back_up_if_due(file, after(minutes=2, seconds=50)) is None
    since = Since(file)
    while since.look():
        pass
    rescued = since.rescue(tmp_path / "what it was.seminar", after(minutes=6))
    assert rescued.votes == ("Poll 1",)
    assert "have to be taken again, their ballots are not in it: “Poll 1”" in str(rescued.sentence)
    file.close()


def test_a_clock_that_was_a_year_ahead_stops_no_backup(file: SeminarFile) -> None:
    ahead = opening.back_up(file, after(days=365))
    write(file, "when the clock was right again")
    made = opening.back_up_if_due(file, NOW)
    assert made is not None
    assert opening.last_backup(file, NOW) == NOW
    for number in range(3):
        opening.back_up(file, after(minutes=10 * number))
    assert ahead.exists()
    assert opening.last_backup(file, after(days=1)) == after(minutes=20)
    file.close()


def test_a_copys_backups_leave_the_originals_alone(file: SeminarFile, tmp_path: Path) -> None:
    original = opening.back_up(file, NOW)
    opening.save_copy(file, tmp_path / "there" / "day.seminar")
    copy = SeminarFile.open(tmp_path / "there" / "day.seminar")
    made = [opening.back_up(copy, after(hours=6 * number)) for number in range(24)]
    assert len(backups.backups(copy)) < len(made)
    assert backups.backups(file) == (original,)
    assert original.parent != backups.folder_of(copy)
    copy.close()
    file.close()


def test_what_is_in_use_and_what_we_did_not_name_is_never_let_go_of(file: SeminarFile) -> None:
    used = opening.back_up(file, NOW)
    # A program of before opened it where it lies; it is closed again, or was killed.
    for name, ending in (("20111018-100100-000000", "-wal"), ("20111018-100200-000000", "")):
        there = used.with_name(f"{name}.seminar")
        shutil.copyfile(used, there)
        worked_in = SeminarFile.open(there)
        write(worked_in, "worked here")
        worked_in.close()
        if ending:
            there.with_name(f"{there.name}{ending}").touch()
    mine = used.with_name("the one from before lunch.seminar")
    shutil.copyfile(used, mine)
    older = opening.back_up(file, after(minutes=3), opening.Before.MERGE)
    plain = opening.back_up(file, after(minutes=4))
    later = [used.with_name(f"201112{day}-100000-000000.seminar") for day in range(10, 29)]
    for each in later:
        each.touch()
    (used.parent / "order").unlink()
    backups.thin(used.parent, after(days=90))
    names = {path.name for path in used.parent.glob("*.seminar")}
    assert names - {path.name for path in later} == {
        "20111018-100100-000000.seminar",
        "20111018-100200-000000.seminar",
        mine.name,
        older.name,
        plain.name,
    }
    file.close()


@given(st.lists(st.integers(0, 20_000), max_size=80, unique=True))
def test_backups_thin_out_by_the_hour_and_then_by_the_day(minutes: list[int]) -> None:
    made = sorted(NOW - timedelta(minutes=each) for each in minutes)
    kept = thinning.to_keep(made, NOW)
    assert kept <= set(made)
    assert {at for at in made if NOW - at <= timedelta(hours=3)} <= kept
    in_any_case = _newest_and_hours(made)
    for apart, ages in (
        (_hour, (timedelta(hours=3), timedelta(days=2))),
        (lambda at: at.date(), (timedelta(days=2), timedelta(days=400))),
    ):
        within = [at for at in made if ages[0] < NOW - at <= ages[1]]
        expected = {list(group)[-1] for _, group in groupby(within, apart)}
        assert {at for at in within if at in kept} == expected | (in_any_case & set(within))


def _hour(at: datetime) -> object:
    return at.date(), at.hour


def _newest_and_hours(made: list[datetime]) -> set[datetime]:
    """The eighteen newest, and the newest of each of the twelve last hours that have one."""
    found = set(made[-18:])
    hours: set[object] = set()
    for at in reversed(made):
        if _hour(at) not in hours and len(hours) < 12:
            found.add(at)
        hours.add(_hour(at))
    return found


_WRONG_BY = st.sampled_from(
    [timedelta(), timedelta(days=365), timedelta(days=-365), timedelta(hours=5), timedelta(days=-3)]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 30), _WRONG_BY), max_size=6))
def test_whatever_the_clocks_say_the_newest_backups_stay(
    spells: list[tuple[int, int, timedelta]],
) -> None:
    """Spells of work in which the clock is wrong by so much: a backup every so many minutes."""
    made: list[datetime] = []
    there: list[datetime] = []
    time = NOW
    for every, number, wrong_by in spells:
        for _ in range(number):
            time += timedelta(minutes=every, microseconds=1)
            kept = thinning.to_keep(there, time + wrong_by)
            there = [at for at in there if at in kept] + [time + wrong_by]
            made.append(time + wrong_by)
            assert _newest_and_hours(made) <= set(there)


@pytest.mark.parametrize("wrong_by", [timedelta(days=365), timedelta(days=-365)])
def test_one_backup_made_with_the_clock_a_year_off_costs_none_of_the_last_hours(
    file: SeminarFile, wrong_by: timedelta
) -> None:
    kept = [opening.back_up(file, after(minutes=10 * number)) for number in range(3)]
    kept.append(opening.back_up(file, after(minutes=30) + wrong_by))
    backups.thin(kept[0].parent, after(minutes=40) + wrong_by)
    backups.thin(kept[0].parent, after(days=9))
    assert backups.backups(file) == tuple(sorted(kept))
    file.close()


def test_a_backup_that_is_opened_is_restored_to_a_new_file_first(file: SeminarFile) -> None:
    backup = opening.back_up(file, NOW)
    before = backup.read_bytes()
    write(file, "since then")
    opened = opening.open_seminar(backup, after(hours=1))
    assert opened.file.path.parent == file.path.parent
    assert opened.file.path not in (file.path, backup)
    assert str(opened.file.path) in str(opened.said)
    assert "Phones that joined after it was made have to join again" in str(opened.said)
    write(opened.file, "worked on in what was restored")
    for number in range(100):
        opening.back_up(opened.file, after(hours=2 * number))
    assert themes(opened.file) > {"at first", "worked on in what was restored"}
    assert "since then" not in themes(opened.file)
    assert backup.read_bytes() == before
    opened.file.close()
    file.close()


def test_a_backup_that_is_checked_stays_as_it_is(file: SeminarFile) -> None:
    """Opened where it lies it would count as worked in, and never be let go of."""
    backup = opening.back_up(file, NOW)
    before = backup.read_bytes(), set(backup.parent.iterdir())
    with checking.checked(backup) as (report, opened):
        assert not report.faults
        assert opened is not None
    assert (backup.read_bytes(), set(backup.parent.iterdir())) == before
    file.close()


def test_what_is_kept_of_a_repaired_backup_is_not_restored_among_backups(
    file: SeminarFile,
) -> None:
    """There the next who opens it would be told that it is one."""
    backup = opening.back_up(file, NOW)
    file.close()
    kept = checking.repair(backup, now=NOW).kept
    assert not backups.is_one(restoring.restore(kept, NOW))


def test_every_restored_file_has_a_life_of_its_own(file: SeminarFile) -> None:
    backup = opening.back_up(file, NOW)
    epochs = []
    for _ in range(2):
        restored = SeminarFile.open(restoring.restore(backup, NOW))
        for each in (file, restored):
            with each.read() as reader:
                epochs.append(reader.fact(EPOCH))
        restored.close()
    assert len(set(epochs)) == 3, "the file's own, and one for each that was restored"
    file.close()


def test_what_can_be_restored_is_told_with_its_time_and_what_it_holds(
    file: SeminarFile, tmp_path: Path
) -> None:
    opening.back_up(file, NOW)
    opening.back_up(file, after(minutes=1), opening.Before.MERGE)
    opening.save_copy(file, tmp_path / "there" / "copy.seminar")
    copy = SeminarFile.open(tmp_path / "there" / "copy.seminar")
    opening.back_up(copy, after(minutes=2))
    told = restoring.restorable(file)
    assert [each.made for each in told] == [after(minutes=2), after(minutes=1), NOW]
    assert [each.origin for each in told] == [copy.path, file.path, file.path]
    assert "Before a merge" in str(told[1].holds)
    assert {each.title for each in told} == {"Third sector partnerships for service delivery"}
    assert restoring.restorable() == told
    copy.close()
    file.close()


def test_a_protected_seminar_is_restored_under_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "closed.seminar"
    file = preparing.new_seminar(path, passphrase="it's ours", now=NOW)
    backup = opening.back_up(file, NOW)
    assert [str(each.holds) for each in restoring.restorable()] == ["Under a passphrase"]
    assert "Under" not in str(restoring.restorable(file)[0].holds)
    opened = opening.open_seminar(backup, NOW, passphrase="it's ours")
    assert b"SQLite format" not in opened.file.path.read_bytes()[:20]
    opened.file.close()
    file.close()


def test_where_the_disk_is_nearly_full_no_backup_takes_what_is_left(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = opening.back_up(file, NOW)
    few = SimpleNamespace(free=backups.LEFT_FREE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: few)
    with pytest.raises(SeminarError, match=r"no room for a copy of day\.seminar: it needs .* MB"):
        opening.back_up(file, after(minutes=20))
    assert backups.backups(file) == (kept,)
    few.free = 1000
    for write_it in (opening.save_copy, lambda f, to: restoring.restore(kept, NOW)):
        with pytest.raises(SeminarError, match="Make room"):
            write_it(file, file.path.with_name("copy.seminar"))
    file.close()


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_nobody_else_on_the_computer_reads_a_seminar_a_backup_or_a_copy(
    file: SeminarFile,
) -> None:
    from facilitator.services.merging import merging

    old = os.umask(0o022)
    try:
        opening.save_copy(file, file.path.with_name("copy.seminar"))
        notes = merging.write_bundle(file, file.path.with_name("notes"))
        backup = opening.back_up(file, NOW)
        restored = restoring.restore(backup, NOW)
        aside = opening.set_aside(file, "aside")
        shared = file.path.with_name("shared.seminar")
        shutil.copyfile(aside, shared)
        shared.chmod(0o664)
        SeminarFile.open(shared).close()
    finally:
        os.umask(old)
    write(file, "with a log beside it")
    folders = [*user_folder().iterdir(), backup.parent]
    whole = [*file.path.parent.iterdir(), backup, notes, restored, *folders]
    assert [path.name for path in whole if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert log_of(file.path) in whole
    file.close()
