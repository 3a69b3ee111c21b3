"""Rounds of one poll under different lists, attacked by who knows the lists, the rules and all that
is told, and takes it that nobody changes their mind: before a few are found, that is said.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import combinations, count, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.cross_tables import cross_all
from facilitator.domain.polls.polls import Ballot, Item, Method, OpenTo, Poll, Round, Secrecy
from facilitator.domain.privacy.disclosure import Guard, Split, protect
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import cautions, voting
from facilitator.services.polls.voters import Voter
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices
from tests.store.merging.histories import times

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
GROUPS = ("Third", "Public")
FEWEST = 2
PEOPLE = tuple("abcdefgh")
GROUP_OF = {name: GROUPS[at // 4] for at, name in enumerate(PEOPLE)}
"""Of whom their sector and their room are called so."""
Minds = tuple[int, ...]
"""What each of the people thinks: which of the two answers."""
_POLLS = count()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeminarFile]:
    made = SeminarFile.create(Path(tmp_path_factory.mktemp("lists")) / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(
                title="S",
                date=date(2011, 10, 18),
                sectors=GROUPS,
                room_threshold=FEWEST,
                door_closed=True,
            )
        )
        for name, group in GROUP_OF.items():
            writer.put(Participant(id=name, name=name, sector=group))
            at = Device(
                id=f"d{name}", role=Role.PARTICIPANT, joined_at=NOW, participant_id=name, room=group
            )
            devices.let_in(writer, at, f"token {name}")
    yield made
    made.close()


def a_poll(listed: Sequence[str], split: Split, id: str = "p") -> Poll:
    return Poll(
        id=id,
        position=1.0,
        title="A poll",
        wording="Yes?",
        method=Method.CHOOSE_ONE,
        items=(Item("yes", "Yes"), Item("no", "No")),
        secrecy=Secrecy.SEALED,
        open_to=OpenTo.NAMED_ALL_ROOMS if split is Split.ROOM else OpenTo.NAMED,
        open_for=tuple(listed),
        split=split,
    )


def told(listed: Sequence[str], split: Split, minds: Minds) -> object:
    """What everybody is told of a round: its whole result, and what is told by group."""
    cast = [
        Ballot(
            round_id="r",
            voter_key=name,
            marks=((("yes", "no")[mind], 1),),
            sector=GROUP_OF[name],
            room=GROUP_OF[name],
        )
        for name, mind in zip(PEOPLE, minds, strict=True)
        if name in listed
    ]
    tables = cross_all(a_poll(listed, split), cast, {split: GROUPS})
    totals = [table.column_totals for table in tables]
    return str((totals, [protect(table, Guard(FEWEST)) for table in tables]))


def is_torn(names: Sequence[str], minds: Minds) -> bool:
    """Whether enough people are there to hide in, and do not all think the same."""
    thought = [mind for name, mind in zip(PEOPLE, minds, strict=True) if name in names]
    return len(thought) < FEWEST or 0 < sum(thought) < len(thought)


def gives_away(one: Sequence[str], other: Sequence[str], split: Split) -> bool:
    """Whether somebody's mind is known from both rounds that neither of them gives away, though
    those who are on one list alone do not all think the same where they are enough.
    """
    seen: dict[object, list[Minds]] = defaultdict(list)
    alone: list[dict[object, list[Minds]]] = [defaultdict(list), defaultdict(list)]
    for minds in product((0, 1), repeat=len(PEOPLE)):
        each = [told(listed, split, minds) for listed in (one, other)]
        seen[tuple(each)].append(minds)
        for at, found in enumerate(each):
            alone[at][found].append(minds)
    apart = [set(one) - set(other), set(other) - set(one)]
    parts = [
        [name for name in names if group in (None, GROUP_OF[name])]
        for names in apart
        for group in (None, *GROUPS)
    ]
    for found, alike in seen.items():
        assert isinstance(found, tuple)
        if not any(all(is_torn(part, minds) for part in parts) for minds in alike):
            continue
        for few in _few():
            before = [_known(few, alone[at][found[at]]) for at in range(2)]
            if _known(few, alike) and not any(before):
                return True
    return False


def _few() -> Iterator[tuple[str, ...]]:
    for people in range(1, FEWEST):
        yield from combinations(PEOPLE, people)


def _known(few: Sequence[str], alike: Sequence[Minds]) -> bool:
    places = [PEOPLE.index(name) for name in few]
    return len({sum(minds[place] for place in places) for minds in alike}) == 1


def rounds(file: SeminarFile, *lists: Sequence[str], split: Split = Split.SECTOR) -> list[Round]:
    """Rounds of one poll in which everybody on the list votes; all but the last are revealed."""
    id = f"p{next(_POLLS)}"
    made = []
    for number, listed in enumerate(lists):
        with file.write(Verb.SET_UP, NOW) as writer:
            writer.put(a_poll(listed, split, id))
        held = voting.open_round(file, id, segment_id=f"s{number}", now=NOW)
        for place, name in enumerate(listed):
            voting.cast(
                file,
                held.id,
                Voter(name, name, GROUP_OF[name], room=GROUP_OF[name]),
                [(("yes", "no")[place % 2], 1)],
                submission=f"{held.id}{name}",
                channel=Channel.PHONE,
                now=NOW,
            )
        made.append(voting.close_round(file, held.id, now=NOW))
        if number + 1 < len(lists):
            voting.reveal_round(file, held.id, now=NOW)
    return made


LISTS = st.frozensets(st.sampled_from(PEOPLE), min_size=4).map(sorted)


@pytest.mark.parametrize("split", [Split.SECTOR, Split.ROOM])
@given(one=LISTS, other=LISTS)
@example(one=[*"abcdefg"], other=[*"abcdefh"])  # one person in another's place
@example(one=[*"abcdefgh"], other=[*"abcefg"])  # one of each group fewer
@example(one=[*"abcde"], other=[*"abcdefgh"])  # one of a group on both
@settings(max_examples=times(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_facilitator_is_told_before_lists_give_a_few_away(
    file: SeminarFile, split: Split, one: list[str], other: list[str]
) -> None:
    found = gives_away(one, other, split)
    event(f"gives away: {found}")
    if found:
        _, second = rounds(file, one, other, split=split)
        assert "work out how they voted" in str(cautions.before_reveal(file, second.id))


def test_lists_that_are_the_same_or_differ_by_many_need_no_word(file: SeminarFile) -> None:
    _, second = rounds(file, PEOPLE, PEOPLE)
    assert cautions.before_reveal(file, second.id) is None
    _, second = rounds(file, PEOPLE, PEOPLE[:4])
    assert cautions.before_reveal(file, second.id) is None
