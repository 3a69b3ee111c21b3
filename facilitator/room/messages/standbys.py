"""What travels between a host, its standby, and the phones that go from one to the other."""

from typing import Annotated

from msgspec import Meta, Struct

Address = Annotated[str, Meta(pattern=r"^\d{1,3}(\.\d{1,3}){3}$")]
Port = Annotated[int, Meta(ge=1, le=65535)]
Proof = Annotated[str, Meta(max_length=64, pattern=r"^[0-9a-f]{64}$")]


class Hello(Struct, frozen=True):
    """A standby says where phones shall come to, and proves that it knows the code.

    `asked` is what the host asked it last: a proof that somebody overheard is none any more.
    `since` is the mark of what it holds: what changed since then is enough.
    """

    address: Address
    port: Port
    proof: Proof
    asked: Annotated[str, Meta(max_length=64)] = ""
    since: Annotated[str, Meta(max_length=64)] = ""

    @property
    def place(self) -> str:
        """Where phones shall come to."""
        return place_of(self.address, self.port)

    @property
    def said(self) -> str:
        """What is proved: nobody else can have phones sent elsewhere, or say it again."""
        return what_is_proved(self.place, self.asked)


class Heard(Struct, frozen=True):
    """The host heard it. `mark` is another one whenever something was written since; "" where the
    standby is to prove itself anew. `asks` is what the next proof is to be of.
    """

    mark: str
    asks: str


class Onward(Struct, frozen=True):
    """Where a page goes when its host is gone, and the ticket that lets it in there."""

    address: str
    ticket: str


class TakeUp(Struct, frozen=True):
    """A page that comes from the host that is gone, with its ticket."""

    ticket: Annotated[str, Meta(max_length=200)]


def what_is_proved(place: str, asked: str) -> str:
    """What a standby proves: its place, and what the host asked it last."""
    return f"{place} {asked}"


def place_of(address: str, port: int) -> str:
    """An address and a port as one text."""
    return f"{address}:{port}"
