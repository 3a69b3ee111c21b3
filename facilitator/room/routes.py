"""The table of routes: what may be asked, by whom, with what body, and which answers can come.

The dispatcher, the API's description of itself and the tests of who may do what all read this one
table, so that none of them can say something else.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
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

CLASH = (409,)
"""What somebody sends may no longer fit what the seminar has become."""

MOST_NOTE_BYTES = 130_000
MOST_SYNC_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One route: it takes a body, or None, and answers with another; None stands for a stream.

    `role` says which of a browser's tokens counts here: one phone may have several. `most_bytes` is
    how long a body may be where that is not as usual, `media` what is answered instead of JSON.
    """

    method: str
    path: str
    does: Callable[..., Awaitable[Any]]
    takes: type | None
    answers: type | None
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


_anybody = partial(Entry, who=ANYBODY)
_joined = partial(Entry, who=JOINED)
_remote = partial(Entry, who=REMOTE, role=Role.FACILITATOR)
_notes = partial(Entry, who=NOTES, role=Role.NOTE_TAKER)
_note = partial(_notes, most_bytes=MOST_NOTE_BYTES, refusals=CLASH)
_many_notes = partial(_notes, most_bytes=MOST_SYNC_BYTES, refusals=CLASH)

ROUTES: tuple[Entry, ...] = (
    _anybody("GET", "/api/room", handlers.room, None, say.RoomCard),
    _anybody("POST", "/api/join", handlers.join, say.Join, say.Done, refusals=CLASH),
    _joined("POST", "/api/me", handlers.change_me, say.Me, say.Done, refusals=CLASH),
    _anybody("POST", "/api/leave", handlers.leave, say.Nothing, say.Done),
    _anybody("POST", "/api/pair", handlers.pair, say.Pair, say.Done),
    _joined("GET", "/api/state", handlers.now, None, say.State, query=("since",)),
    _joined("GET", "/api/live", handlers.live, None, None),
    _joined("POST", "/api/ballots", handlers.cast, say.BallotIn, say.Cast, refusals=CLASH),
    _joined("POST", "/api/responses", handlers.answer, say.ResponseIn, say.Done, refusals=CLASH),
    _joined(
        "PUT",
        "/api/responses/{id}",
        handlers.change_answer,
        say.Correction,
        say.Done,
        refusals=CLASH,
    ),
    _joined("DELETE", "/api/responses/{id}", handlers.take_back, None, say.Done, refusals=CLASH),
    _joined("POST", "/api/upvotes", handlers.upvote, say.UpvoteIn, say.Done, refusals=CLASH),
    _joined("POST", "/api/group", handlers.choose_group, say.GroupIn, say.Done, refusals=CLASH),
    _anybody("POST", "/api/ping", handlers.ping, say.Nothing, say.Nothing),
    _remote("GET", "/api/remote", handlers.remote, None, say.Remote),
    _remote("POST", "/api/remote", handlers.act, say.Act, say.Done, refusals=CLASH),
    _remote("GET", "/api/remote/live", handlers.remote_live, None, None),
    _notes("GET", "/api/notes/desk", note_handlers.desk, None, note_say.DeskNow, query=("since",)),
    _notes("GET", "/api/notes/live", note_handlers.live, None, None),
    _notes(
        "GET", "/api/notes/copy", note_handlers.copy, None, None, media="application/octet-stream"
    ),
    _many_notes("POST", "/api/notes/sync", note_handlers.sync, Offer, Answer),
    _many_notes("POST", "/api/notes/take-in", note_handlers.take_in, Outbox, note_say.TookIn),
    _notes("GET", "/api/notes/{id}", note_handlers.page, None, note_say.PageNow, query=("since",)),
    _note("POST", "/api/notes", note_handlers.add, note_say.NoteIn, note_say.Kept),
    _note("PUT", "/api/notes/{id}", note_handlers.change, note_say.NoteChange, note_say.Kept),
    _notes(
        "DELETE",
        "/api/notes/{id}",
        note_handlers.remove,
        None,
        say.Done,
        refusals=(409, 422),
        query=("seen", "change"),
    ),
)
