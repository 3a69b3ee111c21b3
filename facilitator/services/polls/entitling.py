"""Who may vote in a round that opens, and how many people that are."""

from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.voters.electorate import check_list, is_listed, is_plenary, on_list
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader


def electorate(reader: Reader, poll: Poll) -> tuple[tuple[str, ...], int]:
    """The ids of those who may vote, none where anybody may, and the number of people.

    Raises SeminarError where the list has nobody on it, or does not go with the poll's secrecy.
    """
    if not is_listed(poll):
        came = reader.count(Participant) - reader.count(Participant, arrived_at=None)
        rooms = None if is_plenary(poll) else reader.room
        return (), max(came, devices.how_many_in(reader, Role.PARTICIPANT, rooms))
    everybody = reader.every(Participant)
    phones = devices.every_device(reader, Role.PARTICIPANT)
    entitled = on_list(
        poll, everybody, [each for each in phones if not (each.participant_id or each.asks_for)]
    )
    check_list(poll, entitled)
    named = len({person.id for person in everybody}.intersection(entitled))
    return entitled, max(named, len(entitled) - named)
