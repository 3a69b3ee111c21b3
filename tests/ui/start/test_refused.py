"""A command that is refused lets go of the seminar: nothing of it looks like half a copy after."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui", *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("refused", [("anonymise",), ("export", "--to", "mailing")])
def test_a_refused_command_leaves_a_sound_file(tmp_path: Path, refused: tuple[str, ...]) -> None:
    path = str(tmp_path / "day.seminar")
    run("new", path)
    out = ["--out", str(tmp_path / "out.csv")] if refused[0] == "export" else []
    assert run(refused[0], path, *refused[1:], *out).returncode == 1
    assert "is sound" in run("check", path).stdout
