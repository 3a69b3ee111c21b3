"""Small changes to records as they stand now."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.polls import voting
from facilitator.services.records import editing, undoing
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 1, 9, 0, tzinfo=UTC)
POLL = Poll(
    id="p",
    position=1.0,
    title="First",
    wording="Do you agree?",
    method=Method.AGREE,
    items=(Item("i", "Trust takes time"),),
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day.seminar")
    theme = Theme(id="t", position=1.0, name="Forms", description="of partnership")
    groups = [
        Breakout(id=id, segment_id="s", position=position, title=id.upper())
        for position, id in enumerate("gh", start=1)
    ]
    seminar = Seminar(title="Day", date=date(2011, 10, 18))
    preparing.save(made, seminar, theme, POLL, *groups, verb=Verb.SET_UP, now=NOW)
    yield made
    made.close()


def group(file: SeminarFile, id: str) -> Breakout:
    with file.read() as reader:
        return reader.get(Breakout, id)


def test_only_the_named_fields_change(file: SeminarFile) -> None:
    with file.read() as reader:
        seen = reader.get(Theme, "t")
    editing.change(file, seen, {"description": "new"}, now=NOW)
    editing.change(file, seen, {"name": "Kinds"}, now=NOW)
    with file.read() as reader:
        theme = reader.get(Theme, "t")
    assert (theme.name, theme.description) == ("Kinds", "new")
    assert undoing.undo(file, NOW) == "Change theme “Kinds”"


def test_what_is_gone_cannot_change(file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="no longer"):
        editing.change(file, Theme(id="gone", position=1, name="y"), {"name": "x"}, now=NOW)


def test_a_poll_can_change_until_it_is_voted_on(file: SeminarFile) -> None:
    editing.change(file, POLL, {"wording": "Do you?"}, now=NOW)
    voting.open_round(file, "p", now=NOW)
    with pytest.raises(SeminarError, match="has been voted on"):
        editing.change(file, POLL, {"wording": "Or not?"}, now=NOW)
    editing.change(file, POLL, {"title": "Trust"}, now=NOW)
    with file.read() as reader:
        poll = reader.get(Poll, "p")
    assert (poll.title, poll.wording) == ("Trust", "Do you?")


def test_people_are_in_one_group_of_a_segment(file: SeminarFile) -> None:
    editing.place_people(file, "s", ("a", "b", "a"), "g", now=NOW)
    editing.place_people(file, "s", ("b",), "h", now=NOW)
    assert (group(file, "g").member_ids, group(file, "h").member_ids) == (("a",), ("b",))
    editing.place_people(file, "s", ("b",), "", now=NOW)
    assert group(file, "h").member_ids == ()


def test_a_kept_place_is_given_up_by_moving_on(file: SeminarFile) -> None:
    editing.place_people(file, "s", ("a", "b"), "g", now=NOW)
    editing.keep_places(file, "s", ("b",), False, now=NOW)
    assert group(file, "g").fixed_ids == ("a",)
    editing.keep_places(file, "s", ("b", "stranger"), True, now=NOW)
    assert group(file, "g").fixed_ids == ("a", "b")
    editing.place_people(file, "s", ("a",), "h", now=NOW)
    assert (group(file, "g").fixed_ids, group(file, "h").fixed_ids) == (("b",), ("a",))
    editing.place_people(file, "s", ("b",), "", now=NOW)
    assert group(file, "g").fixed_ids == ()


def test_who_is_put_into_a_group_by_hand_stays_when_the_others_are_shared_out(
    file: SeminarFile,
) -> None:
    with file.write(Verb.ADD, NOW) as writer:
        for id_ in "abcdef":
            writer.put(Participant(id=id_, name=id_.upper()))
    editing.place_people(file, "s", ("a", "b", "c"), "g", now=NOW)
    preparing.allocate(file, "s", now=NOW)
    assert set(group(file, "g").member_ids) == {"a", "b", "c"}
    assert set(group(file, "h").member_ids) == {"d", "e", "f"}
