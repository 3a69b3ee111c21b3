"""The host's laptop dies at noon: the standby takes over, and whoever was in the room stays in."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import Queue
from typing import Any

import httpx
import pytest

from facilitator.domain.merging.sync import Reach
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Method, Secrecy
from facilitator.room.host.handing_over import HandingOver
from facilitator.room.messages.standbys import Heard, Hello, what_is_proved
from facilitator.room.syncing.standby_keys import StandbyKeys, keys_of
from facilitator.room.syncing.standby_thread import Held, StandingBy, host_answering
from facilitator.services.files.standby import code_of, renew_code
from facilitator.services.notes import noting
from facilitator.services.polls import voting
from facilitator.store.files import standby as kept_files
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.facts import EPOCH, FILE_ID, HANDOVER
from facilitator.store.records.tables import round_secrets
from facilitator.store.sqlite.passphrases import Passphrase
from tests.auditing import faults
from tests.patience import PATIENCE
from tests.room.serving import HERE, ServedRoom, ballot, now
from tests.room.standbys import ELSEWHERE, Standby, standing
from tests.store.files.test_logs import soon

pytestmark = pytest.mark.of_files

PATHS = {
    Role.PARTICIPANT: "/api/onward",
    Role.NOTE_TAKER: "/api/notes/onward",
    Role.FACILITATOR: "/api/remote/onward",
}
SAID = "Only heard at the table by the window."
BALLOT = "nobody reads these words"


@pytest.fixture
def standby(room: ServedRoom, tmp_path: Path) -> Iterator[Standby]:
    """A second laptop with the room's code, not begun."""
    with standing(tmp_path / "second", room.greeting.standby_code) as standby:
        yield standby


def ticket_of(client: httpx.Client, role: Role) -> dict[str, str]:
    """Where a page is told that it goes, as it asks while all is well."""
    told: dict[str, str] = client.get(PATHS[role]).raise_for_status().json()
    return told


def come(standby: Standby, role: Role, ticket: str) -> httpx.Response:
    """A page comes to the standby, with its ticket and without any cookie of the host's."""
    client = httpx.Client(base_url=standby.greeting.url, timeout=PATIENCE)
    answer = client.post(PATHS[role].replace("onward", "take-up"), json={"ticket": ticket})
    client.close()
    return answer


def cookies_of(answer: httpx.Response) -> str:
    return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())


def blanked(remote: httpx.Client) -> bool:
    """The facilitator's phone blanks the screen; not where that has just become another."""
    seen = remote.get("/api/remote").json()["seen"]
    answer = remote.post("/api/remote", json={"act": "blank", "seen": seen})
    return answer.status_code != 409 and bool(answer.raise_for_status())


def test_the_room_goes_on_at_the_standby_when_the_host_dies(
    room: ServedRoom, standby: Standby
) -> None:
    pairs = {"secrecy": Secrecy.PSEUDONYMOUS, "method": Method.CHOOSE_ONE}
    first = room.open_poll(**pairs)
    voter, remote = room.join(), room.pair(Role.FACILITATOR)
    taker = room.pair(Role.NOTE_TAKER)
    voter.post("/api/ballots", json=ballot(first, ("a", 1))).raise_for_status()
    voting.close_round(room.file, first.id, now=now())
    port = standby.stand_by(room.port)
    there = f"http://{ELSEWHERE}:{port}/"
    tickets = {
        role: ticket_of(client, role)
        for role, client in zip(PATHS, (voter, taker, remote), strict=True)
    }
    assert {ticket["address"] for ticket in tickets.values()} == {there}
    assert voter.get("/api/state").headers["x-standby"] == there
    room.kill()
    standby.stop()
    standby.take_over()
    assert standby.greeting.url == there
    assert standby.greeting.join_code == room.greeting.join_code
    kept = {role: cookies_of(come(standby, role, tickets[role]["ticket"])) for role in tickets}
    file = SeminarFile.open(standby.seminar)
    second = voting.open_round(file, first.poll_id, reason="again", now=now())
    with client_of(standby, kept[Role.PARTICIPANT]) as voter:
        voter.post("/api/ballots", json=ballot(second, ("b", 1))).raise_for_status()
    with client_of(standby, kept[Role.NOTE_TAKER]) as taker:
        assert taker.post("/api/notes/take-in", json=outbox(file)).json()["new"] == 1
    with client_of(standby, kept[Role.FACILITATOR]) as remote:
        assert soon(partial(blanked, remote)), "as soon as it is shown the vote"
    with file.read() as reader:
        before, after = (reader.ballots(each.id)[0].voter_key for each in (first, second))
        assert [note.words for note in reader.every(Note)][-1] == SAID
        assert reader.fact(HANDOVER) is None
        epoch = reader.fact(EPOCH)
    assert before == after, "the pair ended"
    with room.file.read() as reader:
        assert epoch not in ("", reader.fact(EPOCH))
    assert not faults(file)
    file.close()


