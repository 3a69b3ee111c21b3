"""Notes from a browser: each is there once, and nobody's words cover another's unseen."""

import base64
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.stage.stage import Scene
from facilitator.room.host.picture_pieces import MOST_AT_ONCE, PicturePieces
from facilitator.room.messages.note_takers import PicturePiece
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.seminar import running
from facilitator.services.views import projector
from facilitator.store.records.facts import FILE_ID
from tests.room.serving import ServedRoom, now, told


def group_of(room: ServedRoom) -> Breakout:
    with room.file.read() as reader:
        return reader.every(Breakout)[0]


def note(room: ServedRoom, words: str, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "breakout_id": group_of(room).id, "words": words, **more}


def held(room: ServedRoom) -> dict[str, Note]:
    with room.file.read() as reader:
        return {each.words: each for each in reader.every(Note)}


def page(client: httpx.Client, group: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/notes/{group}").json()["notes"]
    return found


def test_a_note_sent_twice_is_there_once(shared_room: ServedRoom) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    body = note(shared_room, '! Merging is "not" the answer #mergers', change=str(uuid4()))
    first, again = (client.post("/api/notes", json=body).json() for _ in range(2))
    assert first == again
    kept = held(shared_room)['Merging is "not" the answer']
    assert (kept.kind, kept.tags, kept.id) == ("disagreement", ("mergers",), body["id"])
    shown = [each for each in page(client, kept.breakout_id) if each["note"]["id"] == kept.id]
    assert [each["revision"] for each in shown] == [first["revision"]]


def test_a_change_sent_twice_counts_once_though_others_wrote_in_between(
    shared_room: ServedRoom,
) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    body = note(shared_room, "First draft")
    seen = client.post("/api/notes", json=body).json()["revision"]
    change = {**body, "words": "Second draft", "seen": seen, "change": str(uuid4())}
    first = client.put(f"/api/notes/{body['id']}", json=change).json()
    noting.edit(shared_room.file, held(shared_room)["Second draft"], "Third draft", now=now())
    again = client.put(f"/api/notes/{body['id']}", json=change).json()
    assert first == again
    assert "Third draft" in held(shared_room)
    assert merging.conflict_count(shared_room.file) == 0


def test_what_was_written_offline_builds_on_what_was_sent_before(shared_room: ServedRoom) -> None:
    """A browser without a network knows its own changes only, not the revisions they became."""
    client = shared_room.pair(Role.NOTE_TAKER)
    body = note(shared_room, "Typed offline", change=str(uuid4()))
    change = {**body, "words": "Typed and mended", "seen": [body["change"]], "change": str(uuid4())}
    client.post("/api/notes", json=body).raise_for_status()
    client.put(f"/api/notes/{body['id']}", json=change).raise_for_status()
    assert "Typed offline" not in held(shared_room)
    assert merging.conflict_count(shared_room.file) == 0
    seen = {"seen": change["change"], "change": str(uuid4())}
    for _ in range(2):
        client.delete(f"/api/notes/{body['id']}", params=seen).raise_for_status()
    assert "Typed and mended" not in held(shared_room)
    back = {**body, "words": "Typed and mended", "seen": seen["change"], "change": str(uuid4())}
    client.put(f"/api/notes/{body['id']}", json=back).raise_for_status()
    kept = held(shared_room)["Typed and mended"]
    assert kept.position == kept.recorded_at.timestamp()
    assert merging.conflict_count(shared_room.file) == 0


def test_words_over_a_note_that_changed_meanwhile_stand_beside_it(room: ServedRoom) -> None:
    one, other = room.pair(Role.NOTE_TAKER), room.pair(Role.NOTE_TAKER)
    body = note(room, "As it was")
    seen = one.post("/api/notes", json=body).json()["revision"]
    for client, words in ((one, "Mine"), (other, "Theirs")):
        change = {**body, "words": words, "seen": seen}
        client.put(f"/api/notes/{body['id']}", json=change).raise_for_status()
    (shown,) = page(one, body["breakout_id"])
    assert shown["versions"]
    assert {each["note"]["words"] for each in (shown, *shown["versions"])} == {"Mine", "Theirs"}
    deletion = {"seen": shown["revision"], "change": str(uuid4())}
    one.delete(f"/api/notes/{body['id']}", params=deletion).raise_for_status()
    (left,) = page(one, body["breakout_id"])
    assert left["note"]["words"] == shown["versions"][0]["note"]["words"]


def test_settling_answers_every_version(room: ServedRoom) -> None:
    client = room.pair(Role.NOTE_TAKER)
    body = note(room, "As it was")
    seen = client.post("/api/notes", json=body).json()["revision"]
    for words in ("Mine", "Theirs"):
        client.put(f"/api/notes/{body['id']}", json={**body, "words": words, "seen": seen})
    (shown,) = page(client, body["breakout_id"])
    both = [shown["revision"], *(each["revision"] for each in shown["versions"])]
    client.put(f"/api/notes/{body['id']}", json={**body, "words": "Ours", "seen": both})
    (shown,) = page(client, body["breakout_id"])
    assert (shown["note"]["words"], shown["versions"]) == ("Ours", [])


def test_a_clock_ahead_of_the_rooms_is_not_believed(shared_room: ServedRoom) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    ahead = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    body = note(shared_room, "From an hour ahead", recorded_at=ahead)
    client.post("/api/notes", json=body).raise_for_status()
    assert held(shared_room)["From an hour ahead"].recorded_at <= now()


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "stage"},
        {"id": "progress"},
        {"breakout_id": "none"},
        {"words": "   "},
        {"recorded_at": "2011-10-18T10:00:00"},
        {"kind": "gossip"},
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    shared_room: ServedRoom, wrong: dict[str, str]
) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    before = held(shared_room)
    answer = client.post("/api/notes", json={**note(shared_room, "Refused"), **wrong})
    assert answer.status_code in (409, 422)
    assert answer.json()["sentence"]
    assert held(shared_room) == before


