"""What the room answers: one function for each thing a page can ask."""

import asyncio
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import msgspec
from msgspec import structs

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Language, Locale
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.terms import terms
from facilitator.domain.wording import say, seconds, told
from facilitator.room.host.host import Host, utc_now
from facilitator.room.messages import phones as messages
from facilitator.room.messages import room_state
from facilitator.room.net.admission import Caller, Refusal, cookie_for
from facilitator.room.net.connections import Straight
from facilitator.room.net.event_streams import Receive, Send, Sending
from facilitator.services.people import joining, placing
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voters
from facilitator.services.polls.ballot_intake import Envelope, SentBallot
from facilitator.services.responses import collecting
from facilitator.services.seminar import speaking
from facilitator.services.views import phones
from facilitator.store.records.devices import hashed
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

T = TypeVar("T")

_VERSION = re.compile("[0-9]{1,18}")
"""What counts as a version in a header: other digits are no number, and some are too many."""


@dataclass(slots=True)
class Asked:
    """A request as a handler sees it; handlers add to `cookies` what the browser shall keep."""

    host: Host
    caller: Caller
    path: dict[str, str]
    query: dict[str, str]
    locale: Locale
    guesser: str
    address: str
    browser: str
    cookies: list[str]
    straight: Straight

    @property
    def device(self) -> Device:
        """The caller's device; routes that use it let nobody in without one."""
        assert self.caller.device is not None
        return self.caller.device

    @property
    def file(self) -> SeminarStore:
        """The seminar for the caller's device: what reads and writes it raises NotInError where
        that has been let out by then.
        """
        return self.host.file.for_whom(partial(joining.who_is_in, device_id=self.device.id))

    async def do(self, job: Callable[[Writer, Device], T]) -> T:
        """Have the till do what the caller's device sent, in its turn with what others send, with
        the device as it is then; raises NotInError where it has been let out by then.
        """
        own = self.device.id
        return await self.host.till.do(lambda writer: job(writer, joining.who_is_in(writer, own)))


async def room(asked: Asked) -> messages.RoomCard:
    """What anybody may know of the room; a phone that is not in yet is counted at the door."""
    if asked.caller.device is None:
        now = asyncio.get_running_loop().time()
        asked.host.doorway.saw(asked.guesser, asked.query.get("at", ""), now)
    try:
        return await asked.host.read(partial(_room, asked, asked.caller.device))
    except joining.NotInError:
        asked.host.devices.forget(asked.caller.token)
        return await asked.host.read(partial(_room, asked, None))


def _room(asked: Asked, device: Device | None) -> messages.RoomCard:
    with asked.host.file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    title, subtitle = seminar.spoken_title, seminar.spoken_subtitle
    locale = seminar.speaking(asked.locale)
    return messages.RoomCard(
        title=told(title, locale),
        subtitle=told(subtitle, locale),
        spoken=seconds((title, subtitle), locale),
        language=seminar.first_language,
        organiser=seminar.organiser,
        place=seminar.place,
        date=seminar.date.isoformat(),
        rehearsal=seminar.rehearsal,
        consent={each: told(seminar.spoken_consent, seminar.locale(each)) for each in Language},
        terms=_terms(seminar),
        sectors=seminar.sectors,
        sizes=seminar.sizes,
        names=seminar.asks_names,
        shared=seminar.shares_devices,
        room_threshold=seminar.room_threshold,
        joined=device is not None,
        me=_known(asked, device) if device else None,
    )


def _terms(seminar: Seminar) -> dict[str, tuple[str, ...]]:
    said = terms(seminar)
    return {each: tuple(one.in_(seminar.locale(each)) for one in said) for each in Language}


def _known(asked: Asked, device: Device) -> messages.Known:
    consent = phones.own(asked.host.file, device, asked.caller.token).consent
    with asked.host.file.read() as reader:
        email = joining.address_of(reader, device, asked.caller.token)
    return messages.Known(
        language=device.language,
        sector=device.sector,
        size=device.size,
        quote=consent is not None and consent.quote,
        contact=consent is not None and consent.contact,
        archive=consent is not None and consent.archive,
        email=email,
    )


