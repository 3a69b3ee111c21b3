"""Who is in the room, as its server knows it.

Of what is remembered, what is on the disk may say something else by now: a name's seat went to
another phone, somebody was erased, everybody was let out, by whichever process. So what comes of a
device is only done, and only told, where it still is in within the same transaction; what is
remembered spares those a look-up who ask most, and looks then.
"""

from collections import OrderedDict
from collections.abc import Iterable

from facilitator.domain.people.devices import Device
from facilitator.domain.revisions import Kind
from facilitator.room.host.note_host import Read
from facilitator.room.net.admission import MOST_REMEMBERED
from facilitator.room.net.event_streams import Channel
from facilitator.services.people import joining
from facilitator.store.records.devices import hashed
from facilitator.store.seminar_store import SeminarStore

TELLS = frozenset({Kind.CONSENT, Kind.PARTICIPANT})
"""Letting somebody out is no news by itself; these are, and come with it."""


class WhoIsIn:
    """The devices by their tokens, which are known by their hashes alone."""

    def __init__(self, file: SeminarStore, read: Read) -> None:
        self._file = file
        self._read = read
        self._known: OrderedDict[str, Device] = OrderedDict()

    async def by(self, token: str) -> Device | None:
        """The device that holds a token now; remembered from now on."""
        if not token or len(token) > 100:
            return None
        found = await self._read(lambda: joining.who(self._file, token))
        if found is None:
            self.forget(token)
        else:
            self.remember(token, found)
        return found

    async def remembered(self, token: str) -> Device | None:
        """The same for whoever looks then whether it still is in: looked up once."""
        return self._known.get(hashed(token)) or await self.by(token)

    def remember(self, token: str, device: Device) -> None:
        """Know a device from now on; one that waits for a nod is asked about anew every time."""
        if device.asks_for:
            self.forget(token)
            return
        self._known[hashed(token)] = device
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)

    def forget(self, token: str) -> None:
        """Know a device no more."""
        self._known.pop(hashed(token), None)

    async def see_out(self, channels: Iterable[Channel]) -> None:
        """Forget whoever has been let out, and tell them nothing more."""
        there = await self._read(lambda: joining.everybody_in(self._file))
        for known in [token for token, device in self._known.items() if device.id not in there]:
            del self._known[known]
        for channel in channels:
            channel.see_out(there)
