"""What voters are told of secrecy, of recounting and of who may vote stands wherever they look."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.locales import Language, Locale, locale_of
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.terms import terms
from facilitator.domain.stage.sights import Vote
from facilitator.domain.wording import Wording
from facilitator.room.messages import page_words, room_state
from facilitator.services.polls import voting
from facilitator.services.views import phones, projector
from facilitator.store.files.file import SeminarFile
from ui.tablet.pages import WaitPage

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
SAID = {
    Language.ENGLISH: "When voting closes, nobody can find out who cast which vote. Anonymised "
    "votes are archived and can be recounted. This vote is for people whom the facilitator has "
    "named.",
    Language.WELSH: "Pan fydd y bleidlais yn cau, ni all neb ganfod pwy a fwriodd ba bleidlais. "
    "Caiff pleidleisiau dienw eu harchifo a gellir eu hailgyfrif. Mae’r bleidlais hon i bobl a "
    "enwyd gan yr hwylusydd.",
}


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18)))
        writer.put(Participant(id="ann", name="Ann"))
        writer.put(
            Poll(
                id="p",
                position=1,
                title="P",
                wording="P?",
                method=Method.AGREE,
                items=(Item("i", "P"),),
                open_to=OpenTo.NAMED,
                open_for=("ann",),
            )
        )
    voting.open_round(made, "p", now=NOW)
    return made


@pytest.mark.parametrize(
    "locale", [locale_of(each) for each in Language], ids=lambda each: each.code
)
def test_projector_tablet_and_phones_tell_the_same(
    file: SeminarFile, locale: Locale, qapp: object
) -> None:
    said = SAID[Language(locale.code)]
    sight = projector.view(file, NOW).sight
    assert isinstance(sight, Vote)
    assert isinstance(sight.secrecy, Wording)
    assert sight.secrecy.in_(locale) == said
    with file.read() as reader:
        asked, seminar = reader.get(Poll, "p"), reader.get(Seminar, SEMINAR_ID)
    assert WaitPage(asked, locale).secrecy.text() == said
    poll = room_state.shared(phones.showing(file, NOW), 1, NOW, locale).poll
    assert poll is not None
    secrecy = page_words.PHONE[poll.secrecy].in_(locale)
    assert f"{secrecy} {poll.archived} {poll.for_whom}" == said
    assert any(each.in_(locale) in said for each in terms(seminar)), "who joins is told before"