async def join(asked: Asked, body: messages.Join) -> messages.Done:
    """Let a person in who has the code; who came in by another tab of the same browser is in, and
    who asks again since they heard no answer has the same seat.
    """
    is_again = await _is_again(asked, Role.PARTICIPANT, body.seat)
    if not is_again:
        await _check_code(asked, Role.PARTICIPANT, body.code)
    if asked.caller.device is not None and not asked.caller.device.asks_for:
        with suppress(joining.NotInError):  # who has been let out since joins anew
            return await change_me(asked, body)
    token = joining.token_of(body.seat)
    agreed = _agreed(body, name=body.name)
    device, is_late = await asked.host.till.do(partial(_let_in, asked, body.pressed, agreed, token))
    if not is_late and (agreed.contact or is_again):
        await asked.host.till.do(lambda writer: joining.keep_address(writer, device, token, agreed))
    asked.host.devices.remember(token, device)
    if not is_again:
        asked.host.doorway.let_in(asked.guesser, asked.address)
    asked.cookies.append(cookie_for(Role.PARTICIPANT, token))
    return messages.Done()


def _let_in(
    asked: Asked, pressed: int, agreed: Agreed, token: str, writer: Writer
) -> tuple[Device, bool]:
    """The device, and whether something newer had been said of it."""
    is_late = asked.host.doorway.is_late(hashed(token), pressed)
    device = joining.let_in(writer, agreed, token, now=utc_now(), is_late=is_late)
    waiting = asked.caller.device
    if waiting is not None and waiting.asks_for and waiting.id != device.id:
        joining.leave(writer, waiting)
    return device, is_late


async def _is_again(asked: Asked, role: Role, seat: str) -> bool:
    """Whether who asks under this id of their own is in already, and has not heard so."""
    return bool(seat) and await asked.host.devices.by(joining.token_of(seat, role)) is not None


async def change_me(asked: Asked, body: messages.Me | messages.Join) -> messages.Done:
    """Change what a person said of themselves."""
    agreed = _agreed(body)
    changed = await asked.do(
        lambda writer, device: joining.change_mind(writer, device, agreed, now=utc_now())
    )
    token = asked.caller.token
    await asked.do(lambda writer, device: joining.keep_address(writer, device, token, agreed))
    asked.host.devices.remember(token, changed)
    return messages.Done()


async def leave(asked: Asked, _body: messages.Nothing) -> messages.Done:
    """Pass the phone on: it forgets its seat. What was sent stays counted."""
    asked.cookies.append(cookie_for(Role.PARTICIPANT, ""))
    return messages.Done()


async def pair(asked: Asked, body: messages.Pair) -> messages.Done:
    """Let in a note-taker's, the theme team's or the facilitator's own device."""
    role = Role(body.role)
    if not await _is_again(asked, role, body.seat):
        await _check_code(asked, role, body.code)
    device, token = await asked.host.till.alone(
        partial(
            joining.pair,
            asked.host.file,
            role,
            now=utc_now(),
            seat=body.seat,
            name=asked.browser,
        )
    )
    asked.host.devices.remember(token, device)
    asked.cookies.append(cookie_for(role, token))
    return messages.Done()


async def now(asked: Asked) -> bytes:
    """What every phone is shown, with what belongs to this one."""
    host = asked.host
    host.count_on_from(known_by(asked))
    if asked.query.get("since") == str(host.phones.version):
        return b""
    own = await host.read(partial(phones.own, host.file, asked.device, asked.caller.token))
    mine = room_state.mine(own, asked.locale)
    told = structs.replace(host.told(asked.locale), now=utc_now())
    return msgspec.json.encode(told)[:-1] + b',"mine":' + msgspec.json.encode(mine) + b"}"


async def cast(asked: Asked, body: SentBallot) -> messages.Done:
    """Count a ballot; answered when it is on the disk."""
    await asked.host.till.cast(Envelope(body, _voter(asked)))
    return messages.Done()


async def receipt(asked: Asked, body: messages.ReceiptIn) -> messages.Receipt:
    """Say whether a ballot is among those that were counted; never how it was marked."""
    given = body.round_id, _voter(asked), body.submission
    return messages.Receipt(
        *await asked.host.read(partial(voters.among_counted, asked.file, *given))
    )