def client_of(standby: Standby, cookies: str) -> httpx.Client:
    return httpx.Client(
        base_url=standby.greeting.url, timeout=PATIENCE, headers={"cookie": cookies}
    )


def outbox(file: SeminarFile) -> dict[str, object]:
    """What a note-taker's browser could not send to the host that died."""
    with file.read() as reader:
        group = reader.every(Breakout)[0].id
        seminar = reader.fact(FILE_ID)
    entry: dict[str, object] = {
        "method": "POST",
        "id": new_id(),
        "breakout_id": group,
        "words": SAID,
    }
    entry |= {"recorded_at": now().isoformat(), "change": new_id(), "form": 2}
    return {"format": "facilitator-notes", "version": 2, "seminar": seminar, "entries": [entry]}


class Keeping:
    """A standby kept by a thread of this process."""

    def __init__(self, room: ServedRoom, kept: Path, code: str) -> None:
        self.heard: Queue[Held] = Queue()
        self.kept = kept
        host, place = (HERE, room.port), (ELSEWHERE, 8080)
        self.thread = StandingBy(host, place, code, kept, now, self.heard.put)

    def __enter__(self) -> Held:
        self.thread.start()
        return self.heard.get(timeout=PATIENCE)

    def __exit__(self, *_: object) -> None:
        self.thread.stop()


def test_a_standby_holds_no_ballot_of_an_open_round_and_can_be_read_with_its_code_alone(
    room: ServedRoom, tmp_path: Path
) -> None:
    code, kept = room.greeting.standby_code, tmp_path / "day.standby"
    voter, words = room.join(), {"method": Method.WORDS, "items": ()}
    for said in (SAID, BALLOT):
        opened = room.open_poll(**words)
        voter.post("/api/ballots", json=ballot(opened, words=(said,))).raise_for_status()
        if said == SAID:
            voting.close_round(room.file, opened.id, now=now())
    with Keeping(room, kept, code) as held:
        assert held.reach is Reach.UP
    whole = kept.read_bytes()
    kept_files.take_over(kept, tmp_path / "plain.seminar", Passphrase(code))
    plain = (tmp_path / "plain.seminar").read_bytes()
    with room.file.read() as reader:
        of_open_round = [BALLOT, reader.entry(round_secrets, opened.id) or ""]
    secrets = [room.greeting.join_code, code, SAID, "Third sector"]
    assert not [each for each in of_open_round if not each or each.encode() in whole + plain]
    assert not [each for each in secrets if each.encode() in whole]
    assert not [each for each in secrets if each.encode() not in plain]
    assert host_answering(kept, code) == f"{HERE}:{room.port}"


