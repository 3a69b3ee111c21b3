"""The room sorts responses: only what was let through, nobody's own, sealed like any vote."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.polls.polls import Method, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.polls import dealing, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.report.poll_pages import poll_pages
from facilitator.services.responses import collecting
from facilitator.services.views import phones
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
ASKED = Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?")
POLL = Poll(
    id="p",
    position=1,
    title="What others said",
    wording="What do you make of what others said?",
    method=Method.SORT,
    items=(),
    question_id="q",
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put_all((Seminar(title="S", date=date(2011, 10, 18), room_threshold=2), ASKED, POLL))
    yield made
    made.close()


def joined(file: SeminarFile, many: int) -> tuple[Device, ...]:
    with file.write(Verb.PAIR, NOW) as writer:
        for number in range(many):
            phone = Device(id=f"d{number}", role=Role.PARTICIPANT, joined_at=NOW)
            devices.let_in(writer, phone, f"token {number}")
    with file.read() as reader:
        return devices.every_device(reader, Role.PARTICIPANT)


def said(file: SeminarFile, *authors: str, hidden: bool = False) -> None:
    with file.write(Verb.CAPTURE, NOW) as writer:
        for number, author in enumerate(authors):
            writer.put(
                Response(
                    id=f"{'h' if hidden else 'r'}{number}",
                    question_id="q",
                    words=f"Said by {author}",
                    recorded_at=NOW,
                    participant_id=author,
                    channel=Channel.PHONE,
                    hidden=hidden,
                )
            )


def opened(file: SeminarFile) -> Round:
    return voting.open_round(file, "p", now=NOW)


def reads(file: SeminarFile, phone: Device) -> list[str]:
    return [each.id for each in phones.own(file, phone, "token").dealt]


def sent(phone: Device, held: Round, *marks: tuple[str, int]) -> Envelope:
    voter = Voter(f"token of {phone.id}", device_id=phone.id)
    ballot = SentBallot(round_id=held.id, marks=marks, submission=f"s-{phone.id}")
    return Envelope(ballot, voter)


def test_each_phone_reads_others_that_were_let_through_and_nothing_before_or_after(
    file: SeminarFile,
) -> None:
    room = joined(file, 12)
    said(file, *(phone.id for phone in room))
    said(file, "d1", "d2", hidden=True)
    assert reads(file, room[0]) == []
    held = opened(file)
    hands = {phone.id: reads(file, phone) for phone in room}
    assert all(len(hand) == 8 for hand in hands.values())
    assert not any(id.startswith("h") for hand in hands.values() for id in hand)
    assert all(f"r{number}" not in hands[phone.id] for number, phone in enumerate(room))
    assert hands == {phone.id: reads(file, phone) for phone in room}
    voting.close_round(file, held.id, now=NOW)
    assert reads(file, room[0]) == []


def test_nobody_judges_their_own_words_whatever_their_phone_sends(file: SeminarFile) -> None:
    room = joined(file, 4)
    said(file, *(phone.id for phone in room))
    held, till = opened(file), Gathering(file)
    (own,) = till.gather([sent(room[0], held, ("r0", 1))], now=NOW)
    assert own == dealing.NOT_YOURS
    (others,) = till.gather([sent(room[0], held, ("r1", 1), ("r2", -1))], now=NOW)
    assert others is None


def test_what_is_for_the_organiser_is_sorted_by_nobody(file: SeminarFile) -> None:
    said(file, "d0", "d1", "d2")
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(replace(ASKED, kind=QuestionKind.EVALUATION, on_wall=False))
    with pytest.raises(SeminarError, match="for the organiser alone"):
        opened(file)


def test_too_few_responses_are_not_sorted_and_no_tablet_or_paper_sorts_any(
    file: SeminarFile,
) -> None:
    said(file, "d0", "d1")
    with pytest.raises(SeminarError, match="at least 3 responses"):
        opened(file)
    said(file, "d0", "d1", "d2")
    held = opened(file)
    with pytest.raises(SeminarError, match="on phones alone"):
        voting.cast(
            file, held.id, Voter("t"), [("r1", 1)], submission="s", channel=Channel.PAPER, now=NOW
        )


@pytest.mark.parametrize("secrecy", [Secrecy.PSEUDONYMOUS, Secrecy.NAMED])
def test_only_a_sealed_round_deals_since_its_secret_alone_goes(
    file: SeminarFile, secrecy: Secrecy
) -> None:
    said(file, "d0", "d1", "d2")
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(replace(POLL, secrecy=secrecy))
    with pytest.raises(SeminarError, match="is not sealed"):
        opened(file)


def test_what_it_came_to_is_sealed_until_it_is_revealed_and_tells_no_response_that_few_read(
    file: SeminarFile,
) -> None:
    room = joined(file, 4)
    said(file, *("nobody" for _ in range(3)))
    held, till = opened(file), Gathering(file)
    marks = (("r0", 1), ("r1", -1)), (("r0", 1), ("r1", 1)), (("r0", 0), ("r2", 1))
    till.gather([sent(room[n], held, *each) for n, each in enumerate(marks)], now=NOW)
    voting.close_round(file, held.id, now=NOW)
    assert not poll_pages(file)
    voting.reveal_round(file, held.id, now=NOW)
    (page,) = poll_pages(file)
    assert [(each.id, each.agree, each.disagree, each.passed) for each in page.judged] == [
        ("r0", 2, 0, 1),
        ("r1", 1, 1, 0),
    ]
    with file.read() as reader:
        first = reader.get(Response, "r0")
    collecting.hide(file, first, now=NOW)
    (page,) = poll_pages(file)
    assert [each.id for each in page.judged] == ["r1"]
