"""A laptop's companion finds its host again, and is honest when the host does not want it."""

import queue
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Reach, Standing
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.codings import Coding
from facilitator.room.syncing import laptop, sync_thread, transport
from facilitator.room.syncing.sync_thread import Companion
from facilitator.room.syncing.transport import Away, Courier
from facilitator.services.files import opening
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.records import erasing
from facilitator.services.synthesis import themes
from facilitator.services.views.paired_devices import paired
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import FILE_ID
from tests.patience import PATIENCE
from tests.room.serving import HERE, ServedRoom, now, token_of
from tests.store.files.test_logs import soon

Made = Callable[..., queue.Queue[Standing]]


@pytest.fixture
def copy(room: ServedRoom, tmp_path: Path) -> Iterator[SeminarFile]:
    courier = Courier(HERE, room.port, token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER))
    courier.fetch_copy(tmp_path / "copy.seminar", lambda _share, _what: None)
    courier.close()
    file = SeminarFile.open(tmp_path / "copy.seminar", device="laptop")
    yield file
    file.close()


@pytest.fixture
def begin(copy: SeminarFile, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """Starts a companion; what it says comes through a queue."""
    monkeypatch.setattr(sync_thread, "AGAIN_SECONDS", (0.01, 0.02))
    started: list[Companion] = []

    def make(port: int, token: str, **more: object) -> queue.Queue[Standing]:
        said: queue.Queue[Standing] = queue.Queue()
        made = Companion(copy, Courier(HERE, port, token), "L", now, said.put, **more)  # type: ignore[arg-type]  # search
        started.append(made)
        made.start()
        return said

    yield make
    for each in started:
        each.stop()


def hear(said: queue.Queue[Standing], wanted: Callable[[Standing], bool]) -> Standing:
    while True:
        standing = said.get(timeout=PATIENCE)
        if wanted(standing):
            return standing


def coded(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return [each.passage_id for each in reader.every(Coding)]


def add_note(file: SeminarFile, words: str) -> None:
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    noting.add_note(file, group.id, words, now=now())


def test_a_host_that_moved_is_searched_for_and_found(
    room: ServedRoom, copy: SeminarFile, begin: Made
) -> None:
    token = token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER)
    add_note(copy, "For the host, wherever it is")
    nowhere = 9  # the port for what is to be discarded: nobody listens there
    said = begin(nowhere, token, search=lambda: (HERE, room.port))
    assert hear(said, lambda s: s.reach is Reach.AWAY).waiting.notes == 1
    assert hear(said, lambda s: s.is_whole).at is not None
    with room.file.read() as reader:
        assert [note.words for note in reader.every(Note)] == ["For the host, wherever it is"]


def test_a_laptop_that_is_lost_is_let_out_by_its_name_and_what_it_types_comes_with_the_code(
    room: ServedRoom, copy: SeminarFile, begin: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_thread, "EVERY_SECONDS", 0.01)
    said = begin(room.port, token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER))
    hear(said, lambda s: s.is_whole)
    assert soon(lambda: len(named(room.file, "L")) == 1)
    (lost,) = named(room.file, "L")
    assert joining.let_out(room.file, lost, now=now())
    hear(said, lambda s: s.reach is Reach.UNPAIRED)
    add_note(copy, "Typed meanwhile")
    again = begin(room.port, token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER))
    hear(again, lambda s: s.is_whole)
    with room.file.read() as reader:
        assert [note.words for note in reader.every(Note)] == ["Typed meanwhile"]


def named(file: SeminarFile, name: str) -> list[str]:
    return [each.id for each in paired(file) if each.name == name]


def test_a_host_that_does_not_know_the_laptop_asks_for_the_code(
    room: ServedRoom, copy: SeminarFile, begin: Made
) -> None:
    add_note(copy, "Kept meanwhile")
    standing = hear(begin(room.port, "not-a-token"), lambda s: s.reach is Reach.UNPAIRED)
    assert str(standing.sentence) == "1 note only on this laptop; the host asks for its code again"


def test_what_the_host_refuses_is_said_in_its_own_words(
    room: ServedRoom, copy: SeminarFile, begin: Made
) -> None:
    with copy.write(Verb.SET_UP, now()) as writer:
        writer.note_fact(FILE_ID, "another")
    token = token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER)
    standing = hear(begin(room.port, token), lambda s: s.reach is Reach.REFUSED)
    assert "another seminar" in str(standing.sentence)


