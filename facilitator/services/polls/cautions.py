"""What the facilitator is told before a result is revealed that tells of few people."""

from collections import Counter
from collections.abc import Mapping

from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.cross_tables import can_be_split
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Message, Text, people, say
from facilitator.services.polls.rounds_held import kept_back, people_in
from facilitator.store.records import devices
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
            return _differ(each, known, people(apart))
        apart, alike = _few_on_lists(reader, each, known, fewest)
        if apart or alike:
            return _differ(each, known, people(apart)) if apart else _share(each, known, alike)
    return None


def _differ(one: Round, other: Round, few: Text) -> Message:
    return say(
        "Rounds {one} and {other} differ by {people}: others may work out how they voted.",
        one=one.number,
        other=other.number,
        people=few,
    )


def _share(one: Round, other: Round, few: int) -> Message:
    return say(
        "Only {people} of one group could vote in round {one} and in round {other}: others may "
        "work out how they voted.",
        one=one.number,
        other=other.number,
        people=people(few),
    )


def _few_on_lists(reader: Reader, one: Round, other: Round, fewest: int) -> tuple[int, int]:
    """How many people could vote in one of two rounds alone, and how many in both, where they are
    few, or few of their group: as many votes in both say nothing of that, since others may have
    come in their place.
    """
    lists = [frozenset(each.entitled) for each in (one, other)]
    if not all(lists) or lists[0] == lists[1]:
        return 0, 0
    groups = _groups(reader, one.poll.split) if can_be_split(one.poll) else {}

    def few(people: frozenset[str]) -> int:
        told = Counter(groups.get(id, "") for id in people) if groups else Counter()
        sizes = (len(people), *sorted(told.values()))
        return next((n for n in sizes if 0 < n < fewest), 0)

    return few(lists[0] - lists[1]) or few(lists[1] - lists[0]), few(lists[0] & lists[1])


def _groups(reader: Reader, split: Split) -> Mapping[str, str]:
    """Where people on a list come from, by what is told of them; their room is that of a phone of
    theirs.
    """
    phones = devices.every_device(reader, Role.PARTICIPANT)
    if split is Split.ROOM:
        return {phone.participant_id or phone.id: phone.room for phone in phones}
    everybody: list[Participant | Device] = [*reader.every(Participant), *phones]
    return {each.id: each.sector if split is Split.SECTOR else each.size for each in everybody}
