"""What the room answers the facilitator's own phone: the day as it stands, and its big buttons.

Who presses and hears no answer presses again. So an act says what was seen when it was pressed, and
is done once; what it would come to and has come to already is no act either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import msgspec
from msgspec import structs

from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Joined, say
from facilitator.room.host.host import utc_now
from facilitator.room.http.phone_handlers import Asked, known_by, seen_in
from facilitator.room.messages import remotes
from facilitator.room.net.admission import Refusal
from facilitator.room.net.event_streams import Receive, Send, Sending
from facilitator.services.polls import voting
from facilitator.services.polls.cautions import before_reveal
from facilitator.services.seminar import running
from facilitator.services.views import projector
from facilitator.store.seminar_store import SeminarStore


async def remote(asked: Asked) -> bytes:
    """What the facilitator's own phone is shown."""
    asked.host.count_on_from_remotes(known_by(asked))
    return msgspec.json.encode(structs.replace(asked.host.told_remote(asked.locale), now=utc_now()))


async def act(asked: Asked, body: remotes.Act) -> bytes:
    """Do what the facilitator's own phone asks for; returns what it is shown then."""
    await asked.host.till.alone(partial(_act, _Press(asked.file, body, utc_now())))
    await asked.host.tell()
    return await remote(asked)


def live(asked: Asked, headers: Mapping[str, str], receive: Receive, send: Send) -> Sending:
    """Keep the facilitator's own phone up to date."""
    return asked.host.remotes.serve(
        asked.device.id, seen_in(headers), receive, send, asked.straight, asked.locale.code
    )


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that was pressed."""

    file: SeminarStore
    body: remotes.Act
    now: datetime


def _act(press: _Press) -> None:
    file, body, now = press.file, press.body, press.now
    match body.act:
        case "open" | "close" | "declare" | "reveal":
            _about_a_vote(press)
        case "start" | "go_on" | "go_back" as verb:
            _MOVES[verb](file, seen=body.seen.day, now=now)
        case "pause" | "resume" | "extend" as verb:
            _MOVES[verb](file, seen=body.seen.clock, now=now)
        case "blank" | "unblank" as verb:
            projector.set_blank(file, verb == "blank", seen=body.seen.stage, now=now)
        case "show_wall":
            projector.show(file, Scene.WALL, body.id, seen=body.seen.stage, now=now)
        case "show_question":
            projector.show(file, Scene.QUESTION, body.id, seen=body.seen.stage, now=now)


_MOVES = {
    "start": running.start_day,
    "go_on": running.go_on,
    "go_back": running.go_back,
    "pause": running.pause,
    "resume": running.resume,
    "extend": running.extend,
}


def _about_a_vote(press: _Press) -> None:
    file, body, now = press.file, press.body, press.now
    if body.act == "open":
        current = running.run_sheet(file, now).current
        voting.open_round(
            file,
            body.id,
            reason=body.reason,
            segment_id=current.id if current else "",
            seen=body.round,
            now=now,
        )
    elif _is_done(press):
        return
    elif body.act == "close":
        voting.close_round(file, body.id, now=now)
    elif body.act == "declare":
        voting.declare_count(file, body.id, now=now)
    else:
        if not body.told and (caution := before_reveal(file, body.id)):
            again = say("Press again to reveal it all the same.")
            raise Refusal(428, "caution", Joined((caution, again)))
        voting.reveal_round(file, body.id, now=now)


_DONE = {
    "close": frozenset(RoundState) - {RoundState.OPEN},
    "declare": frozenset({RoundState.CLOSED, RoundState.REVEALED}),
    "reveal": frozenset({RoundState.REVEALED}),
}
"""Where a round stands, or has passed, once somebody has done this to it."""


def _is_done(press: _Press) -> bool:
    with press.file.read() as reader:
        known = reader.find(Round, press.body.id)
    return known is not None and known.state in _DONE[press.body.act]
