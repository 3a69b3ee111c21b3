"""What is told by group is settled when a round is revealed, of people who are known to be here."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Marked, Method, Poll, Round, Secrecy
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.people import joining
from facilitator.services.polls import cautions, releasing, voting
from facilitator.services.polls.voters import Voter
from facilitator.services.report import publishing
from facilitator.services.views import run_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import ballots, devices

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
_POLLS = count()
_MARKS = (5, 1)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeminarFile]:
    made = SeminarFile.create(Path(tmp_path_factory.mktemp("releases")) / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(
                title="S",
                date=date(2011, 10, 18),
                sectors=("Third", "Public", "Regulator"),
                sizes=("Small", "Large"),
                print_threshold=5,
            )
        )
    yield made
    made.close()


@pytest.fixture
def file(shared: SeminarFile) -> SeminarFile:
    """The door is open, and nobody is checked in."""
    with shared.write(Verb.SET_UP, NOW) as writer:
        for person in writer.every(Participant):
            writer.remove(person)
    set_door(shared, closed=False)
    return shared


def set_door(file: SeminarFile, *, closed: bool) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), door_closed=closed))


def check_in(file: SeminarFile, here: Mapping[str, int]) -> None:
    with file.write(Verb.CHECK_IN, NOW) as writer:
        for sector, people in here.items():
            for number in range(people):
                name = f"{sector} {number}"
                writer.put(
                    Participant(id=name, name=name, sector=sector, arrived_at=NOW, seen_here=True)
                )


def held(
    file: SeminarFile,
    votes: Mapping[str, tuple[int, int]],
    poll_id: str = "",
    split: Split = Split.SECTOR,
    secrecy: Secrecy = Secrecy.SEALED,
) -> Round:
    """A closed round: so many of each group agree, and so many disagree."""
    poll = Poll(
        id=poll_id or f"p{next(_POLLS)}",
        position=1,
        title="P",
        wording="W",
        method=Method.AGREE,
        items=(Item("i", "I"),),
        split=split,
        secrecy=secrecy,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        if writer.find(Poll, poll.id) is None:
            writer.put(poll)
    opened = voting.open_round(file, poll.id, segment_id=f"s{next(_POLLS)}", now=NOW)
    with file.write(Verb.TAKE_IN, NOW) as writer:
        casts = []
        for group, people in votes.items():
            said: Any = {"sector": group} if split is Split.SECTOR else {"size": group}
            for mark, number in zip(_MARKS, people, strict=True):
                for voter in range(number):
                    token = f"{group}{mark}{voter}"
                    by_name = token if secrecy is Secrecy.NAMED else ""
                    who = Voter(token, by_name, **said)
                    marked = Marked(round_id=opened.id, marks=(("i", mark),))
                    casts.append(
                        voting.make_ballot(
                            writer,
                            who,
                            marked,
                            channel=Channel.PHONE,
                            submission=f"{opened.id}{who.token}",
                        )
                    )
        ballots.cast_all(writer, casts)
    return voting.close_round(file, opened.id, now=NOW)


def revealed(file: SeminarFile, votes: Mapping[str, tuple[int, int]], **how: Any) -> Round:
    return voting.reveal_round(file, held(file, votes, **how).id, now=NOW)


def told(known: Round) -> list[str]:
    return [row.name for table in known.release for row in table.rows if row.people is not None]


VOTES = {"Third": (12, 9), "Public": (8, 7), "Regulator": (6, 5)}


def test_without_check_in_nothing_is_split_until_the_door_is_closed(file: SeminarFile) -> None:
    assert told(revealed(file, VOTES)) == []
    set_door(file, closed=True)
    assert told(revealed(file, VOTES)) == ["Third", "Public", "Regulator"]


def test_while_the_door_is_closed_nobody_joins(file: SeminarFile) -> None:
    set_door(file, closed=True)
    with (
        pytest.raises(SeminarError, match="The door is closed"),
        file.write(Verb.TAKE_IN, NOW) as writer,
    ):
        joining.join(writer, joining.Agreed(take_part=True), now=NOW)


def test_phones_beyond_the_people_checked_in_count_for_nobody(file: SeminarFile) -> None:
    check_in(file, {"Third": 25, "Public": 15, "Regulator": 1})
    assert told(revealed(file, VOTES)) == ["Third"], "the smallest keeps the regulator company"
    check_in(file, {"Regulator": 11})
    assert told(revealed(file, VOTES)) == ["Third", "Public", "Regulator"]


TWO = {"Third": (12, 9), "Public": (8, 7)}


def test_that_nobody_of_a_group_voted_is_not_told_while_some_of_it_are_here(
    file: SeminarFile,
) -> None:
    check_in(file, {"Third": 25, "Public": 15})
    assert told(revealed(file, TWO)) == ["Third", "Public"], "nobody else is here"
    check_in(file, {"Regulator": 2})
    assert told(revealed(file, TWO)) == ["Third"]


def test_nor_that_nobody_voted_whose_sector_is_not_kept(file: SeminarFile) -> None:
    """One of the sector is of a size that nobody shares: her vote would be of no sector."""
    check_in(file, {"Third": 25, "Public": 15})
    with file.write(Verb.CHECK_IN, NOW) as writer:
        for person in writer.every(Participant, sector="Third"):
            writer.put(replace(person, size="Large" if person.id == "Third 0" else "Small"))
    assert told(revealed(file, TWO)) == ["Third"], "the others keep her company"
    assert told(revealed(file, TWO, secrecy=Secrecy.NAMED)) == ["Third", "Public"]


def test_nor_where_they_are_on_the_list_or_came_by_phone(file: SeminarFile) -> None:
    set_door(file, closed=True)
    assert told(revealed(file, TWO)) == ["Third"], "without a list anybody may be here"
    with file.write(Verb.SET_UP, NOW) as writer:
        for number in range(5):
            writer.put(Participant(id=f"t{number}", name=f"T{number}", sector="Third"))
    assert told(revealed(file, TWO)) == ["Third", "Public"]
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Participant(id="r", name="R", sector="Regulator"))
    assert told(revealed(file, TWO)) == ["Third"]
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.remove(writer.get(Participant, "r"))
    set_door(file, closed=False)
    with file.write(Verb.TAKE_IN, NOW) as writer:
        phone, _ = joining.join(writer, joining.Agreed(take_part=True, sector="Regulator"), now=NOW)
    set_door(file, closed=True)
    assert told(revealed(file, TWO)) == ["Third"]
    with file.write(Verb.TAKE_IN, NOW) as writer:
        devices.let_out(writer, phone)


def test_a_name_typed_on_a_phone_is_nobody_seen_at_the_desk(file: SeminarFile) -> None:
    check_in(file, {"Third": 25, "Public": 15, "Regulator": 1})
    with file.write(Verb.TAKE_IN, NOW) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, asks_names=True))
        for number in range(10):
            later = NOW + timedelta(seconds=number)
            agreed = joining.Agreed(take_part=True, sector="Regulator", name=f"Fake {number}")
            joining.join(writer, agreed, now=later)
        writer.put(seminar)
    assert told(revealed(file, VOTES)) == ["Third"]


def test_nor_is_one_that_another_phone_was_let_have(file: SeminarFile) -> None:
    agreed = joining.Agreed(take_part=True, sector="Regulator", name="Nobody")
    with file.write(Verb.TAKE_IN, NOW) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, asks_names=True))
        joining.join(writer, agreed, now=NOW)
        second, _ = joining.join(writer, agreed, now=NOW + timedelta(minutes=5))
        writer.put(seminar)
    joining.nod(file, second.id, now=NOW + timedelta(minutes=6))
    with file.read() as reader:
        assert releasing.checked_in(reader) == ()


def test_what_was_shown_of_a_round_stays_as_it_was(file: SeminarFile) -> None:
    set_door(file, closed=True)
    first = revealed(file, VOTES, poll_id="kept")
    set_door(file, closed=False)
    check_in(file, {"Third": 1})
    second = revealed(file, VOTES, poll_id="kept")
    assert told(second) == []
    with file.read() as reader:
        assert reader.get(Round, first.id).release == first.release
    [part] = [part for part in publishing.summarise(file, now=NOW).splits if part.poll.id == "kept"]
    shown = {(line.answer, line.round): line.cells for line in part.lines}
    assert shown["Agree", 1] == (12, 8, 6)
    assert shown["Agree", 2] == (None, None, None)


def test_a_poll_is_split_one_way_in_the_room_and_on_paper(file: SeminarFile) -> None:
    set_door(file, closed=True)
    votes = {"Small": (12, 9), "Large": (8, 7)}
    known = revealed(file, votes, split=Split.SIZE)
    found = run_screen.result(file, known.poll_id)
    assert found is not None
    assert found.split is Split.SIZE
    assert found.by_group is not None
    parts = publishing.summarise(file, now=NOW).splits
    assert [part.split for part in parts if part.poll.id == known.poll_id] == [Split.SIZE]


def test_a_poll_that_was_split_one_way_is_told_no_other_way(file: SeminarFile) -> None:
    """As two laptops may have it whose files were merged."""
    set_door(file, closed=True)
    first = revealed(file, VOTES, poll_id="two ways")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(replace(writer.get(Poll, "two ways"), split=Split.SIZE))
    votes = {"Small": (12, 9), "Large": (8, 7)}
    second = revealed(file, votes, poll_id="two ways", split=Split.SIZE)
    assert (told(first) != [], told(second)) == (True, [])


def test_the_facilitator_is_told_of_few_voters_and_of_rounds_that_differ_by_few(
    file: SeminarFile,
) -> None:
    few = held(file, {"Third": (2, 2)})
    assert "Only 4 people voted" in str(cautions.before_reveal(file, few.id))
    first = held(file, {"Third": (6, 4)}, poll_id="twice")
    assert cautions.before_reveal(file, first.id) is None
    second = held(file, {"Third": (6, 5)}, poll_id="twice")
    assert "Rounds 1 and 2 differ by 1 person" in str(cautions.before_reveal(file, second.id))
    voting.reveal_round(file, second.id, now=NOW)
    assert cautions.before_reveal(file, second.id) is None
