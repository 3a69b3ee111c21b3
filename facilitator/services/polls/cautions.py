"""What the facilitator is told before a result is revealed that tells of few people."""

from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Message, people, say
from facilitator.services.polls.voting import kept_back, people_in
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def before_reveal(file: SeminarStore, round_id: str) -> Message | None:
    """What to know before a closed round is revealed, None where nothing is."""
    with file.read() as reader:
        known = reader.find(Round, round_id)
        return caution_in(reader, known) if known else None


def caution_in(reader: Reader, known: Round) -> Message | None:
    """The same, within one snapshot: few people voted, or few more or less than in another round
    that the room sees beside it, so that whoever knows them may work out how they voted.
    """
    if known.state is not RoundState.CLOSED:
        return None
    fewest = reader.get(Seminar, SEMINAR_ID).room_threshold
    voted = people_in(reader, known.id)
    if 0 < voted < fewest:
        return say(
            "Only {people} voted in this round: others may work out how each of them did.",
            people=people(voted),
        )
    revealed = reader.every(Round, poll_id=known.poll_id, state=RoundState.REVEALED)
    for each in (*revealed, *kept_back(reader, known)):
        apart = abs(voted - people_in(reader, each.id))
        if 0 < apart < fewest:
            return say(
                "Rounds {one} and {other} differ by {people}: others may work out how they voted.",
                one=each.number,
                other=known.number,
                people=people(apart),
            )
    return None
