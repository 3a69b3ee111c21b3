"""While the projector shows a result by sector, phones show the poll with the same result."""

from datetime import datetime

from facilitator.domain.locales import ENGLISH
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import room_state
from facilitator.services.polls import voters, voting
from facilitator.services.views import phones, projector
from facilitator.store.files.file import SeminarFile
from tests.services.polls.doors import close_door, expect_people


def test_phones_show_the_same_result_and_nothing_before_it_is_revealed(
    seminar_file: SeminarFile, now: datetime
) -> None:
    close_door(seminar_file)
    expect_people(seminar_file)
    with seminar_file.read() as reader:
        poll = next(poll for poll in reader.every(Poll) if poll.method is Method.AGREE)
    opened = voting.open_round(seminar_file, poll.id, now=now)
    for number in range(24):
        who = voters.Voter(f"{number}", sector=("Third sector", "Research")[number % 2])
        marks = [(poll.items[0].id, (5, 1)[number // 2 % 2])]
        voting.cast(seminar_file, opened.id, who, marks, submission=f"{number}", now=now)
    voting.close_round(seminar_file, opened.id, now=now)
    projector.show(seminar_file, Scene.POLL_BY_SECTOR, poll.id, now=now)
    sealed = room_state.shared(phones.showing(seminar_file, now), 1, now, ENGLISH)
    assert (sealed.scene, sealed.results) == ("poll", None)
    voting.reveal_round(seminar_file, opened.id, now=now)
    projector.show(seminar_file, Scene.POLL_BY_SECTOR, poll.id, now=now)
    told = room_state.shared(phones.showing(seminar_file, now), 2, now, ENGLISH)
    assert told.poll is not None
    assert told.poll.round_id == opened.id
    assert told.results is not None
    assert "Third sector: 6 agree, 6 do not." in told.results.chart.text
