"""What travels between the facilitator's own phone and the room."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from facilitator.room.messages.phones import ItemNow, Label, Shared

Mark = Annotated[str, Meta(max_length=4000)]


class PollLine(Struct, frozen=True):
    """A poll of the running segment, for the facilitator's phone: the `act` that can be done next
    with it, "" for none, whether it can be voted on `again`, and `why` something else cannot be
    that might be looked for, "" where nothing is.
    """

    id: str
    title: str
    state: str
    round_id: str
    number: int
    cast: int
    act: Literal["", "open", "close", "declare", "reveal"] = ""
    again: bool = False
    why: str = ""


class Seen(Struct, frozen=True):
    """The versions of what the facilitator's phone has before it: where the day stands, the clock
    of its segment, what the room sees. An act says them back, so that pressed again it is one.
    """

    day: Mark = ""
    clock: Mark = ""
    stage: Mark = ""


class Remote(Shared, frozen=True, kw_only=True):
    """What the facilitator's own phone is shown; `has_traces` while the file's log could not be
    emptied after a vote; `notice` is what whoever leads the room has to know of its server, "" for
    nothing; `held` why nothing else can be put before the room, "" where it can; `stays` why the
    segment cannot be left, "" where it can; `is_first` that none is before it.
    """

    seen: Seen

    day: str
    blank: bool
    has_traces: bool = False
    notice: str = ""
    script: str
    prompts: tuple[str, ...]
    next: str
    left_seconds: float
    drift_minutes: int
    polls: tuple[PollLine, ...]
    questions_here: tuple[ItemNow, ...]
    held: str = ""
    stays: str = ""
    is_first: bool = False


class Act(Struct, frozen=True):
    """What the facilitator's own phone asks for, upon what it has `seen`; of a poll that it opens,
    which `round` it saw last in this segment, "" for none.
    """

    act: Literal[
        "start",
        "go_on",
        "go_back",
        "pause",
        "resume",
        "extend",
        "open",
        "close",
        "declare",
        "reveal",
        "blank",
        "unblank",
        "show_wall",
        "show_question",
    ]
    id: Annotated[str, Meta(max_length=64)] = ""
    seen: Seen = Seen()
    round: Annotated[str, Meta(max_length=64)] = ""
    reason: Label = ""
    told: bool = False
