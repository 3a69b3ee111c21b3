"""What is proposed beside a passage: like it, unread ones from elsewhere first."""

import random
from datetime import UTC, datetime

import pytest

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.privacy.policy import Permission
from facilitator.domain.wording import say
from facilitator.services.synthesis.passages import Placed
from facilitator.services.synthesis.searching import PassageSearch
from facilitator.services.synthesis.similar import MOST, similar_to

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
WORDS = (
    *("council", "lender", "partner", "evaluation", "contract", "merger", "premises"),
    *("regulator", "volunteer", "member", "risk", "price", "board", "voice", "trust", "years"),
    *("paper", "lawyer", "winter", "ending"),
)


def placed(
    id: str,
    words: str,
    group: str = "b",
    *,
    tied: bool = False,
    kind: NoteKind = NoteKind.POINT,
) -> Placed:
    note = Note(id=id, breakout_id=group, words=words, recorded_at=NOON, kind=kind)
    themes = ("t",) if tied else ()
    return Placed(note, say("Point"), f"Group {group}", "", NOON, Permission.UNKNOWN, themes)


def found(read: Placed, *others: Placed) -> list[str]:
    return [each.placed.passage.id for each in similar_to(read, (read, *others), PassageSearch())]


def test_unread_ones_of_other_groups_come_first_then_unread_then_the_rest() -> None:
    read = placed("read", "Nobody plans the ending of a contract", "a")
    others = (
        placed("tied", "Nobody plans the ending of a contract here", tied=True),
        placed("same group", "Nobody plans the ending of contracts", "a"),
        placed("elsewhere", "The ending of a contract is planned by nobody", "b"),
        placed("against", "Nobody plans an ending of a contract", "c", kind=NoteKind.DISAGREEMENT),
        placed("other", "Shared premises save money"),
    )
    proposed = found(read, *others)
    assert set(proposed[:2]) == {"elsewhere", "against"}
    assert proposed[2:] == ["same group", "tied"]


@pytest.mark.parametrize("seed", range(5))
def test_what_differs_by_a_word_is_found_among_many_and_the_same_each_time(seed: int) -> None:
    chance = random.Random(seed)
    said = [" ".join(chance.sample(WORDS, 7)) for _ in range(200)]
    words = said[0].split()
    words[chance.randrange(7)] = "something"
    many = [placed(f"n{number}", text) for number, text in enumerate(said)]
    near = placed("near", " ".join(words))
    proposed = found(many[0], *many[1:], near)
    assert "near" in proposed
    assert len(proposed) <= MOST
    assert proposed == found(many[0], *many[1:], near)


def test_nothing_is_proposed_for_words_that_nobody_else_used() -> None:
    read = placed("read", "Nobody plans the ending")
    other = placed("other", "Shared premises save money")
    assert found(read, other) == []
    assert found(placed("signs", '" OR * (¿?'), other) == []
