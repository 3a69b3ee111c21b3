"""What people type comes back as they typed it, whatever it is; what cannot is refused.

Passages alone are kept in one form: Unicode's NFC, with lines that end in LF.
"""

import json
from dataclasses import replace

import httpx
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.passages import normal
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.methods.open_words import WORD_LENGTH
from facilitator.domain.polls.polls import Item, Method, Round
from facilitator.domain.seminar.questions import Question
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import voting
from facilitator.services.views import projector
from tests.room.day import ask
from tests.room.naughty import NAUGHTY
from tests.room.serving import ServedRoom, ballot, now, until
from tests.rounds_told import latest_round

SHORT = tuple(words for words in NAUGHTY if len(words) <= WORD_LENGTH)
IN_WELSH = {"accept-language": "cy"}
SURROGATE = b'"half \\ud800 of a pair"'


def accepted(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    return True


def test_responses_come_back_in_one_form_as_they_were_typed_and_changed(room: ServedRoom) -> None:
    question = ask(room)
    people = [room.join() for _ in range(3)]
    for number, words in enumerate(NAUGHTY):
        person = people[number % 3]
        body = {"id": f"r{number}", "question_id": question, "words": "First version."}
        assert accepted(person.post("/api/responses", json=body))
        assert accepted(person.put(f"/api/responses/r{number}", json={"words": words}))
    mine = [r for p in people for r in p.get("/api/state").json()["mine"]["responses"]]
    kept = {f"r{number}": normal(words) for number, words in enumerate(NAUGHTY)}
    assert {r["id"]: r["words"] for r in mine} == kept
    projector.show(room.file, Scene.WALL, question, now=now())
    shown = until(people[0], lambda state: state["wall"] and len(state["wall"]["cards"]) > 40)
    assert {card["words"] for card in shown["wall"]["cards"]} == set(kept.values())


def test_words_of_a_vote_come_back_as_they_were_typed(room: ServedRoom) -> None:
    opened = room.open_poll(method=Method.WORDS, items=(), most=20)
    for start in range(0, len(SHORT), 20):
        words = SHORT[start : start + 20]
        person = room.join()
        assert accepted(person.post("/api/ballots", json=ballot(opened, words=words)))
        assert person.get("/api/state").json()["mine"]["ballot"]["words"] == list(words)
    too_long = ballot(opened, words=("x" * (WORD_LENGTH + 1),))
    assert room.join().post("/api/ballots", json=too_long).status_code == 409


def test_options_are_shown_as_they_were_typed(room: ServedRoom) -> None:
    items = tuple(Item(f"i{n}", words) for n, words in enumerate(NAUGHTY))
    person = room.join()
    opened = room.open_poll(title=NAUGHTY[0], wording=NAUGHTY[4], items=items)
    shown = until(person, lambda state: state["poll"])["poll"]
    assert [item["text"] for item in shown["items"]] == list(NAUGHTY)
    assert (shown["title"], shown["wording"]) == (NAUGHTY[0], NAUGHTY[4])
    assert accepted(person.post("/api/ballots", json=ballot(opened, ("i5", 1))))
    voting.close_round(room.file, opened.id, now=now())
    voting.reveal_round(room.file, opened.id, now=now())
    chart = until(person, lambda state: state["results"])["results"]["chart"]
    assert {bar["label"] for bar in chart["bars"]} >= {NAUGHTY[5]}


def test_what_a_seminar_and_its_questions_say_is_shown_as_it_is(room: ServedRoom) -> None:
    for words in SHORT:
        person = room.join()
        room.change(title=words, subtitle=words, consent=words, sectors=(words,), sizes=(words,))
        card = person.get("/api/room").json()
        assert card["title"] == card["subtitle"] == card["consent"]["en"] == words
        assert card["sectors"] == card["sizes"] == [words]
        body = {"take_part": True, "sector": words, "size": words}
        assert accepted(person.post("/api/me", json=body))
        me = person.get("/api/room").json()["me"]
        assert (me["sector"], me["size"]) == (words, words)
    question = ask(room)
    with room.file.write(Verb.SET_UP, now()) as writer:
        kept = writer.get(Question, question)
        writer.put(replace(kept, wording=NAUGHTY[12], help=NAUGHTY[13]))
    shown = until(person, lambda s: s["questions"] and s["questions"][0]["help"] == NAUGHTY[13])
    assert shown["questions"][0]["wording"] == NAUGHTY[12]


def test_names_are_kept_as_they_were_typed_but_for_their_spaces(room: ServedRoom) -> None:
    room.change(asks_names=True)
    for words in SHORT:
        room.join(name=words)
    with room.file.read() as reader:
        names = {person.name for person in reader.every(Participant)}
    assert {" ".join(words.split()) for words in SHORT} <= names


def test_a_reason_is_kept_as_it_was_typed(room: ServedRoom) -> None:
    ask(room)
    poll = room.add_poll()
    remote = room.pair(Role.FACILITATOR)
    seen = ""
    for words in SHORT[:12]:
        body = {"act": "open", "id": poll.id, "round": seen, "reason": f"“{words}”"}
        assert accepted(remote.post("/api/remote", json=body))
        opened = latest_round(room.file, poll.id)
        assert opened is not None
        assert opened.reason == f"“{words}”"
        seen = opened.id
        assert accepted(remote.post("/api/remote", json={"act": "close", "id": opened.id}))


@pytest.mark.parametrize("words", ["", " ", "\n\t ", "\x00\x1b", "x" * 4001])
def test_nothing_and_too_much_are_refused_in_a_sentence(
    shared_room: ServedRoom, words: str
) -> None:
    body = {"id": "r", "question_id": ask(shared_room), "words": words}
    answer = shared_room.join().post("/api/responses", json=body)
    assert answer.status_code in (409, 422)
    assert answer.json()["sentence"]
    welsh = shared_room.join().post("/api/responses", json=body, headers=IN_WELSH)
    assert welsh.json()["sentence"] not in ("", answer.json()["sentence"])
    assert "`" not in welsh.json()["sentence"]


def test_half_a_letter_is_refused_in_a_sentence_everywhere(shared_room: ServedRoom) -> None:
    question, opened = ask(shared_room), shared_room.open_poll(method=Method.WORDS, items=())
    person, remote = shared_room.join(), shared_room.pair(Role.FACILITATOR)
    for client, path, body in (
        (person, "/api/responses", {"id": "r", "question_id": question, "words": "HERE"}),
        (person, "/api/ballots", halves(opened)),
        (person, "/api/me", {"take_part": True, "sector": "HERE"}),
        (person, "/api/join", {"take_part": True, "code": "HERE"}),
        (person, "/api/join", {"take_part": True, "code": "A", "name": "HERE"}),
        (remote, "/api/remote", {"act": "open", "id": "none", "reason": "HERE"}),
    ):
        content = json.dumps(body).encode().replace(b'"HERE"', SURROGATE)
        answer = client.post(path, content=content, headers={"content-type": "application/json"})
        assert answer.status_code == 400, path
        assert answer.json()["sentence"]


def halves(opened: Round) -> dict[str, object]:
    return ballot(opened, words=("HERE",))
