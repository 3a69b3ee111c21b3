"""What the room tells goes through the catalogue: every state of every page, and every refusal."""

import asyncio
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, count
from typing import Any

import msgspec
import pytest

from facilitator.domain import locales
from facilitator.domain.acts import Verb
from facilitator.domain.locales import LANGUAGE_NAMES, WELSH
from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Criterion, Item, Method, Poll
from facilitator.domain.records import RECORD_TYPES, Record
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.room.host.host import utc_now
from facilitator.room.http.dispatch import MOST_BYTES
from facilitator.room.http.routes import ROUTES, Entry
from facilitator.room.messages import room_state
from facilitator.room.net.admission import BURST
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.polls import voters, voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import running
from facilitator.services.views import phones, projector
from facilitator.store.files.file import SeminarFile, new_id
from resources import ROOT
from tests.domain.polls.voting import LISTED
from tests.phone.states import WORDS, marks_of
from tests.pseudo import PSEUDO, texts_in
from tests.room.in_process import Pages, Try

CODES = frozenset(
    {
        "act",
        "clock",
        "day",
        "epoch",
        "form",
        "id",
        "kind",
        "language",
        "method",
        "poll_id",
        "question_id",
        "round_id",
    }
    | {"scene", "secrecy", "stage", "state"}
)
"""Fields that are for programs, not for people."""
SECTORS = ("Health", "Housing")


@pytest.fixture
def file(seminar_file: SeminarFile) -> SeminarFile:
    """The October seminar, running with a poll of every method, two questions and two groups."""
    now = utc_now()
    polls = [
        Poll(
            id=f"poll-{method}",
            position=900.0 + n,
            title=f"Poll by {method}",
            wording="Which of them?",
            method=method,
            items=tuple(Item(f"i{i}", f"Item {i}") for i in range(1, 5)),
            criteria=(Criterion("c1", "Cost"), Criterion("c2", "Care")),
            most=0 if method is Method.DOTS else 3,
            budget=4,
        )
        for n, method in enumerate(Method)
    ]
    asked = Question(id="q", position=1, kind=QuestionKind.EVALUATION, wording="What now?", most=1)
    word = replace(asked, id="w", wording="In a word?", most=0, one_word=True)
    part = Segment(
        id="part",
        position=-1.0,
        kind=SegmentKind.EVALUATION,
        title="Everything",
        minutes=60,
        question_ids=("q", "w"),
        poll_ids=tuple(poll.id for poll in polls),
    )
    groups = [
        Breakout(id=f"g{n}", position=n, segment_id="part", title=f"Table {n}") for n in (1, 2)
    ]
    with seminar_file.write(Verb.SET_UP, now) as writer:
        made: tuple[Record, ...] = (*polls, asked, word, part, *groups)
        for record in made:
            writer.put(record)
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), asks_names=True))
    joining.codes(seminar_file, now=now)
    running.start_day(seminar_file, now=now)
    return seminar_file


def written(file: SeminarFile) -> list[str]:
    """Every text of the seminar, the longest first."""
    with file.read() as reader:
        records = [each for kind in RECORD_TYPES.values() for each in reader.every(kind)]
    return sorted({text for each in records for text in texts_in(each) if len(text) > 2}, key=len)[
        ::-1
    ]


def english_in(text: str, known: Iterable[str]) -> set[str]:
    """Words in our letters that nobody has written."""
    if not re.search("[a-zA-Z]{2}", text):
        return set()
    for own in known:
        text = text.replace(own, " ")
    return {word for word in re.findall(r"[^\W\d_]{2,}", text) if re.search("[a-zA-Z]", word)}


def texts_of(told: Any, name: str = "") -> Iterator[str]:
    """Every text for people in what is sent."""
    if isinstance(told, str) and name not in CODES:
        yield told
    elif isinstance(told, dict):
        for key, value in told.items():
            if key not in LANGUAGE_NAMES:  # what is told in every language of the seminar
                yield from texts_of(value, key)
    elif isinstance(told, list):
        for value in told:
            yield from texts_of(value, name)


