"""Consent noted at the desk counts as a phone's does: as it is now, for earlier words too."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Capture
from facilitator.domain.people.participants import Address, Consent, Participant, consent_id
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people.addresses import addressees
from facilitator.services.people.consenting import (
    Purpose,
    Stated,
    agreed,
    note_consent,
    state,
    without_address,
)
from facilitator.services.report import publishing
from facilitator.services.responses import collecting
from facilitator.services.views import run_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import CAPTURE_DRAFT

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


def test_on_the_tablet_people_agree_change_their_mind_and_take_all_back(
    file: SeminarFile, now: datetime
) -> None:
    said = Stated(quote=True, archive=True, contact=True, email=" ann@zeal.example ")
    state(file, "ann", said, now=now)
    (kept,) = known(file)
    assert (kept.quote, kept.archive, kept.contact) == (True, True, True)
    assert (kept.channel, kept.given_at) == ("tablet", now)
    assert written_to(file) == ["ann@zeal.example"]
    assert printed(file, now) == (1, 0)
    state(file, "ann", Stated(), now=now)
    assert printed(file, now) == (0, 1)
    assert written_to(file) == []
    with file.read() as reader:
        assert reader.count(Address) == 0
        offered = [act.verb for act in reader.acts(file.device)]
    assert Verb.TAKE_CONSENT not in offered, "no undo of ours takes it back"


def test_who_may_be_written_to_leaves_an_address(file: SeminarFile, now: datetime) -> None:
    with pytest.raises(SeminarError, match="e-mail address in full"):
        state(file, "ann", Stated(contact=True), now=now)
    with pytest.raises(SeminarError, match="on the list no more"):
        state(file, "zoe", Stated(quote=True), now=now)
    assert known(file) == ()
    assert without_address(file, (ANN, BEA)) == (ANN, BEA)
    note_consent(file, (ANN,), Purpose.CONTACT, given=True, now=now, email="ann@zeal.example")
    assert without_address(file, (ANN, BEA)) == (BEA,)
    assert written_to(file) == ["ann@zeal.example"]


@pytest.mark.parametrize("quotable", [True, False])
def test_what_is_typed_from_paper_carries_what_is_ticked_there_and_can_be_taken_back(
    file: SeminarFile, now: datetime, quotable: bool
) -> None:
    typed = Capture("q", "More time", on_paper=True, quotable=quotable, archivable=True)
    response = run_screen.capture_draft(file, typed, now=now)
    assert (response.channel, response.archivable) == (Channel.PAPER, True)
    assert printed(file, now) == (int(quotable), 2 - quotable)
    collecting.allow_quote(file, response, now=now)
    assert printed(file, now) == (int(not quotable), 1 + quotable)
    with file.read() as reader:
        kept = reader.get(Response, response.id)
    collecting.allow_archive(file, kept, now=now)
    with file.read() as reader:
        assert not reader.get(Response, response.id).archivable
        assert reader.fact(CAPTURE_DRAFT) == Capture("q", on_paper=True)
    with pytest.raises(SeminarError, match="the words are their own"):
        collecting.tell_whose_words(file, kept, now=now)


def written_to(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return [each.email for each in addressees(reader)]
