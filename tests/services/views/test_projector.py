"""Presenting: the room sees what the stage says, and results not a moment early."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import AGREE_LABELS, Item, Method, Poll, Round, RoundState
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage import sights
from facilitator.domain.stage.stage import Scene
from facilitator.services.notes import reading_back
from facilitator.services.people import joining
from facilitator.services.polls import voters, voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running
from facilitator.services.views import phones, projector, run_screen
from facilitator.store.files.file import SeminarFile
from ui.screens.run import words

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "room.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(
                time_zone="UTC", title="Partnerships", subtitle="A day", date=date(2011, 10, 18)
            )
        )
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        writer.put(
            Poll(
                id="p",
                position=1,
                title="Which",
                wording="Which one?",
                method=Method.CHOOSE_ONE,
                items=(Item("a", "Alpha"), Item("b", "Beta")),
            )
        )
        writer.put(
            Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="Groups", minutes=30)
        )
    return made


def sight(file: SeminarFile) -> sights.Sight:
    return projector.view(file, NOW).sight


def test_a_new_seminar_welcomes_people(file: SeminarFile) -> None:
    shown = sight(file)
    assert isinstance(shown, sights.Welcome)
    assert shown.title == "Partnerships"
    assert tuple(map(str, shown.lines)) == ("Tuesday 18 October 2011",)
    file.close()


def test_what_is_shown_in_one_room_is_no_other_rooms(file: SeminarFile) -> None:
    hall = file.in_room("hall")
    projector.show(file, Scene.QUESTION, "q", now=NOW)
    projector.show(hall, Scene.MESSAGE, message="Tea is here", now=NOW)
    assert isinstance(sight(file), sights.Asked)
    assert isinstance(sight(hall), sights.Said)
    projector.blank(hall, now=NOW)
    assert projector.view(hall, NOW).blank
    assert not projector.view(file, NOW).blank
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Breakout(id="b", position=1, segment_id="s", title="Group 1"))
    reading_back.read_back(hall, "b", now=NOW)
    assert isinstance(sight(hall), sights.ReadBack)
    running.start_day(file, now=NOW)
    assert isinstance(sight(file), sights.Groups)
    assert isinstance(sight(hall), sights.ReadBack)
    file.close()


def test_a_vote_calls_others_to_join_while_the_door_is_open(file: SeminarFile) -> None:
    codes = joining.codes(file, now=NOW)
    projector.show(file, Scene.POLL, "p", now=NOW)
    for closed in (False, True):
        with file.write(Verb.SET_UP, NOW) as writer:
            writer.put(replace(writer.get(Seminar, SEMINAR_ID), door_closed=closed))
        shown = sight(file)
        assert isinstance(shown, sights.Vote)
        assert shown.code == ("" if closed else codes[Role.PARTICIPANT])
    file.close()


def test_a_poll_shows_turnout_until_it_is_revealed_and_never_a_count_before(
    file: SeminarFile,
) -> None:
    projector.show(file, Scene.POLL, "p", now=NOW)
    before = sight(file)
    assert isinstance(before, sights.Vote)
    assert str(before.state) == "Voting has not begun"
    opened = voting.open_round(file, "p", present=9, now=NOW)
    for n in range(3):
        voting.cast(file, opened.id, voters.Voter(str(n)), [("a", 1)], submission=str(n), now=NOW)
    during = sight(file)
    assert isinstance(during, sights.Vote)
    assert (during.open, during.cast, during.present) == (True, 3, 9)
    voting.close_round(file, opened.id, now=NOW)
    closed = sight(file)
    assert isinstance(closed, sights.Vote)
    assert not closed.open
    assert "sealed" in str(closed.state)
    voting.reveal_round(file, opened.id, now=NOW)
    revealed = sight(file)
    assert isinstance(revealed, sights.Results)
    assert str(revealed.turnout) == "3 of 9 voted in round 1"
    assert "Alpha" in str(revealed.chart.text)
    file.close()


def test_where_more_voted_than_were_known_to_be_here_nobody_is_told_of_how_many(
    file: SeminarFile,
) -> None:
    projector.show(file, Scene.POLL, "p", now=NOW)
    opened = voting.open_round(file, "p", present=2, now=NOW)
    for people, told in ((2, 2), (3, 0)):
        voting.count_hands(file, opened.id, [("a", 1, people)], people, now=NOW)
        during = sight(file)
        assert isinstance(during, sights.Vote)
        assert (during.cast, during.present) == (people, told)
        (line,) = run_screen.console(file).polls
        of = f" of {told}" if told else ""
        assert words.turnout(line) == f"{people}{of} voted"
    file.close()


def test_a_second_round_stays_sealed_though_the_first_was_revealed(file: SeminarFile) -> None:
    first = voting.open_round(file, "p", segment_id="one", now=NOW)
    voting.close_round(file, first.id, now=NOW)
    voting.reveal_round(file, first.id, now=NOW)
    second = voting.open_round(file, "p", segment_id="two", now=NOW)
    assert isinstance(sight(file), sights.Vote)
    voting.close_round(file, second.id, now=NOW)
    assert isinstance(sight(file), sights.Vote)
    voting.reveal_round(file, second.id, now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Results)
    assert {str(bar.label) for bar in shown.chart.bars} >= {"Round 1", "Round 2"}
    file.close()


def test_a_cloud_counts_all_words_that_are_not_hidden(file: SeminarFile) -> None:
    with file.read() as reader:
        question = replace(reader.every(Question)[0], one_word=True)
    preparing.save(file, question, verb=Verb.SET_UP, now=NOW)
    for word in ("trust", "Trust ", "trust", "time", "spite"):
        said = collecting.capture(file, question.id, word, now=NOW)
    collecting.hide(file, said, now=NOW)
    projector.show(file, Scene.WALL, question.id, now=NOW)
    wall = projector.view(file, NOW, wall_limit=1).sight
    assert isinstance(wall, sights.Wall)
    assert wall.words == (sights.WordCount("trust", 3), sights.WordCount("time", 1))
    assert wall.total == 4


def test_a_second_vote_begins_without_the_results_of_the_first(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        for n, name in enumerate(("morning", "lunch", "afternoon")):
            kind = SegmentKind.BREAK if name == "lunch" else SegmentKind.VOTE
            polls = () if name == "lunch" else ("p",)
            writer.put(
                Segment(id=name, position=n / 9, kind=kind, title=name, minutes=9, poll_ids=polls)
            )
    running.start_day(file, now=NOW)
    first = voting.open_round(file, "p", segment_id="morning", now=NOW)
    voting.cast(file, first.id, voters.Voter("t"), [("a", 1)], submission="1", now=NOW)
    voting.close_round(file, first.id, now=NOW)
    voting.reveal_round(file, first.id, now=NOW)
    running.go_on(file, now=NOW)
    projector.show(file, Scene.POLL, "p", now=NOW)
    assert isinstance(sight(file), sights.Results), "at any other time they can be looked at again"
    running.go_on(file, now=NOW)
    before = sight(file)
    assert isinstance(before, sights.Vote)
    assert (before.number, str(before.state), before.cast) == (2, "Voting has not begun", 0)
    second = voting.open_round(file, "p", segment_id="afternoon", now=NOW)
    voting.close_round(file, second.id, now=NOW)
    voting.reveal_round(file, second.id, now=NOW)
    after = sight(file)
    assert isinstance(after, sights.Results)
    assert [str(bar.label) for bar in after.chart.bars] == ["Round 1", "Round 2"] * 2
    file.close()


def test_a_first_vote_that_was_kept_sealed_is_revealed_with_the_second_and_never_before(
    file: SeminarFile,
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        for n, name in enumerate(("morning", "lunch", "afternoon")):
            kind = SegmentKind.BREAK if name == "lunch" else SegmentKind.VOTE
            polls = () if name == "lunch" else ("p",)
            writer.put(
                Segment(id=name, position=n / 9, kind=kind, title=name, minutes=9, poll_ids=polls)
            )
    running.start_day(file, now=NOW)
    slip = voting.open_round(file, "p", segment_id="morning", now=NOW)
    voting.close_round(file, slip.id, now=NOW)
    first = voting.reopen_round(file, slip.id, "Two phones were off", now=NOW)
    voting.cast(file, first.id, voters.Voter("t"), [("a", 1)], submission="1", now=NOW)
    voting.close_round(file, first.id, now=NOW)
    for _ in range(2):
        running.go_on(file, now=NOW)
        projector.show(file, Scene.POLL, "p", now=NOW)
        assert isinstance(sight(file), sights.Vote)
        assert run_screen.result(file, "p") is None
    second = voting.open_round(file, "p", segment_id="afternoon", now=NOW)
    voting.close_round(file, second.id, now=NOW)
    assert isinstance(sight(file), sights.Vote)
    voting.reveal_round(file, second.id, now=NOW)
    both = sight(file)
    assert isinstance(both, sights.Results)
    assert [str(bar.label) for bar in both.chart.bars] == ["Round 2", "Round 3"] * 2
    with file.read() as reader:
        states = {r.id: r.state for r in reader.every(Round, poll_id="p")}
    assert states[slip.id] is RoundState.CLOSED, "it was set aside within its segment"
    file.close()


def vote_by_sector(file: SeminarFile, round_id: str, people: dict[str, int]) -> None:
    """In each sector half choose one thing and half the other."""
    for sector, several in people.items():
        for n in range(several):
            token = f"{sector}{n}"
            who = voters.Voter(token, sector=sector)
            mark = [("ab"[n % 2], 1)]
            voting.cast(file, round_id, who, mark, submission=round_id + token, now=NOW)


def in_sectors(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        kept = writer.get(Seminar, "seminar")
        sectors = ("Charity", "Council", "Funder")
        writer.put(replace(kept, sectors=sectors, door_closed=True))


def revealed_by_sector(file: SeminarFile, people: dict[str, int], segment_id: str = "") -> Round:
    opened = voting.open_round(file, "p", segment_id=segment_id, now=NOW)
    vote_by_sector(file, opened.id, people)
    voting.close_round(file, opened.id, now=NOW)
    return voting.reveal_round(file, opened.id, now=NOW)


def test_a_result_by_sector_is_sealed_until_each_round_is_revealed(file: SeminarFile) -> None:
    in_sectors(file)
    projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
    assert isinstance(sight(file), sights.Vote)
    opened = voting.open_round(file, "p", now=NOW)
    vote_by_sector(file, opened.id, {"Charity": 20, "Council": 20})
    for close in (lambda: None, lambda: voting.close_round(file, opened.id, now=NOW)):
        close()
        projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
        sealed = sight(file)
        assert isinstance(sealed, sights.Vote)
        assert "Charity" not in repr(sealed)
    voting.reveal_round(file, opened.id, now=NOW)
    projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Results)
    assert "Charity" in str(shown.chart.text)
    again = voting.open_round(file, "p", segment_id="two", now=NOW)
    projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
    assert isinstance(sight(file), sights.Vote)
    voting.close_round(file, again.id, now=NOW)
    file.close()


def test_a_result_by_sector_hides_those_who_are_few_in_the_room(file: SeminarFile) -> None:
    in_sectors(file)
    revealed_by_sector(file, {"Charity": 20, "Council": 20, "Funder": 4})
    projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Results)
    assert "under 5 people" in str(shown.turnout)
    assert "Funder" not in repr(shown)
    told = {str(bar.label) for bar in shown.chart.bars}
    # One of these keeps the funders company, in the file too: their sector is not given.
    assert told < {"All ballots", "Charity", "Council", "Not given"}
    assert len(told & {"Charity", "Council"}) <= 1
    file.close()


def test_hands_are_in_no_figure_by_sector_and_that_is_said(file: SeminarFile) -> None:
    in_sectors(file)
    opened = voting.open_round(file, "p", now=NOW)
    vote_by_sector(file, opened.id, {"Charity": 20, "Council": 20})
    voting.count_hands(file, opened.id, (("a", 1, 7), ("b", 1, 2)), 9, now=NOW)
    voting.close_round(file, opened.id, now=NOW)
    voting.reveal_round(file, opened.id, now=NOW)
    projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Results)
    everybody = next(bar for bar in shown.chart.bars if str(bar.label) == "All ballots")
    assert str(everybody.figure) == "20 chose it, 20 did not"
    assert "of all ballots, without hands that were raised" in str(shown.turnout)
    file.close()


def test_both_rounds_by_sector_stand_side_by_side(file: SeminarFile) -> None:
    in_sectors(file)
    people = {"Charity": 20, "Council": 20, "Funder": 20}
    revealed_by_sector(file, people, "one")
    revealed_by_sector(file, people, "two")
    projector.show(file, Scene.POLL_BY_SECTOR, "p", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Results)
    assert [str(bar.label) for bar in shown.chart.bars if bar.group == "Alpha"] == [
        f"{name}, Round {number}"
        for name in ("All ballots", "Charity", "Council", "Funder")
        for number in (1, 2)
    ]
    file.close()


@pytest.mark.parametrize("scene", [Scene.POLL_BY_SECTOR, Scene.POLL_BY_SIZE])
def test_where_no_group_may_be_shown_the_whole_result_is(file: SeminarFile, scene: Scene) -> None:
    in_sectors(file)
    revealed_by_sector(file, {"Charity": 4, "Council": 3})
    projector.show(file, scene, "p", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Results)
    assert str(shown.turnout) == "7 voted in round 1"
    assert "Charity" not in repr(shown)
    file.close()


def test_the_wall_shows_the_newest_first_and_not_what_is_hidden(file: SeminarFile) -> None:
    said = [
        collecting.capture(file, "q", words, now=NOW + timedelta(seconds=second))
        for second, words in enumerate(("one", "two", "three"))
    ]
    collecting.hide(file, said[1], now=NOW)
    collecting.star(file, said[0], now=NOW)
    projector.show(file, Scene.WALL, "q", now=NOW)
    wall = sight(file)
    assert isinstance(wall, sights.Wall)
    assert [card.words for card in wall.cards] == ["three", "one"]
    assert [card.starred for card in wall.cards] == [False, True]
    assert wall.total == 2
    assert len(projector.view(file, NOW, wall_limit=1).sight.cards) == 1  # type: ignore[union-attr]
    file.close()


def test_groups_name_people_and_tell_namesakes_apart(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        for id, name, organisation in (
            ("1", "Ann Lee", "North"),
            ("2", "Ann Lee", "South"),
            ("3", "Bo Dahl", "East"),
        ):
            writer.put(Participant(id=id, name=name, organisation=organisation))
        writer.put(
            Breakout(id="g", segment_id="s", position=1, title="One", member_ids=("1", "3", "gone"))
        )
    projector.show(file, Scene.BREAKOUTS, "s", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Groups)
    assert shown.groups[0].members == ("Ann Lee (North)", "Bo Dahl")
    file.close()


def test_blank_hides_and_comes_back_and_every_new_scene_lifts_it(file: SeminarFile) -> None:
    projector.show(file, Scene.MESSAGE, message="  Tea is served ", now=NOW)
    projector.blank(file, now=NOW)
    assert projector.view(file, NOW).blank
    projector.blank(file, now=NOW)
    back = projector.view(file, NOW)
    assert not back.blank
    assert back.sight == sights.Said(message="Tea is served")
    projector.blank(file, now=NOW)
    projector.show(file, Scene.QUESTION, "q", now=NOW)
    assert not projector.view(file, NOW).blank
    file.close()


def test_what_has_gone_missing_falls_back_to_the_welcome(file: SeminarFile) -> None:
    for scene in (Scene.QUESTION, Scene.WALL, Scene.POLL, Scene.SEGMENT):
        projector.show(file, scene, "gone", now=NOW)
        assert isinstance(sight(file), sights.Welcome)
    file.close()


def test_a_countdown_ends_when_the_segment_does_and_stops_in_a_pause(file: SeminarFile) -> None:
    running.start_day(file, now=NOW)
    projector.show(file, Scene.COUNTDOWN, now=NOW)
    clock = sight(file)
    assert isinstance(clock, sights.Clock)
    assert clock.ends_at is not None
    assert (clock.ends_at - NOW).total_seconds() == 30 * 60
    running.pause(file, now=NOW)
    paused = sight(file)
    assert isinstance(paused, sights.Clock)
    assert (paused.ends_at, paused.left) == (None, 30 * 60)
    file.close()


def test_one_response_stands_alone_until_it_is_hidden(file: SeminarFile) -> None:
    said = collecting.capture(file, "q", "Nobody asked us.", sector="Third sector", now=NOW)
    projector.show_response(file, said, now=NOW)
    assert sight(file) == sights.OneResponse(question="Why?", words="Nobody asked us.")

    collecting.hide(file, said, now=NOW)
    assert sight(file) == sights.Asked(wording="Why?")
    with pytest.raises(SeminarError, match="hidden"):
        projector.show_response(file, said, now=NOW)


def test_a_sector_stands_beside_words_once_enough_people_in_the_room_share_it(
    file: SeminarFile,
) -> None:
    said = collecting.capture(file, "q", "Nobody asked us.", sector="Third sector", now=NOW)
    with file.write(Verb.CHANGE, NOW) as writer:
        writer.put(replace(writer.get(Seminar, "seminar"), sectors=("Third sector",)))
    people = [
        Participant(id=f"p{n}", name=f"P {n}", sector="Third sector", arrived_at=NOW)
        for n in range(4)
    ]
    preparing.save(file, *people, Participant(id="away", name="A", sector="Third sector"), now=NOW)

    def shown() -> set[str]:
        found = set()
        projector.show(file, Scene.WALL, "q", now=NOW)
        wall = sight(file)
        assert isinstance(wall, sights.Wall)
        found |= {card.sector for card in wall.cards}
        found |= {each.sector for each in phones.showing(file, NOW).wall}
        projector.show_response(file, said, now=NOW)
        alone = sight(file)
        assert isinstance(alone, sights.OneResponse)
        return found | {alone.sector}

    assert shown() == {""}
    with file.write(Verb.TAKE_IN, NOW) as writer:
        joining.join(writer, joining.Agreed(take_part=True, sector="Third sector"), now=NOW)
    assert shown() == {"Third sector"}
    file.close()


def test_what_is_for_the_organiser_is_before_no_room_unless_its_author_agrees_now(
    file: SeminarFile,
) -> None:
    kind = QuestionKind.EVALUATION
    unsaid = Question(id="u", position=9, kind=kind, wording="Unsaid?", on_wall=False)
    said = Response(
        id="r", question_id="u", words="I was afraid.", recorded_at=NOW, participant_id="ann"
    )
    preparing.save(file, unsaid, said, now=NOW)
    projector.show(file, Scene.WALL, "u", now=NOW)
    assert sight(file) == sights.Asked(wording="Unsaid?")
    with pytest.raises(SeminarError, match="for the organiser"):
        projector.show_response(file, said, now=NOW)

    preparing.save(file, Consent(id=consent_id("ann"), given_at=NOW, quote=True), now=NOW)
    projector.show_response(file, said, now=NOW)
    assert isinstance(sight(file), sights.OneResponse)
    preparing.save(file, Consent(id=consent_id("ann"), given_at=NOW, quote=False), now=NOW)
    assert sight(file) == sights.Asked(wording="Unsaid?")
    projector.show(file, Scene.WALL, "u", now=NOW)
    assert sight(file) == sights.Asked(wording="Unsaid?")
    file.close()


def test_a_vote_says_how_it_is_filled_in_and_on_which_points(file: SeminarFile) -> None:
    agree = Poll(id="a", position=2, title="A", wording="Agree?", method=Method.AGREE, items=())
    preparing.save(file, agree, now=NOW)
    projector.show(file, Scene.POLL, "a", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Vote)
    assert [str(point) for point in shown.scale] == [*map(str, AGREE_LABELS), "Don’t know"]
    projector.show(file, Scene.POLL, "p", now=NOW)
    shown = sight(file)
    assert isinstance(shown, sights.Vote)
    assert (shown.scale, str(shown.how)) == ((), "Choose one.")


def test_while_people_arrive_the_room_sees_the_seminar_and_not_a_segments_name(
    file: SeminarFile,
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        arrival = Segment(id="a", position=0, kind=SegmentKind.WELCOME, title="Come in", minutes=9)
        writer.put(arrival)
    running.start_day(file, now=NOW)
    welcome = sight(file)
    assert isinstance(welcome, sights.Welcome)
    assert welcome.title == "Partnerships"
