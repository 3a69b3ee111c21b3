"""The API against its own description: whatever is sent, only what is described comes back."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from facilitator.domain.people.devices import Role
from facilitator.room.http.openapi import describe
from facilitator.room.http.routes import ROUTES, Entry
from facilitator.room.net.admission import COOKIES
from tests.patience import PATIENCE
from tests.room.day import ask
from tests.room.serving import ServedRoom, token_of

load_all_checks()
AGREED: Any = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    ]
)
DESCRIBED = schemathesis.openapi.from_dict(describe())
"""Read once: what it makes of each part of it is made once, too."""
EXAMPLES = 8
"""Drawn alike each time, of each way to ask and each way to ask wrongly."""
DEVICES = 12
"""So many take turns, since one alone may only ask so often."""

ANSWERED = [entry for entry in ROUTES if entry.answers is not None]


@pytest.fixture(scope="module")
def devices(shared_room: ServedRoom) -> dict[Role, list[str]]:
    """The cookies of several devices in each role, with a question and a poll before them."""
    ask(shared_room)
    shared_room.open_poll()
    found = {Role.PARTICIPANT: shared_room.let_in(DEVICES)}
    for role in (Role.NOTE_TAKER, Role.THEME_TEAM, Role.FACILITATOR):
        tokens = [token_of(shared_room.pair(role), role) for _ in range(DEVICES)]
        found[role] = [f"{COOKIES[role]}={token}" for token in tokens]
    return found


def test_the_description_is_what_the_room_serves(shared_room: ServedRoom) -> None:
    served = shared_room.browser().get("/api/openapi.json").json()
    assert served == msgspec.json.decode(msgspec.json.encode(describe()))
    described = {
        (method.upper(), path) for path, found in served["paths"].items() for method in found
    }
    assert described == {(entry.method, entry.path) for entry in ROUTES}


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("entry", ANSWERED, ids=lambda entry: f"{entry.method} {entry.path}")
def test_only_what_is_described_comes_back(
    shared_room: ServedRoom,
    devices: dict[Role, list[str]],
    session: requests.Session,
    entry: Entry,
    mode: GenerationMode,
) -> None:
    """As it is described, and as it is not: no bug, no status or body that is not described."""
    operation = DESCRIBED[entry.path][entry.method]
    if mode is GenerationMode.NEGATIVE and not (entry.takes or entry.query):
        pytest.skip("there is nothing in it to get wrong")
    cookies = cycle(devices[entry.role])

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def send(case: Case[Any]) -> None:
        headers = {"cookie": next(cookies)}
        answer = case.call(
            base_url=shared_room.url, session=session, headers=headers, timeout=PATIENCE
        )
        assert answer.status_code not in (401, 429)
        case.validate_response(answer, checks=[*AGREED])

    send()
    assert not shared_room.log