def states(file: SeminarFile) -> Iterator[str]:
    """Everything that can stand before the room, one after the other."""

    def show(scene: Scene, subject: str = "", message: str = "") -> str:
        projector.show(file, scene, subject, message=message, now=utc_now())
        return scene

    yield show(Scene.WELCOME)
    yield show(Scene.SEGMENT, "part")
    yield show(Scene.COUNTDOWN, "part")
    yield show(Scene.BREAK, "part")
    yield show(Scene.CLOSE)
    yield show(Scene.BREAKOUTS, "part")
    yield show(Scene.READ_BACK, "g1")
    yield show(Scene.QUESTION, "q")
    for question in ("q", "w"):
        collecting.capture(file, question, "Trust", sector=SECTORS[0], now=utc_now())
        yield show(Scene.WALL, question)
    for method in (Method.AGREE, Method.RANK, Method.WORDS):
        yield from voted(file, f"poll-{method}", show)
    running.pause(file, now=utc_now())
    yield "paused"


def voted(file: SeminarFile, poll: str, show: Callable[[Scene, str], str]) -> Iterator[str]:
    """A poll from its draft to its result, by sector too."""
    show(Scene.POLL, poll)
    yield f"{poll} drafted"
    opened = voting.open_round(file, poll, now=utc_now())
    yield f"{poll} open"
    for n in range(12):
        marks, words = marks_of(opened.poll, n)
        voter = voters.Voter(f"{n}", "", SECTORS[n % 2], "Small")
        voting.cast(file, opened.id, voter, marks, words, submission=f"{n}", now=utc_now())
    voting.close_round(file, opened.id, now=utc_now())
    yield f"{poll} closed"
    voting.reveal_round(file, opened.id, now=utc_now())
    yield f"{poll} revealed"
    show(Scene.POLL_BY_SECTOR, poll)
    yield f"{poll} by sector"


def told_in(shown: phones.Showing, behind: phones.Behind, locale: locales.Locale) -> dict[str, Any]:
    """What the facilitator's phone is told, and every other with it."""
    told = room_state.remote(room_state.shared(shown, 1, utc_now(), locale), shown, behind, locale)
    sent: dict[str, Any] = json.loads(msgspec.json.encode(told))
    return {name: value for name, value in sent.items() if name != "now"}


def test_no_state_of_the_room_tells_english_and_its_own_headings_are_known_for_that(
    file: SeminarFile,
) -> None:
    """A screen reader says these in the phone's language, what people wrote in the seminar's."""
    texts: dict[str, str] = {}
    mistaken, kinds = [], set()
    for state in states(file):
        shown = phones.showing(file, utc_now())
        behind = phones.behind(file, shown.sheet.current)
        sent, in_none = (told_in(shown, behind, locale) for locale in (WELSH, PSEUDO))
        texts |= dict.fromkeys({*texts_of(in_none)} - {*moments(in_none)}, state)
        for said, pseudo in zip(headed(sent), headed(in_none), strict=True):
            is_own = said in sent["spoken"]
            mistaken += [(state, said)] if is_own != ("¤" in pseudo) else []
            kinds.add(is_own)
    known = [*written(file), *map(str.casefold, WORDS), *WORDS, *SECTORS, "Small"]
    escaped = {text: state for text, state in texts.items() if english_in(text, known)}
    assert not escaped
    assert not mistaken
    assert kinds == {True, False}


def moments(sent: dict[str, Any]) -> list[str]:
    """Times, as programs write them."""
    return re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+Z", json.dumps(sent))


def headed(sent: dict[str, Any]) -> list[str]:
    """What stands as a heading or a label."""
    found = [*(sent["heading"] or {}).values(), (sent["groups"] or {}).get("title", "")]
    chart = (sent["results"] or {}).get("chart")
    if chart:
        found.append(chart["title"])
        for bar in chart["bars"]:
            found += [bar["label"], bar["group"], *(part["label"] for part in bar["parts"])]
    return [text for text in found if text]


