"""What lies between people's devices and the room: it drops, delays, doubles, reorders and dies."""

import asyncio
import json
import random
from enum import StrEnum, auto
from math import inf
from typing import Any

from tests.room.crowd import Answer, Phone
from tests.room.serving import HERE
from tests.room.simulation.history import OK, Asked, History, moment

SILENCE = Answer(0, {})
MOST_LATE = 60
"""What is late comes after so many others, at most."""


class Fate(StrEnum):
    """What becomes of something that is sent."""

    PASSES = auto()
    DROPPED = auto()
    UNHEARD = auto()
    """It arrives; the answer does not."""
    HUNG_UP = auto()
    """It is sent, and whoever sent it is gone at once."""
    DOUBLED = auto()
    LATE = auto()
    """It is given up, and arrives after others that were sent since."""


class Network:
    """One for all; `is_fair` once nothing is harmed any more."""

    def __init__(self, port: int, history: History, draw: random.Random) -> None:
        self.port = port
        self.is_fair = False
        self.something_sent = asyncio.Event()
        self.is_there = asyncio.Event()
        """Whether anybody would answer at all."""
        self.is_there.set()
        self._history, self._draw = history, draw
        self._passed = 0
        self._late: list[tuple[int, asyncio.Event]] = []
        self._under_way: set[asyncio.Task[Answer]] = set()

    async def send(
        self, device: "Device", what: str, body: dict[str, Any], sent: list[Asked]
    ) -> Answer:
        """Send something once; `what` is a method and a path. Its moments go into `sent`.

        Who hears nothing looks whether anybody is there before they go on.
        """
        answer = await self._send(device, what, body, sent)
        if not answer.status:
            await self.is_there.wait()
        return answer

    async def _send(
        self, device: "Device", what: str, body: dict[str, Any], sent: list[Asked]
    ) -> Answer:
        fate = Fate.PASSES
        if not self.is_fair and self._draw.random() < 0.4:
            fate = self._draw.choice([*Fate])
        self._let_late_ones_pass()
        match fate:
            case Fate.DROPPED:
                return SILENCE
            case Fate.UNHEARD:
                answer = await self._ask(device.line, what, body, sent, is_heard=False)
                self._history.reached[f"{fate}, and there"] += answer.status == OK
                return SILENCE
            case Fate.HUNG_UP:
                await self._hang_up(device, what, body, sent)
                return SILENCE
            case Fate.DOUBLED:
                async with Phone(self.port, device.cookie) as other:
                    first, second = await asyncio.gather(
                        self._ask(device.line, what, body, sent),
                        self._ask(other, what, body, sent),
                    )
                self._history.reached[fate] += first.status == second.status == OK
                return first if first.status else second
            case Fate.LATE:
                late = asyncio.create_task(self._send_late(device, what, body, sent))
                self._under_way.add(late)
                late.add_done_callback(self._under_way.discard)
                return SILENCE
        return await self._ask(device.line, what, body, sent)

    async def come_to_rest(self) -> None:
        """Everything that is on its way arrives; nothing is harmed from now on."""
        self.is_fair = True
        for _, may_pass in self._late:
            may_pass.set()
        await asyncio.gather(*self._under_way)

    def _let_late_ones_pass(self) -> None:
        self._passed += 1
        self.something_sent.set()
        for number, may_pass in self._late:
            if number <= self._passed:
                may_pass.set()
        self._late = [each for each in self._late if each[0] > self._passed]

    async def _ask(
        self,
        line: Phone,
        what: str,
        body: dict[str, Any],
        sent: list[Asked],
        *,
        is_heard: bool = True,
    ) -> Answer:
        method, path = what.split()
        began = moment()
        answer = await line.ask(method, path, body)
        is_known = is_heard and answer.status
        sent.append(Asked(began, moment() if is_known else inf, answer.status * is_heard))
        return answer

    async def _send_late(
        self, device: "Device", what: str, body: dict[str, Any], sent: list[Asked]
    ) -> Answer:
        may_pass = asyncio.Event()
        sent.append(Asked(moment(), inf, 0))
        if not self.is_fair:
            self._late.append((self._passed + self._draw.randint(1, MOST_LATE), may_pass))
            await may_pass.wait()
        method, path = what.split()
        async with Phone(self.port, device.cookie) as line:
            answer = await line.ask(method, path, body)
        self._history.reached["late, and refused"] += answer.status not in (0, OK)
        return answer

    async def _hang_up(
        self, device: "Device", what: str, body: dict[str, Any], sent: list[Asked]
    ) -> None:
        sent.append(Asked(moment(), inf, 0))
        content = json.dumps(body).encode()
        try:
            _, writer = await asyncio.open_connection(HERE, self.port)
            head = (
                f"{what} HTTP/1.1\r\nHost: {HERE}:{self.port}\r\nCookie: {device.cookie}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
            )
            writer.write(head.encode() + content)
            writer.close()
        except OSError:
            pass  # nobody was there


class Device:
    """Somebody's phone or laptop: who it is to the room, and its connection."""

    def __init__(self, port: int, cookie: str) -> None:
        self.cookie = cookie
        self.line = Phone(port, cookie)
