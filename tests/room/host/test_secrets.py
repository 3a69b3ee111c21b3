"""Secrets: what a sealed vote leaves behind, and what the server's log says of people."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Ballot, Method, Secrecy
from facilitator.services.polls import voters
from facilitator.services.polls.voters import Voter
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import ballots, vote_tables
from facilitator.store.records.devices import hashed
from tests.room.day import ask
from tests.room.naughty import NAUGHTY
from tests.room.serving import ServedRoom, ballot, now, token_of, until
from tests.rounds_told import tally_round

pytestmark = pytest.mark.of_files

VOTERS = 30
SAID = "What only I said 🤫 <b>about them</b>"
NAMED = "Zzyzx O’Unheard-of"


def test_after_closing_nothing_on_the_disk_ties_a_sealed_ballot_to_its_voter(
    room: ServedRoom,
) -> None:
    opened = room.open_poll(secrecy=Secrecy.SEALED)
    people = [room.join(sector="", size="") for _ in range(VOTERS)]
    secrets = []
    for number, person in enumerate(people):
        for item in ("a", "b")[: 1 + number % 2]:  # every second one changes their mind
            sent = ballot(opened, (item, 1))
            person.post("/api/ballots", json=sent).raise_for_status()
            secrets.append(str(sent["submission"]))
        token = token_of(person, Role.PARTICIPANT)
        with room.file.read() as reader:
            secrets.append(voters.voter_key(reader, opened, Voter(token)))
    before = room.bytes_on_disk()
    assert all(secret.encode() in before for secret in secrets)
    remote = room.pair(Role.FACILITATOR)
    remote.post("/api/remote", json={"act": "close", "id": opened.id}).raise_for_status()
    assert tally_round(room.file, opened.id).ballots == VOTERS
    left = room.bytes_on_disk()
    assert not [secret for secret in secrets if secret.encode() in left]
    room.kill()
    left = room.bytes_on_disk()
    assert not [secret for secret in secrets if secret.encode() in left]
    assert in_order_of_casting(room.file.path, opened.id) is False


def in_order_of_casting(path: Path, round_id: str) -> bool:
    """Whether the ballots still lie as the people above cast them: a, b, a, b, …"""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT marks FROM ballots WHERE round_id = ? ORDER BY seq", (round_id,)
        ).fetchall()
    connection.close()
    return [row[0] for row in rows] == ['[["a",1]]', '[["b",1]]'] * (VOTERS // 2)


def test_the_log_holds_no_ballot_no_token_and_no_name(room: ServedRoom) -> None:
    room.change(asks_names=True)
    question = ask(room)
    person = room.join(name=NAMED)
    remote, notes = room.pair(Role.FACILITATOR), room.pair(Role.NOTE_TAKER)
    opened = room.open_poll(method=Method.WORDS, items=(), secrecy=Secrecy.NAMED)
    for words in (SAID, *NAUGHTY):
        sent = ballot(opened, words=(words[:80],))
        person.post("/api/ballots", json=sent)
        person.post("/api/responses", json={"id": "r", "question_id": question, "words": words})
        person.post("/api/responses", content=words.encode())
        room.browser().post(
            "/api/join", json={"code": words[:90], "take_part": True, "name": NAMED}
        )
    person.post("/api/ballots", json={**sent, "round_id": "none", "marks": [[SAID, 1]]})
    person.put(f"/api/responses/{SAID}", json={"words": SAID})
    remote.post("/api/remote", json={"act": "close", "id": opened.id})
    until(remote, lambda state: state["poll"]["state"] == "closed", "/api/remote/live")
    room.stop()
    tokens = [
        token_of(person, Role.PARTICIPANT),
        token_of(remote, Role.FACILITATOR),
        token_of(notes, Role.NOTE_TAKER),
    ]
    for secret in (*tokens, *map(hashed, tokens), SAID, NAMED, str(sent["submission"])):
        assert secret not in room.log
    assert room.log == ""


def test_an_error_of_the_database_does_not_say_what_was_to_be_written(
    seminar_file: SeminarFile,
) -> None:
    lost = Ballot(round_id="none", voter_key=NAMED, words=(SAID,), submission="s")
    with pytest.raises(IntegrityError) as straight, seminar_file.write(Verb.SET_UP, now()) as file:
        ballots.cast_all(file, [lost])
    row = {"round_id": "none", "voter_key": NAMED, "submission": SAID, "said": NAMED}
    with pytest.raises(IntegrityError) as through, seminar_file.write(Verb.SET_UP, now()) as file:
        file.connection.execute(insert(vote_tables.submissions), row)
    assert "hidden" in str(through.value)
    for caught in (straight, through):
        assert SAID not in str(caught.value)
        assert NAMED not in str(caught.value)
