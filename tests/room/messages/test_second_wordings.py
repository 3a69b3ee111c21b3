"""What a seminar says in two languages is told to each phone in its own, and marked for readers."""

from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.locales import ENGLISH, WELSH, Language, Locale
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import phones as messages
from facilitator.room.messages import room_state
from facilitator.services.polls import voters, voting
from facilitator.services.views import phones, projector
from facilitator.store.files.file import SeminarFile
from tests.services.polls.doors import close_door

POLL = Poll(
    id="p",
    position=1,
    title="Places",
    wording="Which place?",
    method=Method.CHOOSE_ONE,
    items=(Item("hill", "Hill", second="Bryn"), Item("pond", "Pond")),
    title_second="Lleoedd",
    wording_second="Pa le?",
)


@pytest.fixture
def bilingual(seminar_file: SeminarFile, now: datetime) -> SeminarFile:
    """A seminar in two languages with one poll before the room."""
    with seminar_file.write(Verb.SET_UP, now) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(
            replace(seminar, languages=(Language.ENGLISH, Language.WELSH), title_second="Diwrnod")
        )
        writer.put(POLL)
    projector.show(seminar_file, Scene.POLL, POLL.id, now=now)
    return seminar_file


def told_in(file: SeminarFile, locale: Locale, now: datetime) -> messages.Shared:
    return room_state.shared(phones.showing(file, now), 1, now, locale)


def test_a_phone_is_asked_in_its_language_and_knows_which_words_are_in_it(
    bilingual: SeminarFile, now: datetime
) -> None:
    english, welsh = (told_in(bilingual, locale, now) for locale in (ENGLISH, WELSH))
    assert english.poll
    assert welsh.poll
    assert (english.poll.title, english.poll.wording) == ("Places", "Which place?")
    assert (welsh.title, welsh.poll.title, welsh.poll.wording) == ("Diwrnod", "Lleoedd", "Pa le?")
    assert [(item.id, item.text) for item in welsh.poll.items] == [
        ("hill", "Bryn"),
        ("pond", "Pond"),
    ]
    assert {"Diwrnod", "Lleoedd", "Pa le?", "Bryn"} <= {*welsh.spoken}
    assert "Pond" not in welsh.spoken
    assert welsh.language is Language.ENGLISH
    assert not {"Places", "Which place?", "Hill"} & {*english.spoken}


def test_votes_are_counted_alike_and_the_results_named_in_each_language(
    bilingual: SeminarFile, now: datetime
) -> None:
    close_door(bilingual)
    opened = voting.open_round(bilingual, POLL.id, now=now)
    for number, item in enumerate(("hill", "hill", "pond")):
        voter = voters.Voter(f"{number}")
        voting.cast(bilingual, opened.id, voter, [(item, 1)], submission=f"{number}", now=now)
    voting.close_round(bilingual, opened.id, now=now)
    voting.reveal_round(bilingual, opened.id, now=now)
    english, welsh = (told_in(bilingual, locale, now).results for locale in (ENGLISH, WELSH))
    assert english
    assert welsh
    assert [bar.label for bar in english.chart.bars] == ["Hill", "Pond"]
    assert [bar.label for bar in welsh.chart.bars] == ["Bryn", "Pond"]
    assert [bar.parts[0].people for bar in welsh.chart.bars] == [2, 1]
    assert "Bryn" in welsh.verdict
    assert "Hill" not in welsh.verdict + welsh.chart.text


def test_a_new_second_wording_alone_is_told_to_the_phones_that_read_it(
    bilingual: SeminarFile, now: datetime
) -> None:
    def telling() -> room_state.Telling[messages.Shared]:
        shown = phones.showing(bilingual, now)
        return room_state.Telling(partial(room_state.shared, shown, 1, now))

    before = telling()
    before.in_(WELSH)
    with bilingual.write(Verb.CHANGE, now) as writer:
        writer.put(replace(POLL, wording_second="Ble?"))
    assert not telling().says_the_same_as(before)
    assert telling().says_the_same_as(telling())
