"""At a glance and the method note: what they say follows from what happened and nothing else."""

from dataclasses import replace

import pytest

from facilitator.domain.polls.polls import SECRECY_SENTENCES, Method, Secrecy
from facilitator.domain.polls.results import Outcome
from facilitator.domain.polls.voters.promises import ARCHIVED_WHOLE, archived
from facilitator.domain.report.summary import PollPart, Summary
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.terms import ARCHIVED
from facilitator.services.report.at_a_glance import at_a_glance
from facilitator.services.report.method_note import method_note
from tests.exports.sample_summary import seminar_summary


def told_at_a_glance(summary: Summary) -> tuple[str, ...]:
    """In English."""
    return tuple(map(str, at_a_glance(summary)))


def the_note(summary: Summary) -> tuple[str, ...]:
    """In English."""
    return tuple(map(str, method_note(summary)))


@pytest.fixture(scope="module")
def day() -> Summary:
    return seminar_summary(responses=1, findings=4, seed=7)


def came_to(part: PollPart, title: str, *outcomes: Outcome) -> PollPart:
    """The poll with these outcomes, one a round, and that title."""
    rounds = tuple(
        replace(
            each,
            tally=replace(
                each.tally,
                lines=tuple(
                    replace(line, outcome=outcome, dissent=outcome is not Outcome.DIVIDED)
                    for line in each.tally.lines
                ),
            ),
        )
        for each, outcome in zip(part.rounds, outcomes, strict=True)
    )
    return replace(part, poll=replace(part.poll, title=title), rounds=rounds)


def judged(day: Summary) -> list[PollPart]:
    return [part for part in day.polls if part.poll.method is Method.AGREE]


def test_each_finding_is_told_by_what_its_last_round_came_to(day: Summary) -> None:
    """The first round came to the opposite throughout; being far apart is not being divided."""
    one, two, three, four = judged(day)
    polls = (
        came_to(one, "Yes", Outcome.DIVIDED, Outcome.ACCEPTED),
        came_to(two, "No", Outcome.ACCEPTED, Outcome.REJECTED),
        came_to(three, "Torn", Outcome.NO_VIEW, Outcome.DIVIDED),
        came_to(four, "Who knows", Outcome.REJECTED, Outcome.NO_VIEW),
    )
    told = told_at_a_glance(replace(day, polls=polls))
    assert "The room accepted 1 of 4 findings: Yes." in told
    assert "It rejected: No." in told
    assert "It stayed divided on: Torn." in told
    assert "Most had no view on: Who knows." in told


def test_a_poll_is_divided_on_one_of_its_statements_and_accepted_on_all(day: Summary) -> None:
    one, two = judged(day)[:2]
    accepted, divided = (
        came_to(one, "Both", outcome, outcome) for outcome in (Outcome.ACCEPTED, Outcome.DIVIDED)
    )
    both = (
        replace(last, tally=replace(last.tally, lines=(*last.tally.lines, *other.tally.lines)))
        for last, other in zip(accepted.rounds, divided.rounds, strict=True)
    )
    mixed = replace(accepted, rounds=tuple(both))
    polls = (mixed, came_to(two, "All", Outcome.ACCEPTED, Outcome.ACCEPTED))
    told = told_at_a_glance(replace(day, polls=polls))
    assert "The room accepted 1 of 2 findings: All." in told
    assert "It stayed divided on: Both." in told


def test_what_is_not_printed_is_said_at_a_glance(day: Summary) -> None:
    first, second = (replace(part, unrevealed=1) for part in judged(day)[:2])
    told = " ".join(told_at_a_glance(replace(day, polls=(first, second), unasked=0)))
    assert "Results of 2 rounds were not revealed and are not printed." in told
    assert "left out" not in told
    told = " ".join(told_at_a_glance(replace(day, polls=(first,), unasked=1)))
    assert "Results of 1 round were not revealed and are not printed." in told
    assert "1 finding, vote or question is left out" in told
    assert "3 findings, votes or questions" in " ".join(told_at_a_glance(replace(day, unasked=3)))


def test_what_came_to_nothing_of_the_kind_is_not_mentioned(day: Summary) -> None:
    polls = tuple(
        came_to(part, part.poll.title, Outcome.ACCEPTED, Outcome.NO_MAJORITY)
        for part in judged(day)
    )
    told = " ".join(told_at_a_glance(replace(day, polls=polls)))
    assert "The room accepted none of 4 findings." in told
    assert not any(word in told for word in ("divided", "rejected", "no view"))


