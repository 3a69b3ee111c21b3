"""While the projector shows how to join, phones that are in see the welcome."""

from datetime import datetime

from facilitator.domain.stage import Scene, Welcome
from facilitator.room import state
from facilitator.services import presenting, showing, welcoming
from facilitator.store.file import SeminarFile


def test_phones_see_the_welcome_while_the_room_is_shown_how_to_join(
    seminar_file: SeminarFile, now: datetime
) -> None:
    welcoming.codes(seminar_file, now=now)
    presenting.show(seminar_file, Scene.JOIN, message="http://192.168.1.5:8080/", now=now)
    shown = showing.showing(seminar_file, now)
    told = state.shared(shown, 1, now)
    assert told.scene == "welcome"
    assert told.heading is not None
    assert told.heading.title == shown.seminar.title


def test_how_to_join_is_not_shown_before_there_is_a_code(
    seminar_file: SeminarFile, now: datetime
) -> None:
    presenting.show(seminar_file, Scene.JOIN, message="http://192.168.1.5:8080/", now=now)
    assert isinstance(presenting.view(seminar_file, now).sight, Welcome)
