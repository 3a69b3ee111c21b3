"""A phone in Welsh shows no English word, also where something went wrong; `test_access` reads all
else, and what a note-taker reads.
"""

from collections.abc import Callable
from itertools import chain

from tests.phone import rare_states
from tests.phone.person import Person
from tests.phone.room_of import Room
from tests.phone.welsh import Written, welsh_words


def test_english_is_not_taken_for_welsh() -> None:
    english = {"the", "agree", "disagree", "voting", "received", "people", "remote", "notes"}
    assert not english & welsh_words()


def test_what_is_refused_too_late_or_elsewhere_is_told_in_welsh(
    arrive: Callable[..., Person], room: Room
) -> None:
    person, said = arrive(locale="cy"), Written(room)
    ways = chain(rare_states.door(person, room), rare_states.seat(person, room))
    found = {state: bad for state in ways if (bad := said.escaped(person.page))}
    assert not found
