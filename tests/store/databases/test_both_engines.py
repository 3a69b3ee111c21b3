"""What a seminar's store does is the same in a file and in a database."""

import contextlib
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import (
    Ballot,
    Item,
    Method,
    Poll,
    Round,
    RoundState,
    Secrecy,
)
from facilitator.domain.records import RECORD_TYPES, Record
from facilitator.domain.responses.responses import Channel
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Progress
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.codings import Coding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.merging import merging
from facilitator.services.polls import voting
from facilitator.services.records import erasing
from facilitator.store.batches import Seat, seat_on_list
from facilitator.store.databases import copying
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records import ballots, codings, devices, tables
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore
from tests.made_records import filled, made
from tests.patience import PATIENCE
from tests.store.databases.conftest import Opens
from tests.store.files.test_logs import soon

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(opens: Opens) -> SeminarStore:
    return opens()


def put(store: SeminarStore, *records: Any) -> None:
    with store.write(Verb.CHANGE, NOON) as writer:
        writer.put_all(records)


def everything(store: SeminarStore) -> dict[str, Any]:
    with store.read() as reader:
        return {id: shown.record for id, shown in reader.everything_shown().items()}


def test_a_record_of_every_kind_is_read_as_it_was_put(store: SeminarStore) -> None:
    records = {kind: some(kind) for kind in RECORD_TYPES}
    put(store, *records.values())
    with store.read() as reader:
        for kind, record in records.items():
            assert reader.get(RECORD_TYPES[kind], record.id) == record
            assert reader.every(RECORD_TYPES[kind]) == (record,)
    assert everything(store) == {record.id: record for record in records.values()}


def some(kind: Kind) -> Any:
    is_free = kind is not Kind.CODING  # whose span cannot be just any
    return (filled(RECORD_TYPES[kind], f"{kind}-1", 3)) if is_free else made(Coding, "c")


def test_order_is_that_of_code_points_and_what_has_no_moment_comes_first(
    store: SeminarStore,
) -> None:
    names = ["b", "B", "a", "Á", "á", "z", "Ω", "ŵ", "w", "😀", "\ufffd", "_", " "]
    put(store, *(Participant(id=str(n), name=name) for n, name in enumerate(names)))
    put(store, Progress(id="r1", started_at=NOON), Progress(id="r2"))
    with store.read() as reader:
        assert [each.name for each in reader.every(Participant)] == sorted(names)
        assert [each.id for each in reader.every(Progress)] == ["r2", "r1"]
        assert [each.id for each in reader.latest(Progress, 2)] == ["r1", "r2"]
        assert reader.every(Participant, seen_here=True) == ()
        assert reader.count(Participant, seen_here=False) == len(names)


def note(id: str, words: str, **fields: Any) -> Note:
    return Note(id=id, breakout_id="g", recorded_at=NOON, position=1.0, words=words, **fields)


def test_words_apart_are_in_conflict_and_fields_merge(opens: Opens) -> None:
    one, other = opens(), opens()
    put(one, note("n", "As it was"))
    with other.read() as reader:
        seen = reader.get(Note, "n")
        heads = [head.id for head in reader.heads("n")]
    put(one, replace(seen, starred=True))
    with other.write(Verb.CHANGE, NOON) as writer:
        writer.put_as_seen(replace(seen, headline=True), heads)
    with one.read() as reader:
        assert (reader.get(Note, "n").starred, reader.get(Note, "n").headline) == (True, True)
        assert not reader.conflicts()
    for words in ("This way", "That way"):
        with other.write(Verb.CHANGE, NOON) as writer:
            writer.put_as_seen(replace(seen, words=words), heads)
    with one.read() as reader:
        assert [change.id for change in reader.conflicts()] == ["n"]


def test_an_act_is_undone_and_a_part_that_fails_goes_alone(store: SeminarStore) -> None:
    put(store, note("n", "First"))
    put(store, note("n", "Second"))
    with store.write(Verb.CHANGE, NOON) as writer:
        with contextlib.suppress(SeminarError), writer.part():
            writer.put(note("m", "Half made"))
            raise SeminarError(say("It cannot be."))
        writer.put(note("o", "Whole"))
    assert set(everything(store)) == {"n", "o"}
    with store.read() as reader:
        act = reader.acts(store.device)[-2]
    with store.write(act.verb, NOON, undoes=act.id) as writer:
        writer.undo(act)
    assert everything(store)["n"].words == "First"


