"""What comes over the wire that no browser sends: refused, bounded, and no trace left of it."""

import json
import re
import socket

import pytest

from facilitator.room.http import phone_handlers
from facilitator.room.net.connections import MOST_BEHIND, MOST_HEAD_BYTES
from facilitator.room.net.safe_headers import ALWAYS as ALWAYS_SENT
from facilitator.room.net.safe_headers import ANSWER_POLICY, PAGE_POLICY, safe
from tests.patience import PATIENCE
from tests.room.serving import HERE, ServedRoom

POLICY = b"content-security-policy: "
ALWAYS = (
    b"x-content-type-options: nosniff",
    b"referrer-policy: no-referrer",
    b"cross-origin-opener-policy: same-origin",
    POLICY,
)


def said_to(room: ServedRoom, *pieces: bytes) -> bytes:
    """Everything the room says to a connection on which this is sent, until it ends it."""
    with socket.create_connection((HERE, room.port), PATIENCE) as line:
        said = b""
        try:
            for piece in pieces:
                line.sendall(piece)
            while more := line.recv(65_536):
                said += more
        except ConnectionError:
            pass
        return said


def request(room: ServedRoom, path: str, *more: str, method: str = "GET", host: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'{HERE}:{room.port}'}", *more]
    return "\r\n".join((*lines, "", "")).encode()


def closing(room: ServedRoom, path: str, *lines: str, **more: str) -> bytes:
    return request(room, path, "Connection: close", *lines, **more)


def heads(said: bytes) -> list[bytes]:
    """The heads of the answers, in small letters."""
    return [
        head.partition(b"\r\n\r\n")[0].lower() for head in re.split(rb"(?=HTTP/1\.1 \d)", said)[1:]
    ]


