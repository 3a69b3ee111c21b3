"""A note-taker's laptop without a window, as a process.

Its words are the host's port on this computer, its code, and the laptop's name. It says how it
stands, a JSON line for each change, and does what it is told, a line at a time: `add words`,
`edit words -> other words`, `hand over path`, `try` (whether the host is there), `end`.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.merging.sync import Standing
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.room.net import discovery
from facilitator.room.syncing import laptop, pairings, transport
from facilitator.room.syncing.transport import Courier
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from tests.patience import PATIENCE


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def say(what: dict[str, object]) -> None:
    """One line to whoever started this."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def tell(standing: Standing) -> None:
    """How it stands now."""
    say({"reach": standing.reach, "notes": standing.waiting.notes, "whole": standing.is_whole})


def main(given: list[str]) -> int:
    """Take notes until told to end, or killed."""
    port, code, name = given
    # These tests stay on this computer; there is nobody to be found by multicast.
    discovery.search = lambda _file_id, _seconds=0.0: None  # type: ignore[assignment]
    transport.CONNECT_SECONDS = transport.ANSWER_SECONDS = PATIENCE
    known = list(pairings.every().values())
    if known:
        path = Path(known[0].path)
    else:
        host = laptop.Host("127.0.0.1", int(port), code, name)
        path = laptop.join(host, user_folder() / "seminars", lambda _share, _what: None)
    file = SeminarFile.open(path)
    companion = laptop.companion_of(file, now, tell)
    assert companion is not None
    companion.start()
    say({"path": str(path)})
    for line in sys.stdin:
        verb, _, words = line.rstrip("\n").partition(" ")
        if verb == "end":
            break
        if verb == "try":
            companion.try_now()
        else:
            _do(file, verb, words)
            companion.nudge()
    companion.stop()
    pairing = next(iter(pairings.every().values()))
    courier = Courier(pairing.address, pairing.port, pairing.token)
    syncing.synchronise(file, courier.ask, name=name, clock=now, thorough=True)
    courier.close()
    file.close()
    say({"ended": True})
    return 0


def _do(file: SeminarFile, verb: str, words: str) -> None:
    with file.read() as reader:
        group = reader.every(Breakout)[0]
        notes = {note.words: note for note in reader.every(Note)}
    if verb == "hand":
        say({"wrote": str(merging.write_bundle(file, Path(words.removeprefix("over "))))})
    elif verb == "add":
        noting.add_note(file, group.id, words, now=now())
    else:
        old, _, new = words.partition(" -> ")
        noting.edit(file, notes[old], new, now=now())
