"""Comments on the page that people take home: from a plain form, to the second edition."""

from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from exports.content.summary import summary_document
from exports.document import Quote, Small, all_sections
from exports.papers import write_summary
from facilitator.domain.acts import Verb
from facilitator.domain.merging.sync import Slice
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.deposit import archived
from facilitator.domain.report.summary import Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.stage.stage import Scene
from facilitator.services.records import retention
from facilitator.services.report import publishing
from facilitator.services.report.adding import keep_addition
from facilitator.services.responses import commenting
from facilitator.services.synthesis.passages import everything
from facilitator.services.views import projector
from facilitator.services.views.voices import voices
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging.retelling import retell
from tests.patience import PATIENCE
from tests.room.serving import ServedRoom, now
from tests.room.standbys import standing

SAID = "The second message is too sure of itself.\nWe were four & not five. <b>=1+1</b>"
ALONE = "Between us: nobody at my table said that."
ASKS = "Tell us what we got wrong."


def invite(file: SeminarFile, until: date | None) -> Addition:
    asked = Addition(
        id="invitation", kind=AdditionKind.INVITATION, words=ASKS, at=now(), until=until
    )
    with file.read() as reader:
        seen = reader.find(Addition, asked.id)
    keep_addition(file, asked, seen, now=now())
    return asked


@pytest.fixture
def closed(room: ServedRoom) -> ServedRoom:
    """A room that sees the close, and people are asked for comments until next week."""
    invite(room.file, now().date() + timedelta(days=7))
    projector.show(room.file, Scene.CLOSE, now=now())
    return room


def send(phone: httpx.Client, words: str, *, tick: bool, language: str = "en") -> httpx.Response:
    form = {"words": words, **({"print": "yes"} if tick else {})}
    return phone.post(f"/page/comments?lang={language}", data=form)


def kept(room: ServedRoom) -> tuple[Response, ...]:
    with room.file.read() as reader:
        return commenting.comments_in(reader)


def summary(room: ServedRoom) -> Summary:
    return publishing.summarise(room.file, now=now())


def printed(room: ServedRoom) -> list[str]:
    (section,) = (
        each
        for each in all_sections(summary_document(summary(room)).sections)
        if each.title == "Comments on this paper"
    )
    return [block.words for block in section.blocks if isinstance(block, Quote)]


def test_the_page_has_a_form_while_comments_are_asked_for_and_the_day_has_not_passed(
    closed: ServedRoom,
) -> None:
    page = closed.browser().get("/page?lang=en")
    assert '<form method="post" action="page/comments?lang=en">' in page.text
    assert ASKS in page.text
    assert "form-action 'self'" in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert '<meta name="referrer" content="same-origin">' in page.text
    welsh = closed.browser().get("/page?lang=cy").text
    assert 'action="page/comments?lang=cy"' in welsh
    assert "Send it to the authors" not in welsh

    phone = closed.join(quote=True)
    invite(closed.file, now().date() - timedelta(days=1))
    page = closed.browser().get("/page?lang=en")
    assert "<form" not in page.text
    assert "form-action 'none'" in page.text
    late = send(phone, SAID, tick=True)
    assert late.status_code == 409
    assert "has passed" in late.text
    assert kept(closed) == ()


def test_a_comment_is_kept_once_with_whose_it_is_and_printed_where_it_was_ticked(
    closed: ServedRoom, tmp_path: Path
) -> None:
    phone = closed.join(quote=True)
    answer = send(phone, SAID.replace("\n", "\r\n"), tick=True)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "may stand in the next edition" in answer.text
    assert send(phone, SAID, tick=True).status_code == 200
    assert "nobody else will see it" in send(phone, ALONE, tick=False).text
    assert {(each.words, each.hidden, each.quotable) for each in kept(closed)} == {
        (SAID, False, True),
        (ALONE, True, False),
    }
    assert len({each.participant_id for each in kept(closed)} - {""}) == 1
    assert printed(closed) == [SAID]
    (part,) = summary(closed).comments
    assert (part.hidden, part.withheld) == (0, 1)
    write_summary(summary(closed), tmp_path / "a.pdf")
    assert send(phone, SAID, tick=False).status_code == 200, "a tick is taken back"
    assert printed(closed) == []
    assert not closed.log


def test_whoever_withdraws_or_is_not_to_be_quoted_is_not_printed(closed: ServedRoom) -> None:
    silent, open_ = closed.join(quote=False), closed.join(quote=True)
    assert "will not be printed" in send(silent, ALONE, tick=True).text
    send(open_, SAID, tick=True)
    assert printed(closed) == [SAID]
    open_.post("/api/me", json={"take_part": True, "quote": False}).raise_for_status()
    assert printed(closed) == []
    assert not closed.log


