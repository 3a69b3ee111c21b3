"""What the room answers note-takers and the theme team: the groups, their notes, notes taken in."""

import asyncio
import hashlib
import re
import socket
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from facilitator import whole_file
from facilitator.domain import wording
from facilitator.domain.acts import Verb
from facilitator.domain.merging.sync import NOTE_TAKERS, THEME_TEAM, Answer, Offer
from facilitator.domain.people.devices import Role
from facilitator.room.host import note_host
from facilitator.room.host.host import utc_now
from facilitator.room.http.phone_handlers import Asked, known_by, seen_in
from facilitator.room.messages import note_takers as say
from facilitator.room.messages.phones import Done
from facilitator.room.net.admission import Refusal
from facilitator.room.net.event_streams import Receive, Send, Sending
from facilitator.services.files.folders import user_folder
from facilitator.services.merging import syncing
from facilitator.services.notes import outbox, photographs, said_alike, taking_in
from facilitator.services.notes.pictures import made_fit_of
from facilitator.services.notes.sent import Sent
from facilitator.services.people import joining
from facilitator.services.records import erasing
from facilitator.services.views import note_taker_page

FILE = wording.say("This file")
_PIECE = 1 << 16
_LETTERS = 140
"""How much of another group's note a page shows under the field, as a window does."""
_ID = re.compile(r"[\w:.-]{1,64}")


async def desk(asked: Asked) -> say.DeskNow | bytes:
    """The seminar's groups and questions, for a note-taker."""
    notes = asked.host.notes
    await notes.look()
    notes.count_on_from(known_by(asked))
    if asked.query.get("since") == str(notes.version):
        return b""
    version, now = notes.version, utc_now()
    shown = await asked.host.read(partial(note_taker_page.pad, asked.file, now))
    language = asked.locale.code
    return note_host.desk_of(shown, language, version=version, now=now, device=asked.device.id)


async def page(asked: Asked) -> say.PageNow | bytes:
    """A group's notes."""
    breakout = asked.path["id"]
    await asked.host.notes.look()
    version = asked.host.notes.stamp(breakout)
    if asked.query.get("since") == str(version):
        return b""
    found = await asked.host.read(partial(note_taker_page.page, asked.file, breakout))
    return say.PageNow(version, found.lines, found.checked_at)


async def add(asked: Asked, body: Sent) -> say.Kept:
    """Keep a note; the same note sent again counts once."""
    return await _keep(asked, replace(body, method="POST"))


async def change(asked: Asked, body: Sent) -> say.Kept:
    """Keep a changed note beside whatever its author had not seen."""
    return await _keep(asked, replace(body, method="PUT", id=asked.path["id"]))


async def _keep(asked: Asked, sent: Sent) -> say.Kept:
    now = utc_now()
    revision = await asked.do(
        lambda writer, device: taking_in.take(writer, sent, author=device.id, now=now)
    )
    asked.host.notes.wake()
    return say.Kept(revision)


async def remove(asked: Asked) -> Done:
    """Take out what its author saw of a note."""
    seen = tuple(filter(None, asked.query.get("seen", "").split(",")))
    change_id = asked.query.get("change", "")
    if not all(_ID.fullmatch(each) for each in (*seen, change_id or "-")):
        raise Refusal(422, "invalid", wording.say("This was not understood: an id is not one."))
    note = asked.path["id"]
    await asked.do(
        lambda writer, device: taking_in.remove(
            writer, note, seen, change_id=change_id, author=device.id
        )
    )
    asked.host.notes.wake()
    return Done()


async def alike(asked: Asked) -> say.AlikeNow:
    """What another group has that is nearly the same as a note; nobody is told who did not ask."""
    found = await asked.host.notes.said_alike(asked.path["id"])
    if found is None:
        return say.AlikeNow()
    words = wording.brief(found.passage.words, _LETTERS)
    return say.AlikeNow(found.passage.id, found.group, words)


