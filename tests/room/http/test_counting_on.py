"""A page that knows a later version than its room, whose clock was set back, is told above that."""

import time

import pytest

from facilitator.domain.people.devices import Role
from facilitator.domain.stage.stage import Scene
from facilitator.room.net.event_streams import MOST_VERSION, Channel
from facilitator.services.views import projector
from tests.room.serving import ServedRoom, now

YEAR_MS = 365 * 86_400_000


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/api/state", Role.PARTICIPANT),
        ("/api/remote", Role.FACILITATOR),
        ("/api/notes/desk", Role.NOTE_TAKER),
    ],
)
def test_what_is_told_after_that_is_newer_than_all_that_a_page_knows(
    shared_room: ServedRoom, path: str, role: Role
) -> None:
    client = shared_room.join() if role is Role.PARTICIPANT else shared_room.pair(role)

    def told(since: int) -> int:
        answer = client.get(path, params={"since": since})
        answer.raise_for_status()
        assert answer.status_code == 200, "an answer, not that nothing is new"
        return int(answer.json()["version"])

    known = time.time_ns() // 1_000_000 + YEAR_MS
    counted_on = told(known)
    assert counted_on > known
    projector.show(shared_room.file, Scene.MESSAGE, "", path, now=now())
    assert told(counted_on + YEAR_MS) > counted_on + YEAR_MS


@pytest.mark.parametrize("known", [MOST_VERSION + 1, (1 << 53) - 1, 10**18 - 1])
def test_nobody_can_drive_a_room_to_where_browsers_cannot_count(known: int) -> None:
    assert Channel().version_after(known) is None


def test_two_pages_that_knew_different_versions_are_never_told_the_same_again() -> None:
    versions = {Channel().version_after(7) for _ in range(8)}
    assert len(versions) > 1
