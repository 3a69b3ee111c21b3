"""Search and filters, each against a plain reading of every passage."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.privacy.policy import Permission
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.search_words import folded, wanted_in
from facilitator.domain.wording import Message
from facilitator.services.synthesis import facets
from facilitator.services.synthesis.facets import Asked, Facet, State
from facilitator.services.synthesis.passages import Placed
from facilitator.services.synthesis.searching import PassageSearch

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
WORDS = ("partner", "bartner", "phartner", "Ŵyl", "gŵyl", "don’t", "50%", "“fair”", "a", "abc")


def passages(seed: int, size: int = 60) -> list[Placed]:
    chance = random.Random(seed)

    def placed(number: int) -> Placed:
        said = " ".join(chance.choices(WORDS, k=4))
        sector = chance.choice(("", "Council", "Charity"))
        if chance.random() < 0.5:
            note = Note(
                id=f"n{number}",
                breakout_id=chance.choice("ab"),
                words=said,
                recorded_at=NOON,
                kind=chance.choice(tuple(NoteKind)),
                sector=sector,
                tags=tuple(chance.sample(("risk", "voice"), chance.randrange(3))),
            )
            kind, passage = "Note", note
            return _placed(passage, kind, f"Group {note.breakout_id}", chance)
        starred = chance.random() < 0.3
        response = Response(
            id=f"r{number}",
            question_id="q",
            words=said,
            recorded_at=NOON,
            sector=sector,
            starred=starred,
        )
        return _placed(response, "Response", "", chance)

    return [placed(number) for number in range(size)]


def _placed(passage: Note | Response, kind: str, group: str, chance: random.Random) -> Placed:
    themes = tuple(sorted(chance.sample(("t1", "t2", "t3"), chance.randrange(3))))
    question = chance.choice(("Why?", "How?"))
    coders = chance.choice((1, 2)) if themes else 0
    return Placed(
        passage, Message(kind), group, question, NOON, Permission.UNKNOWN, themes, coders=coders
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_search_finds_what_reading_every_passage_finds(seed: int) -> None:
    said, search = passages(seed), PassageSearch()
    for asked in ("artner", "wyl abc", "DON'T", "a", "“abc a”", "50% “fair”", "council", "#risk"):
        wanted = wanted_in(asked)
        plain = {
            each.passage.id: "\x1f".join(
                (
                    folded(each.passage.words),
                    folded(f"{each.origin} {each.passage.sector} {each.passage.size}"),
                    folded(" ".join(f"#{t}" for t in getattr(each.passage, "tags", ()))),
                )
            )
            for each in said
        }
        matching = [id for id, text in plain.items() if all(each in text for each in wanted)]
        assert search.matching(asked, said) == frozenset(matching)
    assert search.matching("  ", said) is None


def test_the_index_follows_what_is_corrected_taken_out_and_added() -> None:
    said, search = passages(1), PassageSearch()
    search.matching("anything", said)
    first = said[0]
    corrected = replace(first, passage=replace(first.passage, words="entirely new"))
    now = [corrected, *said[2:], *passages(2, 61)[60:]]
    assert search.matching("entirely", now) == frozenset({first.passage.id})
    assert said[1].passage.id not in (search.matching("a", now) or ())


def test_the_index_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    PassageSearch().matching("trust", passages(3))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seed", range(5))
def test_filters_leave_over_and_count_what_reading_every_passage_does(seed: int) -> None:
    said = passages(seed)
    made = facets.facets_of(said)
    everything = (1 << len(said)) - 1
    asked = Asked(values=((Facet.GROUP, "a"), (Facet.THEME, "t1")))
    left = facets.places_in(made.left_by(asked, everything))
    assert left == [
        n
        for n, each in enumerate(said)
        if getattr(each.passage, "breakout_id", "") == "a" and "t1" in each.theme_ids
    ]
    in_group = [each for each in said if getattr(each.passage, "breakout_id", "") == "a"]
    counts = made.counts(asked, everything, Facet.THEME)
    for theme in ("t1", "t2", "t3"):
        assert counts.get(theme, 0) == sum(theme in each.theme_ids for each in in_group)
    one = made.counts(Asked(), everything, Facet.STATE)[State.ONE_CODER]
    assert one == sum(each.coders == 1 for each in said)


@pytest.mark.parametrize("seed", range(5))
def test_facets_after_codings_are_what_all_of_them_made_anew_are(seed: int) -> None:
    chance, then = random.Random(seed), passages(seed)
    made = facets.facets_of(then)
    now = [
        replace(each, theme_ids=chance.choice(((), ("t1",), ("t9",))), coders=chance.randrange(3))
        if chance.random() < 0.3
        else each
        for each in then
    ]
    after, anew = facets.coded_anew(made, then, now), facets.facets_of(now)
    everything = (1 << len(now)) - 1
    for facet in Facet:
        assert after.counts(Asked(), everything, facet) == anew.counts(Asked(), everything, facet)


def test_a_number_tells_its_bits() -> None:
    places = sorted(random.Random(1).sample(range(500), 60))
    assert facets.places_in(facets.bits_of(places)) == places
    assert facets.places_in(0) == []
