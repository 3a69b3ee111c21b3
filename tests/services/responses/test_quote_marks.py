"""A capture is quoted only once its speaker was asked; who noted that, and when, is on record."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.report import publishing
from facilitator.services.responses import collecting
from facilitator.services.seminar.rooms import progress_of, stage_of
from facilitator.store.files.file import SeminarFile


@pytest.fixture
def said(tmp_path_factory: pytest.TempPathFactory, now: datetime) -> tuple[SeminarFile, Response]:
    """A file in which one thing was captured."""
    file = SeminarFile.create(tmp_path_factory.mktemp("said") / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="UTC", title="October", date=date(2011, 10, 18)))
        asked = Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="What helps?")
        writer.put(asked)
    return file, collecting.capture(file, "q", "Nobody asked us", now=now)


def kept(file: SeminarFile) -> Response:
    with file.read() as reader:
        return reader.every(Response)[0]


def on_paper(file: SeminarFile, now: datetime) -> tuple[int, int]:
    """How many responses are printed and how many withheld."""
    (part,) = publishing.summarise(file, now=now).questions
    return len(part.responses), part.withheld


def test_a_capture_is_printed_as_its_writers_wording_and_withheld_as_a_quote_until_asked(
    said: tuple[SeminarFile, Response], now: datetime
) -> None:
    file, response = said
    assert not response.quotable
    assert not response.is_verbatim
    assert on_paper(file, now) == (1, 0)
    collecting.tell_whose_words(file, response, now=now)
    assert kept(file).is_verbatim
    assert on_paper(file, now) == (0, 1)
    collecting.allow_quote(file, kept(file), now=now)
    assert on_paper(file, now) == (1, 0)
    collecting.allow_quote(file, kept(file), now=now)
    assert on_paper(file, now) == (0, 1)
    file.close()


def test_who_noted_that_it_may_be_quoted_and_when_is_on_record(
    said: tuple[SeminarFile, Response], now: datetime
) -> None:
    file, response = said
    later = now + timedelta(minutes=3)
    collecting.allow_quote(file, response, now=later)
    with file.read() as reader:
        act = reader.acts(file.device)[-1]
        assert reader.concerned(act) == (response.id,)
    assert (act.verb, act.device) == (Verb.ALLOW_QUOTE, file.device)
    assert datetime.fromisoformat(act.at) == later
    file.close()


def test_leave_to_quote_was_given_for_these_words_and_not_for_anothers_wording(
    said: tuple[SeminarFile, Response], now: datetime
) -> None:
    file, response = said
    collecting.allow_quote(file, response, now=now)
    collecting.tell_whose_words(file, kept(file), now=now)
    assert not kept(file).quotable
    assert not kept(file).is_verbatim
    file.close()


def test_of_what_people_sent_themselves_nobody_else_decides(
    said: tuple[SeminarFile, Response], now: datetime
) -> None:
    file, _ = said
    with file.write(Verb.SET_UP, now) as writer:
        sent = Response(
            id="r", question_id="q", words="Mine", recorded_at=now, channel=Channel.PHONE
        )
        writer.put(sent)
    for mark in (collecting.allow_quote, collecting.tell_whose_words):
        with pytest.raises(SeminarError, match="who decides whether it may be quoted"):
            mark(file, sent, now=now)
    file.close()


@pytest.mark.parametrize(
    ("corrected", "may"),
    [
        ("nobody asked us.", True),
        ("Nobody  asked us", True),
        ("Nobody asks us", False),
        ("Nobody asked us 5", False),
        ("Nobody asked, us?", True),
        ("Nobody asked u\u0301s", False),
    ],
)
def test_leave_to_quote_holds_for_a_correction_of_capitals_and_stops_alone(
    said: tuple[SeminarFile, Response], now: datetime, corrected: str, may: bool
) -> None:
    file, response = said
    collecting.allow_quote(file, response, now=now)
    lapsed = collecting.correct(file, kept(file), corrected, now=now)
    assert (kept(file).quotable, lapsed) == (may, not may)
    assert not collecting.correct(file, kept(file), "Other words", now=now) or may
    file.close()


def test_an_answer_that_was_out_for_a_while_is_changed_by_who_sent_it(
    said: tuple[SeminarFile, Response], now: datetime
) -> None:
    file, _ = said
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(replace(progress_of(writer), state=DayState.RUNNING))
        writer.put(replace(stage_of(writer), scene=Scene.QUESTION, subject_id="q"))
        device, _ = joining.join(writer, Agreed(take_part=True), now=now)
        collecting.answer(writer, device, "r", "q", "Mine", now=now)
        sent = writer.get(Response, "r")
        writer.remove(sent)
        writer.put(sent)
        collecting.change_answer(writer, device, "r", "Mine again", was=["Mine"], now=now)
        assert writer.get(Response, "r").words == "Mine again"
    file.close()
