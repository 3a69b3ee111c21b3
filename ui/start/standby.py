"""Standing by on the command line: kept up to date from a host or beside a file, and taken over."""

import argparse
import getpass
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import names, passphrase
from ui.start.exporting import page_to_take_home

PORT = 8080
EVERYWHERE = "0.0.0.0"
LOOK_SECONDS = 2.0
Say = Callable[[str], None]


def add_standby(parser: argparse.ArgumentParser, told: Say) -> None:
    """What `facilitator standby` can be told."""
    parser.add_argument("file", type=names.a_new_one, help="where the standby is kept")
    does = parser.add_mutually_exclusive_group(required=True)
    does.add_argument("--of", metavar="ADDRESS", help="keep it up to date with the room there")
    does.add_argument(
        "--beside",
        type=names.named,
        metavar="SEMINAR",
        help="keep it up to date with a file, on one disk",
    )
    does.add_argument(
        "--take-over",
        type=names.named,
        metavar="SEMINAR",
        help="make a seminar of it and open the room",
    )
    parser.add_argument(
        "--code-file", type=names.named, metavar="FILE", help="the file with its code"
    )
    parser.add_argument("--host", default=EVERYWHERE, help="the address to listen on; all of them")
    parser.add_argument("--port", type=names.port, default=0, help="where phones come to; 8080")
    parser.add_argument(
        "--yes", action="store_true", help="take over although the host still answers"
    )
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    passphrase.add_option(parser)
    names.makes(parser, "file", "take_over")
    parser.set_defaults(command=lambda given: _standby(given, told))


def _standby(given: argparse.Namespace, told: Say) -> int:
    if given.take_over:
        return _take_over(given, told)
    _refuse_a_seminar(given.file)
    return _of(given, told) if given.of else _beside(given, told)


def _refuse_a_seminar(file: Path) -> None:
    """What is kept takes the place of what was kept before, never of a seminar."""
    from facilitator.services.files.standby import SUFFIX

    if file.exists() and file.suffix != SUFFIX:
        raise SeminarError(
            say("{file} is not a standby. Choose a file that is one.", file=file.name)
        )


def _code(given: argparse.Namespace) -> str:
    from facilitator.services.files.standby import read_code

    if given.code_file is not None:
        return read_code(passphrase.read(given.code_file))
    if not sys.stdin.isatty():
        raise SeminarError(say("Say where the standby’s code stands, with --code-file."))
    return read_code(getpass.getpass("The standby’s code: "))


def _of(given: argparse.Namespace, told: Say) -> int:
    from facilitator.room.syncing.laptop import read_address
    from facilitator.room.syncing.standby_thread import Held, StandingBy
    from facilitator.services.files.standby import refuse_another

    address, port, _ = read_address(given.of)
    code, said = _code(given), list[str]()
    refuse_another(given.file, code)

    def heard(held: Held) -> None:
        sentence = str(held.sentence)
        if said[-1:] != [sentence]:
            said[:] = [sentence]
            told(sentence)

    own = "" if given.host == EVERYWHERE else given.host
    place = own, given.port or PORT
    standing = StandingBy((address, port), place, code, given.file, _now, heard)
    _say_how(given.file, told)
    standing.start()
    try:
        _until_stopped(lambda: None)
    finally:
        standing.stop()
    return 0


def _beside(given: argparse.Namespace, told: Say) -> int:
    from facilitator.services.files import opening, standby

    words = passphrase.passphrase_for(given.beside, given.passphrase_file)
    opened = opening.open_seminar(given.beside, _now(), passphrase=words)
    file = opened.file
    given.at_the_end.callback(file.close)
    if opened.said:
        sys.stderr.write(f"{opened.said}\n")
    code = standby.code_of(file, now=_now())
    standby.refuse_another(given.file, code)
    beside = standby.Beside(file, given.file, code, given.port or PORT)
    said, rests_until = "", 0.0

    def look(*, at_last: bool = False) -> None:
        nonlocal said, rests_until
        try:
            beside.look_for_file()
            if time.monotonic() < rests_until and not at_last:
                return
            took = beside.look()
            rests_until = time.monotonic() + took / standby.SHARE
            if took or said:
                said = ""
                told(f"{given.file} holds everything, {on_this_computer(_now()):%H:%M:%S}.")
        except SeminarError as error:  # a disk that is full, or away: it may be back
            if str(error) != said:
                said = str(error)
                told(f"{error} Trying again; what was held before can still take over.")

    told(f"The code that takes over is {standby.shown(code)}. Write it down.")
    _say_how(given.file, told)
    try:
        _until_stopped(look)
        look(at_last=True)
    finally:
        beside.close()
    return 0


def _say_how(file: Path, told: Say) -> None:
    told("Standing by. Ctrl+C ends it; what is held then can still take over, with:")
    told(f"    facilitator standby {names.as_typed(file)} --take-over SEMINAR")


def _until_stopped(look: Callable[[], None]) -> None:
    """Look again and again, until Ctrl+C or until whoever started this ends it."""
    ended = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        look()
        while not ended.wait(LOOK_SECONDS):
            look()
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _take_over(given: argparse.Namespace, told: Say) -> int:
    from facilitator.room.serve import Wanted, serve_open
    from facilitator.room.syncing.standby_thread import host_answering
    from facilitator.services.files import standby

    code = _code(given)
    if not given.yes and (host := host_answering(given.file, code)):
        raise SeminarError(
            say(
                "The host still answers at {host}: two rooms at once would each get a part of "
                "what people send. Close the room there first, or say --yes.",
                host=host,
            )
        )
    opened, known = standby.take_over(given.file, given.take_over, code, now=_now())
    if opened.said:
        sys.stderr.write(f"{opened.said}\n")
    wanted = Wanted(
        host=given.host,
        port=given.port or known.port,
        with_parent=given.with_parent,
        make_page=page_to_take_home,
    )
    return serve_open(opened.file, wanted, told)


def _now() -> datetime:
    return datetime.now(UTC)
