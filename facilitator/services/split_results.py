"""Results by sector and by size for the room: of revealed rounds only, under the room's guard."""

from collections.abc import Sequence

from facilitator.domain.charts import Chart
from facilitator.domain.disclosure import Guard, Split
from facilitator.domain.polls import Round, RoundState
from facilitator.domain.seminar import SEMINAR_ID, Seminar
from facilitator.domain.split_picture import split_chart
from facilitator.store.queries import Reader


def room_guard(seminar: Seminar) -> Guard:
    """How carefully results are split on the projector and in the window."""
    return Guard(seminar.room_threshold)


def split_for_room(reader: Reader, rounds: Sequence[Round], split: Split) -> Chart | None:
    """The revealed ones of a poll's rounds, in time order, by sector or size.

    None where nothing may be shown.
    """
    revealed = [known for known in rounds if known.state is RoundState.REVEALED]
    if not revealed:
        return None
    seminar = reader.get(Seminar, SEMINAR_ID)
    names = seminar.sectors if split is Split.SECTOR else seminar.sizes
    ballots = [(f"Round {known.number}", reader.ballots(known.id)) for known in revealed]
    return split_chart(revealed[-1].poll, ballots, split, names, room_guard(seminar))
