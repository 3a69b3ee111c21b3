"""The table of routes: what may be asked, by whom, with what body, and which answers can come.

The dispatcher, the API's description of itself and the tests of who may do what all read this one
table, so that none of them can say something else.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from facilitator.domain.devices import Role
from facilitator.domain.syncing import Answer, Offer
from facilitator.room import handlers, note_handlers
from facilitator.room import messages as say
from facilitator.room import note_messages as note_say
from facilitator.services.outbox import Outbox

ANYBODY: frozenset[Role | None] = frozenset({None, *Role})
JOINED: frozenset[Role | None] = frozenset({Role.PARTICIPANT})
REMOTE: frozenset[Role | None] = frozenset({Role.FACILITATOR})
NOTES: frozenset[Role | None] = frozenset({Role.NOTE_TAKER})

MOST_NOTE_BYTES = 130_000
MOST_SYNC_BYTES = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One route. `answers` is None where it answers with a stream.

    `role` says which of a browser's tokens counts here: one phone may have several. `most_bytes` is
    how long a body may be where that is not as usual, `media` what is answered instead of JSON.
    """

    method: str
    path: str
    does: Callable[..., Awaitable[Any]]
    answers: type | None
    takes: type | None = None
    who: frozenset[Role | None] = JOINED
    role: Role = Role.PARTICIPANT
    most_bytes: int = 0
    media: str = "text/event-stream"
    refusals: tuple[int, ...] = ()
    query: tuple[str, ...] = ()

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every status this route may answer with."""
        found = {200, 403, 421, 429, *self.refusals}
        if "since" in self.query:
            found.add(304)
        if None not in self.who:
            found.add(401)
        if self.takes is not None:
            found |= {400, 408, 413, 422}
        return tuple(sorted(found))


ROUTES: tuple[Entry, ...] = (
    Entry(method="GET", path="/api/room", does=handlers.room, answers=say.RoomCard, who=ANYBODY),
    Entry(
        method="POST",
        path="/api/join",
        does=handlers.join,
        takes=say.Join,
        answers=say.Done,
        who=ANYBODY,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/me",
        does=handlers.change_me,
        takes=say.Me,
        answers=say.Done,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/leave",
        does=handlers.leave,
        takes=say.Nothing,
        answers=say.Done,
        who=ANYBODY,
    ),
    Entry(
        method="POST",
        path="/api/pair",
        does=handlers.pair,
        takes=say.Pair,
        answers=say.Done,
        who=ANYBODY,
    ),
    Entry(
        method="GET",
        path="/api/state",
        does=handlers.now,
        answers=say.State,
        query=("since",),
    ),
    Entry(method="GET", path="/api/live", does=handlers.live, answers=None),
    Entry(
        method="POST",
        path="/api/ballots",
        does=handlers.cast,
        takes=say.BallotIn,
        answers=say.Cast,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/responses",
        does=handlers.answer,
        takes=say.ResponseIn,
        answers=say.Done,
        refusals=(409,),
    ),
    Entry(
        method="PUT",
        path="/api/responses/{id}",
        does=handlers.change_answer,
        takes=say.Correction,
        answers=say.Done,
        refusals=(409,),
    ),
    Entry(
        method="DELETE",
        path="/api/responses/{id}",
        does=handlers.take_back,
        answers=say.Done,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/upvotes",
        does=handlers.upvote,
        takes=say.UpvoteIn,
        answers=say.Done,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/group",
        does=handlers.choose_group,
        takes=say.GroupIn,
        answers=say.Done,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/ping",
        does=handlers.ping,
        takes=say.Nothing,
        answers=say.Nothing,
        who=ANYBODY,
    ),
    Entry(
        method="GET",
        path="/api/remote",
        does=handlers.remote,
        answers=say.Remote,
        who=REMOTE,
        role=Role.FACILITATOR,
    ),
    Entry(
        method="POST",
        path="/api/remote",
        does=handlers.act,
        takes=say.Act,
        answers=say.Done,
        who=REMOTE,
        role=Role.FACILITATOR,
        refusals=(409,),
    ),
    Entry(
        method="GET",
        path="/api/remote/live",
        does=handlers.remote_live,
        answers=None,
        who=REMOTE,
        role=Role.FACILITATOR,
    ),
    Entry(
        method="GET",
        path="/api/notes/desk",
        does=note_handlers.desk,
        answers=note_say.DeskNow,
        who=NOTES,
        role=Role.NOTE_TAKER,
        query=("since",),
    ),
    Entry(
        method="GET",
        path="/api/notes/live",
        does=note_handlers.live,
        answers=None,
        who=NOTES,
        role=Role.NOTE_TAKER,
    ),
    Entry(
        method="GET",
        path="/api/notes/copy",
        does=note_handlers.copy,
        answers=None,
        who=NOTES,
        role=Role.NOTE_TAKER,
        media="application/octet-stream",
    ),
    Entry(
        method="POST",
        path="/api/notes/sync",
        does=note_handlers.sync,
        takes=Offer,
        answers=Answer,
        who=NOTES,
        role=Role.NOTE_TAKER,
        most_bytes=MOST_SYNC_BYTES,
        refusals=(409,),
    ),
    Entry(
        method="POST",
        path="/api/notes/take-in",
        does=note_handlers.take_in,
        takes=Outbox,
        answers=note_say.TookIn,
        who=NOTES,
        role=Role.NOTE_TAKER,
        most_bytes=MOST_SYNC_BYTES,
        refusals=(409,),
    ),
    Entry(
        method="GET",
        path="/api/notes/{id}",
        does=note_handlers.page,
        answers=note_say.PageNow,
        who=NOTES,
        role=Role.NOTE_TAKER,
        query=("since",),
    ),
    Entry(
        method="POST",
        path="/api/notes",
        does=note_handlers.add,
        takes=note_say.NoteIn,
        answers=note_say.Kept,
        who=NOTES,
        role=Role.NOTE_TAKER,
        most_bytes=MOST_NOTE_BYTES,
        refusals=(409,),
    ),
    Entry(
        method="PUT",
        path="/api/notes/{id}",
        does=note_handlers.change,
        takes=note_say.NoteChange,
        answers=note_say.Kept,
        who=NOTES,
        role=Role.NOTE_TAKER,
        most_bytes=MOST_NOTE_BYTES,
        refusals=(409,),
    ),
    Entry(
        method="DELETE",
        path="/api/notes/{id}",
        does=note_handlers.remove,
        answers=say.Done,
        who=NOTES,
        role=Role.NOTE_TAKER,
        refusals=(409, 422),
        query=("seen", "change"),
    ),
)
