"""After a crash the seminar comes back; after a clean close it does not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from ui.recovery import Marker

LEAVE = (
    "import sys, os; from pathlib import Path; from ui.recovery import Marker;"
    "Marker(Path(sys.argv[1])).leave(Path(sys.argv[2])); os._exit(9)"
)


@pytest.fixture
def seminar(tmp_path: Path) -> Path:
    path = tmp_path / "october.seminar"
    path.touch()
    return path


def leave_and_die(folder: Path, seminar: Path) -> None:
    """Another process opens the seminar and ends without closing it."""
    subprocess.run([sys.executable, "-c", LEAVE, str(folder), str(seminar)], check=False)


def test_a_seminar_that_was_cut_off_is_found_once(tmp_path: Path, seminar: Path) -> None:
    leave_and_die(tmp_path, seminar)
    assert Marker(tmp_path).cut_off() == (seminar,)
    assert Marker(tmp_path).cut_off() == ()


def test_a_clean_close_leaves_nothing(tmp_path: Path, seminar: Path) -> None:
    marker = Marker(tmp_path)
    marker.leave(seminar)
    marker.clear()
    assert list(tmp_path.glob("open-*")) == []


def test_a_seminar_that_is_open_in_a_living_process_is_left_alone(
    tmp_path: Path, seminar: Path
) -> None:
    Marker(tmp_path).leave(seminar)
    assert Marker(tmp_path).cut_off() == ()
    assert list(tmp_path.glob("open-*"))


def test_a_process_that_ended_but_was_not_yet_waited_for_counts_as_ended(
    tmp_path: Path, seminar: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", LEAVE, str(tmp_path), str(seminar)]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert Marker(tmp_path).cut_off() == (seminar,)


def test_a_number_that_another_process_has_taken_over_does_not_fool_it(
    tmp_path: Path, seminar: Path
) -> None:
    born = psutil.Process(os.getpid()).create_time() - 1000
    note = {"path": str(seminar), "pid": os.getpid(), "born": born}
    (tmp_path / "open-1.json").write_text(json.dumps(note), "utf-8")
    assert Marker(tmp_path).cut_off() == (seminar,)


def test_a_marker_whose_file_is_gone_is_dropped(tmp_path: Path, seminar: Path) -> None:
    leave_and_die(tmp_path, seminar)
    seminar.unlink()
    assert Marker(tmp_path).cut_off() == ()
    assert list(tmp_path.glob("open-*")) == []


def test_half_a_marker_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "open-7.json").write_text('{"path": "/x', "utf-8")
    assert Marker(tmp_path).cut_off() == ()


def test_another_window_on_the_seminar_is_known_by_its_session_while_it_lives(
    tmp_path: Path, seminar: Path
) -> None:
    code = LEAVE.replace("Path(sys.argv[2]))", "Path(sys.argv[2]), 'its session')")
    stays = code.replace("os._exit(9)", "print('left', flush=True); sys.stdin.read()")
    command = [sys.executable, "-c", stays, str(tmp_path), str(seminar)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        Marker(tmp_path).leave(seminar, "mine")
        assert Marker(tmp_path).beside(seminar) == {"its session"}
        assert Marker(tmp_path).beside(tmp_path / "another.seminar") == frozenset()
        other.kill()
    assert Marker(tmp_path).beside(seminar) == frozenset()


def test_every_window_that_was_cut_off_comes_back_the_latest_first(
    tmp_path: Path, seminar: Path
) -> None:
    other = tmp_path / "other.seminar"
    other.touch()
    for path in (seminar, other, seminar):
        leave_and_die(tmp_path, path)
    for age, marker in enumerate(sorted(tmp_path.glob("open-*.json"))):
        os.utime(marker, (age, age))
    found = Marker(tmp_path).cut_off()
    assert sorted(found) == sorted((seminar, other, seminar))
    assert Marker(tmp_path).cut_off() == ()
