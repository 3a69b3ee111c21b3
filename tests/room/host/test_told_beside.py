"""What the room tells those who run it: how far people have come, and what a vote left behind."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from facilitator.domain.facts import Arrivals
from facilitator.domain.polls.polls import TRACES, Item, Method, Poll, Secrecy
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar import preparing
from facilitator.services.views import run_screen
from facilitator.store.files.file import SeminarFile
from tests.patience import PATIENCE
from tests.room.serving import HERE, ServedRoom, now
from ui.screens.run.room.flow import flow

pytestmark = pytest.mark.of_files

NAMES = tuple(f"Zzyzx Unheard-of {number}" for number in range(7))


def comes_to(found: Callable[[], object], wanted: object) -> bool:
    """Whether what is found comes to be what is wanted."""
    pause = threading.Event()
    return any(found() == wanted or pause.wait(0.1) for _ in range(PATIENCE * 10))


def test_who_is_stuck_at_consent_is_counted_by_nobodys_name(room: ServedRoom) -> None:
    room.change(asks_names=True)
    phones = [room.browser() for _ in range(10)]
    for phone in phones * 2:  # a page loaded again is no further phone
        phone.get("/").raise_for_status()
        phone.get("/api/room").raise_for_status()
    for phone, name in zip(phones, NAMES, strict=False):
        phone.get("/api/room", params={"at": "consent"}).raise_for_status()
        wrong = {"code": "wrong", "take_part": True, "name": name}
        assert phone.post("/api/join", json=wrong).is_error
    seen = partial(run_screen.arrivals, room.file)
    assert comes_to(seen, Arrivals(scanned=3, consent=7))
    assert flow(run_screen.console(room.file), seen()) == ("3 scanned, 7 at consent, 0 in.")
    right = {"code": room.greeting.join_code, "take_part": True, "name": NAMES[0]}
    phones[0].post("/api/join", json=right).raise_for_status()
    assert comes_to(seen, Arrivals(scanned=3, consent=6, from_one=1))
    room.stop()
    with room.file.read() as reader:
        kept = reader.connection.exec_driver_sql("SELECT name, value FROM meta").all()
    (told,) = [value for name, value in kept if "arrivals" in name]
    assert not re.sub(r'"(scanned|consent|from_one|)"', "", told).strip("{}[]:, 0123456789")
    assert not [name for name in NAMES[1:] if name.encode() in room.bytes_on_disk()]
    assert room.log == ""


@pytest.fixture
def by_hand(seminar_file: SeminarFile) -> Iterator[Iterator[str]]:
    """A room that somebody serves at a terminal: what is written there, line by line."""
    words = ("serve", str(seminar_file.path), "--host", HERE, "--port", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", *words], stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    lines = map(str.strip, process.stdout)
    yield lines
    process.send_signal(signal.SIGINT)
    process.wait(PATIENCE)
    process.stdout.close()


def test_a_terminal_is_told_that_a_vote_is_still_in_the_log_and_when_it_is_not(
    by_hand: Iterator[str], seminar_file: SeminarFile
) -> None:
    assert any(line == "Press Ctrl+C to close it." for line in by_hand)
    poll = Poll(
        id="vote",
        position=900.0,
        title="A secret vote",
        wording="Which?",
        method=Method.CHOOSE_ONE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=Secrecy.SEALED,
    )
    preparing.save(seminar_file, poll, now=now())
    held = voting.open_round(seminar_file, poll.id, now=now())
    sent = "the one submission of this vote"
    voting.cast(seminar_file, held.id, Voter("t"), [("a", 1)], submission=sent, now=now())
    with seminar_file.read() as reader:
        assert reader.turnout(held.id) == 1
        voting.close_round(seminar_file, held.id, now=now())
        assert next(by_hand) == str(TRACES)
    assert next(by_hand) == "The file’s log is empty: no vote is left in it."
    left = seminar_file.path.parent.glob(f"{seminar_file.path.name}*")
    assert not any(sent.encode() in path.read_bytes() for path in left)
