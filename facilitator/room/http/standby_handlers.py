"""What the room answers its standby, and pages that go there or come from a host that is gone."""

import asyncio
from collections.abc import Mapping

import msgspec

from facilitator import typed, whole_file
from facilitator.domain.people.devices import Role
from facilitator.domain.wording import say
from facilitator.room.http.note_handlers import send_whole
from facilitator.room.http.phone_handlers import Asked
from facilitator.room.messages.phones import Done
from facilitator.room.messages.standbys import Heard, Hello, Onward, TakeUp
from facilitator.room.net.admission import Refusal, cookie_for
from facilitator.room.net.event_streams import Receive, Send
from facilitator.services.files.folders import user_folder
from facilitator.store.files.standby import SUFFIX


def _stranger() -> Refusal:
    sentence = say("This is not the host’s standby code. It stands there under File > Standby.")
    return Refusal(403, "code", sentence)


async def hello(asked: Asked, body: Hello) -> Heard:
    """A standby is there: whether it has everything, it sees by the mark."""
    heard = await asked.host.handing_over.hear(body)
    if heard is None:
        raise _stranger()
    return heard


async def copy(asked: Asked, headers: Mapping[str, str], _receive: Receive, send: Send) -> None:
    """What the standby is to hold, under its code."""
    try:
        body = typed.converted(asked.query, Hello, strict=False)
    except msgspec.ValidationError as error:
        raise Refusal(422, "invalid", say("Say where the standby is, with its proof.")) from error
    with whole_file.scratch(user_folder()) as folder:
        made = folder / f"made{SUFFIX}"
        mark = await asked.host.handing_over.write(body, headers.get("host", ""), made)
        if mark is None:
            raise _stranger()
        content = await asked.host.read(made.read_bytes)
    await send_whole(send, content, (b"x-mark", mark.encode()))


async def onward(asked: Asked) -> Onward:
    """Where this page goes when the host is gone."""
    return await asked.host.handing_over.onward(asked.device.role, asked.caller.token)


async def take_up(asked: Asked, body: TakeUp) -> Done:
    """Let a phone in that comes from the host that is gone."""
    return await _take_up(asked, Role.PARTICIPANT, body)


async def take_up_notes(asked: Asked, body: TakeUp) -> Done:
    """Let a note-taker's page in that comes from the host that is gone."""
    return await _take_up(asked, Role.NOTE_TAKER, body)


async def take_up_remote(asked: Asked, body: TakeUp) -> Done:
    """Let the facilitator's phone in that comes from the host that is gone."""
    return await _take_up(asked, Role.FACILITATOR, body)


async def _take_up(asked: Asked, role: Role, body: TakeUp) -> Done:
    """With its own token, as it was there. Whoever has a seat here already keeps that one."""
    now = asyncio.get_running_loop().time()
    token = await asked.host.handing_over.token(role, body.ticket, now)
    if not token or asked.caller.token not in ("", token):
        raise Refusal(403, "ticket", say("This did not come from the room. Join it here."))
    device = await asked.host.devices.by(token)
    if device is None or device.role is not role:
        raise Refusal(409, "join", say("This phone was not in the room yet. Join it here."))
    asked.host.doorway.let_in(asked.guesser, asked.address)
    asked.cookies.append(cookie_for(role, token))
    return Done()
