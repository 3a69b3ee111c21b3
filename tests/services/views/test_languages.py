"""What services tell the room goes through the catalogue: in no language no English is left."""

import re
from datetime import datetime

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Criterion, Item, Method, Poll
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import in_language
from facilitator.services.polls import voters, voting
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.domain.polls.voting import LISTED
from tests.phone.states import marks_of
from tests.pseudo import PSEUDO, texts_in


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text))


@pytest.mark.parametrize("method", LISTED)
def test_a_vote_and_its_result_leave_no_english(
    seminar_file: SeminarFile, now: datetime, method: Method
) -> None:
    asked = in_seminar(seminar_file, method, now)
    opened = voting.open_round(seminar_file, asked.id, now=now)
    projector.show(seminar_file, Scene.POLL, asked.id, now=now)
    assert left(seminar_file, now) == set()
    for n in range(7):
        marks, words = marks_of(asked, n)
        words = tuple("Ŵŷ" for _ in words)
        who = voters.Voter(f"{n}")
        voting.cast(seminar_file, opened.id, who, marks, words, submission=f"{n}", now=now)
    voting.close_round(seminar_file, opened.id, now=now)
    voting.reveal_round(seminar_file, opened.id, now=now)
    assert left(seminar_file, now) == set()


def in_seminar(file: SeminarFile, method: Method, now: datetime) -> Poll:
    made = Poll(
        id="p",
        position=1.0,
        title="Ŵŵ",
        wording="Ŵŵ",
        method=method,
        items=tuple(Item(f"i{n}", f"Ŵ{n}") for n in range(1, 5)),
        criteria=(Criterion("c1", "Ŵ"), Criterion("c2", "Ŷ")),
    )
    with file.write(Verb.ADD, now) as writer:
        writer.put(made)
    return made


def left(file: SeminarFile, now: datetime) -> set[str]:
    """Words of the sight in our letters, of which what people wrote here has none."""
    sight = in_language(projector.view(file, now).sight, PSEUDO)
    found = {word for text in texts_in(sight) for word in words_in(text)}
    return {word for word in found if re.search(r"[a-zA-Z]", word)}
