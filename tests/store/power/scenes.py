"""What is done to a seminar while its disk is watched, in a process that has loaded the program.

`python -m tests.store.power.scenes`, with the shim in LD_PRELOAD, takes a line of JSON for each
scene and plays it in a copy of itself: a fault that is planted there, and all that it leads to,
ends with it. It answers each with a line: how the copy ended, 0 where nothing was refused and
REFUSED where something was; anything else is an error of the program.
"""

import contextlib
import ctypes
import gc
import os
import struct
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.polls import voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.store.files import backups, copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite import engine

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
QUESTION, POLL = "question", "poll"
FROM_THERE = "from the laptop"
ACKNOWLEDGED = 100
"""The kind of a record in the log that says what somebody was told is kept; see shim.c."""
HEAD = struct.Struct("=QQQQ")
REFUSED = 2
"""How a scene ends that came to its end although something was refused."""
TIMES = 6
VOTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What to play in which folder. `log` is where what happens to the disk is written down.

    With `refuse` the n-th write or sync fails with `error`, and with `on` all after it too; nothing
    else is written down then. `synchronous` is what SQLite is asked for, in place of what the
    program asks for.
    """

    name: str
    folder: Path
    passphrase: str = ""
    log: Path
    refuse: int = 0
    error: int = 0
    on: bool = False
    synchronous: str = ""


def acknowledge(log: Path, *kept: object) -> None:
    """Somebody is told that something is kept, after all that the log says already."""
    said = " ".join(map(str, kept)).encode()
    with log.open("ab", 0) as stream:
        stream.write(HEAD.pack(ACKNOWLEDGED, 0, 0, len(said)) + said)


class Played:
    """A scene under way, and whom it tells what is kept."""

    def __init__(self, scene: Scene) -> None:
        self.folder, self.passphrase = scene.folder, scene.passphrase
        self._may_be_refused = bool(scene.refuse)
        self._log = scene.log
        self._log.touch()

    def room(self) -> SeminarFile:
        """The seminar of the scene."""
        return SeminarFile.open(self.folder / "room.seminar", passphrase=self.passphrase)

    def does(self, act: Callable[[], object], *kept: object) -> bool:
        """Do something, and tell somebody that it is kept; False where the disk refused it.

        Then they are told so in a sentence, and go on.
        """
        try:
            act()
        except (SeminarError, OSError):
            if not self._may_be_refused:
                raise
            return False
        acknowledge(self._log, *kept)
        return True

    def answers(self, file: SeminarFile, words: str) -> int:
        """Somebody answers the question; how many that adds to what is kept."""
        answer = partial(collecting.capture, file, QUESTION, words, now=NOW)
        return self.does(answer, "answer", words)


def vote(played: Played) -> None:
    """A vote with answers and backups between; then it is closed and revealed."""
    file = played.room()
    held = voting.open_round(file, POLL, present=60, now=NOW)
    gathering, answered, counted = Gathering(file), 0, 0
    for number in range(TIMES):
        answered += played.answers(file, f"answer-{number}")
        ballots = [_ballot(held.id, f"{number}-{voter}") for voter in range(VOTERS)]
        is_counted = played.does(partial(_gather, gathering, ballots), "ballots", counted + VOTERS)
        counted += VOTERS * is_counted
        if number % 3 == 1:
            played.does(partial(backups.back_up, file, NOW), "backup", answered)
    if played.does(partial(voting.close_round, file, held.id, now=NOW), "round", "closed"):
        played.does(partial(voting.reveal_round, file, held.id, now=NOW), "round", "revealed")
    file.close()


def _ballot(round_id: str, voter: str) -> Envelope:
    sent = SentBallot(round_id=round_id, marks=(("yes", 1),), submission=f"sent-{voter}")
    return Envelope(sent, Voter(token=f"voter-{voter}"))


def _gather(gathering: Gathering, ballots: list[Envelope]) -> None:
    for refusal in gathering.gather(ballots, now=NOW):
        if refusal is not None:
            raise SeminarError(refusal)


def copy(played: Played) -> None:
    """Copies are saved on a stick, one over the other, while the work goes on."""
    file = played.room()
    target = played.folder / "stick" / "copy.seminar"
    answered = 0
    for number in range(TIMES):
        answered += played.answers(file, f"answer-{number}")
        played.does(partial(copies.copy_to, file, target), "copy", answered)
    file.close()


def merge(played: Played) -> None:
    """What a laptop wrote is taken in while the room goes on."""
    file = played.room()
    played.answers(file, "before")
    played.does(partial(_merged, file, played.folder / "laptop.seminar"), "answer", FROM_THERE)
    played.answers(file, "after")
    file.close()


def _merged(file: SeminarFile, other: Path) -> None:
    for refusal in merging.merge(file, [other], now=NOW).refused:
        raise SeminarError(refusal.said)


def upgrade(played: Played) -> None:
    """A file of version 1 is opened and worked in."""
    path = played.folder / "room.seminar"
    file = opening.open_seminar(path, NOW, passphrase=played.passphrase).file
    late = Participant(id="late", name="Somebody late")
    played.does(partial(preparing.save, file, late, now=NOW), "person", late.name)
    file.close()


SCENES: dict[str, Callable[[Played], None]] = {
    each.__name__: each for each in (vote, copy, merge, upgrade)
}


def play(scene: Scene, shim: ctypes.CDLL) -> None:
    """Play a scene in this process."""
    os.environ["FACILITATOR_HOME"] = str(scene.folder / "home")
    if scene.synchronous:
        _ask_for(scene.synchronous)
    folder, log = str(scene.folder).encode(), str(scene.log).encode()
    if scene.refuse:
        shim.shim_refuse(folder, ctypes.c_long(scene.refuse), scene.error, int(scene.on))
    else:
        shim.shim_record(folder, log)
    # Command line and window say all of these in a sentence.
    refusals = (SeminarError, OSError) if scene.refuse else ()
    with contextlib.suppress(*refusals):
        SCENES[scene.name](Played(scene))


def _ask_for(synchronous: str) -> None:
    """Every connection is one of a program that trusts the disk more than ours does."""
    prepare = engine._prepare

    def prepared(raw: object) -> None:
        prepare(raw)
        raw.execute(f"PRAGMA synchronous = {synchronous}")  # type: ignore[attr-defined]

    engine._prepare = prepared


def main() -> int:
    """Play what is asked for, each in a copy of this process, until nobody asks any more."""
    shim = ctypes.CDLL(None)
    shim.shim_refused.restype = ctypes.c_long
    gc.freeze()
    for line in sys.stdin.buffer:
        if not (child := os.fork()):
            try:
                play(msgspec.json.decode(line, type=Scene, dec_hook=_path), shim)
            except BaseException:  # noqa: BLE001 - a copy ends here, whatever happens in it
                traceback.print_exc()
                os._exit(1)
            os._exit(REFUSED if shim.shim_refused() else 0)
        _, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()
    return 0


def _path(kind: type, value: str) -> object:
    return kind(value)


if __name__ == "__main__":
    sys.exit(main())
