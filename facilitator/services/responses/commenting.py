"""What people write about the paper that they took home, until the day that they are asked to. Each
comment is a response to the invitation, and leaves by the rules for what people say.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device, author_of
from facilitator.domain.people.participants import Consent, consent_id
from facilitator.domain.polls.words import visible
from facilitator.domain.report.additions import Addition, AdditionKind, of_kind
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.wording import Message, say
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

_IDS = UUID("5b7c1c56-5a0e-5f5c-9a53-1d2b3f0c77a1")
"""The namespace that ids of comments are made in."""
MOST = 20
"""How many comments are taken from one person: a plain form sends whatever it is told to."""

LONGEST = 4000
NO_WORDS = say("There are no words in your comment yet.")
TOO_LONG = say("Your comment is longer than {n} letters. Shorten it, or send it in two.", n=LONGEST)
KEPT = say("Thank you: the authors have your comment, and nobody else will see it.")
TO_PRINT = say(
    "Thank you: the authors have your comment. It may stand in the next edition, without your name."
)
NOT_QUOTED = say(
    "Thank you: the authors have your comment. It will not be printed, as you said that you are "
    "not to be quoted; you can change that on your phone."
)
OVER = say("The day until which comments were asked for has passed.")
ENOUGH = say("You have sent {n} comments: the authors take no more.", n=MOST)


def invitation(reader: Reader, now: datetime) -> Addition | None:
    """The invitation to comment that holds now; None where there is none, or its day has passed."""
    asked = of_kind(reader.every(Addition), AdditionKind.INVITATION)[-1:]
    today = on_room_clock(reader, now).date()
    open_ = [each for each in asked if each.until is None or today <= each.until]
    return open_[0] if open_ else None


def comments_in(reader: Reader) -> tuple[Response, ...]:
    """All that came in, the first first."""
    found = (
        each
        for invited in reader.every(Addition, kind=AdditionKind.INVITATION)
        for each in reader.every(Response, question_id=invited.id)
    )
    return tuple(sorted(found, key=lambda each: (each.recorded_at, each.id)))


def comment(
    writer: Writer, device: Device, words: str, *, may_print: bool, now: datetime
) -> Message:
    """Keep what somebody writes about the paper; what to tell them. What `may_print` does not cover
    is for the authors alone, whatever they agreed to on the day. The same words sent again count
    once.

    Raises SeminarError where nobody asks any more, and where there are no words or too many.
    """
    said = words.replace("\r\n", "\n").strip()
    if not visible(said):
        raise SeminarError(NO_WORDS)
    if len(said) > LONGEST:
        raise SeminarError(TOO_LONG)
    asked = invitation(writer, now)
    if asked is None:
        raise SeminarError(OVER)
    author = author_of(device)
    new = Response(
        id=str(uuid5(_IDS, f"{asked.id} {author} {said}")),
        question_id=asked.id,
        words=said,
        recorded_at=now,
        participant_id=author,
        channel=Channel.PHONE,
    )
    _put(writer, new, may_print=may_print)
    return _told(writer, author, may_print=may_print)


def _put(writer: Writer, new: Response, *, may_print: bool) -> None:
    """Keep it, or what its author now says of it; what was taken out stays out."""
    kept = writer.find(Response, new.id)
    if kept is None and writer.history(new.id):
        return
    of = {"question_id": new.question_id, "participant_id": new.participant_id}
    if kept is None and writer.count(Response, **of) >= MOST:
        raise SeminarError(ENOUGH)
    writer.put(replace(kept or new, hidden=not may_print, quotable=may_print))


def _told(reader: Reader, author: str, *, may_print: bool) -> Message:
    if not may_print:
        return KEPT
    consent = reader.find(Consent, consent_id(author))
    return TO_PRINT if consent is None or consent.quote else NOT_QUOTED