def test_a_note_cannot_be_written_over_something_else(shared_room: ServedRoom) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    group = group_of(shared_room)
    body = note(shared_room, "Not a group")
    assert client.put(f"/api/notes/{group.id}", json=body).status_code == 409
    assert client.delete(f"/api/notes/{group.id}").status_code == 409
    assert group_of(shared_room) == group


def test_the_desk_shows_the_groups_and_what_is_said_to_them(room: ServedRoom) -> None:
    client = room.pair(Role.NOTE_TAKER)
    desk = client.get("/api/notes/desk").json()
    with room.file.read() as reader:
        assert desk["seminar"] == reader.fact(FILE_ID)
        assert [each["id"] for each in desk["groups"]] == [b.id for b in reader.every(Breakout)]
    assert all(group["questions"] for group in desk["groups"])
    assert client.get("/api/notes/desk", params={"since": desk["version"]}).status_code == 304
    running.start_day(room.file, now=now())
    projector.show(room.file, Scene.MESSAGE, message="Five more minutes", now=now())
    after = client.get("/api/notes/desk", params={"since": desk["version"]}).json()
    assert after["message"] == "Five more minutes"
    assert after["segment"]["title"]


def test_note_takers_hear_which_group_changed_whoever_wrote(room: ServedRoom) -> None:
    client = room.pair(Role.NOTE_TAKER)
    group = group_of(room)
    with client.stream("GET", "/api/notes/live") as stream:
        news = told(stream)
        first = next(news)
        noting.add_note(room.file, group.id, "Written in the window", now=now())
        heard = next(news)
        assert heard["changed"] == [group.id]
        assert heard["version"] > first["version"]
        listed = client.get(f"/api/notes/{group.id}").json()
        assert listed["version"] == heard["stamps"][group.id]
        assert [each["note"]["words"] for each in listed["notes"]] == ["Written in the window"]
        since = {"since": listed["version"]}
        assert client.get(f"/api/notes/{group.id}", params=since).status_code == 304
        client.post("/api/notes", json=note(room, "Written in a browser")).raise_for_status()
        assert next(news)["changed"] == [group.id]


def picture(side: int = 40) -> str:
    held = BytesIO()
    Image.new("RGB", (side, side), "red").save(held, "JPEG")
    return base64.b64encode(held.getvalue()).decode()


def test_a_photograph_comes_in_pieces_each_counted_once(shared_room: ServedRoom) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    body = note(shared_room, "A flip chart of trust")
    client.post("/api/notes", json=body).raise_for_status()
    whole, place = picture(), f"/api/notes/{body['id']}/photograph"

    def send(at: int, upto: int) -> dict[str, Any]:
        piece = {"at": at, "of": len(whole), "piece": whole[at:upto]}
        answer: dict[str, Any] = client.put(place, json=piece).raise_for_status().json()
        return answer

    assert send(200, 300) == {"held": 0, "kept": False}, "of which the beginning is not here"
    assert send(0, 200) == send(0, 200) == {"held": 200, "kept": False}
    other = shared_room.pair(Role.NOTE_TAKER)
    mixed = {"at": 200, "of": len(whole), "piece": "AAAA"}
    assert other.put(place, json=mixed).json()["held"] == 0, "nobody adds to another's picture"
    assert send(200, len(whole))["kept"]
    assert send(0, 200)["kept"], "what is sent again is known"
    shown = page(client, body["breakout_id"])
    assert [each["pictured"] for each in shown if each["note"]["id"] == body["id"]] == [True]


def test_what_is_no_photograph_is_refused_and_not_held_on_to(shared_room: ServedRoom) -> None:
    client = shared_room.pair(Role.NOTE_TAKER)
    body = note(shared_room, "A flip chart of nothing")
    client.post("/api/notes", json=body).raise_for_status()
    place = f"/api/notes/{body['id']}/photograph"
    for piece in ("AAAA", "A"):
        answer = client.put(place, json={"at": 0, "of": len(piece), "piece": piece})
        assert answer.status_code == 409
        assert "no picture that can be read" in answer.json()["sentence"]
    gone = client.put("/api/notes/none/photograph", json={"at": 0, "of": 4, "piece": "AAAA"})
    assert (gone.status_code, "is gone" in gone.json()["sentence"]) == (409, True)


def test_no_more_beginnings_of_photographs_are_held_than_there_is_room_for() -> None:
    pieces = PicturePieces()
    first = PicturePiece(at=0, of=9, piece="AAAA")
    for number in range(MOST_AT_ONCE + 1):
        assert pieces.take("device", str(number), first) == "AAAA"
    second = PicturePiece(at=4, of=9, piece="BBBBBBBB")
    assert pieces.take("device", "0", second) == "", "the oldest begins anew"
    assert pieces.take("device", "2", second) == "AAAABBBBB", "and none is longer than it says"
