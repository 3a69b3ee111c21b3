"""Several processes serve one room out of a database: as one does, and whichever of them ends."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import StorageError
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.wording import say
from facilitator.room import workers
from facilitator.services.people import joining
from facilitator.services.polls import rounds_held, voting
from facilitator.store.files.file import SeminarFile
from tests.patience import PATIENCE
from tests.room.serving import ServedRoom, ballot, copied_to, now, token_of, until
from tests.store.files.test_logs import soon

VOTERS = 60
WAYS = 6


@pytest.fixture(scope="module")
def room(
    _october_file: Path, tmp_path_factory: pytest.TempPathFactory, postgres: str
) -> Iterator[ServedRoom]:
    path = tmp_path_factory.mktemp("room") / "served.seminar"
    path.write_bytes(_october_file.read_bytes())
    made = ServedRoom(path, copied_to(postgres, path))
    made.how = ("--workers", "3")
    try:
        made.start()
        yield made
    finally:
        made.close()


def workers_of(room: ServedRoom) -> list[psutil.Process]:
    """The processes that answer."""
    loaded = psutil.Process(room.process_id).children()
    return [worker for each in loaded for worker in each.children()]


def sent_until_taken(room: ServedRoom, cookie: str, said: dict[str, Any]) -> httpx.Response:
    """As a page does: what nobody has answered is sent again, on a new line."""
    while True:
        with httpx.Client(
            base_url=room.url, headers={"cookie": cookie}, timeout=PATIENCE
        ) as client:
            try:
                return client.post("/api/ballots", json=said)
            except httpx.TransportError:
                continue


def test_whichever_worker_takes_a_ballot_it_is_counted_and_after_closing_none(
    room: ServedRoom,
) -> None:
    """A worker is killed and the round closed while people vote: what was acknowledged counts."""
    remote = room.pair(Role.FACILITATOR)
    opened = room.open_poll()
    seats = room.let_in(VOTERS)
    acknowledged: list[int] = []
    some, many = threading.Event(), threading.Event()

    def vote(way: int) -> None:
        for number in range(way, VOTERS, WAYS):
            answer = sent_until_taken(room, seats[number], ballot(opened, ("ab"[number % 2], 1)))
            if answer.is_success:
                acknowledged.append(number)
            else:
                assert answer.json()["reason"] == "closed", answer.text
            if len(acknowledged) > VOTERS // 4:
                some.set()
            if len(acknowledged) > VOTERS // 2:
                many.set()

    with ThreadPoolExecutor(WAYS) as people:
        voting_on = [people.submit(vote, way) for way in range(WAYS)]
        assert some.wait(PATIENCE)
        before = workers_of(room)
        assert len(before) == 3
        before[0].kill()
        assert many.wait(PATIENCE)
        remote.post("/api/remote", json={"act": "close", "id": opened.id}).raise_for_status()
        for each in voting_on:
            each.result()
    with room.file.read() as reader:
        held = reader.get(Round, opened.id)
        assert held.state is RoundState.CLOSED
        assert rounds_held.tallied(reader, held).ballots == len(acknowledged)
    assert len(acknowledged) > VOTERS // 2


def test_pages_at_every_worker_are_told_the_same(room: ServedRoom) -> None:
    people = [room.join() for _ in range(9)]  # each on a line of its own
    opened = room.open_poll()
    for person in people:
        until(person, lambda told: (told["poll"] or {}).get("round_id") == opened.id)
    for number, person in enumerate(people):
        person.post("/api/ballots", json=ballot(opened, ("ab"[number % 2], 1))).raise_for_status()
    for person in people:
        until(person, lambda told: (told["poll"] or {}).get("cast") == len(people))
    voting.close_round(room.file, opened.id, now=now())
    voting.reveal_round(room.file, opened.id, now=now())
    for person in people:
        until(person, lambda told: told["results"])


def test_who_is_let_out_at_one_worker_is_out_at_all(room: ServedRoom) -> None:
    person = room.join()
    lines = [room.browser(f"seat={person.cookies['seat']}") for _ in range(6)]
    assert all(line.get("/api/state").is_success for line in lines)
    device = joining.who(room.file, token_of(person, Role.PARTICIPANT))
    assert device
    with room.file.write(Verb.PAIR, now()) as writer:
        joining.leave(writer, device)
    assert soon(lambda: {line.get("/api/state").status_code for line in lines} == {401})


def test_a_worker_that_begins_while_the_database_is_away_waits_for_it_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, seminar_file: SeminarFile
) -> None:
    away = StorageError(say("It is away."))
    answers: Iterator[StorageError | SeminarFile] = iter([away, away, seminar_file])

    def opened(_where: object, _now: object) -> SeminarFile:
        answer = next(answers)
        if isinstance(answer, StorageError):
            raise answer
        return answer

    monkeypatch.setattr(workers, "open_to_serve", opened)
    monkeypatch.setattr(workers, "AGAIN_SECONDS", 0.0)
    assert workers.opened_when_it_answers(seminar_file.path) is seminar_file
    assert [each.message for each in caplog.records] == ["It is away."]
