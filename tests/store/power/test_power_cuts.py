"""The power goes at any moment: whatever somebody was told is kept stands on the disk.

A few moments are drawn here; `make cuts CUTS=20` draws as many more as one likes.
"""

import os
import random
import shutil
from pathlib import Path

import pytest

from facilitator.domain.errors import SeminarError
from tests.store.power.disk import Disk, Kind, Operation, read_log
from tests.store.power.scenes import Scene
from tests.store.power.staged import PASSPHRASE, Stage, assert_kept, prepare

TIMES = int(os.environ.get("CUTS", "1"))
"""How many times as many cuts are made as by default."""
SEED = os.environ.get("SEED", "1")


def play(
    stage: Stage, folder: Path, name: str, passphrase: str = "", synchronous: str = ""
) -> tuple[Disk, list[Operation]]:
    """The disk before a scene, and what the scene did to it."""
    prepare(folder, name, passphrase)
    disk, log = Disk(folder), folder.with_name("log")
    scene = Scene(name=name, folder=folder, log=log, passphrase=passphrase, synchronous=synchronous)
    assert stage.play(scene) == 0
    return disk, read_log(log)


def cut(disk: Disk, folder: Path, draw: random.Random | None) -> None:
    """The power goes and comes back."""
    shutil.rmtree(folder)
    folder.mkdir()
    disk.after_the_cut(folder, draw)


@pytest.mark.parametrize(
    ("name", "passphrase", "cuts"),
    [
        ("vote", "", 4),
        ("vote", PASSPHRASE, 2),
        ("copy", "", 3),
        ("merge", "", 3),
        ("upgrade", "", 2),
        ("upgrade", PASSPHRASE, 1),
    ],
)
def test_what_somebody_was_told_is_kept_outlasts_a_power_cut_at_any_moment(
    stage: Stage, folder: Path, name: str, passphrase: str, cuts: int
) -> None:
    disk, operations = play(stage, folder, name, passphrase)
    assert any(operation.kind is Kind.ACKNOWLEDGED for operation in operations)
    draw = random.Random(SEED)
    moments = set(draw.sample(range(len(operations)), cuts * TIMES))
    for moment, operation in enumerate(operations):
        disk.do(operation)
        if moment in moments:
            cut(disk, folder, draw)
            try:
                assert_kept(folder, passphrase, disk.told)
            except Exception as error:
                error.add_note(f"cut after operation {moment} of {len(operations)}, {disk.told}")
                raise


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_program_that_waits_less_for_its_disk_is_seen_to_lose_what_was_told(
    stage: Stage, folder: Path, synchronous: str
) -> None:
    disk, operations = play(stage, folder, "vote", synchronous=synchronous)
    for operation in operations:
        disk.do(operation)
        if operation.kind is Kind.ACKNOWLEDGED and is_lost(disk, folder):
            return
    raise AssertionError("no cut lost anything, so none would be found in the program either")


def is_lost(disk: Disk, folder: Path) -> bool:
    """Whether something that was told is gone where nothing stands but what was synced."""
    cut(disk, folder, None)
    try:
        assert_kept(folder, "", disk.told)
    except (AssertionError, SeminarError):
        return True
    return False