def test_what_fails_leaves_nothing(store: SeminarStore) -> None:
    put(store, note("n", "Kept"))
    with store.read() as reader:
        before = reader.position()
    with contextlib.suppress(ZeroDivisionError), store.write(Verb.CHANGE, NOON) as writer:
        writer.put(note("n", "Lost"))
        raise ZeroDivisionError
    with store.read() as reader:
        assert reader.position() == before
        assert reader.get(Note, "n").words == "Kept"


def test_what_is_erased_stands_in_no_version(store: SeminarStore) -> None:
    put(store, note("n", "The secret word"), Participant(id="p", name="Blodwen Quartz"))
    put(store, note("n", "The secret word again"))
    with store.read() as reader:
        doomed: list[Record] = [reader.get(Note, "n"), reader.get(Participant, "p")]
    left = erasing.erase(store, doomed, now=NOON)
    assert not left.elsewhere
    with store.read() as reader:
        said = " ".join(str(revision) for _, revision in reader.every_revision())
        assert "secret" not in said
        assert "Quartz" not in said
    with pytest.raises(SeminarError, match="erased"):
        put(store, note("n", "Once more"))


def seminar_with_round(store: SeminarStore, secrecy: Secrecy = Secrecy.SEALED) -> str:
    items = (Item("a", "A"), Item("b", "B"))
    poll = Poll(
        id="p", position=1.0, title="Poll", wording="Which?", method=Method.CHOOSE_ONE,
        items=items, secrecy=secrecy,
    )  # fmt: skip
    put(store, Seminar(title="S", date=date(2011, 10, 18), room_threshold=3), poll)
    held = Round(
        id="r", poll_id="p", number=1, state=RoundState.OPEN, poll=poll, opened_at=NOON
    )  # fmt: skip
    with store.write(Verb.OPEN_ROUND, NOON) as writer:
        writer.put(held)
        ballots.note_round_secret(writer, "r", "a secret")
    return "r"


def ballot(round_id: str, voter: str, item: str, submission: str = "") -> Ballot:
    return Ballot(
        round_id=round_id,
        voter_key=voter,
        marks=((item, 1),),
        channel=Channel.PHONE,
        submission=submission or f"{voter}-{item}",
        sector="Third sector",
        size="Small",
    )


def marks(store: SeminarStore, round_id: str) -> list[str]:
    with store.read() as reader:
        return sorted(mark for each in reader.ballots(round_id) for mark, _ in each.marks)


def test_ballots_of_a_phone_that_is_let_out_or_of_whom_is_on_no_list_are_not_cast(
    store: SeminarStore,
) -> None:
    round_id = seminar_with_round(store)
    phone = Device(id="d", role=Role.PARTICIPANT, joined_at=NOON, participant_id="ann")
    with store.write(Verb.PAIR, NOON) as writer:
        writer.put(replace(writer.get(Round, round_id), entitled=("anna", "bea", "d2")))
        devices.let_in(writer, phone, "a token")
        devices.let_in(writer, replace(phone, id="d2", participant_id=""), "another")
        devices.let_in(writer, replace(phone, id="d3", participant_id="bea"), "a third")
    sits = Seat("d", "ann"), Seat("d2", ""), seat_on_list("d2", "", "r"), Seat("d3", "bea")
    on_it = seat_on_list("d3", "bea", "r")
    none = Seat("d", "bea"), Seat("d", ""), Seat("gone", "ann"), seat_on_list("d", "ann", "r")
    cast = [ballot(round_id, "v", "a")]
    for number, seat in enumerate(none):
        assert not store.step(cast, {*sits, on_it, seat}), number
    assert marks(store, round_id) == []
    assert store.step(cast, {*sits, on_it})
    with store.write(Verb.PAIR, NOON) as writer:
        devices.let_out(writer, phone)
    assert not store.step([ballot(round_id, "v", "b")], {sits[0]})
    assert marks(store, round_id) == ["a"]


def test_the_last_ballot_counts_a_resend_does_nothing_another_is_refused(
    store: SeminarStore,
) -> None:
    round_id = seminar_with_round(store)
    cast = [ballot(round_id, "v", "a"), ballot(round_id, "w", "a"), ballot(round_id, "v", "b")]
    assert store.step(cast)
    assert marks(store, round_id) == ["a", "b"]
    assert store.step([ballot(round_id, "v", "a")]), "an older one comes late"
    assert marks(store, round_id) == ["a", "b"]
    assert not store.step([ballot(round_id, "x", "a"), ballot(round_id, "v", "b", "v-a")])
    assert marks(store, round_id) == ["a", "b"], "with one all of them are refused"
    voting.close_round(store, round_id, now=NOON)
    assert not store.step([ballot(round_id, "x", "a")])
    with store.read() as reader:
        held = reader.ballots(round_id)
        assert {each.channel for each in held} == {None}
        assert not {"v", "w"} & {each.voter_key for each in held}
        assert reader.entry(tables.round_secrets, round_id) is None
        assert reader.get(Round, round_id).state is RoundState.CLOSED


