"""A note-taker's laptop: gets a copy from its host, once, and is kept in step from then on."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from msgspec import structs

from facilitator import whole_file
from facilitator.domain.errors import PassphraseError, SeminarError
from facilitator.domain.merging.sync import Standing
from facilitator.domain.wording import Text, say
from facilitator.room.net import discovery
from facilitator.room.syncing import pairings
from facilitator.room.syncing.pairings import Pairing
from facilitator.room.syncing.sync_thread import Companion
from facilitator.room.syncing.transport import Away, Courier, Lane
from facilitator.services.merging import syncing
from facilitator.store.files.copies import free_name
from facilitator.store.files.file import SUFFIX, SeminarFile
from facilitator.store.records.facts import FILE_ID

Told = Callable[[float, Text], None]
PORT = 8080


@dataclass(frozen=True, slots=True)
class Host:
    """Where somebody wants to take notes: the host's place, its code, what it shall call us."""

    address: str
    port: int
    code: str
    name: str


def read_address(typed: str) -> tuple[str, int, str]:
    """The address, the port and, from a whole link, the code of what somebody typed.

    Raises SeminarError when it is no address.
    """
    text = typed.strip()
    whole = text if "://" in text else f"//{text}"
    try:
        parts = urlsplit(whole)
        port = parts.port or (80 if parts.scheme else PORT)
    except ValueError:
        parts, port = urlsplit(""), 0
    if not parts.hostname or not re.fullmatch(r"[\w.-]+", parts.hostname):
        raise SeminarError(
            say("Type the host’s address as it stands there, such as 192.168.1.5:8080.")
        )
    return parts.hostname, port, parse_qs(parts.query).get("code", [""])[0]


def join(host: Host, folder: Path, told: Told) -> Path:
    """Come in at a host with its code and get a copy into `folder`; returns the copy's path.

    A copy that is on this laptop already is taken up again, with whatever only it holds. Raises
    SeminarError when the host is not there, refuses the code, or its copy cannot be kept.
    """
    courier, place = Courier(host.address, host.port), f"{host.address}:{host.port}"
    try:
        told(0.0, say("Asking the host"))
        token = courier.pair(host.code, pairings.seat_at(place))
        file_id, title = courier.seminar(), courier.title()
        known = pairings.find(file_id)
        if known is not None and Path(known.path).exists():
            path = Path(known.path)
            _refuse_another_copy(path, courier.lane)
        else:
            path = _fetch(courier, folder, title, told)
    except Away as error:
        raise SeminarError(
            say(
                "No host answers at {address}:{port}. Check the address, and that both "
                "computers are in the same network. ({why})",
                address=host.address,
                port=host.port,
                why=error.why,
            )
        ) from error
    finally:
        courier.close()
    pairing = Pairing(
        host.address, host.port, token, host.name, title, str(path), str(courier.lane)
    )
    pairings.keep(file_id, pairing)
    pairings.seated_at(place)
    return path


def _refuse_another_copy(path: Path, lane: Lane) -> None:
    """A copy is a note-taker's or the theme team's, and stays so: what each may send differs."""
    with contextlib.suppress(PassphraseError):  # where it is asked for, the host refuses
        file = SeminarFile.open(path)
        try:
            is_teams = syncing.is_theme_teams(file)
        finally:
            file.close()
        if is_teams != (lane is Lane.THEMES):
            raise SeminarError(ANOTHER_COPY[is_teams])


ANOTHER_COPY = {
    True: say(
        "The copy on this laptop is the theme team’s, and this is the note-takers’ code. Type the "
        "theme team’s code, or take notes on another laptop."
    ),
    False: say(
        "The copy on this laptop is a note-taker’s, and this is the theme team’s code. Type the "
        "note-takers’ code, or join the theme team on another laptop."
    ),
}


def _fetch(courier: Courier, folder: Path, title: str, told: Told) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    words = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", title).split()).strip(" .")[:80]
    path = free_name(folder / f"{words or 'Seminar'} notes{SUFFIX}")
    with whole_file.scratch(folder) as place:
        arriving = place / path.name
        courier.fetch_copy(arriving, told)
        with contextlib.suppress(PassphraseError):  # asked for when it is opened
            SeminarFile.open(arriving).close()
        whole_file.put_in_place(arriving, path)
    return path


def companion_of(
    file: SeminarFile, clock: Callable[[], datetime], heard: Callable[[Standing], object]
) -> Companion | None:
    """What keeps a note-taker's copy in step; None for any other file. It has yet to be started."""
    with file.read() as reader:
        file_id = reader.fact(FILE_ID)
    pairing = pairings.find(file_id)
    if pairing is None or Path(pairing.path).resolve() != file.path.resolve():
        return None

    def search() -> tuple[str, int] | None:
        place = discovery.search(file_id)
        if place is not None:
            moved = {"address": place[0], "port": place[1]}
            pairings.keep(file_id, structs.replace(pairing, **moved))
        return place

    courier = Courier(pairing.address, pairing.port, pairing.token, Lane(pairing.lane))
    return Companion(file, courier, pairing.name, clock, heard, search)
