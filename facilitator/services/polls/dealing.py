"""Dealing: each phone gets a few of the others' responses to read while the room sorts them.

Only what was let through is dealt, nothing that is for the organiser, and nobody's own. Which phone
gets which is worked out anew from the round's secret whenever it is asked for: it is kept nowhere,
and when the round closes nobody can work it out any more.
"""

from collections.abc import Sequence
from functools import lru_cache

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device, Role, author_of
from facilitator.domain.polls.agreement.judged import Judged, deal, judged
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.dealt import Dealt
from facilitator.domain.polls.methods.sort import JUDGEMENTS, reads
from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import say
from facilitator.services.notes import member_checks
from facilitator.services.polls.voters import Voter, key_secret
from facilitator.services.seminar.rooms import rounds_here
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader

LEAST = 3
"""So many responses there have to be before the room sorts them."""
NOT_YOURS = say(
    "This phone judged what is not its to judge. Load the page anew, and read what it shows."
)
BY_PHONE_ALONE = say("Responses are sorted on phones alone: each reads others than the next.")
FOR_ORGANISER = say(
    "What was answered there is for the organiser alone, so the room does not read it. Choose "
    "another question in Prepare."
)


def check_may_open(reader: Reader, poll: Poll) -> None:
    """Raise SeminarError where the room has nothing to sort, or may not."""
    if method_of(poll).deals_own:
        member_checks.check_may_open(reader)
    if method_of(poll).deals_own or not method_of(poll).deals:
        return
    question = reader.find(Question, poll.question_id)
    if question is not None and question.is_for_organiser:
        raise SeminarError(FOR_ORGANISER)
    if len(_let_through(reader, poll)) < LEAST:
        raise SeminarError(
            say(
                "“{title}” needs at least {n} responses that were let through. Ask its question "
                "first, then open it.",
                title=poll.title,
                n=LEAST,
            )
        )


def dealt_to(reader: Reader, device: Device) -> tuple[Dealt, ...]:
    """What a phone has to judge now, in its own order; nothing where nothing is dealt."""
    for current in rounds_here(reader, state=RoundState.OPEN):
        if method_of(current.poll).deals_own:
            return member_checks.asked_of(reader, device.participant_id, device.id)
        if method_of(current.poll).deals:
            phones = devices.every_device(reader, Role.PARTICIPANT)
            readers = tuple((each.id, author_of(each)) for each in phones)
            return hands(reader, current, readers).get(device.id, ())
    return ()


def hands(
    reader: Reader, current: Round, readers: tuple[tuple[str, str], ...]
) -> dict[str, tuple[Dealt, ...]]:
    """What each of the readers, by id with whose words are their own, gets of others' responses."""
    found = {each.id: each for each in _let_through(reader, current.poll)}
    secret = key_secret(reader, current)
    if secret is None:
        return {}
    authors = tuple((id, each.participant_id) for id, each in found.items())
    dealt = _dealt(readers, authors, reads(current.poll), f"{current.id}:{secret}")
    return {
        who: tuple(Dealt(id, found[id].words, JUDGEMENTS) for id in ids)
        for who, ids in dealt.items()
    }


def check_ballot(
    reader: Reader, held: Round, voter: Voter, marks: Sequence[tuple[str, int]]
) -> None:
    """Raise SeminarError where a ballot judges a response that is its voter's own, or is none to
    the question. What was hidden since it was dealt counts nowhere.
    """
    if method_of(held.poll).deals_own:
        keys = [key for key, _ in marks]
        if not member_checks.are_own(reader, voter.participant_id, voter.device_id, keys):
            raise SeminarError(NOT_YOURS)
        return
    own = {voter.participant_id, voter.device_id} - {""}
    for id, _ in marks:
        found = reader.find(Response, id)
        if found is None:
            continue  # taken back since
        if found.question_id != held.poll.question_id or found.participant_id in own:
            raise SeminarError(NOT_YOURS)


def sorted_by_room(reader: Reader, held: Round) -> tuple[Judged, ...]:
    """What the responses that are let through now came to; nothing of other polls."""
    method = method_of(held.poll)
    if not method.deals or method.deals_own:
        return ()
    words = {each.id: each.words for each in _let_through(reader, held.poll)}
    return judged(words, reader.ballots(held.id))


def forget() -> None:
    """Hold nothing of who reads what: a round was closed."""
    _dealt.cache_clear()


def _let_through(reader: Reader, poll: Poll) -> tuple[Response, ...]:
    question = reader.find(Question, poll.question_id)
    if question is None or question.is_for_organiser:
        return ()
    return reader.every(Response, question_id=question.id, hidden=False)


@lru_cache(maxsize=2)
def _dealt(
    readers: tuple[tuple[str, str], ...],
    authors: tuple[tuple[str, str], ...],
    each: int,
    seed: str,
) -> dict[str, tuple[str, ...]]:
    """The same for every phone that asks while nobody joins and nothing comes in."""
    return deal(readers, dict(authors), each, seed)
