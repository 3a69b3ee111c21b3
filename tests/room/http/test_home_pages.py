"""The page that people take home on their phones: of a real room, read back by other tools."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import httpx
import pdfplumber
import pypdfium2
import pytest

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.report.cautions import cautions_on, look_at
from facilitator.services.report.publishing import summary_in
from facilitator.services.seminar import preparing, running
from facilitator.services.views import projector
from facilitator.store.records.facts import TOLD
from tests.room.serving import ServedRoom, now

NAMED = "Ask Ottoline Greengage about the local compact."
KEPT_BACK = "Nobody may repeat these words about supply chains."
PLAIN = "Write a guide to local ties."


def note(id: str, words: str, **more: object) -> Note:
    made = Note(id=id, breakout_id="b", words=words, kind=NoteKind.ACTION, recorded_at=now())
    return replace(made, **more)  # type: ignore[arg-type]  # names are checked by the dataclass


@pytest.fixture
def closing(room: ServedRoom) -> ServedRoom:
    """A day with a note that names somebody and a quote that may not be quoted; not closed yet."""
    with room.file.read() as reader:
        segment = next(s for s in reader.every(Segment) if s.kind is SegmentKind.BREAKOUTS)
    preparing.save(
        room.file,
        Breakout(id="b", position=1.0, title="Group", segment_id=segment.id),
        Participant(id="p", name="Ottoline Greengage"),
        note("plain", PLAIN),
        note("named", NAMED),
        note("quote", KEPT_BACK, kind=NoteKind.QUOTE, quotable=False),
        now=now(),
    )
    running.start_day(room.file, now=now())
    return room


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as pages:
        return " ".join(page.get_textpage().get_text_range() for page in pages)


def both(room: ServedRoom, language: str = "en") -> tuple[str, str]:
    """The page and the PDF as a phone gets them."""
    phone = room.browser()
    page, pdf = (phone.get(f"/page{kind}?lang={language}") for kind in ("", ".pdf"))
    assert (page.status_code, pdf.status_code) == (200, 200), room.state
    assert pdf.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(BytesIO(pdf.content)) as pages:
        assert len(pages) == 1
    return page.text, words_of(pdf.content)


def heights(pdf: bytes) -> list[float]:
    """How high its letters are, in points."""
    with pdfplumber.open(BytesIO(pdf)) as pages:
        return [letter["size"] for page in pages.pages for letter in page.chars]


def look_through(room: ServedRoom) -> None:
    with room.file.read() as reader:
        found = cautions_on(reader, summary_in(reader, now(), room.file.device))
    look_at(room.file, found, now=now())


def test_it_is_there_from_the_close_on_and_tells_only_what_was_looked_through(
    closing: ServedRoom,
) -> None:
    early = closing.browser().get("/page?lang=cy")
    assert (early.status_code, early.headers["content-type"]) == (409, "text/html; charset=utf-8")
    assert "Caiff tudalen y diwrnod ei gwneud ar ei ddiwedd" in early.text
    assert PLAIN not in early.text

    projector.show(closing.file, Scene.CLOSE, now=now())
    for told in both(closing):
        assert PLAIN in told
        assert "What came out" in told
        assert NAMED not in told
        assert "Greengage" not in told
        assert KEPT_BACK not in told
    with closing.file.read() as reader:
        assert reader.fact(TOLD) != type(reader.fact(TOLD))()

    look_through(closing)
    for told in both(closing):
        assert NAMED in told
        assert KEPT_BACK not in told

    preparing.save(closing.file, note("plain", "Words that were set right."), now=now())
    for told in both(closing, "cy"):
        assert "Words that were set right." in told
        assert PLAIN not in told
        assert "Canlyniadau’r diwrnod" in told or "Y canlyniadau" in told
        assert "What came out" not in told

    projector.show(closing.file, Scene.WELCOME, now=now())
    assert closing.browser().get("/page").status_code == 409
    assert not closing.log


def test_the_page_can_be_kept_in_large_print_with_the_same_words(closing: ServedRoom) -> None:
    running.finish_day(closing.file, now=now())
    phone = closing.browser()
    assert "page.pdf?lang=en&amp;print=large" in phone.get("/page?lang=en").text
    small, large = (phone.get(f"/page.pdf?lang=en{more}") for more in ("", "&print=large"))
    assert min(heights(large.content)) > 17.9 > min(heights(small.content))
    assert PLAIN in " ".join(words_of(large.content).split())


def test_many_who_ask_at_once_get_the_same_bytes_and_the_room_goes_on(closing: ServedRoom) -> None:
    running.finish_day(closing.file, now=now())
    phones = [closing.browser() for _ in range(24)]

    def ask(phone: httpx.Client) -> bytes:
        return phone.get("/page.pdf").raise_for_status().content

    with ThreadPoolExecutor(len(phones)) as pool:
        asked = [pool.submit(ask, phone) for phone in phones]
        assert closing.browser().post("/api/ping", json={}).status_code == 200
        assert len({each.result() for each in asked}) == 1
    assert not closing.log


def test_whoever_withdraws_is_on_no_page_that_is_asked_for_afterwards(closing: ServedRoom) -> None:
    phone = closing.join(quote=True)
    with closing.file.read() as reader:
        asked = reader.every(Question, kind=QuestionKind.EMERGING)[0]
        (author,) = {each.id.removeprefix("consent:") for each in reader.every(Consent)}
    said = Response(
        id="said",
        question_id=asked.id,
        words="Trust came late to us.",
        recorded_at=now(),
        participant_id=author,
        channel=Channel.PHONE,
        quotable=True,
    )
    preparing.save(closing.file, said, now=now())
    projector.show(closing.file, Scene.CLOSE, now=now())
    for told in both(closing):
        assert said.words in told
    phone.post("/api/me", json={"take_part": True, "quote": False}).raise_for_status()
    for told in both(closing):
        assert said.words not in told
    assert not closing.log
