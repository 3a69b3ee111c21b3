"""What the window says is in its language, from the moment on when that is chosen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import WELSH
from facilitator.domain.wording import Counted, say
from tests.pseudo import WINDOW
from ui import settings
from ui.words import telling
from ui.words.telling import tell, told, told_moment


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    settings.LANGUAGE.forget()
    telling.speak(None)


def test_in_english_a_sentence_is_what_it_is_written_as() -> None:
    assert tell("Choose a file first.") == "Choose a file first."
    assert tell("{n} to settle", n=3) == "3 to settle"
    assert telling.spoken().code == "en"


def test_a_kept_sentence_is_said_in_the_language_of_the_moment() -> None:
    kept = say("Prepare")
    before = told(kept)
    telling.speak(WELSH)
    assert (before, told(kept)) == ("Prepare", WELSH.text("Prepare"))


def test_what_people_wrote_stays_as_it_is() -> None:
    telling.speak(WINDOW)
    assert told("Prepare") == "Prepare"
    assert "Prepare" in tell("Opening {name}", name="Prepare")
    assert "Opening" not in tell("Opening {name}", name="Prepare")


def test_an_error_is_told_by_its_sentence_and_a_bug_by_its_words() -> None:
    telling.speak(WINDOW)
    assert "damaged" not in told(SeminarError(say("It is damaged.")))
    assert told(KeyError("damaged")) == "'damaged'"


def test_numbers_and_days_are_said_in_it_too() -> None:
    telling.speak(WELSH)
    assert told(date(2011, 10, 18)) == "18 Hydref 2011"
    assert told_moment(datetime(2011, 10, 18, 10, 42, tzinfo=UTC)) == "18 Hydref 2011, 10:42"
    telling.speak(WINDOW)
    assert "note" not in told(Counted(2, "{n} note", "{n} notes"))


def test_the_chosen_language_is_kept_and_spoken_at_the_next_start() -> None:
    telling.choose("cy")
    telling.speak(None)
    telling.begin()
    assert telling.spoken() is WELSH
    telling.choose("en")
    telling.begin()
    assert telling.spoken().code == "en"
