"""A round that is open to a list: frozen when it opens, held on every way by which votes come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll, Round, Secrecy
from facilitator.domain.polls.voters.electorate import kept_by_number, told_by_number
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import joining
from facilitator.services.polls import rounds_held, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.records import removing
from facilitator.services.views import phones
from facilitator.store.files.file import SeminarFile
from tests.rounds_told import tally_round

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
YES = (("yes", 1),)
_SENT = count()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    """Ann is checked in, Bea's name was typed on a phone, Cai has not come."""
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(title="S", date=date(2011, 10, 18), sectors=("Third", "Public"), sizes=())
        )
        ann = Participant(id="ann", name="Ann", sector="Third", arrived_at=NOW, seen_here=True)
        writer.put(ann)
        writer.put(Participant(id="bea", name="Bea", sector="Public", arrived_at=NOW))
        writer.put(Participant(id="cai", name="Cai", sector="Third"))
    yield made
    made.close()


def opened(file: SeminarFile, to: OpenTo, *who: str, secrecy: Secrecy = Secrecy.SEALED) -> Round:
    asked = Poll(
        id=f"poll {next(_SENT)}",
        position=1.0,
        title="A poll",
        wording="Yes?",
        method=Method.CHOOSE_ONE,
        items=(Item("yes", "Yes"), Item("no", "No")),
        secrecy=secrecy,
        open_to=to,
        open_for=who,
    )
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(asked)
    return voting.open_round(file, asked.id, present=99, now=NOW)


def by_phone(file: SeminarFile, held: Round, voter: Voter) -> str:
    sent = SentBallot(round_id=held.id, marks=YES, submission=f"s{next(_SENT)}")
    (answer,) = Gathering(file).gather([Envelope(sent, voter)], now=NOW)
    return str(answer or "")


def by_tablet(
    file: SeminarFile, held: Round, voter: Voter, channel: Channel = Channel.TABLET
) -> voting.Receipt:
    sent = f"s{next(_SENT)}"
    return voting.cast(file, held.id, voter, YES, submission=sent, channel=channel, now=NOW)


LISTS = [
    (OpenTo.CHECKED_IN, (), {"ann"}),
    (OpenTo.SECTOR, ("Third",), {"ann", "cai"}),
    (OpenTo.NAMED, ("bea", "cai"), {"bea", "cai"}),
    (OpenTo.ANYBODY, (), {"ann", "bea", "cai"}),
]


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.NAMED])
@pytest.mark.parametrize(("to", "who", "entitled"), LISTS)
def test_those_on_the_list_have_one_vote_each_on_whatever_device_and_others_none(
    file: SeminarFile, to: OpenTo, who: tuple[str, ...], entitled: set[str], secrecy: Secrecy
) -> None:
    held = opened(file, to, *who, secrecy=secrecy)
    for person in ("ann", "bea", "cai"):
        refused = by_phone(file, held, Voter(f"phone of {person}", person))
        assert (refused == "") is (person in entitled)
        assert refused in ("", f"Your ballot was not counted. {told(held)}")
    if to is not OpenTo.ANYBODY:
        assert held.present == len(entitled)
        for person in ("ann", "bea", "cai"):
            if person in entitled:
                assert by_tablet(file, held, Voter("another token", person)).replaced
            else:
                with pytest.raises(SeminarError, match="This vote is for"):
                    by_tablet(file, held, Voter("another token", person))
        with pytest.raises(SeminarError, match=r"not counted|Choose your name"):
            by_tablet(file, held, Voter("nobody's token"))
    assert rounds_held.turnout(file, held.id) == len(entitled)


def told(held: Round) -> str:
    sentences = {
        OpenTo.CHECKED_IN: "This vote is for everybody who was checked in when it opened.",
        OpenTo.SECTOR: "This vote is for people from: Third.",
        OpenTo.NAMED: "This vote is for people whom the facilitator has named.",
    }
    return sentences.get(held.poll.open_to, "")


def test_who_comes_later_is_not_on_it_and_who_leaves_stays(file: SeminarFile) -> None:
    held = opened(file, OpenTo.CHECKED_IN)
    with file.write(Verb.CHECK_IN, NOW) as writer:
        writer.put(replace(writer.get(Participant, "cai"), arrived_at=NOW, seen_here=True))
        ann = writer.get(Participant, "ann")
        writer.put(replace(ann, arrived_at=None, seen_here=False, sector="Public"))
    assert by_phone(file, held, Voter("a", "ann")) == ""
    assert by_phone(file, held, Voter("c", "cai")) != ""