def test_a_standby_is_sent_what_is_new_and_all_of_it_where_it_has_lost_what_it_had(
    room: ServedRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, sizes = tmp_path / "day.standby", []
    keep = kept_files.bring_up_to_date

    def kept_up(*given: Any) -> bool:
        sizes.append(given[1].stat().st_size)
        return keep(*given)

    monkeypatch.setattr(kept_files, "bring_up_to_date", kept_up)
    code = room.greeting.standby_code
    thread = StandingBy((HERE, room.port), (ELSEWHERE, 8080), code, kept, now, lambda _: None)
    with room.file.read() as reader:
        group = reader.every(Breakout)[0].id
    for step in range(3):
        noting.add_note(room.file, group, f"{SAID} {step}", now=now())
        if step == 2:
            kept.unlink()
        thread._keep_up()
    assert [size < 40_000 for size in sizes] == [False, True, True, False]
    thread.stop()
    kept_files.take_over(kept, tmp_path / "on.seminar", Passphrase(code))
    assert f"{SAID} 2".encode() in (tmp_path / "on.seminar").read_bytes()


def test_a_laptop_that_was_restarted_after_the_host_was_gone_still_holds_what_it_held(
    room: ServedRoom, tmp_path: Path
) -> None:
    code, kept = room.greeting.standby_code, tmp_path / "day.standby"
    with Keeping(room, kept, code) as held:
        assert held.reach is Reach.UP
    room.kill()
    with Keeping(room, kept, code) as held:
        assert held.at is not None
        assert "Held is what it had at" in str(held.sentence)
    with Keeping(room, kept, "ABCDEFGHJKLMNPQR") as held:
        assert held.at is None, "another code opens nothing"


def test_whoever_does_not_know_the_code_is_no_standby_and_gets_nothing(
    shared_room: ServedRoom, tmp_path: Path
) -> None:
    with Keeping(shared_room, tmp_path / "day.standby", "ABCDEFGHJKLMNPQR") as held:
        assert str(held.sentence).startswith("The host does not know this code.")
    assert not (tmp_path / "day.standby").exists()
    hello: dict[str, str | int] = {"address": HERE, "port": 8080, "proof": "0" * 64}
    browser = shared_room.join()
    asked = browser.post("/api/standby", json=hello).raise_for_status().json()
    assert asked["mark"] == "", "told what to prove, and no more"
    hello["asked"] = asked["asks"]
    assert browser.post("/api/standby", json=hello).status_code == 403
    assert browser.get("/api/standby", params=hello).status_code == 403
    assert "x-standby" not in browser.get("/api/state").headers
    assert ticket_of(browser, Role.PARTICIPANT) == {"address": "", "ticket": ""}
    forged = {"ticket": "A" * 80}
    assert browser.post("/api/take-up", json=forged).status_code == 403


def test_a_proof_that_somebody_overheard_is_none_any_more(room: ServedRoom) -> None:
    keys, browser = keys_of(room.greeting.standby_code), room.join()

    def said(asked: str) -> httpx.Response:
        proof = keys.proof(what_is_proved(f"{HERE}:8080", asked))
        hello = {"address": HERE, "port": 8080, "proof": proof, "asked": asked}
        return browser.post("/api/standby", json=hello)

    first = said("").json()["asks"]
    heard = said(first).json()
    assert heard["mark"]
    assert heard["asks"] != first
    assert said(first).json() == {"mark": "", "asks": heard["asks"]}
    proof = keys.proof(what_is_proved(f"{HERE}:8080", first))
    over: dict[str, str | int] = {"address": HERE, "port": 8080, "proof": proof}
    for asked in (first, heard["asks"]):
        again = browser.get("/api/standby", params=over | {"asked": asked})
        assert again.status_code == 403, "nor does it open the copy"


def test_who_stood_by_under_a_code_that_is_none_any_more_is_a_stranger(
    seminar_file: SeminarFile,
) -> None:
    async def read(work: Callable[[], Any]) -> Any:
        return work()

    async def stand() -> None:
        handing_over = HandingOver(seminar_file, read)
        keys = keys_of(code_of(seminar_file, now=now()))

        async def says() -> Heard | None:
            asked = await handing_over.hear(Hello(HERE, 8080, "0" * 64))
            assert asked
            proof = keys.proof(what_is_proved(f"{HERE}:8080", asked.asks))
            return await handing_over.hear(Hello(HERE, 8080, proof, asked.asks))

        assert await says()
        await handing_over.look(asyncio.get_running_loop().time())
        assert handing_over.place == f"{HERE}:8080"
        renew_code(seminar_file, now=now())
        await handing_over.look(asyncio.get_running_loop().time())
        assert not handing_over.place, "no phone is sent there any more"
        assert await says() is None

    asyncio.run(stand())


def test_a_host_that_comes_back_says_that_another_laptop_has_taken_over(
    room: ServedRoom, standby: Standby
) -> None:
    port = standby.stand_by(room.port)
    room.kill()
    standby.stop()
    standby.take_over()
    room.start()
    assert room.heard(lambda greeting: greeting.elsewhere).elsewhere == f"{ELSEWHERE}:{port}"


def test_a_laptop_that_cannot_keep_what_it_gets_says_so_and_goes_on_standing_by(
    shared_room: ServedRoom, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "standbys"
    in_the_way.touch()
    keeping = Keeping(shared_room, in_the_way / "day.standby", shared_room.greeting.standby_code)
    with keeping as held:
        assert held.reach is Reach.REFUSED
        assert str(in_the_way) in str(held.sentence)
        assert keeping.thread.is_alive()


def test_a_ticket_is_for_its_role_and_cannot_be_changed() -> None:
    keys = StandbyKeys("ABCDEFGHJKLMNPQR")
    ticket = keys.ticket(Role.PARTICIPANT, "a-token-of-somebody")
    assert keys.token(Role.PARTICIPANT, ticket) == "a-token-of-somebody"
    assert ticket != keys.ticket(Role.PARTICIPANT, "a-token-of-somebody")
    assert not keys.token(Role.FACILITATOR, ticket)
    for at in range(0, len(ticket), 7):
        changed = f"{ticket[:at]}{'A' if ticket[at] != 'A' else 'B'}{ticket[at + 1 :]}"
        assert not keys.token(Role.PARTICIPANT, changed)
    assert not StandbyKeys("ABCDEFGHJKLMNPQS").token(Role.PARTICIPANT, ticket)