def at_the_door(entry: Entry) -> Iterator[Try]:
    """What every route refuses before it looks at what is asked."""
    path = re.sub("{.*}", "none", entry.path)
    role = entry.role if entry.role in entry.who else None
    yield Try(entry.method, path, headers=(("host", "evil.example"),))
    yield Try(entry.method, path, headers=(("origin", "http://evil.example"),))
    if None not in entry.who:
        yield Try(entry.method, path)
    if entry.takes is not None:
        most = entry.most_bytes or MOST_BYTES
        yield Try(entry.method, path, {}, role, (("content-length", str(most + 1)),))
        yield Try(entry.method, path, b"{not json", role)
        yield Try(entry.method, path, {"code": 1, "role": 2, "words": 3, "act": 4, "id": ""}, role)
        yield Try(entry.method, path, {}, role, (("content-type", "text/plain"),))


def inside(file: SeminarFile) -> Iterator[Try]:
    """What the rules of the seminar refuse to phones, note-takers and the facilitator's phone."""
    seat, notes, remote = Role.PARTICIPANT, Role.NOTE_TAKER, Role.FACILITATOR
    yield Try("POST", "/api/join", {"code": "WRONG", "take_part": True})
    yield Try("POST", "/api/pair", {"code": "WRONG", "role": "facilitator"})
    yield Try("POST", "/api/me", {"take_part": False}, seat)
    yield Try("POST", "/api/responses", {"id": "r1", "question_id": "none", "words": "A"}, seat)
    yield Try("POST", "/api/responses", {"id": "r1", "question_id": "q", "words": "\u200b"}, seat)
    yield Try("PUT", "/api/responses/none", {"words": "A"}, seat)
    yield Try("POST", "/api/receipts", {"round_id": "none", "submission": "s"}, seat)
    yield Try("POST", "/api/upvotes", {"response_id": "none"}, seat)
    yield Try("POST", "/api/group", {"group_id": "none"}, seat)
    yield Try("POST", "/api/responses", {"id": "r2", "question_id": "q", "words": "A"}, seat)
    yield Try("POST", "/api/responses", {"id": "r3", "question_id": "q", "words": "A"}, seat)
    for act in ("open", "close", "reveal", "show_wall", "show_question"):
        yield Try("POST", "/api/remote", {"act": act, "id": "none"}, remote)
    yield Try("POST", "/api/remote", {"act": "go_back"}, remote)
    yield Try("POST", "/api/remote", {"act": "start"}, remote)
    yield Try("POST", "/api/remote", {"act": "resume"}, remote)
    yield from ballots(file)
    note = {"id": new_id(), "change": "c1", "form": 2, "breakout_id": "g1", "words": "One"}
    for wrong in ({"breakout_id": "none"}, {"words": " "}, {"form": 99}, {"words": "A" * 20_001}):
        yield Try("POST", "/api/notes", note | wrong, notes)
    yield Try("PUT", "/api/notes/none", note, notes)
    yield Try("DELETE", "/api/notes/none?", None, notes)
    box = {"format": "facilitator-notes", "seminar": "another", "entries": []}
    for version in (1, 99):
        yield Try("POST", "/api/notes/take-in", box | {"version": version}, notes)
    yield Try("GET", "/api/state", role=seat, times=3 * BURST)
    yield Try("GET", "/nowhere")


def ballots(file: SeminarFile) -> Iterator[Try]:
    """Ballots that no method takes, while voting is open and when it is not."""
    seat, remote = Role.PARTICIPANT, Role.FACILITATOR

    def cast(round_id: str, marks: Any, words: tuple[str, ...] = ()) -> Try:
        sent = f"s{next(number)}"
        body = {"round_id": round_id, "submission": sent, "marks": marks, "words": words}
        return Try("POST", "/api/ballots", body, seat)

    number = count()
    yield cast("none", [["i1", 1]])
    for method in LISTED:
        opened = voting.open_round(file, f"poll-{method}", now=utc_now())
        yield Try("POST", "/api/remote", {"act": "open", "id": f"poll-{method}"}, remote)
        yield Try("POST", "/api/remote", {"act": "reveal", "id": opened.id}, remote)
        yield cast(opened.id, [])
        yield cast(opened.id, [["none", 1]])
        yield cast(opened.id, [["i1", 99]])
        yield cast(opened.id, [["i1", 1], ["i1", 2]])
        yield cast(opened.id, [["i1", 1], ["i2", 1], ["i3", 1], ["i4", 1]])
        yield cast(opened.id, [["i1", -1]])
        yield cast(opened.id, [["i1>i2", 1], ["i2>i1", 1]])
        yield cast(opened.id, [], ("A", "B", "C", "D"))
        yield cast(opened.id, [], ("A" * 81,))
        yield cast(opened.id, [], ("\u200b",))
        voting.close_round(file, opened.id, now=utc_now())
        yield cast(opened.id, [["i1", 1]])
        yield Try("POST", "/api/remote", {"act": "close", "id": opened.id}, remote)


