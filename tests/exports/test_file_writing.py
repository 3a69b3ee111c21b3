"""A file is written whole or not at all, and what cannot be written is said in a sentence."""

import os
import stat
from pathlib import Path

import pytest

from exports.files import replacing
from facilitator.domain.errors import SeminarError


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stays_when_writing_fails_half_way(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    path.write_bytes(b"old")

    def write_half() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "summary.pdf"
    said = r"summary\.pdf” could not be written .* Choose another"
    with pytest.raises(SeminarError, match=said), replacing(path):
        pass


def test_a_folder_in_the_way_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    path.mkdir()
    with pytest.raises(SeminarError, match="could not be written"), replacing(path) as file:
        file.write(b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_is_as_readable_as_any_new_file(tmp_path: Path) -> None:
    path, other = tmp_path / "summary.pdf", tmp_path / "other"
    other.touch()
    with replacing(path) as file:
        file.write(b"new")
    assert stat.S_IMODE(os.stat(path).st_mode) == stat.S_IMODE(os.stat(other).st_mode)
