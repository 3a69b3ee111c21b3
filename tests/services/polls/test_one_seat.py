"""One person on the list, one ballot: whichever of their phones sends it, the last one counts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll, Round, RoundState, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.services.polls.ballot_intake import SEAT_MOVED, Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.records import erasing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import vote_tables

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
NAMES = ("Anna Ash", "Bela Bó", "Cerys Cole")
_ROUNDS = count()


def made_in(folder: Path) -> SeminarFile:
    made = SeminarFile.create(folder / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        people = (Participant(id=n[0], name=n, arrived_at=NOW, seen_here=True) for n in NAMES)
        writer.put_all(people)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeminarFile]:
    made = made_in(Path(tmp_path_factory.mktemp("seats")))
    yield made
    made.close()


def opened(file: SeminarFile, secrecy: Secrecy, open_to: OpenTo) -> Round:
    number = next(_ROUNDS)
    poll = Poll(
        id=f"p{number}",
        position=1.0,
        title="P",
        wording="W",
        method=Method.CHOOSE_ONE,
        items=(Item(id="a", text="A"), Item(id="b", text="B"), Item(id="c", text="C")),
        secrecy=secrecy,
        open_to=open_to,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(poll)
    return voting.open_round(file, poll.id, now=NOW + timedelta(seconds=number))


def on_another_phone(file: SeminarFile, name: str, now: datetime = NOW) -> Voter:
    """Whoever types a name, and is nodded in where it is held."""
    with file.write(Verb.PAIR, NOW) as writer:
        device, token = joining.join(writer, Agreed(take_part=True, name=name), now=now)
    if device.asks_for:
        joining.nod(file, device.id, now=now)
    seated = joining.who(file, token)
    assert seated is not None
    return Voter(token, seated.participant_id, device_id=seated.id, seated_at=seated.seated_at)


@pytest.fixture(scope="module")
def phones(file: SeminarFile) -> dict[str, Voter]:
    """The phone that each of them has last."""
    return {name: on_another_phone(file, name) for name in NAMES}


def counted(file: SeminarFile, held: Round) -> list[str]:
    with file.read() as reader:
        return sorted(item for each in reader.ballots(held.id) for item, _ in each.marks)


STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["vote", "vote", "another phone", "restart"]),
              st.sampled_from("abc")),
    max_size=9,
)  # fmt: skip


def three_phones_and_a_restart() -> list[tuple[str, str, str]]:
    """Anna votes on one phone, then has another; Bela takes his seat and votes there at once."""
    anna, bela, _ = NAMES
    return [
        (anna, "vote", "a"),
        (anna, "another phone", "a"),
        (bela, "another phone", "a"),
        (bela, "vote", "b"),
        (anna, "restart", "a"),
        (anna, "vote", "c"),
        (bela, "vote", "c"),
    ]


def another_phone_and_a_restart_before_any_vote_of_theirs() -> list[tuple[str, str, str]]:
    anna, bela, _ = NAMES
    return [
        (bela, "vote", "b"),
        (anna, "another phone", "a"),
        (anna, "restart", "a"),
        (anna, "vote", "c"),
    ]


@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@example(steps=three_phones_and_a_restart(), how=(Secrecy.SEALED, OpenTo.ANYBODY))
@example(steps=three_phones_and_a_restart(), how=(Secrecy.NAMED, OpenTo.ANYBODY))
@example(
    steps=another_phone_and_a_restart_before_any_vote_of_theirs(),
    how=(Secrecy.PSEUDONYMOUS, OpenTo.ANYBODY),
)
@given(
    steps=STEPS,
    how=st.sampled_from(
        [
            (Secrecy.SEALED, OpenTo.ANYBODY),
            (Secrecy.PSEUDONYMOUS, OpenTo.ANYBODY),
            (Secrecy.NAMED, OpenTo.ANYBODY),
            (Secrecy.SEALED, OpenTo.CHECKED_IN),
        ]
    ),
)
def test_who_takes_their_seat_on_another_phone_has_one_vote_and_the_last_counts(
    file: SeminarFile,
    phones: dict[str, Voter],
    steps: list[tuple[str, str, str]],
    how: tuple[Secrecy, OpenTo],
) -> None:
    held, gathering = opened(file, *how), Gathering(file)
    meant: dict[str, str] = {}
    by_phone = how in [(each, OpenTo.ANYBODY) for each in (Secrecy.SEALED, Secrecy.PSEUDONYMOUS)]
    first, known = dict[str, str](), set[str]()
    for number, (name, does, item) in enumerate(steps):
        if does == "vote":
            sent = SentBallot(round_id=held.id, marks=((item, 1),), submission=f"s{number}")
            token = phones[name].token
            lost = name not in known and first.get(name, token) != token
            refused = SEAT_MOVED if by_phone and lost else None
            assert gathering.gather([Envelope(sent, phones[name])], now=NOW) == (refused,)
            if refused is None:
                meant[name] = item
                known.add(name)
                first.setdefault(name, token)
        elif does == "another phone":
            phones[name] = on_another_phone(file, name, held.opened_at)
        else:
            gathering, known = Gathering(file), set()
    assert counted(file, held) == sorted(meant.values())
    voting.close_round(file, held.id, now=NOW)
    gathering.forget_closed()
    assert counted(file, held) == sorted(meant.values())
    with file.read() as reader:
        assert reader.get(Round, held.id).state is RoundState.CLOSED
        kept = {ballot.voter_key for ballot in reader.ballots(held.id)}
    assert len(kept) == len(meant)


def by_a_nod(file: SeminarFile, _anna: Voter) -> None:
    on_another_phone(file, NAMES[0])


def by_erasing(file: SeminarFile, anna: Voter) -> None:
    with file.read() as reader:
        person = reader.get(Participant, anna.participant_id)
    erasing.erase(file, [person], now=NOW)


def by_another_list(file: SeminarFile, anna: Voter) -> None:
    with file.write(Verb.CHANGE, NOW) as writer:
        for held in writer.every(Round):
            left = tuple(each for each in held.entitled if each != anna.participant_id)
            writer.put(replace(held, entitled=left))


@pytest.mark.parametrize("open_to", [OpenTo.CHECKED_IN, OpenTo.ANYBODY])
@pytest.mark.parametrize("let_out", [by_a_nod, by_erasing, by_another_list])
def test_who_was_let_out_casts_nothing_though_the_server_has_not_heard_of_it(
    tmp_path: Path, let_out: Callable[[SeminarFile, Voter], None], open_to: OpenTo
) -> None:
    """It knows phones and lists by heart; what is on the disk decides."""
    file = made_in(tmp_path)
    anna, bela, cerys = (on_another_phone(file, name) for name in NAMES)
    held, gathering = opened(file, Secrecy.SEALED, open_to), Gathering(file)

    def gather(*votes: tuple[Voter, str]) -> list[bool]:
        sent = (
            SentBallot(round_id=held.id, marks=((item, 1),), submission=f"{voter.token}-{item}")
            for voter, item in votes
        )
        voters = (voter for voter, _ in votes)
        answers = gathering.gather([*map(Envelope, sent, voters)], now=NOW)
        return [answer is None for answer in answers]

    assert gather((bela, "a"), (cerys, "a")) == [True, True]
    elsewhere = SeminarFile.open(file.path)
    let_out(elsewhere, anna)
    elsewhere.close()
    stays = let_out is by_another_list and open_to is OpenTo.ANYBODY
    assert gather((bela, "b"), (anna, "c"), (cerys, "b")) == [True, stays, True]
    assert counted(file, held) == ["b", "b", *["c"] * stays]
    assert gather((anna, "c")) == [stays]
    file.close()


def test_whose_seat_a_key_is_is_known_to_nobody_once_the_round_is_closed(file: SeminarFile) -> None:
    held, gathering = opened(file, Secrecy.SEALED, OpenTo.ANYBODY), Gathering(file)
    anna = on_another_phone(file, NAMES[0])
    sent = SentBallot(round_id=held.id, marks=(("a", 1),), submission="s")
    assert gathering.gather([Envelope(sent, anna)], now=NOW) == (None,)
    assert gathering._known[held.id].seats.keys() == {anna.participant_id}
    with file.read() as reader:
        rows = reader.connection.execute(select(vote_tables.submissions)).all()
    sat = [row for row in rows if not row.said]
    assert [len(sat), len(rows)] == [1, 2]
    assert sat[0].voter_key not in (anna.participant_id, *gathering._known[held.id].seats.values())
    voting.close_round(file, held.id, now=NOW)
    gathering.forget_closed()
    assert gathering._known == {}
    with file.read() as reader:
        assert reader.connection.execute(select(vote_tables.submissions)).all() == []
