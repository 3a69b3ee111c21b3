"""The table of routes: what may be asked, by whom, with what body, and which answers can come.

The dispatcher, the API's description of itself and the tests of who may do what all read this one
table, so that none of them can say something else.
"""

from collections.abc import Awaitable, Callable
from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import Any

from facilitator.domain.merging.sync import Answer, Offer
from facilitator.domain.people.devices import Role
from facilitator.room.http import (
    home_handlers,
    note_handlers,
    phone_handlers,
    remote_handlers,
    standby_handlers,
)
from facilitator.room.messages import note_takers as note_say
from facilitator.room.messages import phones as say
from facilitator.room.messages import remotes, standbys
from facilitator.services.notes.outbox import Outbox
from facilitator.services.notes.sent import Sent
from facilitator.services.polls.ballot_intake import SentBallot

ANYBODY: frozenset[Role | None] = frozenset({None, *Role})
JOINED: frozenset[Role | None] = frozenset({Role.PARTICIPANT})
REMOTE: frozenset[Role | None] = frozenset({Role.FACILITATOR})
NOTES: frozenset[Role | None] = frozenset({Role.NOTE_TAKER})
THEMES: frozenset[Role | None] = frozenset({Role.THEME_TEAM})

MOST_NOTE_BYTES = 130_000
MOST_SYNC_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One route. `answers` is None where it answers with a stream.

    `role` says which of a browser's tokens counts here: one phone may have several. `most_bytes` is
    how long a body may be where that is not as usual, `media` what is answered instead of JSON. One
    that `is_hot` is asked by a whole room at once: who asks is known by memory, and it looks itself
    whether they still are in.
    """

    method: str
    path: str
    does: Callable[..., Awaitable[Any]]
    _: KW_ONLY
    answers: type | None
    takes: type | None = None
    who: frozenset[Role | None] = JOINED
    role: Role = Role.PARTICIPANT
    most_bytes: int = 0
    media: str = "text/event-stream"
    is_hot: bool = False
    refusals: tuple[int, ...] = ()
    query: tuple[str, ...] = ()

    @property
    def is_form(self) -> bool:
        """Whether a page's plain form sends it, so that a page is the answer."""
        return self.method == "POST" and self.media == "text/html"

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
_remote = partial(Entry, who=REMOTE, role=Role.FACILITATOR)
_notes = partial(Entry, who=NOTES, role=Role.NOTE_TAKER)
_themes = partial(Entry, who=THEMES, role=Role.THEME_TEAM)
_act = partial(Entry, answers=say.Done, refusals=(409,))
_come = partial(_anybody, "POST", takes=standbys.TakeUp, answers=say.Done, refusals=(409,))

