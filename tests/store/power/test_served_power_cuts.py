"""The power goes while the real server takes in votes and notes: what it acknowledged is there."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Round
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.store.files.file import SeminarFile, new_id
from tests.patience import PATIENCE
from tests.store.power.disk import Disk, read_log
from tests.store.power.scenes import NOW, POLL, acknowledge
from tests.store.power.staged import assert_kept, prepare
from tests.store.power.test_power_cuts import SEED, TIMES, cut

PEOPLE, CUTS = 12, 4
GROUP = "group"


@contextmanager
def served(folder: Path, shim: Path, log: Path) -> Iterator[dict[str, str]]:
    """The server on a seminar, on a disk that is watched; what it says of itself."""
    watched = {"LD_PRELOAD": str(shim), "SHIM_FOLDER": str(folder), "SHIM_LOG": str(log)}
    words = ("serve", str(folder / "room.seminar"), "--host", "127.0.0.1", "--port", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", *words, "--with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **watched},
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.communicate()


def people_of_the_day(folder: Path) -> list[str]:
    """The cookies of people who have joined, with a vote open and a group at work."""
    file = SeminarFile.open(folder / "room.seminar")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Breakout(id=GROUP, segment_id="", position=1.0, title="A group"))
        seats = [joining.join(writer, Agreed(take_part=True), now=NOW)[1] for _ in range(PEOPLE)]
    voting.open_round(file, POLL, present=PEOPLE, now=NOW)
    file.close()
    return [f"seat={seat}" for seat in seats]


def work(greeting: dict[str, str], seats: list[str], round_id: str, log: Path) -> None:
    """Everybody votes while a note-taker writes; what they are told is put down."""
    room = f"http://127.0.0.1:{greeting['port']}"
    with (
        httpx.Client(base_url=room, timeout=PATIENCE) as taker,
        httpx.Client(base_url=room, timeout=PATIENCE) as phones,
    ):
        taker.post("/api/pair", json={"role": "note_taker", "code": greeting["note_code"]})
        for number, seat in enumerate(seats):
            ballot = {"round_id": round_id, "submission": new_id(), "marks": [["yes", 1]]}
            answer = phones.post("/api/ballots", json=ballot, headers={"cookie": seat})
            answer.raise_for_status()
            acknowledge(log, "ballots", number + 1)
            note = {"id": new_id(), "breakout_id": GROUP, "words": f"note-{number}"}
            taker.post("/api/notes", json=note).raise_for_status()
            acknowledge(log, "note", note["words"])


def test_what_the_server_acknowledged_outlasts_a_power_cut_at_any_moment(
    folder: Path, shim: Path
) -> None:
    prepare(folder, "vote", "")
    seats = people_of_the_day(folder)
    file = SeminarFile.open(folder / "room.seminar")
    with file.read() as reader:
        round_id = reader.every(Round)[0].id
    file.close()
    disk, log = Disk(folder), folder.with_name("log")
    with served(folder, shim, log) as greeting:
        work(greeting, seats, round_id, log)
    operations = read_log(log)
    draw = random.Random(SEED)
    moments = set(draw.sample(range(len(operations)), CUTS * TIMES))
    for moment, operation in enumerate(operations):
        disk.do(operation)
        if moment in moments:
            cut(disk, folder, draw)
            assert_kept(folder, "", disk.told)
    assert len(disk.told) == 2 * PEOPLE
