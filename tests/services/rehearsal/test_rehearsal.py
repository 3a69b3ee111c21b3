"""A rehearsal runs to its end whatever was prepared, and changes nothing of it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import DayState, Progress
from facilitator.services.rehearsal import rehearsal
from facilitator.services.seminar import preparing

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


def test_more_people_than_the_groups_take_do_not_stop_a_rehearsal(tmp_path: Path) -> None:
    source = preparing.new_seminar(tmp_path / "small.seminar", "half-day-workshop", now=NOW)
    with source.read() as reader:
        narrow = [replace(group, capacity=1) for group in reader.every(Breakout)]
    preparing.save(source, *narrow, verb=Verb.SET_UP, now=NOW)
    copy = rehearsal.set_up(tmp_path / "copy.seminar", source, now=NOW)
    rehearsal.rehearse(copy, participants=12, seed=1)
    with copy.read() as reader:
        assert reader.get(Progress, "progress").state is DayState.FINISHED
        assert sum(len(group.member_ids) for group in reader.every(Breakout)) > len(narrow)
    with source.read() as reader:
        assert {group.capacity for group in reader.every(Breakout)} == {1}
    copy.close()
    source.close()


def test_rehearsals_with_one_seed_deal_the_same_people_into_the_same_groups(tmp_path: Path) -> None:
    def dealt(name: str) -> list[tuple[str, list[str]]]:
        file = rehearsal.set_up(tmp_path / name, None, template="half-day-workshop", now=NOW)
        rehearsal.rehearse(file, participants=20, seed=3)
        with file.read() as reader:
            people = {person.id: person.name for person in reader.every(Participant)}
            groups = reader.every(Breakout)
        file.close()
        return [(group.title, [people[id] for id in group.member_ids]) for group in groups]

    assert dealt("one.seminar") == dealt("two.seminar")
