"""A day to which everything happens that can: what anybody was told was so, and stays so.

`make simulate SEED=7 SECONDS=600` plays another day, for as long as one likes.
"""

import asyncio
import os
import random
from pathlib import Path

import pytest

from tests.room.serving import ServedRoom
from tests.room.simulation.day import begun

pytestmark = pytest.mark.of_files

SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(1 << 30))
SECONDS = float(os.environ.get("SECONDS", "6"))


def test_what_anybody_was_told_in_a_day_of_faults_was_so_and_stays_so(
    room: ServedRoom, tmp_path: Path
) -> None:
    day = begun(room, tmp_path / "laptop", SEED)
    asyncio.run(day.live(SECONDS))
    wrong = day.wrong()
    assert not wrong, f"SEED={SEED}: {wrong[:10]}"
    day.close()
