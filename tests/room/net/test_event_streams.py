"""Streams: each ends on the newest version, whoever reads slowly and whoever leaves."""

import asyncio

from facilitator.room.net.event_streams import (
    KEEP_ALIVE_SECONDS,
    STREAMS_PER_DEVICE,
    Channel,
    Message,
    StateIn,
)


class Page:
    """The other end of a stream: reads only while `reads` is set, as a socket's buffer would."""

    def __init__(self) -> None:
        self.reads = asyncio.Event()
        self.reads.set()
        self.left = asyncio.Event()
        self.heard: list[bytes] = []
        self.ended = False

    async def send(self, message: Message) -> None:
        """As the web server does: waits while the other end does not read."""
        if not self.reads.is_set():
            await self.reads.wait()
        self.heard.append(message.get("body", b""))
        if message["type"] == "http.response.body" and not message["more_body"]:
            self.ended = True
            self.left.set()

    async def receive(self) -> Message:
        await self.left.wait()
        return {"type": "http.disconnect"}

    def straight(self, chunk: bytes) -> bool:
        """As a line does: writes at once, or not at all while the other end does not read."""
        if not self.reads.is_set():
            return False
        length, body = chunk.split(b"\r\n", 1)
        assert len(body) == int(length, 16) + len(b"\r\n")
        self.heard.append(body[:-2])
        return True

    @property
    def last(self) -> bytes:
        """The data of the last event."""
        return self.heard[-1].split(b"data: ")[-1].strip()


def said(state: bytes) -> StateIn:
    """The same in every language."""
    return lambda _language: state


async def turns() -> None:
    """Let everything that can go on do so: in many turns, of which a busy computer may miss one."""
    for _ in range(20):
        ready = asyncio.Event()
        asyncio.get_running_loop().call_later(0.001, ready.set)
        await ready.wait()


def opened(
    channel: Channel, page: Page, device: str = "d", language: str = ""
) -> asyncio.Task[None]:
    serving = channel.serve(device, 0, page.receive, page.send, page.straight, language)
    return asyncio.create_task(serving)


async def leave(*pages: tuple[Page, asyncio.Task[None]]) -> None:
    for page, serving in pages:
        page.left.set()
        page.reads.set()
        await serving


def test_a_slow_page_skips_versions_but_ends_on_the_newest_and_holds_up_no_other() -> None:
    async def scene() -> None:
        channel, slow, quick = Channel(), Page(), Page()
        channel.publish(1, said(b"1"))
        served = [opened(channel, page, str(id(page))) for page in (slow, quick)]
        await turns()
        slow.reads.clear()
        for version in range(2, 50):
            channel.publish(version, said(b"%d" % version))
            await channel.tell()
        await turns()
        assert (slow.last, quick.last) == (b"1", b"49")
        slow.reads.set()
        await turns()
        assert slow.last == b"49"
        assert len(slow.heard) < 6
        await leave((slow, served[0]), (quick, served[1]))
        assert len(channel) == 0

    asyncio.run(scene())


def test_a_page_that_leaves_while_it_was_not_reading_is_forgotten() -> None:
    async def scene() -> None:
        channel, page = Channel(), Page()
        channel.publish(1, said(b"1"))
        serving = opened(channel, page)
        await turns()
        page.reads.clear()
        channel.publish(2, said(b"2"))
        await channel.tell()
        page.left.set()
        await serving
        assert len(channel) == 0
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(scene())


def test_one_device_has_a_few_streams_and_the_oldest_ends_for_a_new_one() -> None:
    async def scene() -> None:
        channel, pages = Channel(), [Page() for _ in range(STREAMS_PER_DEVICE + 1)]
        served = [opened(channel, page) for page in pages]
        await turns()
        assert [page.ended for page in pages] == [True] + [False] * STREAMS_PER_DEVICE
        await leave(*zip(pages, served, strict=True))

    asyncio.run(scene())


def test_a_silence_is_broken_with_a_sign_of_life_that_pages_hear() -> None:
    async def scene() -> None:
        channel, page = Channel(), Page()
        channel.publish(1, said(b"1"))
        serving = opened(channel, page)
        await turns()
        now = asyncio.get_running_loop().time()
        await channel.tell()
        await channel.breathe(now + KEEP_ALIVE_SECONDS / 2)
        assert page.last == b"1"
        await channel.breathe(now + 2 * KEEP_ALIVE_SECONDS)
        assert page.heard[-1].startswith(b"event: here\ndata: ")
        channel.close()
        await serving
        assert page.ended

    asyncio.run(scene())


def test_each_page_is_told_in_its_language_and_a_version_is_said_once_in_each() -> None:
    async def scene() -> None:
        channel, pages, asked = Channel(), [Page() for _ in range(4)], list[str]()

        def state(language: str) -> bytes:
            asked.append(language)
            return language.encode()

        channel.publish(1, state)
        served = [
            opened(channel, page, str(n), language)
            for n, (page, language) in enumerate(zip(pages, ("en", "cy", "en", "cy"), strict=True))
        ]
        await turns()
        assert [page.last for page in pages] == [b"en", b"cy", b"en", b"cy"]
        assert asked == ["en", "cy"]
        channel.publish(2, state)
        await channel.tell()
        assert asked == ["en", "cy"] * 2
        await leave(*zip(pages, served, strict=True))

    asyncio.run(scene())
