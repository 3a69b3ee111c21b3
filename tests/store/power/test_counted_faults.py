"""The n-th write or sync fails, once or from then on: a sentence says so and nothing kept is lost.

A few numbers are drawn here; `make cuts CUTS=20` draws as many more as one likes.
"""

import errno
import os
import random
from pathlib import Path

import pytest

from tests.store.power.disk import read_log
from tests.store.power.scenes import REFUSED, Scene
from tests.store.power.staged import Stage, assert_kept, prepare

TIMES = int(os.environ.get("CUTS", "1"))
SEED = os.environ.get("SEED", "1")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)


def refused(stage: Stage, folder: Path, name: str, n: int, error: int, *, on: bool) -> None:
    """Play a scene in which the n-th operation fails, and look at what is left."""
    prepare(folder, name, "")
    log = folder.with_name("log")
    ended = stage.play(Scene(name=name, folder=folder, log=log, refuse=n, error=error, on=on))
    assert ended in (0, REFUSED), "the program fell over instead of saying why it could not"
    told = [operation.content.decode() for operation in read_log(log)]
    assert_kept(folder, "", told)


@pytest.mark.parametrize("on", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", ["vote", "copy", "merge", "upgrade"])
def test_a_disk_that_fails_once_or_for_good_loses_nothing_that_was_told(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, on: bool
) -> None:
    draw = random.Random(f"{SEED} {name} {on}")
    for time in range(2 * TIMES):
        place = tmp_path / str(time) / "place"
        monkeypatch.setenv("FACILITATOR_HOME", str(place / "home"))
        n, error = draw.randint(1, 400), draw.choice(ERRORS)
        try:
            refused(stage, place, name, n, error, on=on)
        except BaseException as raised:
            raised.add_note(f"operation {n}, {errno.errorcode[error]}")
            raise