async def say_alike(asked: Asked, body: say.SayAlike) -> Done:
    """Keep that two notes say nearly the same, or take it back."""
    work = partial(
        said_alike.say_alike,
        asked.file,
        asked.path["id"],
        body.other,
        is_alike=body.on,
        coder=asked.device.id,
        now=utc_now(),
    )
    await asked.host.till.alone(work)
    return Done()


async def photograph(asked: Asked, body: say.PicturePiece) -> say.PictureHeld:
    """Take in a piece of a note's photograph; with the last one it is kept."""
    file, note, author = asked.file, asked.path["id"], asked.device.id
    pieces = asked.host.notes.pieces
    if body.at == 0 and await asked.host.read(partial(photographs.is_kept, file, note)):
        return say.PictureHeld(kept=True)
    held = pieces.take(author, note, body)
    if len(held) < body.of:
        return say.PictureHeld(len(held))
    pieces.drop(author, note)
    picture = await asyncio.to_thread(made_fit_of, held)
    await asked.do(lambda writer, _: photographs.take(writer, note_id=note, picture=picture))
    asked.host.notes.wake()
    return say.PictureHeld(len(held), kept=True)


async def take_in(asked: Asked, box: outbox.Outbox) -> say.TookIn:
    """Take in the file that a browser gave to be carried here by hand."""
    outbox.refuse_newer(box.version, FILE)
    now = utc_now()
    found = await asked.do(
        lambda writer, device: outbox.take(writer, box, FILE, author=device.id, now=now)
    )
    asked.host.notes.wake()
    return say.TookIn(
        found.new,
        found.changed,
        found.known,
        tuple(refusal.said.in_(asked.locale) for refusal in found.refused),
    )


def live(asked: Asked, headers: Mapping[str, str], receive: Receive, send: Send) -> Sending:
    """Tell a note-taker's page which groups changed."""
    seen = seen_in(headers)
    return asked.host.notes.channel.serve(asked.device.id, seen, receive, send, asked.straight)


async def sync(asked: Asked, offer: Offer) -> Answer:
    """A note-taker's laptop, or the theme team's, brings what it has, and is told what is new."""
    share = THEME_TEAM if asked.device.role is Role.THEME_TEAM else NOTE_TAKERS
    name = socket.gethostname()
    work = partial(syncing.answer, asked.file, offer, share=share, now=utc_now(), name=name)
    answered = await asked.host.till.alone(work)
    call = partial(joining.call, asked.file, asked.device.id, offer.name, now=utc_now())
    await asked.host.till.alone(call)
    if offer.brings.revisions:
        asked.host.notes.wake()
    if any(each.erased for each in offer.brings.revisions) or any(
        each.verb in (Verb.SPLIT, Verb.JOIN) for each in offer.brings.acts
    ):
        await asked.host.read(partial(erasing.sweep, asked.host.file, utc_now()))
    return answered


async def copy(asked: Asked, _headers: Mapping[str, str], _receive: Receive, send: Send) -> None:
    """A copy of the seminar for a note-taker's laptop, or the theme team's."""
    is_teams = asked.device.role is Role.THEME_TEAM
    make = partial(syncing.copy_for_notes, asked.file, is_teams=is_teams)
    with whole_file.scratch(user_folder()) as folder:
        made = folder / "copy.seminar"
        await asked.host.read(partial(make, made))
        content = await asked.host.read(made.read_bytes)
    await send_whole(send, content)


async def send_whole(send: Send, content: bytes, *about: tuple[bytes, bytes]) -> None:
    """Send a file piece by piece, with a digest that says whether it has arrived whole."""
    headers = [
        (b"content-type", b"application/octet-stream"),
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"no-store"),
        (b"x-content-sha256", hashlib.sha256(content).hexdigest().encode()),
        *about,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for start in range(0, len(content), _PIECE):
        piece, more = content[start : start + _PIECE], start + _PIECE < len(content)
        await send({"type": "http.response.body", "body": piece, "more_body": more})
