"""Who was heard, and what is left open."""

from facilitator.domain.privacy import disclosure
from facilitator.domain.privacy.disclosure import Guard
from facilitator.domain.report.who_was_heard import unheard, voice

NAMES = ("Charity", "Council", "Firm")

EXACT = Guard(1)


def lines(people: str, said: str, guard: Guard = EXACT) -> list[tuple[str, int | None, int | None]]:
    """Groups by letter: a charity, b council, c firm, anything else not given."""
    of = {"a": "Charity", "b": "Council", "c": "Firm"}
    found = voice(NAMES, [of.get(p, "") for p in people], [of.get(s, "") for s in said], guard)
    return [(line.name, line.people, line.responses) for line in found]


def test_each_group_stands_with_its_people_and_what_it_said() -> None:
    assert lines("aaabbc", "abbb") == [
        ("Charity", 3, 1),
        ("Council", 2, 3),
        ("Firm", 1, 0),
    ]


def test_people_and_words_without_a_group_have_a_line_of_their_own() -> None:
    assert lines("ab?", "a??")[-1] == ("Not given", 1, 2)


def test_one_small_group_takes_another_with_it_so_that_no_subtraction_tells() -> None:
    assert lines("a" * 20 + "b" * 9 + "cc", "a" * 8 + "b", Guard(5)) == [
        ("Charity", 20, 8),
        ("Council", None, None),
        ("Firm", None, None),
    ]


def test_a_group_nobody_is_in_looks_like_a_small_one() -> None:
    assert lines("a" * 20 + "b" * 9, "a", Guard(5))[2] == ("Firm", None, None)


def test_the_rounded_preset_rounds_here_too() -> None:
    found = lines("a" * 23 + "b" * 12 + "c" * 11, "a" * 7, disclosure.Guard(10, 5))
    assert found == [("Charity", 25, 5), ("Council", 10, 0), ("Firm", 10, 0)]


def test_a_group_is_unheard_when_others_spoke_and_enough_of_it_are_here() -> None:
    people = ["Charity"] * 6 + ["Council"] * 6 + ["Firm"] * 4
    assert unheard(NAMES, people, {"Charity": 3}, Guard(5)) == ("Council",)
    assert unheard(NAMES, people, {"Charity": 3}, Guard(4)) == ("Council", "Firm")


def test_nobody_is_unheard_before_anything_much_was_said_or_once_they_spoke() -> None:
    people = ["Charity"] * 6 + ["Council"] * 6
    assert unheard(NAMES, people, {"Charity": 2}, Guard(5)) == ()
    assert unheard(NAMES, people, {"Charity": 2, "Council": 1}, Guard(5)) == ()