def with_methods(day: Summary, *methods: Method, rounds: int = 2) -> Summary:
    polls = (part for part in day.polls if part.poll.method in methods)
    return replace(day, polls=tuple(replace(part, rounds=part.rounds[:rounds]) for part in polls))


@pytest.mark.parametrize(
    ("methods", "named"),
    [
        ((Method.AGREE,), {"Tastle and Wierman"}),
        ((Method.RANK,), {"Schulze (2011)", "Kendall’s W"}),
        ((Method.AGREE, Method.RANK), {"Tastle and Wierman", "Schulze (2011)", "Kendall’s W"}),
        ((), set()),
    ],
)
def test_a_formula_has_its_source_in_the_note_where_it_was_used_and_only_there(
    day: Summary, methods: tuple[Method, ...], named: set[str]
) -> None:
    note = " ".join(the_note(with_methods(day, *methods)))
    sources = ("Tastle and Wierman", "Schulze (2011)", "Kendall’s W")
    assert {source for source in sources if source in note} == named


def test_a_note_on_rounds_stands_only_where_a_poll_was_put_twice(day: Summary) -> None:
    assert "(“unpaired”)" in " ".join(the_note(with_methods(day, Method.AGREE)))
    assert "(“unpaired”)" not in " ".join(the_note(with_methods(day, Method.AGREE, rounds=1)))


@pytest.mark.parametrize("secrecy", Secrecy)
def test_the_note_says_what_voters_were_told_and_nothing_they_were_not(
    day: Summary, secrecy: Secrecy
) -> None:
    polls = tuple(replace(part, poll=replace(part.poll, secrecy=secrecy)) for part in day.polls)
    note = " ".join(the_note(replace(day, polls=polls)))
    told = {kind for kind, sentence in SECRECY_SENTENCES.items() if str(sentence) in note}
    assert told == {secrecy}


def test_what_voters_of_one_kind_of_poll_were_told_is_not_said_of_another(day: Summary) -> None:
    kinds = (Secrecy.SEALED, Secrecy.PSEUDONYMOUS)
    part = day.polls[0]
    polls = tuple(replace(part, poll=replace(part.poll, secrecy=kind)) for kind in kinds)
    note = " ".join(the_note(replace(day, polls=polls)))
    for kind in kinds:
        assert f"“{SECRECY_SENTENCES[kind]} {archived(part.poll)}”" in note


def test_the_note_names_the_ways_in_which_votes_came_in(day: Summary) -> None:
    def by(*channels: tuple[Channel, int]) -> str:
        part = judged(day)[0]
        rounds = tuple(
            replace(each, tally=replace(each.tally, by_channel=channels)) for each in part.rounds
        )
        return " ".join(the_note(replace(day, polls=(replace(part, rounds=rounds),))))

    assert "Votes came in by phone." in by((Channel.PHONE, 3), (Channel.PAPER, 0))
    assert "Votes came in by phone and by show of hands." in by(
        (Channel.HANDS, 2), (Channel.PHONE, 3)
    )


def test_the_note_tells_the_threshold_of_print_and_where_records_are_found(day: Summary) -> None:
    seminar = replace(day.seminar, print_threshold=17)
    note = " ".join(the_note(replace(day, seminar=seminar, file_id="0123456789", position=42)))
    assert "groups of fewer than 17 people are left out of print" in note
    assert "(01234567, change 42)" in note


def test_the_note_says_what_voters_were_told_becomes_of_their_ballots(day: Summary) -> None:
    whole = str(ARCHIVED_WHOLE)
    assert whole in " ".join(the_note(with_methods(day, Method.RANK)))
    note = " ".join(the_note(with_methods(day, Method.AGREE)))
    assert str(ARCHIVED) in note
    assert whole not in note


def test_the_note_tells_of_what_several_made_apart_only_where_something_was_unseen(
    day: Summary,
) -> None:
    assert "read apart" not in " ".join(the_note(replace(day, unseen_codings=0)))
    note = " ".join(the_note(replace(day, unseen_codings=3)))
    assert "read apart. What others made of 3 passages is left out here" in note


def test_a_summary_in_which_nothing_was_put_to_the_vote_has_no_word_on_votes(
    day: Summary,
) -> None:
    note = " ".join(the_note(replace(day, polls=())))
    assert "Counts are made" not in note
    assert "Voters were told" not in note
    assert "no conclusion about a wider population" in note
