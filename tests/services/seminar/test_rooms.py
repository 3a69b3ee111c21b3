"""Two rooms of one seminar: each has its own day, screen, votes, phones and half-typed words."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Arrivals, Capture
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage import sights
from facilitator.services.files import checking
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar import running
from facilitator.services.views import phones, projector, run_screen, tablet
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
POLLS = {"p": "Which one?", "q": "Which other?"}


@pytest.fixture
def main(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "rooms.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(time_zone="UTC", title="Two rooms", date=date(2011, 10, 18)))
        for position, (id, wording) in enumerate(POLLS.items()):
            writer.put(
                Poll(
                    id=id,
                    position=position,
                    title=id,
                    wording=wording,
                    method=Method.CHOOSE_ONE,
                    items=(Item(f"{id}1", "Alpha"), Item(f"{id}2", "Beta")),
                )
            )
        for position in (1, 2):
            writer.put(
                Segment(
                    id=f"s{position}",
                    position=position,
                    kind=SegmentKind.VOTE,
                    title=f"Part {position}",
                    minutes=30,
                    poll_ids=("p", "q"),
                )
            )
    return made


def here(room: SeminarFile, minutes: float) -> tuple[str, float]:
    """The segment that a room is in, and the minutes left of it."""
    sheet = running.run_sheet(room, NOW + timedelta(minutes=minutes))
    return sheet.current.id if sheet.current else "", sheet.left_seconds / 60


def test_a_day_runs_in_each_room_by_itself(main: SeminarFile) -> None:
    hall = main.in_room("hall")
    running.start_day(main, now=NOW)
    assert here(hall, 0) == ("", 0)
    running.start_day(hall, now=NOW + timedelta(minutes=10))
    running.go_on(main, now=NOW + timedelta(minutes=15))
    running.extend(hall, 5, now=NOW + timedelta(minutes=15))
    assert here(main, 15) == ("s2", 30)
    assert here(hall, 15) == ("s1", 30)
    running.go_on(hall, now=NOW + timedelta(minutes=20))
    running.go_back(hall, now=NOW + timedelta(minutes=20))
    assert here(hall, 20) == ("s1", 25)
    assert here(main, 20) == ("s2", 25)
    running.finish_day(main, now=NOW + timedelta(minutes=20))
    assert here(hall, 20) == ("s1", 25)
    assert len(run_screen.console(hall).runs) == 1
    main.close()


def test_each_room_votes_by_itself_and_sees_its_own_result(main: SeminarFile) -> None:
    hall = main.in_room("hall")
    rounds = {room: voting.open_round(room, "p", now=NOW).id for room in (main, hall)}
    with pytest.raises(SeminarError, match="still open"):
        voting.open_round(hall, "q", now=NOW)
    for room, voters in ((main, 1), (hall, 2)):
        for voter in range(voters):
            who = Voter(f"{room.room}{voter}")
            voting.cast(room, rounds[room], who, [("p1", 1)], submission=who.token, now=NOW)
        on_tablet = tablet.booth(room).round
        assert on_tablet is not None
        assert on_tablet.id == rounds[room]
        shown = phones.showing(room, NOW).poll
        assert shown is not None
        assert (shown.round and shown.round.id, shown.cast) == (rounds[room], voters)
    voting.close_round(main, rounds[main], now=NOW)
    voting.reveal_round(main, rounds[main], now=NOW)
    assert isinstance(projector.view(main, NOW).sight, sights.Results)
    assert isinstance(projector.view(hall, NOW).sight, sights.Vote)
    assert run_screen.result(hall, "p") is None
    voting.close_round(hall, rounds[hall], now=NOW)
    voting.reveal_round(hall, rounds[hall], now=NOW)
    result = projector.view(hall, NOW).sight
    assert isinstance(result, sights.Results)
    assert str(result.turnout) == "2 voted in round 2"
    main.close()


def test_a_count_that_is_made_in_one_room_keeps_no_other_from_voting(main: SeminarFile) -> None:
    hall = main.in_room("hall")
    counting = voting.open_round(hall, "p", now=NOW)
    voting.await_count(hall, counting.id, now=NOW)
    voting.close_round(hall, counting.id, now=NOW)
    assert voting.open_round(main, "p", now=NOW).number == 2
    with pytest.raises(SeminarError, match="not declared"):
        voting.open_round(hall, "p", reason="Again", now=NOW)
    main.close()


def test_who_joins_in_a_room_is_in_that_room(main: SeminarFile) -> None:
    hall = main.in_room("hall")
    with hall.write(Verb.JOIN, NOW) as writer:
        for _ in range(3):
            joining.join(writer, Agreed(take_part=True), now=NOW)
    joining.pair(hall, Role.FACILITATOR, now=NOW)
    assert (joining.joined(main), joining.joined(hall)) == (0, 3)
    assert joining.who_came(main)[Role.FACILITATOR] == 0
    assert voting.open_round(main, "p", now=NOW).present == 0
    assert voting.open_round(hall, "p", now=NOW).present == 3
    assert run_screen.console(hall).joined == 3
    main.close()


def test_what_is_typed_ticked_and_seen_at_the_door_of_a_room_stays_there(
    main: SeminarFile, tmp_path: Path
) -> None:
    hall = main.in_room("hall")
    run_screen.keep_drafts(hall, [Capture(words="Half of it")], now=NOW)
    run_screen.tick(hall, "s1", 0, True, now=NOW)
    joining.note_arrivals(hall, Arrivals(scanned=4), now=NOW)
    assert run_screen.drafts(main)[0] == Capture()
    assert run_screen.console(main).ticked == frozenset()
    assert run_screen.arrivals(main) == Arrivals()
    assert run_screen.drafts(hall)[0].words == "Half of it"
    assert run_screen.arrivals(hall).scanned == 4
    assert checking.check(main).faults == ()
    copies.copy_to(main, tmp_path / "copy.seminar")
    copy = SeminarFile.open(tmp_path / "copy.seminar").in_room("hall")
    assert run_screen.take_up_drafts(copy, (), now=NOW)[0].words == "Half of it"
    assert run_screen.arrivals(copy) == Arrivals()
    copy.close()
    main.close()
