"""What another group has that says nearly the same, and the link that a note-taker makes of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.codings import Coding
from facilitator.services.notes import noting, said_alike
from facilitator.services.records import undoing
from facilitator.services.synthesis.passages import everything
from facilitator.services.synthesis.searching import PassageSearch
from facilitator.store.files.file import SeminarFile

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
SAID = "Nobody plans the ending of a contract"


@pytest.fixture
def seminar(tmp_path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "october.seminar")
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(Seminar(title="October", date=date(2011, 10, 18)))
        for number in (1, 2):
            title = f"Group {number}"
            writer.put(Breakout(id=f"b{number}", segment_id="s", position=number, title=title))
    yield file
    file.close()


@pytest.fixture
def groups() -> list[str]:
    return ["b1", "b2"]


def noted(file: SeminarFile, group: str, words: str) -> Note:
    return noting.add_note(file, group, words, now=NOON)


def test_only_what_another_group_has_and_is_nearly_the_same_is_found(
    seminar: SeminarFile, groups: list[str]
) -> None:
    here, there = groups
    noted(seminar, here, f"{SAID} here")
    noted(seminar, there, "Shared premises save money")
    own = noted(seminar, here, SAID)
    assert said_alike.said_alike(seminar, own.id, PassageSearch()) is None
    other = noted(seminar, there, "Nobody plans the ending of contracts")
    found = said_alike.said_alike(seminar, own.id, PassageSearch())
    assert found is not None
    assert found.passage.id == other.id


def test_a_link_stands_beside_both_is_no_memo_and_is_undone_as_one_act(
    seminar: SeminarFile, groups: list[str]
) -> None:
    own, other = (noted(seminar, group, SAID) for group in groups)
    said_alike.link(seminar, own.id, other, now=NOON)
    alike = {each.passage.id: each for each in everything(seminar).passages}
    assert alike[own.id].alike == (other.id,)
    assert alike[other.id].alike == (own.id,)
    assert not alike[own.id].memo
    assert not alike[own.id].is_read
    assert said_alike.said_alike(seminar, own.id, PassageSearch()) is None
    undoing.undo(seminar, now=NOON)
    assert not any(each.alike for each in everything(seminar).passages)


def test_a_device_elsewhere_links_once_takes_back_its_own_alone_and_is_told_what_is_gone(
    seminar: SeminarFile, groups: list[str]
) -> None:
    def linked() -> bool:
        return all(each.alike for each in everything(seminar).passages)

    def say(coder: str, *, is_alike: bool) -> None:
        said_alike.say_alike(seminar, own.id, other.id, is_alike=is_alike, coder=coder, now=NOON)

    own, other = (noted(seminar, group, SAID) for group in groups)
    for coder in ("phone", "phone", "tablet"):
        say(coder, is_alike=True)
    with seminar.read() as reader:
        assert len(reader.every(Coding)) == 4, "of each of two, one on each note"
    say("phone", is_alike=False)
    assert linked(), "another found them alike, too"
    say("tablet", is_alike=False)
    assert not linked()
    noting.remove(seminar, other, now=NOON)
    with pytest.raises(SeminarError, match="gone"):
        say("phone", is_alike=True)