def test_stopping_does_not_wait_for_a_host_that_keeps_silent(
    room: ServedRoom, copy: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_thread, "JOIN_SECONDS", PATIENCE)
    monkeypatch.setattr(transport, "ANSWER_SECONDS", 10 * PATIENCE)
    silent = socket.create_server((HERE, 0))
    arrived = threading.Event()
    lines: list[socket.socket] = []

    def take() -> None:
        lines.append(silent.accept()[0])
        lines[0].recv(65536)
        arrived.set()

    taking = threading.Thread(target=take)
    taking.start()
    made = Companion(copy, Courier(HERE, silent.getsockname()[1], "t"), "L", now, lambda _: None)
    made.start()
    assert arrived.wait(PATIENCE)
    made.stop()
    assert not made._thread.is_alive()
    taking.join()
    for line in (*lines, silent):
        line.close()


def test_a_courier_that_was_closed_while_it_waited_calls_nobody_again() -> None:
    calls: list[socket.socket] = []
    is_waited_for = threading.Event()

    def answer_once() -> None:
        calls.append(host.accept()[0])
        calls[0].recv(65536)
        calls[0].sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"title":"T"}')
        calls[0].recv(65536)
        is_waited_for.set()

    def close_when_waited_for() -> None:
        assert is_waited_for.wait(PATIENCE)
        courier.close()

    with socket.create_server((HERE, 0)) as host:
        courier = Courier(HERE, host.getsockname()[1])
        answering = threading.Thread(target=answer_once)
        answering.start()
        assert courier.title() == "T"
        closing = threading.Thread(target=close_when_waited_for)
        closing.start()
        with pytest.raises(Away):
            courier.title()
        with pytest.raises(Away):
            courier.title()
        answering.join()
        closing.join()
        calls[0].close()
        host.setblocking(False)
        with pytest.raises(BlockingIOError):
            host.accept()


def test_a_copy_that_breaks_off_leaves_nothing_behind(room: ServedRoom, tmp_path: Path) -> None:
    courier = Courier(HERE, room.port, token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER))

    def cut(share: float, _what: object) -> None:
        courier.close()
        raise Away("cut")

    with pytest.raises(Away):
        courier.fetch_copy(tmp_path / "broken.seminar", cut)
    courier.close()
    assert not list(tmp_path.glob("*broken*"))


def test_nobody_at_the_address_is_said_so_that_one_can_do_something(tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match=r"No host answers at 127\.0\.0\.1:9"):
        laptop.join(laptop.Host(HERE, 9, "CODE", "L"), tmp_path, lambda _share, _what: None)


@pytest.mark.of_files
def test_what_a_laptop_erased_is_in_no_byte_of_the_host_or_its_backups(
    room: ServedRoom, copy: SeminarFile, begin: Made
) -> None:
    secret = "unmistakable words of one person"
    token = token_of(room.pair(Role.NOTE_TAKER), Role.NOTE_TAKER)
    said = begin(room.port, token)
    with copy.read() as reader:
        group = reader.every(Breakout)[0]
    note = noting.add_note(copy, group.id, secret, now=now())
    hear(said, lambda standing: standing.is_whole and holds(room, secret))
    backup = opening.back_up(room.file, now(), opening.Before.MERGE)
    assert secret.encode() in backup.read_bytes()
    erasing.erase(copy, [note], now=now())
    hear(said, lambda standing: standing.is_whole and not holds(room, secret))
    held = {path.name: path.read_bytes() for path in (*room.files(), backup)}
    assert [name for name, content in held.items() if secret.encode() in content] == []


def holds(room: ServedRoom, words: str) -> bool:
    with room.file.read() as reader:
        return words in {note.words for note in reader.every(Note)}


def test_the_theme_teams_code_gets_a_copy_with_responses_that_goes_on_its_own_lane(
    room: ServedRoom, tmp_path: Path
) -> None:
    with room.file.write(Verb.CAPTURE, now()) as writer:
        question = writer.every(Question)[0].id
        said = Response(
            id="r", question_id=question, words="Nobody plans the end.", recorded_at=now()
        )
        writer.put(replace(said, participant_id="somebody"))
    host = laptop.Host(HERE, room.port, room.greeting.theme_code.lower(), "Team")
    path = laptop.join(host, tmp_path, lambda _share, _what: None)
    file = SeminarFile.open(path, device="team")
    heard: queue.Queue[Standing] = queue.Queue()
    companion = laptop.companion_of(file, now, heard.put)
    assert companion is not None
    companion.start()
    hear(heard, lambda standing: standing.is_whole)
    with file.read() as reader:
        (kept,) = reader.every(Response)
    assert (kept.words, kept.participant_id) == ("Nobody plans the end.", "")
    themes.add_theme(file, "Endings", [kept], now=now())
    companion.nudge()
    assert soon(lambda: coded(room.file) == ["r"])
    companion.stop()
    host = laptop.Host(HERE, room.port, room.greeting.note_code, "Team")
    with pytest.raises(SeminarError, match="The copy on this laptop is the theme team’s"):
        laptop.join(host, tmp_path, lambda _share, _what: None)
    file.close()
