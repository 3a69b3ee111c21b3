"""Bounds: long bodies, slow clients, many streams and much asking hold nobody else up."""

import contextlib
import json
import selectors
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from facilitator.domain.people.devices import Role
from facilitator.room.http.dispatch import MOST_BYTES
from facilitator.room.http.forms import BODY_SECONDS
from facilitator.room.net.admission import BURST
from facilitator.room.net.event_streams import STREAMS_PER_DEVICE
from tests.patience import PATIENCE
from tests.room.day import ask
from tests.room.serving import HERE, ServedRoom, token_of, told

HOLDERS = 300


def refused(answer: httpx.Response, status: int, reason: str) -> bool:
    said = answer.json()
    return (answer.status_code, said["reason"]) == (status, reason) and bool(said["sentence"])


def test_a_long_body_is_refused_however_it_is_sent(shared_room: ServedRoom) -> None:
    client = shared_room.browser()
    kind = {"content-type": "application/json"}
    long = b'{"code": "' + b"x" * MOST_BYTES + b'"}'
    assert refused(client.post("/api/join", content=long, headers=kind), 413, "too_large")

    def pieces() -> Iterator[bytes]:
        yield from (long[start : start + 1000] for start in range(0, len(long), 1000))

    assert refused(client.post("/api/join", content=pieces(), headers=kind), 413, "too_large")
    fits = json.dumps({"code": "x" * 150, "take_part": True, "name": "y" * 150})
    assert refused(client.post("/api/join", content=fits, headers=kind), 403, "code")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"code": "\\ud800", "take_part": true}', 400),  # half of a surrogate pair
        (b'{"code": "\xed\xa0\x80", "take_part": true}', 400),  # the same, as bytes
        (b'{"code": ' + b"[" * 5000, 422),
        (b"[]", 422),
        (b'{"code": 5, "take_part": true}', 422),
        (b'{"code": "A"}', 422),
        (b'{"code": "A", "take_part": "yes"}', 422),
        (b'{"code": "A", "take_part": true, "language": "tlh"}', 422),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(
    shared_room: ServedRoom, body: bytes, status: int
) -> None:
    client = shared_room.browser()
    kind = {"content-type": "application/json"}
    assert refused(client.post("/api/join", content=body, headers=kind), status, "invalid")


def test_another_sites_form_cannot_ask(shared_room: ServedRoom) -> None:
    client = shared_room.browser()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = client.post("/api/ping", content=b"{}", headers={"content-type": kind})
        assert refused(answer, 422, "invalid")


def line_to(room: ServedRoom, said: str) -> socket.socket:
    """A connection on which so much has been said, and no more will be."""
    line = socket.create_connection((HERE, room.port), PATIENCE)
    line.sendall(said.replace("\n", "\r\n").encode())
    return line


def test_who_never_finishes_asking_is_hung_up_on_and_holds_nobody(room: ServedRoom) -> None:
    head = f"POST /api/ping HTTP/1.1\nHost: {HERE}:{room.port}\nContent-Type: application/json\n"
    whole = f"{head}Content-Length: 2\n\n{{}}"
    begun = time.monotonic()
    silent = [line_to(room, said) for said in ("", "POST", head)]
    halfway = line_to(room, f"{head}Content-Length: 10\n\n{{")
    trickle = line_to(room, f"{head}X-Slow: ")
    again = line_to(room, f"{whole}{head}")  # the first question was answered, the second hangs
    crowd = [line_to(room, head) for _ in range(HOLDERS)]
    ended = said_until_the_end(room, [*silent, halfway, trickle, again], trickle)
    assert time.monotonic() - begun >= BODY_SECONDS, "slow people are given their time"
    assert ended[halfway].startswith(b"HTTP/1.1 408 ")
    assert ended[again].count(b"HTTP/1.1 200 ") == 1
    assert not any(ended[line] for line in silent)
    assert not any(heard(line) for line in crowd)
    for line in (*ended, *crowd):
        line.close()


def said_until_the_end(
    room: ServedRoom, lines: list[socket.socket], trickle: socket.socket
) -> dict[socket.socket, bytes]:
    """What each line is told until the room hangs up, which answers others before that."""
    said: dict[socket.socket, bytes] = dict.fromkeys(lines, b"")
    other, answered_meanwhile = room.browser(), 0
    with selectors.DefaultSelector() as selector:
        for line in lines:
            selector.register(line, selectors.EVENT_READ, line)
        while selector.get_map():
            for key, _ in selector.select(timeout=1):
                more = heard(key.data)
                said[key.data] += more
                if not more:
                    selector.unregister(key.data)
            with contextlib.suppress(ConnectionError):
                trickle.sendall(b"x")
            assert other.post("/api/ping", json={}).status_code == 200
            answered_meanwhile += len(selector.get_map()) == len(lines)
    assert answered_meanwhile
    return said


def heard(line: socket.socket) -> bytes:
    try:
        return line.recv(65_536)
    except ConnectionError:
        return b""


def test_a_head_without_end_is_cut_off(shared_room: ServedRoom) -> None:
    line = line_to(shared_room, "GET / HTTP/1.1\n")
    with pytest.raises(ConnectionError):  # noqa: PT012 - it depends on the system which call notices
        for number in range(100_000):
            line.sendall(f"X-{number}: {'x' * 1000}\r\n".encode())
        assert line.recv(1) == b""
        raise ConnectionError
    line.close()
    assert shared_room.browser().post("/api/ping", json={}).status_code == 200


def test_what_is_asked_before_the_last_answer_came_is_answered_in_turn(
    shared_room: ServedRoom,
) -> None:
    asked = [f"{path} HTTP/1.1\nHost: {HERE}\n\n" for path in ("/", "/api/room", "/nowhere")]
    line = line_to(shared_room, "GET " + "GET ".join(asked))
    said = b""
    while b"There is nothing at this address." not in said:
        more = heard(line)
        assert more, said
        said += more
    line.close()
    statuses = [head.split()[0] for head in said.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"200", b"200", b"404"]
    assert b'"consent"' in said


def test_one_token_holds_a_few_streams_and_the_oldest_make_room(shared_room: ServedRoom) -> None:
    seat = f"seat={token_of(shared_room.join(), Role.PARTICIPANT)}"
    streams = []
    for _ in range(STREAMS_PER_DEVICE + 2):
        opened = shared_room.browser(seat).stream("GET", "/api/live")
        streams.append((opened, told(opened.__enter__())))
        next(streams[-1][1])
    for _, states in streams[:2]:
        assert next(states, None) is None
    ask(shared_room)
    for _, states in streams[2:]:
        assert next(states)["version"]
    for opened, _ in streams:
        opened.__exit__(None, None, None)


def test_one_token_asks_only_so_often_and_holds_up_no_other(shared_room: ServedRoom) -> None:
    eager, calm = shared_room.join(), shared_room.join()
    answers = [eager.post("/api/ping", json={}) for _ in range(3 * BURST)]
    late = [answer for answer in answers if answer.status_code == 429]
    assert late
    assert all(refused(answer, 429, "too_many") for answer in late)
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in late)
    assert {answer.status_code for answer in answers} == {200, 429}
    assert calm.post("/api/ping", json={}).status_code == 200


def test_a_page_that_goes_away_is_let_go(shared_room: ServedRoom) -> None:
    client = shared_room.join()
    for _ in range(3):
        with client.stream("GET", "/api/live") as answer:
            next(told(answer))
    assert client.get("/api/state").status_code == 200
