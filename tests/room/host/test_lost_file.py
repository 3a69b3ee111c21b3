"""The seminar's file is renamed under the server: nothing goes into nothing, phones try again."""

import pytest

from tests.auditing import faults
from tests.room.serving import ServedRoom
from tests.store.files.test_logs import soon

pytestmark = pytest.mark.of_files


def test_while_the_file_is_away_phones_are_asked_to_try_again_and_then_all_goes_on(
    room: ServedRoom,
) -> None:
    room.join()
    path = room.file.path
    away = path.with_name("renamed.seminar")
    path.rename(away)
    stranger = room.browser()
    body = {"code": room.greeting.join_code, "take_part": True}
    answer = stranger.post("/api/join", json=body)
    assert (answer.status_code, answer.headers.get("retry-after")) == (503, "2"), answer.text
    assert not path.exists(), "no empty file is made in its place"
    away.rename(path)
    # It may be letting go of what it has open by the other name just then: phones ask again.
    assert soon(lambda: stranger.post("/api/join", json=body).is_success)
    assert not faults(room.file)
    # Said by whichever notices first: who wanted to write, or who watches the file.
    assert (
        "is no longer where it was opened" in room.log or "is not where it was opened" in room.log
    )