JSON = "Content-Type: application/json"
TOO_LONG = f"Content-Length: {3_000_000}"
CLIENT_HELLO = bytes.fromhex("16030100c8010000c40303") + bytes(range(189))
UPGRADE = ("Connection: Upgrade, close", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")


def post(room: ServedRoom, path: str, *more: str) -> bytes:
    return closing(room, path, *more, method="POST")


def everything_asked(room: ServedRoom) -> dict[str, bytes]:
    """One of each kind of answer there is, by the status it should have and what it is."""
    code = json.dumps({"code": "WRONG", "take_part": True})
    etag = room.browser().get("/").headers["etag"]
    return {
        "200 a page": closing(room, "/"),
        "200 a script": closing(room, "/static/app.js"),
        "200 an answer": closing(room, "/api/room"),
        "200 a page's head": closing(room, "/", method="HEAD"),
        "200 an old browser": b"GET /api/room HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n",
        "200 no websocket": request(room, "/api/room", "Upgrade: websocket", *UPGRADE),
        "200 no other protocol": request(room, "/api/room", "Upgrade: h2c", *UPGRADE),
        "304 a page": closing(room, "/", f"If-None-Match: {etag}"),
        "400 no JSON": post(room, "/api/join", JSON, "Content-Length: 1") + b"{",
        "400 no request": b"HELLO\r\n\r\n",
        "400 TLS": CLIENT_HELLO,
        "400 another HTTP": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "431 too long a head": request(room, "/", f"X-Long: {'x' * MOST_HEAD_BYTES}"),
        "400 two lengths": post(room, "/api/join", "Content-Length: 1", "Content-Length: 2"),
        "401 nobody": closing(room, "/api/state"),
        "403 a wrong code": post(room, "/api/join", JSON, f"Content-Length: {len(code)}")
        + code.encode(),
        "403 another's page": closing(room, "/", "Origin: http://elsewhere.example"),
        "404 nothing there": closing(room, "/nowhere"),
        "404 a folder": closing(room, "/static/"),
        "405 not so": closing(room, "/", method="PATCH"),
        "405 nor so": closing(room, "/api/join", method="OPTIONS"),
        "413 too long": post(room, "/api/join", JSON, TOO_LONG),
        "413 too long, of whatever kind": post(room, "/api/join", TOO_LONG),
        "413 and sent in pieces": post(room, "/api/join", "Transfer-Encoding: chunked")
        + b"%x\r\n%b\r\n" % (30_000, b"x" * 30_000),
        "421 another host": closing(room, "/", host="elsewhere.example"),
        "422 of another kind": post(room, "/api/join", "Content-Length: 2") + b"{}",
        "422 not understood": post(room, "/api/join", JSON, "Content-Length: 2") + b"{}",
    }


def test_every_answer_has_the_security_headers(shared_room: ServedRoom) -> None:
    for what, piece in everything_asked(shared_room).items():
        found = heads(said_to(shared_room, piece))
        assert any(head.startswith(b"http/1.1 " + what[:3].encode()) for head in found), (
            what,
            found,
        )
        for head in found:
            for line in ALWAYS:
                assert head.count(line) == 1, (what, head)


def test_a_stream_has_them_too(shared_room: ServedRoom) -> None:
    with shared_room.join().stream("GET", "/api/live") as stream:
        head = b"\r\n".join(b"%s: %s" % line for line in stream.headers.raw).lower()
    assert all(head.count(line) == 1 for line in ALWAYS), head


def test_an_answer_has_one_policy_its_own_or_the_strictest() -> None:
    plain = (b"x-mark", b"1")
    assert safe(ALWAYS_SENT, [plain]) == [*ALWAYS_SENT, ANSWER_POLICY, plain]
    assert safe(ALWAYS_SENT, [PAGE_POLICY]) == [*ALWAYS_SENT, PAGE_POLICY]


@pytest.mark.parametrize("path", ["/api/room/", "/notes/", "//elsewhere.example/", "/static/"])
@pytest.mark.parametrize("host", ["", "elsewhere.example"])
def test_no_answer_repeats_a_foreign_host_or_sends_anybody_on(
    shared_room: ServedRoom, path: str, host: str
) -> None:
    (head,) = heads(said_to(shared_room, closing(shared_room, path, host=host)))
    assert head.startswith((b"http/1.1 404", b"http/1.1 421")), head
    assert b"location" not in head
    assert b"elsewhere" not in head


def test_a_head_that_is_too_long_is_refused_also_in_one_piece(shared_room: ServedRoom) -> None:
    fits = closing(shared_room, "/api/room?" + "x" * (MOST_HEAD_BYTES - 1000))
    assert heads(said_to(shared_room, fits))[0].startswith(b"http/1.1 200")
    for long in (
        closing(shared_room, "/api/room?" + "x" * MOST_HEAD_BYTES),
        request(shared_room, "/api/room", *(f"X-{n}: {'x' * 100}" for n in range(400))),
    ):
        head, _, said = said_to(shared_room, long).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 431 ")
        assert "too long" in json.loads(said)["sentence"]


@pytest.mark.parametrize("depth", [100, 5000, 10_000])
def test_deep_json_in_a_field_that_nobody_knows_is_refused(
    shared_room: ServedRoom, depth: int
) -> None:
    body = b'{"code": "A", "take_part": true, "x": ' + b"[" * depth + b"]" * depth + b"}"
    client = shared_room.browser()
    answer = client.post("/api/join", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == (403 if depth == 100 else 400)
    assert json.loads(answer.content)["sentence"]


def test_many_requests_in_a_row_are_bounded_and_none_is_answered_twice(
    shared_room: ServedRoom,
) -> None:
    one = request(shared_room, "/api/room")
    said = said_to(shared_room, one * MOST_BEHIND, closing(shared_room, "/api/room"))
    assert [head[:12] for head in heads(said)] == [b"http/1.1 200"] * (MOST_BEHIND + 1)
    assert all(head.count(POLICY) == 1 for head in heads(said))
    flood = heads(said_to(shared_room, one * 300, closing(shared_room, "/api/room")))
    assert len(flood) <= MOST_BEHIND + 2
    assert shared_room.browser().post("/api/ping", json={}).status_code == 200


def test_who_goes_away_halfway_leaves_no_trace_in_the_log(room: ServedRoom) -> None:
    seat = room.join().cookies["seat"]
    cookie = f"Cookie: seat={seat}"
    live, state = request(room, "/api/live", cookie), request(room, "/api/state", cookie)
    body = ("Content-Type: application/json", "Content-Length: 50")
    for pieces in (
        (live, state * 3),
        (state * 8,),
        (request(room, "/api/me", cookie, *body, method="POST"), b'{"take'),
        (request(room, "/api/me", cookie, *body, method="POST") + b"x" * 50 + live,),
        (b"GET / HTTP/1.1\r\nHo",),
        (b"\x16\x03\x01\x02\x00",),
        (request(room, "/", "Upgrade: websocket", "Connection: Upgrade"),),
    ):
        for _ in range(5):
            with socket.create_connection((HERE, room.port), PATIENCE) as line:
                for piece in pieces:
                    line.sendall(piece)
    answer = room.browser(f"seat={seat}").get("/api/room")
    assert answer.status_code == 200
    room.stop()
    assert room.log == ""


@pytest.mark.parametrize("seen", ["²", "٣", "1" * 5000, "-1", "", "no number"])
def test_a_page_that_says_nonsense_of_what_it_has_seen_is_told_everything(seen: str) -> None:
    assert phone_handlers.seen_in({"last-event-id": seen}) == 0
    assert phone_handlers.seen_in({"last-event-id": "17"}) == 17
