"""After a crash the seminar comes back, each window to its own work; after a clean close not."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from ui.recovery import TRIES, Marker

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
BEGIN = """
import os, sys
from datetime import datetime
from pathlib import Path
from ui.recovery import Marker
folder, *words = sys.argv[1:]
marker = Marker(Path(folder))
"""
LEAVE = f"{BEGIN}marker.leave(Path(words[0]), words[1], datetime.fromisoformat('{NOW}')); "
DIE = "os._exit(9)"
LIVE = "print('here', flush=True); sys.stdin.read()"
CLAIM = f"{BEGIN}print(*(each.session for each in marker.cut_off()), flush=True); {LIVE}"


@pytest.fixture
def seminar(tmp_path: Path) -> Path:
    path = tmp_path / "october.seminar"
    path.touch()
    return path


def run(code: str, *words: object) -> None:
    """Another process."""
    subprocess.run([sys.executable, "-c", code, *map(str, words)], check=False)


def leave_and_die(folder: Path, seminar: Path, session: str = "theirs") -> None:
    """Another process opens the seminar and ends without closing it."""
    run(LEAVE + DIE, folder, seminar, session)


def came_back(folder: Path) -> list[str]:
    """The sessions that a program which starts now is to open again."""
    return [each.session for each in Marker(folder).cut_off()]


def test_a_seminar_that_was_cut_off_is_found_once_and_taken_up_as_it_was(
    tmp_path: Path, seminar: Path
) -> None:
    leave_and_die(tmp_path, seminar)
    (found,) = Marker(tmp_path).cut_off()
    assert (found.seminar, found.session, found.begun) == (seminar, "theirs", NOW)
    assert came_back(tmp_path) == []
    again = Marker(tmp_path)
    assert again.take_up(seminar, "theirs") == found
    again.clear()
    assert list(tmp_path.glob("*.json")) == []


def test_a_clean_close_leaves_nothing(tmp_path: Path, seminar: Path) -> None:
    marker = Marker(tmp_path)
    marker.leave(seminar, "mine", NOW)
    marker.clear()
    assert list(tmp_path.glob("*.json")) == []


def test_a_seminar_that_is_open_in_a_living_process_is_left_alone(
    tmp_path: Path, seminar: Path
) -> None:
    Marker(tmp_path).leave(seminar, "mine", NOW)
    assert came_back(tmp_path) == []
    assert Marker(tmp_path).take_up(seminar, "mine") is None
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_a_process_that_ended_but_was_not_yet_waited_for_counts_as_ended(
    tmp_path: Path, seminar: Path
) -> None:
    command = [sys.executable, "-c", LEAVE + DIE, str(tmp_path), str(seminar), "theirs"]
    with subprocess.Popen(command) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert came_back(tmp_path) == ["theirs"]


def test_a_number_that_another_process_has_taken_over_does_not_fool_it(
    tmp_path: Path, seminar: Path
) -> None:
    Marker(tmp_path).leave(seminar, "theirs", NOW)
    (marker,) = tmp_path.glob("*.json")
    born = psutil.Process(os.getpid()).create_time()
    marker.rename(marker.with_name(marker.name.replace(f"{born:.2f}", f"{born - 1000:.2f}")))
    assert came_back(tmp_path) == ["theirs"]


def test_a_marker_whose_file_is_gone_is_dropped(tmp_path: Path, seminar: Path) -> None:
    leave_and_die(tmp_path, seminar)
    seminar.unlink()
    assert came_back(tmp_path) == []
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize("words", ['{"path": "/x', "[]", "", '{"path": "/x", "begun": 1}'])
def test_half_a_marker_does_no_harm(tmp_path: Path, seminar: Path, words: str) -> None:
    leave_and_die(tmp_path, seminar)
    (marker,) = tmp_path.glob("*.json")
    marker.write_text(words, "utf-8")
    assert came_back(tmp_path) == []
    assert Marker(tmp_path).leave(seminar, "mine", NOW).beside == frozenset()


def test_whoever_opens_a_seminar_knows_the_sessions_of_the_windows_beside(
    tmp_path: Path, seminar: Path
) -> None:
    leave_and_die(tmp_path, seminar, "cut-off")
    command = [sys.executable, "-c", LEAVE + LIVE, str(tmp_path), str(seminar), "living"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        mine = Marker(tmp_path)
        assert mine.leave(seminar, "mine", NOW).beside == {"cut-off", "living"}
        assert mine.leave(tmp_path / "another.seminar", "mine", NOW).beside == frozenset()
        other.kill()


def test_every_window_that_was_cut_off_comes_back_the_latest_first(
    tmp_path: Path, seminar: Path
) -> None:
    other = tmp_path / "other.seminar"
    other.touch()
    for session, path in (("a", seminar), ("b", other), ("c", seminar)):
        leave_and_die(tmp_path, path, session)
        at = (NOW + timedelta(seconds=ord(session))).timestamp()
        os.utime(next(tmp_path.glob(f"*-{session}.json")), (at, at))
    assert came_back(tmp_path) == ["c", "b", "a"]


def test_of_programs_that_start_at_once_each_window_comes_back_in_one(
    tmp_path: Path, seminar: Path
) -> None:
    sessions = [f"s{number}" for number in range(6)]
    code = ";".join(
        f"Marker(Path(folder)).leave(Path(words[0]), '{each}', datetime.min)" for each in sessions
    )
    run(f"{BEGIN}{code}; {DIE}", tmp_path, seminar)
    command = [sys.executable, "-c", CLAIM, str(tmp_path)]
    starting = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    found = []
    for each in starting:  # those that have found something live until all have looked
        assert each.stdout is not None
        found += each.stdout.readline().split()
    for each in starting:
        each.communicate()
    assert sorted(found) == sessions


def test_a_window_that_is_promised_a_session_takes_that_one_though_another_is_free(
    tmp_path: Path, seminar: Path
) -> None:
    for session in ("a", "b"):
        leave_and_die(tmp_path, seminar, session)
    wanted = [each.session for each in Marker(tmp_path).cut_off()]
    second, first = Marker(tmp_path), Marker(tmp_path)
    for marker, session in ((second, wanted[1]), (first, wanted[0])):
        taken = marker.take_up(seminar, session)
        assert taken is not None
        assert taken.session == session
    assert Marker(tmp_path).take_up(seminar, wanted[0]) is None


def test_a_window_that_never_opened_is_offered_again_but_not_for_ever(
    tmp_path: Path, seminar: Path
) -> None:
    leave_and_die(tmp_path, seminar)
    for tried in range(1, TRIES + 1):
        run(f"{BEGIN}marker.cut_off(); {DIE}", tmp_path)
        assert len(list(tmp_path.glob(f"due-*-{tried}-theirs.json"))) == 1
    assert came_back(tmp_path) == []
    assert list(tmp_path.glob("*.json")) == []


def test_what_cannot_be_opened_is_offered_no_more(tmp_path: Path, seminar: Path) -> None:
    leave_and_die(tmp_path, seminar)
    marker = Marker(tmp_path)
    assert marker.cut_off()
    marker.give_up(seminar)
    assert list(tmp_path.glob("*.json")) == []


def test_a_window_whose_file_was_renamed_goes_on_in_its_session(
    tmp_path: Path, seminar: Path
) -> None:
    marker, moved = Marker(tmp_path), tmp_path / "moved.seminar"
    sitting = marker.leave(seminar, "mine", NOW)
    session = marker.hand_on(moved)
    marker.clear()
    assert marker.take_up(seminar) is None
    taken = marker.take_up(moved, session)
    assert taken is not None
    assert (taken.seminar, taken.session, taken.begun) == (moved, "mine", sitting.begun)
