"""While the projector shows how to join, phones that are in see the welcome."""

from datetime import datetime

from facilitator.domain.locales import ENGLISH
from facilitator.domain.stage.sights import Welcome
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import room_state
from facilitator.services.people import joining
from facilitator.services.views import phones, projector
from facilitator.store.files.file import SeminarFile


def test_phones_see_the_welcome_while_the_room_is_shown_how_to_join(
    seminar_file: SeminarFile, now: datetime
) -> None:
    joining.codes(seminar_file, now=now)
    projector.show(seminar_file, Scene.JOIN, message="http://192.168.1.5:8080/", now=now)
    shown = phones.showing(seminar_file, now)
    told = room_state.shared(shown, 1, now, ENGLISH)
    assert told.scene == "welcome"
    assert told.heading is not None
    assert told.heading.title == shown.seminar.title


def test_how_to_join_is_not_shown_before_there_is_a_code(
    seminar_file: SeminarFile, now: datetime
) -> None:
    projector.show(seminar_file, Scene.JOIN, message="http://192.168.1.5:8080/", now=now)
    assert isinstance(projector.view(seminar_file, now).sight, Welcome)
