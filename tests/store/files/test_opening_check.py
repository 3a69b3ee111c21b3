"""Whatever a stranger's file is, and whichever way it comes: it is refused with its own sentence,
stays as it is, and nothing half-made is left under the name that was to be made.
"""

import contextlib
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Handover
from facilitator.services.files import opening, standby
from facilitator.services.files.standby import Making
from facilitator.services.seminar import preparing
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.incoming import brought
from facilitator.store.protecting.rekeying import rekey
from facilitator.store.sqlite.connecting import as_one_file, connect
from facilitator.store.sqlite.passphrases import NONE, Passphrase
from tests.store.files.test_strangers import CHANGES, FOR_EVER
from ui.start import cli

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
CODE = "ABCDEFGHJKLMNPQR"

FOREIGN = {
    **{name: CHANGES[name] for name in CHANGES if "endless" not in name},
    "a view over what is asked first": (
        "ALTER TABLE meta RENAME TO real_meta",
        f"CREATE VIEW meta AS SELECT 'handover' AS name, ({FOR_EVER}) AS value",
    ),
    "a newer version": ("PRAGMA user_version = 99",),
    "another program's": ("PRAGMA application_id = 7",),
}
SAYS = {"a newer version": "written by a newer", "another program's": "is not a s"}


def changed(path: Path, passphrase: Passphrase, statements: tuple[str, ...]) -> bytes:
    with contextlib.closing(connect(path, passphrase)) as raw:
        as_one_file(raw)
        for statement in statements:
            raw.execute(statement).fetchall()
    return path.read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seminar, and a standby of it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(folder / "home"))
        file = preparing.new_seminar(folder / "day.seminar", now=NOW)
        making = Making(file)
        making.write(folder / "day.standby", CODE, Handover("", "", 0, ""))
        making.close()
        file.close()
    return folder


@pytest.fixture(autouse=True)
def at_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(folder / "home"))


def from_a_stick(path: Path, target: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "is_elsewhere", lambda _: True)
        before = set(copies.local_folder().iterdir())
        try:
            opening.open_seminar(path, NOW)
        finally:
            assert set(copies.local_folder().iterdir()) == before


def taken_in(path: Path, _: Path) -> None:
    """As whatever is merged comes in."""
    file = SeminarFile.open(path.with_name("host") / "host.seminar")
    try:
        with brought(file, path):
            pass
    finally:
        file.close()


WAYS: dict[str, Callable[[Path, Path], object]] = {
    "opening": lambda path, _: opening.open_seminar(path, NOW),
    "from a stick": from_a_stick,
    "restoring": lambda path, target: backups.restore(path, target, NONE),
    "merging": taken_in,
    "protecting": lambda path, _: rekey(path, NONE, Passphrase("words")),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_seminar_with_something_foreign_is_refused_whichever_way_it_comes(
    folder: Path, tmp_path: Path, what: str
) -> None:
    path, target = tmp_path / "came.seminar", tmp_path / "made.seminar"
    shutil.copyfile(folder / "day.seminar", path)
    path.with_name("host").mkdir()
    shutil.copyfile(path, path.with_name("host") / "host.seminar")
    content = changed(path, NONE, FOREIGN[what])
    for way in WAYS.values():
        with pytest.raises(SeminarError, match=SAYS.get(what, "not made by this program")):
            way(path, target)
        assert path.read_bytes() == content
        assert {each.name for each in tmp_path.iterdir()} == {path.name, "host"}


@pytest.mark.parametrize(
    "what", ["a trigger", "a view over what is asked first", "a newer version", "another program's"]
)
def test_a_standby_with_something_foreign_takes_nothing_over(
    folder: Path, tmp_path: Path, what: str
) -> None:
    kept, target = tmp_path / "came.standby", tmp_path / "made.seminar"
    shutil.copyfile(folder / "day.standby", kept)
    content = changed(kept, Passphrase(CODE), FOREIGN[what])
    with pytest.raises(SeminarError, match=SAYS.get(what, "not made by this program")):
        standby.take_over(kept, target, CODE, now=NOW)
    assert kept.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [kept.name]


COMMANDS = (
    ("check",),
    ("export", "--to", "csv", "--out", "made.csv"),
    ("print", "badges", "--out", "made.pdf"),
    ("notes", "--out", "made.html"),
    ("merge", "other.seminar"),
    ("rehearse", "--out", "made"),
    ("serve", "--port", "0"),
)


@pytest.mark.parametrize("what", ["a trigger", "a newer version", "no seminar", "cut short"])
def test_every_command_refuses_it_in_a_sentence_and_makes_nothing(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    path, other = Path("came.seminar"), Path("other.seminar")
    shutil.copyfile(folder / "day.seminar", path)
    shutil.copyfile(path, other)
    if what == "no seminar":
        path.write_text("a shopping list " * 4000)
    elif what == "cut short":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        changed(path, NONE, FOREIGN[what])
    content = path.read_bytes()
    for command, *words in COMMANDS:
        assert cli.main([command, str(path), *words]) == 1, command
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert said.err.strip(), command
        assert path.read_bytes() == content
        assert not list(tmp_path.glob("made*")), command
    assert cli.main(["merge", str(other), str(path)]) == 1
    assert "Not everything was taken in" in capsys.readouterr().err