def test_whoever_writes_meanwhile_everybody_votes_once_and_after_closing_nobody(
    opens: Opens,
) -> None:
    """A hundred voters by eight ways in; the round is closed in the middle."""
    owner = opens()
    round_id = seminar_with_round(owner)
    ways = [opens() for _ in range(8)]
    acknowledged: list[str] = []
    half = threading.Event()

    def vote(number: int) -> None:
        for voter in range(number, 104, 8):
            if ways[number].step([ballot(round_id, f"v{voter}", "ab"[voter % 2])]):
                acknowledged.append(f"v{voter}")
            if len(acknowledged) > 40:
                half.set()

    with ThreadPoolExecutor(8) as people:
        done = [people.submit(vote, number) for number in range(8)]
        assert half.wait(PATIENCE)
        voting.close_round(owner, round_id, now=NOON)
        for each in done:
            each.result()
    assert len(acknowledged) >= 40
    assert len(marks(owner, round_id)) == len(acknowledged)


def test_no_revision_is_missed_while_several_write(opens: Opens) -> None:
    """Places in the journal come in the order of the commits: who reads on misses none."""
    reader_of_news, writers = opens(), [opens() for _ in range(4)]
    tail = reader_of_news.tail()

    def write(number: int) -> None:
        random = Random(number)
        for turn in range(12):
            with writers[number].write(Verb.CHANGE, NOON) as writer:
                for part in range(random.randint(1, 4)):
                    writer.put(note(f"{number}-{turn}-{part}", "Said"))

    heard: set[str] = set()
    with ThreadPoolExecutor(4) as people:
        done = [people.submit(write, number) for number in range(4)]
        while not all(each.done() for each in done):
            heard |= {change.id for change in tail.poll()}
        for each in done:
            each.result()

    def all_heard() -> bool:
        heard.update(change.id for change in tail.poll())
        return heard == set(everything(reader_of_news))

    assert soon(all_heard)
    tail.close()


def test_ballots_are_news_as_well(opens: Opens) -> None:
    host, other = opens(), opens()
    round_id = seminar_with_round(host)
    tail = host.tail()
    assert other.step([ballot(round_id, "v", "a")])
    heard: set[tuple[Kind, str]] = set()

    def is_heard() -> bool:
        heard.update((change.kind, change.id) for change in tail.poll())
        return heard == {(Kind.BALLOT, round_id)}

    assert soon(is_heard)
    tail.close()


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_from_elsewhere_is_united_as_in_a_file(
    opens: Opens, tmp_path: Path, seed: int
) -> None:
    """Edits of two laptops, taken in by slices in any order, come to what a file makes of them."""
    random = Random(seed)
    apart = [SeminarFile.create(tmp_path / f"{n}.seminar", device=f"d{n}") for n in range(2)]
    put(apart[0], *(note(f"n{n}", "At first") for n in range(6)))
    give(apart[0], apart[1])
    for step in range(30):
        laptop, at = random.choice(apart), NOON + timedelta(seconds=step)
        with laptop.read() as reader:
            known = list(reader.every(Note))
        if not known:
            continue
        chosen = random.choice(known)
        act = random.random()
        with laptop.write(Verb.CHANGE, at) as writer:
            if act < 0.3:
                writer.put(replace(chosen, words=f"Words {step}"))
            elif act < 0.6:
                writer.put(replace(chosen, starred=not chosen.starred))
            elif act < 0.8:
                writer.put(note(f"new{step}", f"New {step}"))
            elif act < 0.9:
                writer.remove(chosen)
            else:
                writer.erase(Kind.NOTE, chosen.id)
    united, here = SeminarFile.create(tmp_path / "united.seminar", device="u"), opens()
    for target, order in ((united, apart), (here, apart[::-1])):
        for source in [*order, order[0]]:
            give(source, target)
    assert everything(here) == everything(united)
    with here.read() as one, united.read() as other:
        assert in_conflict(one) == in_conflict(other)
        assert heads(one) == heads(other)
    for file in (*apart, united):
        file.close()