def test_phones_without_names_are_of_the_sector_that_they_said_before(file: SeminarFile) -> None:
    with file.write(Verb.TAKE_IN, NOW) as writer:
        third, token = joining.join(writer, agreed("Third"), now=NOW)
        public, other = joining.join(writer, agreed("Public"), now=NOW)
    held = opened(file, OpenTo.SECTOR, "Third")
    with file.write(Verb.TAKE_IN, NOW) as writer:
        changed = joining.change_mind(writer, public, agreed("Third"), now=NOW)
    assert by_phone(file, held, Voter(token, device_id=third.id, sector="Third")) == ""
    assert by_phone(file, held, Voter(other, device_id=public.id, sector="Third")) != ""
    assert phones.own(file, third, token).admitted == held.id
    assert phones.own(file, changed, other).admitted == ""


def agreed(sector: str) -> joining.Agreed:
    return joining.Agreed(take_part=True, sector=sector)


def test_paper_and_hands_are_together_no_more_than_the_list(file: SeminarFile) -> None:
    held = opened(file, OpenTo.SECTOR, "Third")
    with pytest.raises(SeminarError, match=r"more votes \(3\) than people who"):
        voting.count_hands(file, held.id, [("yes", 1, 3)], 3, now=NOW)
    voting.count_hands(file, held.id, [("yes", 1, 2)], 2, now=NOW)
    with pytest.raises(SeminarError, match="Count again"):
        by_tablet(file, held, Voter("paper"), Channel.PAPER)
    assert by_phone(file, held, Voter("a", "ann")) == "", "hands keep nobody from their vote"
    assert voting.close_round(file, held.id, now=NOW).state == "counting"
    with pytest.raises(SeminarError, match="Count again"):
        voting.declare_count(file, held.id, now=NOW)
    voting.count_hands(file, held.id, [("yes", 1, 0)], 0, now=NOW)
    by_tablet(file, held, Voter("paper"), Channel.PAPER)
    voting.declare_count(file, held.id, now=NOW)
    assert tally_round(file, held.id).ballots == 2


def test_who_counts_paper_and_hands_is_told_that_only_their_number_is_held_against_the_list(
    file: SeminarFile,
) -> None:
    held = opened(file, OpenTo.SECTOR, "Third")
    by_phone(file, held, Voter("a", "ann"))
    said = str(told_by_number(held, rounds_held.turnout(file, held.id)))
    assert "Not voted yet: 1 of the 2 people on it." in said
    assert "Not voted yet: 0 of" in str(told_by_number(held, 3)), "hands counted twice"
    assert str(kept_by_number(held.poll, [Channel.PHONE, Channel.HANDS])).startswith("Votes on")
    assert kept_by_number(held.poll, [Channel.PHONE, Channel.TABLET]) == ""
    by_name = opened_next(file, held, OpenTo.SECTOR, "Third", secrecy=Secrecy.NAMED)
    assert kept_by_number(by_name.poll, [Channel.PAPER]) == "", "names are chosen with paper there"
    assert told_by_number(by_name, 0) is not None, "a hand has none"
    anybody = opened_next(file, by_name, OpenTo.ANYBODY)
    assert told_by_number(anybody, 0) is None
    assert kept_by_number(anybody.poll, [Channel.HANDS]) == ""


def opened_next(
    file: SeminarFile, before: Round, to: OpenTo, *who: str, secrecy: Secrecy = Secrecy.SEALED
) -> Round:
    voting.close_round(file, before.id, now=NOW)
    return opened(file, to, *who, secrecy=secrecy)


def test_a_list_needs_somebody_on_it_and_votes_that_nothing_links(file: SeminarFile) -> None:
    for to, who in ((OpenTo.SECTOR, ()), (OpenTo.SECTOR, ("Nowhere",)), (OpenTo.NAMED, ("dai",))):
        with pytest.raises(SeminarError, match="Nobody"):
            opened(file, to, *who)
    with pytest.raises(SeminarError, match="linked"):
        opened(file, OpenTo.CHECKED_IN, secrecy=Secrecy.PSEUDONYMOUS)


def test_who_is_taken_off_the_list_of_participants_is_named_in_no_poll(file: SeminarFile) -> None:
    held = opened(file, OpenTo.NAMED, "bea", "cai")
    with file.read() as reader:
        gone = reader.get(Participant, "cai")
    removing.take_out(file, gone, now=NOW)
    with file.read() as reader:
        assert reader.get(Poll, held.poll_id).open_for == ("bea",)