def test_what_was_for_the_authors_alone_stays_so_whatever_was_agreed_on_the_day(
    closed: ServedRoom,
) -> None:
    """Nor does it reach an archive, the theme team, what is sorted, or who was heard."""
    phone = closed.join(quote=True, archive=True)
    send(phone, ALONE, tick=False)
    send(phone, SAID, tick=True)
    (alone,) = (each for each in kept(closed) if each.hidden)
    with closed.file.read() as reader:
        revisions = tuple(rev for each in kept(closed) for rev in reader.history(each.id))
        assert retell(reader, Slice(acts=(), revisions=revisions)).revisions == ()
        research = publishing.summary_in(reader, now(), closed.file.device, for_research=True)
    for told in (research, archived(research), archived(summary(closed)), summary(closed)):
        assert alone.id not in told.passages
    assert archived(summary(closed)).comments[0].responses == ()
    assert not {each.id for each in kept(closed)} & {
        each.passage.id for each in everything(closed.file).passages
    }
    assert sum(line.responses for line in voices(closed.file)[0].by_sector) == 0
    assert summary(closed).said_in_all == 0
    with closed.file.write(Verb.ADD, now()) as writer:
        writer.put(Participant(id="p", name="Ottoline Greengage"))
    retention.take_people_out(closed.file, now=now())
    assert printed(closed) == [SAID], "what was agreed to is written into it, and the tick stays"


def test_the_second_edition_says_what_came_and_what_the_authors_answer(
    closed: ServedRoom,
) -> None:
    send(closed.join(quote=True), SAID, tick=True)
    (comment,) = kept(closed)
    answer = Addition(
        id="a", kind=AdditionKind.COMMENT, words="We say four now.", about=comment.id, at=now()
    )
    keep_addition(closed.file, answer, now=now())
    edition = Addition(id="e", kind=AdditionKind.EDITION, words="Four, not five.", at=now())
    keep_addition(closed.file, edition, now=now())
    sections = {
        each.title: each for each in all_sections(summary_document(summary(closed)).sections)
    }
    news = [b.text for b in sections["What is new in this edition"].blocks if isinstance(b, Small)]
    assert "1 comment came in on the edition before." in news
    told = str(sections["Comments on this paper"].blocks)
    assert told.index(comment.id) < told.index("We say four now.")
    assert told.count("We say four now.") == 1


def test_who_has_not_joined_or_sends_nonsense_is_told_in_a_page_and_nothing_is_kept(
    closed: ServedRoom,
) -> None:
    phone = closed.join(quote=True)
    for client, words, status in (
        (closed.browser(), SAID, 401),
        (closed.pair(Role.NOTE_TAKER), SAID, 401),
        (phone, "  \u200b ", 409),
        (phone, "w" * 4001, 409),
        (phone, "ŵ" * 60_000, 413),
    ):
        answer = send(client, words, tick=True)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert phone.post("/page/comments", json={"words": SAID}).status_code == 422
    elsewhere = phone.post("/page/comments", data={"words": SAID}, headers={"origin": "http://x"})
    assert elsewhere.status_code == 403
    assert kept(closed) == ()
    for number in range(commenting.MOST):
        assert send(phone, f"{number}", tick=False).status_code == 200
    assert send(phone, "One more", tick=False).status_code == 409
    assert len(kept(closed)) == commenting.MOST


@pytest.mark.of_files
def test_page_and_comments_go_on_at_a_standby_by_what_was_withdrawn_before(
    closed: ServedRoom, tmp_path: Path
) -> None:
    kept_out, quoted = closed.join(quote=True), closed.join(quote=True)
    send(kept_out, ALONE, tick=True)
    send(quoted, SAID, tick=True)
    kept_out.post("/api/me", json={"take_part": True, "quote": False}).raise_for_status()
    with standing(tmp_path / "second", closed.greeting.standby_code) as standby:
        standby.stand_by(closed.port)
        ticket = quoted.get("/api/onward").raise_for_status().json()["ticket"]
        closed.kill()
        standby.stop()
        standby.take_over()
        with httpx.Client(base_url=standby.greeting.url, timeout=PATIENCE) as phone:
            phone.post("/api/take-up", json={"ticket": ticket}).raise_for_status()
            page, pdf = phone.get("/page?lang=en"), phone.get("/page.pdf?lang=en")
            assert ASKS in page.text
            assert pdf.raise_for_status().content.startswith(b"%PDF")
            assert send(phone, "Sent to the second laptop.", tick=True).status_code == 200
        file = SeminarFile.open(standby.seminar)
        with file.read() as reader:
            came = commenting.comments_in(reader)
            authors = {each.participant_id for each in came if each.words != ALONE}
            told = publishing.summary_in(reader, now(), file.device).passages
        file.close()
    assert len(came) == 3
    assert len(authors) == 1, "whoever comes there is who they were"
    assert {each.words for each in came if each.id in told} == {SAID, "Sent to the second laptop."}
