"""What a room says of itself once it is open; the window reads it as one line of JSON.

On its own here, so that the window can read it without loading a web server.
"""

import msgspec

from facilitator.domain.wording import Text, say
from facilitator.room.net.passed_on import packed, unpacked

ELSEWHERE = say(
    "Another laptop has taken over this room, at {place}. Two rooms at once would each get a part "
    "of what people send: close the one here, and merge its file there for what only it has."
)


class Greeting(msgspec.Struct, frozen=True):
    """Where the room is and the codes that let people in.

    `standby` is the place of what would take over, "" while nothing stands by; `elsewhere` is where
    another laptop has taken over, "" while none has; `trouble` is why nothing that people send can
    be kept just now, packed as a sentence is between processes, "" while it can.
    """

    address: str
    port: int
    join_code: str
    note_code: str
    remote_code: str
    theme_code: str = ""
    standby_code: str = ""
    standby: str = ""
    elsewhere: str = ""
    trouble: str = ""

    @property
    def why_not_kept(self) -> Text:
        """The trouble as a sentence."""
        return unpacked(self.trouble)

    @property
    def url(self) -> str:
        """The address people type."""
        port = "" if self.port == 80 else f":{self.port}"
        return f"http://{self.address}{port}/"

    @property
    def join_url(self) -> str:
        """The address in the QR code, which brings the join code along."""
        return f"{self.url}?code={self.join_code}"

    @property
    def notes_url(self) -> str:
        """Where a note-taker's device pairs, its code along."""
        return f"{self.url}notes?code={self.note_code}"

    @property
    def remote_url(self) -> str:
        """Where the facilitator's own phone pairs, its code along."""
        return f"{self.url}remote?code={self.remote_code}"


class Ending(msgspec.Struct, frozen=True):
    """Why a room could not go on: what it says last to the window that started it."""

    why: str

    @classmethod
    def of(cls, sentence: Text) -> "Ending":
        """That it was for this."""
        return cls(packed(sentence))

    @property
    def line(self) -> str:
        """As the window reads it."""
        return msgspec.json.encode(self).decode()

    @property
    def sentence(self) -> Text:
        """What it was for."""
        return unpacked(self.why)