def test_no_refusal_is_english(file: SeminarFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(locales._LOCALES, "xx", PSEUDO)
    pages = Pages(file)
    refused: dict[Try, str] = {}
    statuses: set[int] = set()

    async def visit() -> None:
        await pages.host.tell()
        for one in chain(*map(at_the_door, ROUTES), inside(file)):
            status, sentence = await pages.ask(one)
            pages.host.rate.__init__()  # type: ignore[misc]
            statuses.add(status)
            if status >= 400:
                refused[replace(one, body=str(one.body))] = sentence
        await pages.host.stop()

    asyncio.run(visit())
    said, known = set(refused.values()), written(file)
    assert not {sentence for sentence in said if not sentence or english_in(sentence, known)}
    assert 429 in statuses
    assert len(said) > 40  # else the rules of the seminar were never met


def told_anybody(entry: Entry) -> Iterator[Try]:
    """What a page reads by that route, as everybody who may ask."""
    if entry.method == "GET" and entry.answers is not None:
        path = entry.path.replace("{id}", "g1")
        yield from (Try("GET", path, role=role) for role in entry.who)


def test_nothing_that_pages_read_is_english(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every state of the room, whoever asks: on phones, on the facilitator’s phone, at desks of
    note-takers and in a group.
    """
    monkeypatch.setitem(locales._LOCALES, "xx", PSEUDO)
    pages = Pages(file)
    for kind in NoteKind:
        due = date(2011, 12, 1) if kind is NoteKind.ACTION else None
        content = NoteContent(breakout_id="g1", words="A note", kind=kind, due=due, quotable=True)
        noting.add(file, content, now=utc_now())
    texts: dict[str, str] = {}

    async def visit() -> None:
        for state in chain(("before",), states(file)):
            await pages.host.tell()
            for one in chain(*map(told_anybody, ROUTES)):
                status, told = await pages.read(one)
                pages.host.rate.__init__()  # type: ignore[misc]
                assert status == 200, (state, one)
                where = f"{one.path} {one.role} {state}"
                texts.update(dict.fromkeys({*texts_of(told)} - {*moments(told)}, where))
        await pages.host.stop()

    asyncio.run(visit())
    known = [*written(file), *map(str.casefold, WORDS), *WORDS, *SECTORS, "Small", "Ann"]
    ids = re.compile("[0-9a-f]{8}-[0-9a-f-]{27}")
    found = {t: at for t, at in texts.items() if not ids.fullmatch(t) and english_in(t, known)}
    assert not found


LITERAL = re.compile(
    r"""//[^\n]*|/\*.*?\*/"""
    r"""|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`""",
    re.DOTALL,
)
"""A comment, or a text in a script."""
SENTENCE = re.compile(r"^[A-Z][a-z]{2,}|[A-Za-z]{2,} [A-Za-z]{2,}")
NO_SENTENCES = frozenset(
    {
        *("row placed", "status received", "facilitator notes"),
        *("BroadcastChannel", "AltGraph", "Key", "Escape", "Enter", "ArrowUp"),
        *("Alt+ArrowUp", "Alt+ArrowDown", "English", "Cymraeg"),
    }
)
"""Classes, channels, keys as browsers call them, and languages in their own words."""


def test_no_script_has_a_sentence_of_its_own() -> None:
    """What pages say they have from the room, in the reader's language; keys have their names."""
    found = set()
    for path in sorted((ROOT / "phone").rglob("*.js")):
        if path.parent.name != "made" and path.name != "words.js":
            for texts in LITERAL.findall(path.read_text("utf-8")):
                said = re.sub(r"\$\{[^}]*\}", "", "".join(texts))
                is_key = re.match(r"(Alt|Ctrl|Esc)\b", said)
                if said not in NO_SENTENCES and not is_key and SENTENCE.search(said):
                    found.add((path.name, said))
    assert not found