ROUTES: tuple[Entry, ...] = (
    _anybody("GET", "/api/room", phone_handlers.room, answers=say.RoomCard, query=("at",)),
    _anybody(
        "POST", "/api/join", phone_handlers.join, takes=say.Join, answers=say.Done, refusals=(409,)
    ),
    Entry(
        "POST", "/api/me", phone_handlers.change_me, takes=say.Me, answers=say.Done, refusals=(409,)
    ),
    _anybody("POST", "/api/leave", phone_handlers.leave, takes=say.Nothing, answers=say.Done),
    _anybody("POST", "/api/pair", phone_handlers.pair, takes=say.Pair, answers=say.Done),
    _come("/api/take-up", standby_handlers.take_up),
    _come("/api/notes/take-up", standby_handlers.take_up_notes, role=Role.NOTE_TAKER),
    _come("/api/remote/take-up", standby_handlers.take_up_remote, role=Role.FACILITATOR),
    _anybody(
        "POST",
        "/api/standby",
        standby_handlers.hello,
        takes=standbys.Hello,
        answers=standbys.Heard,
    ),
    _anybody(
        "GET",
        "/api/standby",
        standby_handlers.copy,
        answers=None,
        media="application/octet-stream",
        refusals=(422,),
        query=("address", "port", "proof", "asked"),
    ),
    Entry("GET", "/api/onward", standby_handlers.onward, answers=standbys.Onward),
    _remote("GET", "/api/remote/onward", standby_handlers.onward, answers=standbys.Onward),
    _notes("GET", "/api/notes/onward", standby_handlers.onward, answers=standbys.Onward),
    _anybody(
        "GET",
        "/page",
        home_handlers.page,
        answers=None,
        media="text/html",
        refusals=(409,),
        query=("lang",),
    ),
    _anybody(
        "GET",
        "/page.pdf",
        home_handlers.page_pdf,
        answers=None,
        media="application/pdf",
        refusals=(409,),
        query=("lang", "print"),
    ),
    Entry(
        "POST",
        "/page/comments",
        home_handlers.comment,
        answers=None,
        media="text/html",
        refusals=(400, 408, 409, 413, 422),
        query=("lang",),
    ),
    Entry(
        "GET", "/api/state", phone_handlers.now, answers=say.State, query=("since",), is_hot=True
    ),
    Entry("GET", "/api/live", phone_handlers.live, answers=None),
    _act("POST", "/api/receipts", phone_handlers.receipt, takes=say.ReceiptIn, answers=say.Receipt),
    _act("POST", "/api/ballots", phone_handlers.cast, takes=SentBallot, is_hot=True),
    _act("POST", "/api/responses", phone_handlers.answer, takes=say.ResponseIn),
    _act("PUT", "/api/responses/{id}", phone_handlers.change_answer, takes=say.Correction),
    _act("DELETE", "/api/responses/{id}", phone_handlers.take_back),
    _act("POST", "/api/upvotes", phone_handlers.upvote, takes=say.UpvoteIn),
    _act("POST", "/api/group", phone_handlers.choose_group, takes=say.GroupIn),
    _act("POST", "/api/speakers", phone_handlers.speakers, takes=say.SpeakIn),
    _anybody("POST", "/api/ping", phone_handlers.ping, takes=say.Nothing, answers=say.Nothing),
    _remote("GET", "/api/remote", remote_handlers.remote, answers=remotes.Remote),
    _remote(
        "POST",
        "/api/remote",
        remote_handlers.act,
        takes=remotes.Act,
        answers=remotes.Remote,
        refusals=(409, 428),
    ),
    _remote("GET", "/api/remote/live", remote_handlers.live, answers=None),
    _notes(
        "GET", "/api/notes/desk", note_handlers.desk, answers=note_say.DeskNow, query=("since",)
    ),
    _notes("GET", "/api/notes/live", note_handlers.live, answers=None),
    _notes(
        "GET", "/api/notes/copy", note_handlers.copy, answers=None, media="application/octet-stream"
    ),
    _notes(
        "POST",
        "/api/notes/sync",
        note_handlers.sync,
        takes=Offer,
        answers=Answer,
        most_bytes=MOST_SYNC_BYTES,
        refusals=(409,),
    ),
    _themes("GET", "/api/themes/desk", note_handlers.desk, answers=note_say.DeskNow),
    _themes(
        "GET",
        "/api/themes/copy",
        note_handlers.copy,
        answers=None,
        media="application/octet-stream",
    ),
    _themes(
        "POST",
        "/api/themes/sync",
        note_handlers.sync,
        takes=Offer,
        answers=Answer,
        most_bytes=MOST_SYNC_BYTES,
        refusals=(409,),
    ),
    _notes(
        "POST",
        "/api/notes/take-in",
        note_handlers.take_in,
        takes=Outbox,
        answers=note_say.TookIn,
        most_bytes=MOST_SYNC_BYTES,
        refusals=(409,),
    ),
    _notes(
        "GET", "/api/notes/{id}", note_handlers.page, answers=note_say.PageNow, query=("since",)
    ),
    _notes(
        "POST",
        "/api/notes",
        note_handlers.add,
        takes=Sent,
        answers=note_say.Kept,
        most_bytes=MOST_NOTE_BYTES,
        refusals=(409,),
    ),
    _notes(
        "PUT",
        "/api/notes/{id}",
        note_handlers.change,
        takes=Sent,
        answers=note_say.Kept,
        most_bytes=MOST_NOTE_BYTES,
        refusals=(409,),
    ),
    _notes("GET", "/api/notes/{id}/alike", note_handlers.alike, answers=note_say.AlikeNow),
    _notes(
        "POST",
        "/api/notes/{id}/alike",
        note_handlers.say_alike,
        takes=note_say.SayAlike,
        answers=say.Done,
        refusals=(409,),
    ),
    _notes(
        "PUT",
        "/api/notes/{id}/photograph",
        note_handlers.photograph,
        takes=note_say.PicturePiece,
        answers=note_say.PictureHeld,
        refusals=(409,),
    ),
    _notes(
        "DELETE",
        "/api/notes/{id}",
        note_handlers.remove,
        answers=say.Done,
        refusals=(409, 422),
        query=("seen", "change"),
    ),
)
