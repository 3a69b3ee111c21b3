"""Pace: at most four tellings a second, and the last word soon after things have gone quiet."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitator.room.net.pace import QUIET_SECONDS, Pace

TICK = 0.001


def tellings(votes: list[float], until: float, takes: float = 0.001) -> list[float]:
    """When phones are told, while ballots come in at these moments and telling takes so long."""
    pace, told, news = Pace(), [], False
    coming = sorted(votes)
    for number in range(int(until / TICK)):
        now = number * TICK
        while coming and coming[0] <= now:
            pace.busy(coming.pop(0))
            news = True
        if news and not pace.wait(now):
            pace.spend(now)
            pace.told(now, takes)
            told.append(now)
            news = False
    return told


@given(st.lists(st.floats(0.0, 2.0), min_size=1, max_size=300))
def test_phones_are_told_at_most_four_times_in_any_second(votes: list[float]) -> None:
    told = tellings(votes, 4.0)
    assert all(later - first >= 1 - TICK for first, later in zip(told, told[4:], strict=False))


@given(st.lists(st.floats(0.0, 2.0), min_size=1, max_size=300))
def test_everybody_hears_the_last_word(votes: list[float]) -> None:
    told = tellings(votes, 4.0)
    assert told[-1] >= max(votes)
    assert told[-1] - max(votes) <= 0.5


def test_one_vote_is_told_at_once_and_so_is_the_end_of_a_burst() -> None:
    assert tellings([0.1], 1.0)[0] - 0.1 <= QUIET_SECONDS + 2 * TICK
    burst = [n / 2000 for n in range(2000)]
    assert tellings(burst, 3.0)[-1] - burst[-1] <= QUIET_SECONDS + 2 * TICK


def test_where_telling_takes_long_a_busy_room_is_told_less_often_and_the_last_word_as_soon() -> (
    None
):
    burst = [n / 1000 for n in range(3000)]
    told = tellings(burst, 5.0, takes=0.08)
    assert 3 <= len([each for each in told if each < burst[-1]]) <= 5
    assert told[-1] - burst[-1] <= QUIET_SECONDS + 2 * TICK
    stalled = tellings(burst, 5.0, takes=30.0)
    assert max(b - a for a, b in pairwise(stalled)) <= 1 + 2 * TICK


def test_a_gap_while_everybody_reads_what_was_told_is_not_taken_for_the_end() -> None:
    burst = [0.0, 0.005, *(0.04 + n / 2000 for n in range(500))]
    told = tellings(burst, 2.0)
    assert not [each for each in told[1:] if each < burst[-1]]
    assert told[-1] - burst[-1] <= QUIET_SECONDS + 2 * TICK


def test_while_people_vote_phones_are_told_all_along() -> None:
    told = tellings([n / 200 for n in range(600)], 3.5)
    assert 8 <= len(told) <= 12
