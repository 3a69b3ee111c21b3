"""The consensus panel: words first, then the method's own figures, then how they are made."""

import pytest

from facilitator.domain.polls.agreement.panel import panel, strength, unsettled
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.tally import count


def poll(method: Method, *items: str) -> Poll:
    return Poll(
        id="p",
        position=1,
        title="T",
        wording="W",
        method=method,
        items=tuple(Item(item, item.upper()) for item in items),
    )


def ballots(*marks: tuple[tuple[str, int], ...]) -> list[Ballot]:
    return [Ballot(round_id="r", voter_key=str(n), marks=each) for n, each in enumerate(marks)]


def test_an_agree_scale_tells_agreement_against_its_threshold_and_how_far_apart_people_are() -> (
    None
):
    asked = poll(Method.AGREE, "a")
    tally = count(asked, ballots(*((("a", mark),) for mark in (1, 1, 5, 5, 5, 0))))
    found = panel(asked, tally)
    told = {str(each.name): str(each.figure) for each in found.measures}
    assert str(found.plain).startswith("Divided: 3 of 5 agree")
    assert told == {
        "People who voted": "6",
        "Agreement": "3 of 5; 75 % needed",
        "Without a view": "1",
        "Median": "5",
        "Interquartile range": "4",
        "Consensus, 0 to 1": "0.03",
        "Dissent": "marked: opinions are far apart",
    }
    assert any("Tastle and Wierman" in str(note) for note in found.method)
    assert unsettled(tally.lines[0])


def test_a_ranking_tells_kendalls_w_with_its_meaning_and_source() -> None:
    asked = poll(Method.RANK, "a", "b", "c", "d")
    marks = ([1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4])
    tally = count(asked, ballots(*(tuple(zip("abcd", each, strict=True)) for each in marks)))
    found = panel(asked, tally)
    told = {str(each.name): str(each.figure) for each in found.measures}
    assert told["Kendall’s W"] == "0.78: strong agreement"
    assert any("Kendall and Smith" in str(note) for note in found.method)


@pytest.mark.parametrize(
    ("w", "words"), [(1.0, "strong"), (0.69, "moderate"), (0.3, "weak"), (0.0, "very weak")]
)
def test_every_value_of_w_has_a_meaning(w: float, words: str) -> None:
    assert str(strength(w)) == f"{words} agreement"


def test_a_round_in_which_nobody_voted_has_words_alone() -> None:
    asked = poll(Method.AGREE, "a")
    found = panel(asked, count(asked, []))
    assert (str(found.plain), found.measures, found.method) == ("Nobody has voted.", (), ())
