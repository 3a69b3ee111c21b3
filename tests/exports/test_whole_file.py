"""A file is written whole or not at all, and what cannot be written is said in a sentence."""

import os
import stat
from pathlib import Path

import pytest

from exports.whole_file import replacing
from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.store.files.file import SeminarFile


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
    with pytest.raises(SeminarError, match="is a folder, not a file"), replacing(path) as file:
        file.write(b"new")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_or_a_device_is_refused_even_behind_a_link(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.pdf", tmp_path / "null.pdf"
    os.mkfifo(pipe)
    link.symlink_to(os.devnull)
    for path in (pipe, link):
        with pytest.raises(SeminarError, match="device or a pipe"), replacing(path) as file:
            file.write(b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_symlink()


def test_a_file_marked_read_only_is_left_as_it_is_by_whoever_writes(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    path.write_bytes(b"the printed one")
    path.chmod(0o444)
    with pytest.raises(SeminarError, match="marked read-only"), replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"the printed one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_link_that_leads_round_in_a_circle_is_a_sentence(tmp_path: Path) -> None:
    link = tmp_path / "round.pdf"
    link.symlink_to(link)
    with pytest.raises(SeminarError, match="could not be written"), replacing(link):
        pass


@pytest.mark.parametrize("name", ["day.seminar", "day.seminar-wal", "renamed.pdf"])
def test_a_document_never_takes_the_place_of_a_seminar(
    name: str, tmp_path: Path, seminar_file: SeminarFile
) -> None:
    seminar_file.close()
    path = tmp_path / name
    path.write_bytes(seminar_file.path.read_bytes() if name == "renamed.pdf" else b"enciphered")
    before = path.read_bytes()
    with pytest.raises(SeminarError, match="is a seminar and is left as it is"), replacing(path):
        pass
    assert path.read_bytes() == before


def test_the_file_is_as_readable_as_any_new_file(tmp_path: Path) -> None:
    path, other = tmp_path / "summary.pdf", tmp_path / "other"
    other.touch()
    with replacing(path) as file:
        file.write(b"new")
    assert stat.S_IMODE(os.stat(path).st_mode) == stat.S_IMODE(os.stat(other).st_mode)


def test_where_nothing_can_be_made_the_folder_is_told_not_a_name_drawn_by_lot(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "not there"
    with pytest.raises(FileNotFoundError) as one, whole_file.replacing(folder / "x.pdf"):
        pass
    with pytest.raises(FileNotFoundError) as other, whole_file.scratch(folder):
        pass
    assert [one.value.filename, other.value.filename] == [str(folder)] * 2
