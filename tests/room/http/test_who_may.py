"""Who may do what: every route and page, for every kind of caller, in one table."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from facilitator.domain.people.devices import Role
from facilitator.domain.responses.responses import Response
from facilitator.room.host.host import Host
from facilitator.room.http.app import Room
from facilitator.room.http.routes import ROUTES, Entry
from facilitator.room.net.admission import Addresses
from facilitator.services.people import joining
from facilitator.services.responses import collecting
from tests.room.day import ask
from tests.room.serving import ServedRoom, ballot, now, token_of, until

CALLERS = (
    "nobody",
    "participant",
    "note_taker",
    "theme_team",
    "facilitator",
    "stranger",  # holds every kind of token, of another seminar
    "pretender",  # shows the token of one role as the token of the others
)

ALL = (200,) * 7
JOINED = (401, 200, 401, 401, 401, 401, 403)
NOTES = (401, 401, 200, 401, 401, 401, 403)
THEMES = (401, 401, 401, 200, 401, 401, 403)
REMOTE = (401, 401, 401, 401, 200, 401, 403)


def instead(row: tuple[int, ...], status: int) -> tuple[int, ...]:
    """The same callers, of whom those let in are told something else than yes."""
    return tuple(status if each == 200 else each for each in row)


MAY: dict[tuple[str, str], tuple[int, ...]] = {
    ("GET", "/"): ALL,
    ("GET", "/notes"): ALL,
    ("GET", "/remote"): ALL,
    ("GET", "/static/…"): ALL,
    ("GET", "/api/openapi.json"): ALL,
    ("GET", "/page"): instead(ALL, 409),  # before the day comes to its close
    ("GET", "/page.pdf"): instead(ALL, 409),
    ("POST", "/page/comments"): instead(JOINED, 422),  # what no form sends
    ("GET", "/api/room"): ALL,
    ("POST", "/api/join"): instead(ALL, 403),  # with a wrong code
    ("POST", "/api/pair"): instead(ALL, 403),  # with a wrong code
    ("POST", "/api/take-up"): instead(ALL, 403),  # with a ticket of nobody
    ("POST", "/api/notes/take-up"): instead(ALL, 403),
    ("POST", "/api/remote/take-up"): instead(ALL, 403),
    ("POST", "/api/standby"): ALL,  # told what to prove, and no more
    ("GET", "/api/standby"): instead(ALL, 422),  # without saying where it stands
    ("GET", "/api/onward"): JOINED,
    ("GET", "/api/notes/onward"): NOTES,
    ("GET", "/api/remote/onward"): REMOTE,
    ("POST", "/api/leave"): ALL,
    ("POST", "/api/ping"): ALL,
    ("POST", "/api/me"): JOINED,
    ("GET", "/api/state"): JOINED,
    ("GET", "/api/live"): JOINED,
    ("POST", "/api/ballots"): instead(JOINED, 409),  # there is no such round
    ("POST", "/api/receipts"): instead(JOINED, 409),  # there is no such round
    ("PUT", "/api/notes/{id}/photograph"): instead(NOTES, 409),  # there is no such note
    ("POST", "/api/responses"): instead(JOINED, 409),  # there is no such question
    ("PUT", "/api/responses/{id}"): instead(JOINED, 409),  # there is no such response
    ("DELETE", "/api/responses/{id}"): JOINED,
    ("POST", "/api/upvotes"): instead(JOINED, 409),  # there is no such response
    ("POST", "/api/group"): JOINED,
    ("POST", "/api/speakers"): instead(JOINED, 409),  # no list is open
    ("GET", "/api/remote"): REMOTE,
    ("POST", "/api/remote"): REMOTE,
    ("GET", "/api/remote/live"): REMOTE,
    ("GET", "/api/notes/desk"): NOTES,
    ("GET", "/api/notes/live"): NOTES,
    ("GET", "/api/notes/copy"): NOTES,
    ("POST", "/api/notes/sync"): instead(NOTES, 422),  # without saying of which seminar
    ("GET", "/api/themes/desk"): THEMES,
    ("GET", "/api/themes/copy"): THEMES,
    ("POST", "/api/themes/sync"): instead(THEMES, 422),  # without saying of which seminar
    ("GET", "/api/notes/{id}"): NOTES,
    ("POST", "/api/notes"): instead(NOTES, 422),  # without words
    ("POST", "/api/notes/take-in"): instead(NOTES, 422),  # of no notes
    ("PUT", "/api/notes/{id}"): instead(NOTES, 422),  # without words
    ("GET", "/api/notes/{id}/alike"): NOTES,
    ("POST", "/api/notes/{id}/alike"): instead(NOTES, 409),  # there is no such note
    ("DELETE", "/api/notes/{id}"): NOTES,
}

WITH_A_CODE = (
    *("/api/join", "/api/pair", "/api/standby"),
    *("/api/take-up", "/api/notes/take-up", "/api/remote/take-up"),
)
"""What anybody may ask who knows something."""

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/join"): {"code": "WRONG", "take_part": True},
    ("POST", "/api/pair"): {"code": "WRONG", "role": "facilitator"},
    ("POST", "/api/take-up"): {"ticket": "none"},
    ("POST", "/api/notes/take-up"): {"ticket": "none"},
    ("POST", "/api/remote/take-up"): {"ticket": "none"},
    ("POST", "/api/standby"): {"address": "127.0.0.1", "port": 8080, "proof": "0" * 64},
    ("POST", "/api/me"): {"take_part": True},
    ("POST", "/api/ballots"): {"round_id": "none", "submission": "s", "marks": [["a", 1]]},
    ("POST", "/api/receipts"): {"round_id": "none", "submission": "s"},
    ("POST", "/api/responses"): {"id": "r", "question_id": "none", "words": "Yes."},
    ("PUT", "/api/responses/{id}"): {"words": "Yes."},
    ("POST", "/api/upvotes"): {"response_id": "none"},
    ("POST", "/api/remote"): {"act": "blank"},
    ("PUT", "/api/notes/{id}/photograph"): {"at": 0, "of": 4, "piece": "AAAA"},
    ("POST", "/api/notes/{id}/alike"): {"other": "none"},
}


def shown_as(path: str) -> str:
    """How a path stands in the table: all files are one row."""
    return "/static/…" if path.startswith("/static/") else path


@pytest.fixture(scope="module")
def cookies(
    shared_room: ServedRoom, _october_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """What each kind of caller shows."""
    path = tmp_path_factory.mktemp("elsewhere") / "other.seminar"
    shutil.copyfile(_october_file, path)
    other = ServedRoom(path)
    other.start()
    yield {
        "nobody": "",
        **cookies_of(shared_room),
        "stranger": "; ".join(cookies_of(other).values()),
    }
    other.close()


def cookies_of(room: ServedRoom) -> dict[str, str]:
    seat = token_of(room.join(), Role.PARTICIPANT)
    notes = token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER)
    themes = token_of(room.pair(Role.THEME_TEAM), Role.THEME_TEAM)
    remote = token_of(room.pair(Role.FACILITATOR), Role.FACILITATOR)
    return {
        "participant": f"seat={seat}",
        "note_taker": f"notes={notes}",
        "theme_team": f"themes={themes}",
        "facilitator": f"remote={remote}",
        "pretender": f"seat={notes}; notes={seat}; themes={notes}; remote={seat}",
    }


def all_routes(room: ServedRoom) -> list[tuple[str, str]]:
    """Everything the application answers to, as it is put together."""
    application = Room(Host(room.file, Addresses(())))
    found = [
        (method, route.path)
        for route in application._otherwise.routes
        if isinstance(route, Route)
        for method in sorted(route.methods or {"GET"})
    ]
    return [(method, path) for method, path in found if method != "HEAD"]


def status_of(client: httpx.Client, method: str, path: str, cookie: str) -> int:
    body = BODIES.get((method, path), {})
    sent = json.dumps(body) if method in ("POST", "PUT") else None
    headers = {"content-type": "application/json", **({"cookie": cookie} if cookie else {})}
    path = re.sub("{.*}", "none", path)
    with client.stream(method, path, headers=headers, content=sent) as answer:
        return answer.status_code


def test_every_route_has_a_row_and_every_row_a_route(shared_room: ServedRoom) -> None:
    found = {(method, shown_as(path)) for method, path in all_routes(shared_room)}
    assert found == set(MAY)
    assert {(entry.method, entry.path) for entry in ROUTES} <= set(MAY)


@pytest.mark.parametrize("caller", CALLERS)
def test_nobody_may_more_than_the_table_says(
    shared_room: ServedRoom, cookies: dict[str, str], caller: str
) -> None:
    client = shared_room.browser()
    got = {
        (method, path): status_of(client, method, path, cookies[caller])
        for method, path in all_routes(shared_room)
    }
    column = CALLERS.index(caller)
    wrong = {
        route: status
        for route, status in got.items()
        if status != MAY[route[0], shown_as(route[1])][column]
    }
    assert not wrong


@pytest.mark.parametrize("entry", ROUTES, ids=lambda entry: f"{entry.method} {entry.path}")
def test_the_table_agrees_with_what_a_route_says_of_itself(entry: Entry) -> None:
    row = MAY[entry.method, entry.path]
    for caller, status in zip(CALLERS[:5], row, strict=False):
        role = None if caller == "nobody" else Role(caller)
        let_in = None in entry.who or role in entry.who
        assert (status not in (401, 403)) == let_in or entry.path in WITH_A_CODE
    assert set(row) <= set(entry.statuses)


def test_another_host_name_or_another_sites_page_is_refused_everywhere(
    shared_room: ServedRoom,
) -> None:
    client = shared_room.browser()
    for method, path in all_routes(shared_room):
        path = re.sub("{.*}", "none", path)
        for headers, status in (
            ({"host": "evil.example"}, 421),
            ({"host": f"evil.example:{shared_room.port}"}, 421),
            ({"origin": "http://evil.example"}, 403),
            ({"origin": "null"}, 403),
            ({"origin": f"https://127.0.0.1:{shared_room.port}"}, 403),
        ):
            answer = client.request(method, path, headers=headers)
            assert answer.status_code == status, (method, path, headers)
            assert answer.json()["reason"] == "elsewhere"


def test_the_rooms_own_pages_may_ask(shared_room: ServedRoom) -> None:
    client = shared_room.browser()
    own = {"origin": shared_room.url}
    assert client.post("/api/ping", json={}, headers=own).status_code == 200


def test_what_is_not_there_is_refused_in_a_sentence(shared_room: ServedRoom) -> None:
    client = shared_room.browser()
    outside = ("/static/../room.seminar", "/static/%2e%2e/pages.py", "/static/notes/..%2f../x")
    folders = ("/static/", "/static/notes", "/static/notes/", "/static/types/phone.d.ts")
    for path in ("/nowhere", "/api/", *outside, *folders):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.json()["sentence"]
    assert client.put("/api/ping", json={}).status_code == 405
    assert client.post("/", json={}).status_code == 405


def test_pages_run_no_script_but_their_own(shared_room: ServedRoom) -> None:
    client = shared_room.browser()
    for path in ("/", "/notes", "/remote"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "connect-src 'self' http:;" in policy, "whether the standby is there is asked"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(
            r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", answer.text
        )
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", answer.text)


def test_a_token_is_kept_from_scripts_and_from_other_sites(shared_room: ServedRoom) -> None:
    client = shared_room.browser()
    body = {"code": shared_room.greeting.join_code, "take_part": True}
    answer = client.post("/api/join", json=body)
    for cookie in answer.headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


@pytest.mark.of_files
def test_who_may_read_the_file_cannot_come_in(shared_room: ServedRoom) -> None:
    tokens = [token_of(shared_room.join(), Role.PARTICIPANT)]
    tokens += [
        token_of(shared_room.pair(role), role) for role in (Role.NOTE_TAKER, Role.FACILITATOR)
    ]
    lying_there = shared_room.bytes_on_disk()
    assert shared_room.greeting.join_code.encode() in lying_there  # so this search can find
    assert not [token for token in tokens if token.encode() in lying_there]


def test_one_person_sees_and_changes_nothing_of_another(shared_room: ServedRoom) -> None:
    question = ask(shared_room)
    one, other = shared_room.join(), shared_room.join()
    body = {"id": "theirs", "question_id": question, "words": "Mine alone"}
    assert one.post("/api/responses", json=body).status_code == 200
    for answer in (
        other.post("/api/responses", json=body),
        other.put("/api/responses/theirs", json={"words": "Changed"}),
        other.delete("/api/responses/theirs"),
    ):
        assert answer.status_code == 409
        assert "somebody else" in answer.json()["sentence"]
    assert other.get("/api/state").json()["mine"]["responses"] == []
    (mine,) = one.get("/api/state").json()["mine"]["responses"]
    assert mine["words"] == "Mine alone"


def test_results_are_sealed_from_everybody_until_they_are_revealed(room: ServedRoom) -> None:
    opened = room.open_poll()
    voter, remote = room.join(), room.pair(Role.FACILITATOR)
    voter.post("/api/ballots", json=ballot(opened, ("b", 1))).raise_for_status()
    until(voter, lambda state: state["poll"] and state["poll"]["cast"] == 1)
    for act in ("", "close"):
        if act:
            remote.post("/api/remote", json={"act": act, "id": opened.id}).raise_for_status()
        for state in (room.join().get("/api/state").json(), remote.get("/api/remote").json()):
            assert state["results"] is None
            assert state["poll"]["cast"] == 1
    reveal = {"act": "reveal", "id": opened.id}
    told = remote.post("/api/remote", json=reveal)
    assert (told.status_code, told.json()["reason"]) == (428, "caution"), "one voter is told of"
    remote.post("/api/remote", json=reveal | {"told": True}).raise_for_status()
    assert room.join().get("/api/state").json()["results"]["turnout"]


def test_a_second_phone_with_a_name_does_nothing_until_the_facilitator_nods(
    room: ServedRoom,
) -> None:
    room.change(asks_names=True)
    question = ask(room)
    first, second = room.join(name="Anna Ash"), room.join(name="anna ash")
    words = {"id": "hers", "question_id": question, "words": "Hers"}
    assert first.post("/api/responses", json=words).status_code == 200
    assert second.get("/api/state").json()["mine"]["responses"] == []
    refused = second.post("/api/responses", json=words | {"id": "not hers"})
    assert (refused.status_code, refused.json()["reason"]) == (403, "name_held")
    assert second.put("/api/responses/hers", json={"words": "No"}).status_code == 403
    assert second.delete("/api/responses/hers").status_code == 403
    assert second.post("/api/me", json={"take_part": True, "quote": True}).status_code == 403
    with room.file.read() as reader:
        (claim,) = joining.claims_in(reader)
    joining.nod(room.file, claim.device_id, now=now())
    late = first.post("/api/responses", json=words | {"id": "late"})
    assert late.status_code == 401, "a name has one seat, whether or not the server has heard of it"
    assert first.get("/api/state").status_code == 401
    assert second.get("/api/state").json()["mine"]["responses"]
    assert second.put("/api/responses/hers", json={"words": "Still hers"}).status_code == 200
    third = room.join(name="Anna  Ash")
    with room.file.read() as reader:
        (claim,) = joining.claims_in(reader)
    joining.nod(room.file, claim.device_id, now=now())
    assert second.get("/api/room").json()["joined"] is False
    assert third.get("/api/room").json()["joined"] is True


def test_a_change_of_ones_own_answer_covers_no_correction_that_its_author_did_not_see(
    shared_room: ServedRoom,
) -> None:
    question, file = ask(shared_room), shared_room.file
    person = shared_room.join()
    body = {"id": "corrected", "question_id": question, "words": "Teh trains"}
    person.post("/api/responses", json=body).raise_for_status()
    with file.read() as reader:
        said = reader.get(Response, "corrected")
    collecting.correct(file, said, "The trains", now=now())
    unseen = {"words": "Teh trains, late", "was": ["Never there", "Teh trains"]}
    person.put("/api/responses/corrected", json=unseen).raise_for_status()
    with file.read() as reader:
        shown = reader.shown("corrected")
    assert shown is not None
    assert shown.in_conflict, "both stand, until somebody settles it"
    seen = {"words": "The trains are late", "was": ["Teh trains, late"]}
    person.put("/api/responses/corrected", json=seen).raise_for_status()
    with file.read() as reader:
        assert reader.get(Response, "corrected").words == "The trains are late"
