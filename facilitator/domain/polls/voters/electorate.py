"""Who may vote: anybody, or those on a list, told in a sentence that names nobody."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import IN_ALL_ROOMS, OpenTo, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import Joined, Listed, Message, Text, people, say

OPEN_TO_WORDS = {
    OpenTo.ANYBODY: say("Anybody in the room"),
    OpenTo.CHECKED_IN: say("Everybody checked in at the desk"),
    OpenTo.SECTOR: say("People of some sectors"),
    OpenTo.NAMED: say("People chosen by name"),
    OpenTo.ALL_ROOMS: say("Anybody, in all rooms of the seminar"),
    OpenTo.CHECKED_IN_ALL_ROOMS: say("Everybody checked in at the desk, in all rooms"),
    OpenTo.SECTOR_ALL_ROOMS: say("People of some sectors, in all rooms"),
    OpenTo.NAMED_ALL_ROOMS: say("People chosen by name, in all rooms"),
}
"""In a list of choices."""

LINKED = say(
    "Votes that are linked cannot be taken of a list: whoever knows the lists of several votes "
    "could tell whose they are. Choose sealed or named in Prepare, or open it to anybody."
)


def is_listed(poll: Poll) -> bool:
    """Whether a poll is not open to everybody."""
    return poll.open_to.whom is not OpenTo.ANYBODY


def is_plenary(poll: Poll) -> bool:
    """Whether a poll is put to all rooms of a seminar at once."""
    return poll.open_to in IN_ALL_ROOMS.values()


def goes_by_phone(poll: Poll) -> bool:
    """Whether ballots are kept under a key of the phone that sent them, not of the person."""
    return poll.secrecy is not Secrecy.NAMED and not is_listed(poll)


_TOLD: Mapping[OpenTo, Message] = {
    OpenTo.CHECKED_IN: say("This vote is for everybody who was checked in when it opened."),
    OpenTo.SECTOR: say("This vote is for people from: {sectors}."),
    OpenTo.NAMED: say("This vote is for people whom the facilitator has named."),
    OpenTo.ALL_ROOMS: say("All rooms vote on this together."),
    OpenTo.CHECKED_IN_ALL_ROOMS: say(
        "All rooms vote on this together: everybody who was checked in when it opened."
    ),
    OpenTo.SECTOR_ALL_ROOMS: say("All rooms vote on this together: people from {sectors}."),
    OpenTo.NAMED_ALL_ROOMS: say(
        "All rooms vote on this together: people whom the facilitator has named."
    ),
}
_KEPT: Mapping[OpenTo, Message] = {
    OpenTo.CHECKED_IN: say("Open to everybody who was checked in when it opened."),
    OpenTo.SECTOR: say("Open to people from: {sectors}."),
    OpenTo.NAMED: say("Open to people whom the facilitator had named."),
    OpenTo.ALL_ROOMS: say("All rooms voted on this together."),
    OpenTo.CHECKED_IN_ALL_ROOMS: say(
        "All rooms voted on this together: everybody who was checked in when it opened."
    ),
    OpenTo.SECTOR_ALL_ROOMS: say("All rooms voted on this together: people from {sectors}."),
    OpenTo.NAMED_ALL_ROOMS: say(
        "All rooms voted on this together: people whom the facilitator had named."
    ),
}


def told_of(poll: Poll) -> Text:
    """What everybody is told of who may vote; nothing where anybody may."""
    return _of_list(_TOLD, poll)


def kept_of(poll: Poll) -> Text:
    """What a document says of who could vote; nothing where anybody could."""
    return _of_list(_KEPT, poll)


def _of_list(words: Mapping[OpenTo, Message], poll: Poll) -> Text:
    if poll.open_to not in words:
        return ""
    return replace(words[poll.open_to], values=(("sectors", Listed(poll.open_for)),))


def on_list(
    poll: Poll, everybody: Collection[Participant], nobodys: Collection[Device]
) -> tuple[str, ...]:
    """Who may vote in a round that opens now: participants, and of phones on which no name was
    asked those that say they come from a sector.
    """
    match poll.open_to.whom:
        case OpenTo.CHECKED_IN:
            found = [person.id for person in everybody if person.seen_here]
        case OpenTo.SECTOR:
            found = [person.id for person in everybody if person.sector in poll.open_for]
            found += [device.id for device in nobodys if device.sector in poll.open_for]
        case OpenTo.NAMED:
            found = [person.id for person in everybody if person.id in poll.open_for]
        case _:
            found = []
    return tuple(sorted(found))


def check_list(poll: Poll, entitled: Collection[str]) -> None:
    """Raise SeminarError where a poll of a list cannot be opened."""
    if not is_listed(poll):
        return
    if poll.secrecy is Secrecy.PSEUDONYMOUS:
        raise SeminarError(LINKED)
    if not entitled:
        raise SeminarError(_NOBODY[poll.open_to.whom])


_NOBODY = {
    OpenTo.CHECKED_IN: say(
        "Nobody is checked in, so nobody could vote. Check people in (Prepare: Participants), or "
        "open the poll to anybody."
    ),
    OpenTo.SECTOR: say(
        "Nobody here is known to come from the sectors that this poll is open to. Look at them in "
        "Prepare."
    ),
    OpenTo.NAMED: say(
        "Nobody is named who may vote. Choose people in Prepare, or open the poll to anybody."
    ),
}


def may_vote(held: Round, participant_id: str, device_id: str = "") -> bool:
    """Whether somebody is among those that a round is open to."""
    if not is_listed(held.poll):
        return True
    return (participant_id or device_id) in held.entitled


def not_open_to_you(poll: Poll) -> SeminarError:
    """Why a ballot was not taken."""
    return SeminarError(Joined((say("Your ballot was not counted."), told_of(poll))))


def too_many(held: Round, voted: int) -> Message | None:
    """What is wrong with so many votes in a round, None where nothing is."""
    if not is_listed(held.poll) or voted <= held.present:
        return None
    return say(
        "There are more votes ({voted}) than people who may vote in this round ({people}). Count "
        "again.",
        voted=voted,
        people=held.present,
    )


# Paper is handed in folded and hands are counted, so that nobody knows whose they are. A name on
# them would tell whoever counts how each person voted. What is left to hold against the list is how
# many they are, and who counts them is told so; what is too many is counted again.


def _goes_by_number(poll: Poll, channel: Channel) -> bool:
    """Whether votes that come this way are not tied to anybody on the list."""
    by_name = poll.secrecy is Secrecy.NAMED and channel is Channel.PAPER
    return is_listed(poll) and channel in (Channel.PAPER, Channel.HANDS) and not by_name


def told_by_number(held: Round, voted: int) -> Message | None:
    """What whoever counts paper and hands is told of the list; None where names are asked."""
    if not any(_goes_by_number(held.poll, channel) for channel in Channel):
        return None
    return say(
        "Paper and hands carry no names, so only their number is held against the list. Not voted "
        "yet: {left} of the {people} on it. Give paper to them alone, and count only their hands.",
        left=max(held.present - voted, 0),
        people=people(held.present),
    )


def kept_by_number(poll: Poll, channels: Iterable[Channel]) -> Text:
    """What a document says of votes that were held against the list by their number."""
    if not any(_goes_by_number(poll, channel) for channel in channels):
        return ""
    return say(
        "Votes on paper and by hands were held against the number of people on the list, not "
        "against their names."
    )
