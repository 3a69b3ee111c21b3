"""A command that is refused lets go of the seminar: nothing of it looks like half a copy after."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui.start import cli


@pytest.fixture
def day(_october_file: Path, tmp_path: Path) -> Path:
    """A seminar that nobody has open."""
    path = tmp_path / "day.seminar"
    shutil.copyfile(_october_file, path)
    return path


@pytest.mark.parametrize("refused", [("anonymise",), ("export", "--to", "mailing")])
def test_a_refused_command_leaves_a_sound_file(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], refused: tuple[str, ...]
) -> None:
    out = ["--out", str(tmp_path / "out.csv")] if refused[0] == "export" else []
    command = [sys.executable, "-m", "ui", refused[0], str(day), *refused[1:], *out]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    cli.main(["check", str(day)])
    assert "is sound" in capsys.readouterr().out
