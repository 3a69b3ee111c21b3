"""Consent noted at the desk counts as a phone's does: as it is now, for earlier words too."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people.consenting import Purpose, agreed, note_consent
from facilitator.services.report import publishing
from facilitator.store.files.file import SeminarFile

ANN, BEA = Participant(id="ann", name="Ann Zeal"), Participant(id="bea", name="Bea Adams")


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    """A file with two people and an answer that one of them gave on paper."""
    file = SeminarFile.create(tmp_path / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="UTC", title="October", date=date(2011, 10, 18)))
        kind = QuestionKind.EMERGING
        writer.put(Question(id="q", position=1, kind=kind, wording="What helps?"))
        for person in (ANN, BEA):
            writer.put(person)
        writer.put(
            Response(
                id="r",
                question_id="q",
                words="Time",
                recorded_at=now,
                participant_id="ann",
                channel=Channel.PAPER,
            )
        )
    yield file
    file.close()


def known(file: SeminarFile) -> tuple[Consent, ...]:
    with file.read() as reader:
        return reader.every(Consent)


def printed(file: SeminarFile, now: datetime) -> tuple[int, int]:
    (part,) = publishing.summarise(file, now=now).questions
    return len(part.responses), part.withheld


def test_consent_at_the_desk_frees_what_was_given_before_and_taken_back_withholds_it(
    file: SeminarFile, now: datetime
) -> None:
    assert printed(file, now) == (0, 1)
    note_consent(file, (ANN,), Purpose.QUOTE, given=True, now=now)
    assert printed(file, now) == (1, 0)
    note_consent(file, (ANN,), Purpose.QUOTE, given=False, now=now)
    assert printed(file, now) == (0, 1)


def test_several_people_come_to_agree_whoever_of_them_had_already(
    file: SeminarFile, now: datetime
) -> None:
    note_consent(file, (BEA,), Purpose.ARCHIVE, given=True, now=now)
    for _ in range(2):
        note_consent(file, (ANN, BEA), Purpose.ARCHIVE, given=True, now=now)
    assert agreed(known(file), (ANN, BEA), Purpose.ARCHIVE) == (ANN, BEA)
    assert agreed(known(file), (ANN, BEA), Purpose.QUOTE) == ()


def test_other_purposes_stay_as_a_phone_gave_them_and_the_act_says_when(
    file: SeminarFile, now: datetime
) -> None:
    with file.write(Verb.SET_UP, now) as writer:
        by_phone = Consent(id=consent_id("ann"), given_at=now, contact=True, channel="phone")
        writer.put(by_phone)
    later = now + timedelta(hours=1)
    note_consent(file, (ANN,), Purpose.QUOTE, given=True, now=later)
    (kept,) = known(file)
    assert (kept.contact, kept.quote, kept.channel, kept.given_at) == (True, True, "desk", later)