def give(source: SeminarStore, target: SeminarStore) -> None:
    with source.read() as reader:
        brings, _ = exchange.arrived_after(reader, 0, 10_000)
    exchange.take(target, brings, list(Kind), "a laptop", NOON)


def in_conflict(reader: Reader) -> set[str]:
    return {change.id for change in reader.conflicts()}


def heads(reader: Reader) -> dict[str, frozenset[str]]:
    ids = {revision.record for _, revision in reader.every_revision()}
    return {id: frozenset(head.id for head in reader.heads(id)) for id in ids}


@pytest.mark.parametrize("secrecy", Secrecy)
def test_what_voters_marked_and_said_of_themselves_is_counted_and_no_more_is_left(
    store: SeminarStore, secrecy: Secrecy
) -> None:
    seminar_with_round(store, secrecy)
    cast = [ballot("r", f"v{number}", "ab"[number % 2]) for number in range(7)]
    cast += [replace(ballot("r", f"w{number}", "a"), sector="Regulator") for number in range(4)]
    few = replace(cast[1], voter_key="few", submission="few", size="Large")
    assert store.step([*cast, few])
    with store.read() as reader:
        own = ballots.ballot_by(reader, "r", "v1")
        assert own == replace(cast[1], seat="")
        assert ballots.said_otherwise(reader, replace(cast[1], marks=(("a", 1),)))
        assert not ballots.said_otherwise(reader, cast[1])
        assert reader.turnout("r") == 12
    voting.close_round(store, "r", now=NOON)
    with store.read() as reader:
        held = reader.ballots("r")
        assert Counter(mark for each in held for mark, _ in each.marks) == {"a": 8, "b": 4}
        assert "Third sector" in {each.sector for each in held}
        assert any(each.size == "Large" for each in held) is (secrecy is Secrecy.NAMED)
        assert dict(ballots.count_of(reader, "r").channels) == {Channel.PHONE: 12}
        keys = {each.voter_key for each in held}
        assert bool(keys & {each.voter_key for each in cast}) is (secrecy is not Secrecy.SEALED)
        assert all(ballots.is_received(reader, "r", each.submission) for each in cast)


def test_files_and_bundles_are_merged_with_their_votes_as_in_a_file(
    opens: Opens, tmp_path: Path
) -> None:
    """What a copy of the seminar brings: notes, a vote that was taken there, and a bundle."""
    here = opens()
    poll = seminar_with_round(here)
    assert here.step([ballot(poll, "v", "a")])
    voting.close_round(here, poll, now=NOON)
    away = copied(here, tmp_path / "away.seminar")
    put(away, note("n", "Taken away"))
    again = voting.open_round(away, "p", reason="Again", now=NOON)
    assert away.step([ballot(again.id, each, "b") for each in "vwx"])
    voting.close_round(away, again.id, now=NOON)
    bundle = merging.write_bundle(away, tmp_path / "notes", "Ann")
    away.close()
    looked = merging.preview(here, away.path)
    assert looked.brings_something
    assert looked.ballots == 3
    assert "n" not in everything(here)
    report = merging.merge(here, [bundle, away.path], now=NOON)
    assert not report.refused
    assert everything(here)["n"].words == "Taken away"
    assert marks(here, again.id) == ["b", "b", "b"]
    assert not merging.merge(here, [away.path], now=NOON).taken[0].brought.brings_something


def test_themes_of_passages_come_in_the_themes_order(store: SeminarStore) -> None:
    put(store, *(Theme(id=each, name=each, position=at) for each, at in (("s", 2.0), ("t", 1.0))))
    put(store, note("n", "Said"), note("m", "Unsaid"))
    tied = replace(made(Coding, "c"), passage_id="n", start=None, end=None)
    put(store, *(
        replace(tied, id=f"{theme}-{coder}", theme_id=theme, coder=coder)
        for theme, coder in (("s", "one"), ("t", "one"), ("t", "other"))
    ))  # fmt: skip
    with store.read() as reader:
        assert codings.themes_of(reader) == {"n": ("t", "s")}
        assert codings.themes_of(reader, ["n", "m"]) == {"n": ("t", "s")}
        said = [each.theme_id for each in codings.said_of(reader)]
        assert said == ["t", "t", "s"]


def copied(store: SeminarStore, path: Path) -> SeminarFile:
    """A copy on another computer."""
    copying.to_file(store, path).close()
    return SeminarFile.open(path, device="away")