def _voter(asked: Asked) -> voters.Voter:
    device = asked.device
    said = device.participant_id, device.sector, device.size, device.id, device.seated_at
    return voters.Voter(asked.caller.token, *said, room=device.room)


async def answer(asked: Asked, body: messages.ResponseIn) -> messages.Done:
    """Keep a response."""
    await asked.do(
        lambda writer, device: collecting.answer(
            writer, device, body.id, body.question_id, body.words, now=utc_now()
        )
    )
    return messages.Done()


async def change_answer(asked: Asked, body: messages.Correction) -> messages.Done:
    """Change a response of one's own."""
    await asked.do(
        lambda writer, device: collecting.change_answer(
            writer, device, asked.path["id"], body.words, was=body.was, now=utc_now()
        )
    )
    return messages.Done()


async def take_back(asked: Asked) -> messages.Done:
    """Take a response of one's own back."""
    await asked.do(lambda writer, device: collecting.take_back(writer, device, asked.path["id"]))
    return messages.Done()


async def upvote(asked: Asked, body: messages.UpvoteIn) -> messages.Done:
    """Give or take back an upvote."""
    await asked.do(
        lambda writer, device: collecting.upvote(writer, device, body.response_id, body.on)
    )
    return messages.Done()


async def choose_group(asked: Asked, body: messages.GroupIn) -> messages.Done:
    """Note which group a person says they are in, or deal them into one."""
    changed = await asked.do(
        lambda writer, device: placing.choose_group(writer, device, body.group_id)
    )
    asked.host.devices.remember(asked.caller.token, changed)
    return messages.Done()


async def speakers(asked: Asked, body: messages.SpeakIn) -> messages.Done:
    """Put somebody on the speakers' list, or take them off it."""
    does = speaking.ask if body.on else speaking.take_back
    await asked.do(
        lambda writer, device: does(writer, device, list_id=body.list_id, press=body.press)
    )
    return messages.Done()


async def ping(_asked: Asked, _body: messages.Nothing) -> messages.Nothing:
    """Nothing, and back: whether the room can be reached, and how fast."""
    return messages.Nothing()


async def _check_code(asked: Asked, role: Role, code: str) -> None:
    """Raise Refusal for a wrong code; guesses wait their turn when many are wrong.

    They are looked at one by one, so that a wrong one counts before the next is looked at.
    """
    guesses = asked.host.guesses[role]
    async with guesses.one_by_one:
        now = asyncio.get_running_loop().time()
        wait = guesses.wait(asked.guesser, asked.address, now)
        if not wait:
            await _look_at(asked, role, code)
    if wait:
        await asyncio.sleep(wait)
        await _look_at(asked, role, code)


async def _look_at(asked: Asked, role: Role, code: str) -> None:
    opens = await asked.host.read(partial(joining.code_opens, asked.host.file, role, code))
    if not opens:
        now = asyncio.get_running_loop().time()
        asked.host.guesses[role].wrong(asked.guesser, asked.address, now)
        raise Refusal(403, "code", say("This code is not right. It stands on the projector."))


def _agreed(body: messages.Join | messages.Me, name: str = "") -> Agreed:
    if not body.take_part:
        raise SeminarError(say("You can only join if you agree to take part."))
    return Agreed(
        take_part=True,
        quote=body.quote,
        contact=body.contact,
        archive=body.archive,
        email=body.email,
        sector=body.sector,
        size=body.size,
        language=body.language,
        name=name,
    )


def live(asked: Asked, headers: Mapping[str, str], receive: Receive, send: Send) -> Sending:
    """Keep a phone up to date."""
    seen = seen_in(headers)
    return asked.host.phones.serve(
        asked.device.id, seen, receive, send, asked.straight, asked.locale.code
    )


def known_by(asked: Asked) -> int:
    """The version that a page which asks has been told last, 0 where it has none."""
    since = asked.query.get("since", "")
    return int(since) if _VERSION.fullmatch(since) else 0


def seen_in(headers: Mapping[str, str]) -> int:
    """The version a page that comes back has seen already, 0 when it has none."""
    seen = headers.get("last-event-id", "")
    return int(seen) if _VERSION.fullmatch(seen) else 0
