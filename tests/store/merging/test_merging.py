"""What may be merged and what may not: nothing damaged, foreign or altered changes a word here."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import NO_CONTENT, Note
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.merging import merging
from facilitator.store.files import bundles, copies, incoming
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.records import devices
from facilitator.store.records.facts import NOTE_DRAFT, PSEUDONYM_SECRET
from facilitator.store.sqlite import log_marks
from tests.auditing import projection_faults

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


def note(id: str, words: str) -> Note:
    return Note(id=id, breakout_id="b", words=words, recorded_at=NOW)


def put(file: SeminarFile, *records: Note | Response, now: datetime = NOW) -> None:
    with file.write(Verb.CHANGE, now) as writer:
        writer.put_all(records)


def journal(file: SeminarFile) -> list[object]:
    with file.database.driving() as raw:
        facts = raw.execute("SELECT * FROM meta WHERE name <> ?", (log_marks.NAME,))
        return [*raw.execute("SELECT * FROM journal"), *facts]


def held(file: SeminarFile) -> bytes:
    return b"".join(p.read_bytes() for p in file.path.parent.glob(f"{file.path.name}*"))


@pytest.fixture
def host(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "host.seminar", device="host")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="A seminar", date=date(2011, 10, 18)))
        writer.put(note("shared", "Before anybody left"))
    yield made
    made.close()


@pytest.fixture
def laptop(host: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    copies.copy_to(host, tmp_path / "stick" / "laptop.seminar")
    copy = SeminarFile.open(tmp_path / "stick" / "laptop.seminar", device="laptop")
    put(copy, *[note(f"n{n}", f"Note {n} with “signs” ŵ and <b>marks</b>") for n in range(20)])
    yield copy
    copy.close()


@pytest.fixture
def bundle(laptop: SeminarFile, tmp_path: Path) -> Path:
    return merging.write_bundle(laptop, tmp_path / "laptop")


def refusal(file: SeminarFile, other: Path) -> str:
    """Why a file is refused; also sees to it that nothing changed, and nothing was left lying."""
    before = journal(file)
    found = merging.preview(file, other)
    assert not found.readable
    assert (found.new, found.changed, found.known) == (0, 0, 0)
    (refused,) = merging.merge(file, [other], now=NOW).refused
    assert refused == found.refused[0]
    assert journal(file) == before
    assert not list(user_folder().glob("merging-*"))
    return refused.why


def test_a_bundle_with_any_byte_changed_is_refused(host: SeminarFile, bundle: Path) -> None:
    whole, chance = bundle.read_bytes(), Random(1)
    places = {*range(120), *range(len(whole) - 40, len(whole))}
    places |= {chance.randrange(len(whole)) for _ in range(2000)}
    before = journal(host)
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        bundle.write_bytes(changed)
        with (
            pytest.raises(SeminarError, match=r"damaged|not a seminar file"),
            incoming.brought(host, bundle),
        ):
            pass
    assert journal(host) == before
    bundle.write_bytes(whole)
    assert merging.preview(host, bundle).new == 20


def test_a_bundle_copied_only_in_part_or_with_more_behind_it_is_refused(
    host: SeminarFile, bundle: Path
) -> None:
    whole = bundle.read_bytes()
    for length in (0, 1, 15, 16, 31, 32, 33, 71, 72, 100, 4096, len(whole) // 2, len(whole) - 1):
        bundle.write_bytes(whole[:length])
        refusal(host, bundle)
    bundle.write_bytes(whole + b"\0")
    assert "damaged" in refusal(host, bundle)


def test_a_seminar_copied_halfway_is_refused(host: SeminarFile, laptop: SeminarFile) -> None:
    put(laptop, *[note(f"more{n}", "words " * 100) for n in range(300)])
    laptop.checkpoint()
    whole = laptop.path.read_bytes()
    half = laptop.path.with_name("half.seminar")
    for share in (0.1, 0.5, 0.9, 0.99):
        half.write_bytes(whole[: int(len(whole) * share)])
        assert "half.seminar is damaged or not whole" in refusal(host, half)
    half.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    assert "half.seminar is damaged" in refusal(host, half)


def test_what_is_not_of_this_seminar_is_refused_with_a_sentence(
    host: SeminarFile, laptop: SeminarFile, bundle: Path, tmp_path: Path
) -> None:
    stranger = SeminarFile.create(tmp_path / "stranger.seminar")
    strange_notes = merging.write_bundle(stranger, tmp_path / "strange")
    stranger.close()
    foreign = tmp_path / "foreign.seminar"
    with sqlcipher.connect(str(foreign)) as raw:
        raw.execute("CREATE TABLE journal (x)")
    raw.close()
    text = tmp_path / "text.seminar-notes"
    text.write_text("A shopping list. " * 400)
    with laptop.database.driving() as raw:
        raw.execute("PRAGMA user_version = 99")
    for path, sentence in (
        (stranger.path, "belongs to another seminar"),
        (strange_notes, "belongs to another seminar"),
        (foreign, "is not a seminar file"),
        (text, "is not a seminar file|is damaged"),
        (laptop.path, "newer Facilitator"),
        (_resealed(bundle, "PRAGMA user_version = 99"), "newer Facilitator"),
        (host.path, "this very seminar"),
        (tmp_path / "nowhere.seminar", "There is no file"),
        (tmp_path, "There is no file"),
    ):
        why = refusal(host, path)
        assert any(part in why for part in sentence.split("|")), why


def _resealed(bundle: Path, *statements: str) -> Path:
    """The bundle after somebody has changed it and made its checksum fit again."""
    content = bundle.with_name(f"altered-{len(list(bundle.parent.iterdir()))}.seminar-notes")
    bundles.unseal(bundle, content)
    with sqlcipher.connect(str(content)) as raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()
    content.write_bytes(content.read_bytes() + hashlib.sha256(content.read_bytes()).digest())
    return content


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE journal SET content = '{\"id\":' WHERE record = 'n1'", "damaged"),
        (
            "UPDATE journal SET content = replace(content, 'n1', 'n2') WHERE record = 'n1'",
            "damaged",
        ),
        ("UPDATE journal SET kind = 'nonsense' WHERE record = 'n1'", "damaged"),
        ("UPDATE journal SET kind = 'theme' WHERE record = 'n1'", "damaged"),
        ("UPDATE journal SET clock = -1 WHERE record = 'n1'", "damaged"),
        ("UPDATE journal SET based_on = '7' WHERE record = 'n1'", "damaged"),
        ("UPDATE journal SET content = NULL WHERE record = 'n1'", "damaged"),
        ("UPDATE journal SET act = 'nowhere' WHERE record = 'n1'", "contradicts"),
        ("UPDATE journal SET id = (SELECT id FROM journal WHERE record = 'n2')", "contradicts"),
        ("UPDATE journal SET based_on = json_array(id) WHERE record = 'n1'", "contradicts"),
        (
            "UPDATE journal SET content = replace(content, 'left', 'came') WHERE record = 'shared'",
            "contradicts",
        ),
        ("DROP TABLE acts", "not a seminar file"),
    ],
)
def test_a_bundle_that_somebody_altered_is_refused(
    host: SeminarFile, bundle: Path, statement: str, sentence: str
) -> None:
    assert sentence in refusal(host, _resealed(bundle, statement))


def test_the_other_file_is_never_written(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    put(laptop, note("late", "Still in the log"))
    folder = laptop.path.parent

    def everything() -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith("-shm")}

    live = everything()
    merging.merge(host, [laptop.path], now=NOW)
    assert everything() == live
    laptop.close()
    quiet = everything()
    assert list(quiet) == ["laptop.seminar"]
    merging.merge(host, [laptop.path], now=NOW)
    assert everything() == quiet
    with host.read() as reader:
        assert reader.get(Note, "late").words == "Still in the log"


def test_a_stick_pulled_out_with_words_in_the_log_loses_none(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    put(laptop, note("late", "Still in the log"))
    (tmp_path / "pulled").mkdir()
    for part in ("laptop.seminar", "laptop.seminar-wal"):
        shutil.copyfile(laptop.path.with_name(part), tmp_path / "pulled" / part)
    merging.merge(host, [tmp_path / "pulled" / "laptop.seminar"], now=NOW)
    with host.read() as reader:
        assert reader.get(Note, "late").words == "Still in the log"


def test_a_merge_is_news_like_any_other_write(host: SeminarFile, bundle: Path) -> None:
    tail = host.tail()
    merging.merge(host, [bundle], now=NOW)
    assert tail.poll() == {Change(Kind.NOTE, f"n{n}") for n in range(20)}
    merging.merge(host, [bundle], now=NOW)
    assert tail.poll() == frozenset()
    tail.close()


def test_what_is_written_after_a_merge_is_later_than_what_came_from_a_fast_clock(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    put(laptop, note("shared", "An hour too early"), now=NOW + timedelta(hours=1))
    merging.merge(host, [laptop.path], now=NOW)
    put(host, note("shared", "Said last"))
    merging.merge(laptop, [host.path], now=NOW)
    for file in (host, laptop):
        assert merging.conflict_count(file) == 0
        with file.read() as reader:
            assert reader.get(Note, "shared").words == "Said last"


def test_facts_and_devices_stay_at_home(host: SeminarFile, laptop: SeminarFile) -> None:
    with laptop.write(Verb.SET_UP, NOW) as writer:
        writer.note_fact(PSEUDONYM_SECRET, "of the laptop")
        writer.note_fact(NOTE_DRAFT, replace(NO_CONTENT, words="of the laptop"))
        devices.let_in(writer, Device(id="d", role=Role.PARTICIPANT, joined_at=NOW), "token")
    merging.merge(host, [laptop.path], now=NOW)
    assert b"of the laptop" not in held(host)
    with host.database.driving() as raw:
        assert raw.execute("SELECT count(*) FROM devices").fetchone() == (0,)


def _erase(file: SeminarFile, id: str) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.erase(Kind.NOTE, id)


def _receipts(file: SeminarFile, id: str) -> int:
    with file.database.driving() as raw:
        (found,) = raw.execute(
            "SELECT count(*) FROM journal WHERE record = ? AND erased", (id,)
        ).fetchone()
    return int(found)


def test_an_erasure_travels_and_leaves_no_word_on_the_disk(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    secret = "unmistakable-words-of-one-person"
    put(host, note("shared", secret))
    merging.merge(laptop, [host.path], now=NOW)
    put(laptop, note("shared", f"{secret} corrected"))
    _erase(laptop, "shared")
    put(host, note("shared", f"{secret} edited later"), now=NOW + timedelta(hours=1))
    bundle = merging.write_bundle(laptop, tmp_path / "erasure")
    assert merging.preview(host, bundle).erased == 1
    report = merging.merge(host, [bundle], now=NOW)
    assert "erased here as well" in " ".join(map(str, report.sentences))
    assert secret.encode() not in held(host)
    assert secret.encode() not in bundle.read_bytes()
    assert _receipts(host, "shared") == 1
    assert merging.conflict_count(host) == 0
    assert projection_faults(host) == ()


def test_words_that_arrive_after_their_erasure_do_not_come_in(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    secret = "unmistakable-words-of-one-person"
    put(laptop, note("shared", secret), now=NOW + timedelta(hours=2))
    _erase(host, "shared")
    merging.merge(host, [laptop.path], now=NOW)
    assert secret.encode() not in held(host)
    assert _receipts(host, "shared") == 1
    with pytest.raises(SeminarError, match="erased"):
        put(host, note("shared", secret))
    merging.merge(laptop, [host.path], now=NOW)
    laptop.checkpoint()
    assert secret.encode() not in held(laptop)
    with host.read() as reader:
        assert reader.find(Note, "shared") is None


def test_the_same_written_twice_is_no_conflict(host: SeminarFile, laptop: SeminarFile) -> None:
    for file in (host, laptop):
        put(file, note("shared", "Both say so"))
    found = merging.merge(host, [laptop.path], now=NOW)
    assert found.taken[0].brought.in_conflict == 0
    assert merging.conflicts(host) == ()


def test_deleting_one_version_shows_the_other_that_nobody_reconciled(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    put(host, note("shared", "Here"))
    put(laptop, note("shared", "There"), now=NOW + timedelta(hours=1))
    merging.merge(host, [laptop.path], now=NOW)
    with host.write(Verb.CHANGE, NOW) as writer:
        writer.remove(writer.get(Note, "shared"))
    with host.read() as reader:
        assert reader.get(Note, "shared").words == "Here"
    assert projection_faults(host) == ()


def test_a_bundle_holds_what_was_written_here_and_nothing_of_how_the_day_runs(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    answer = Response(id="r", question_id="q", words="Only the host's", recorded_at=NOW)
    put(host, answer)
    merging.merge(laptop, [host.path], now=NOW)
    bundle = merging.write_bundle(laptop, tmp_path / "again.seminar-notes")
    assert bundle.name == "again.seminar-notes"
    content = tmp_path / "content"
    bundles.unseal(bundle, content)
    with sqlcipher.connect(str(content)) as raw:
        found = dict(raw.execute("SELECT kind, count(*) FROM journal GROUP BY kind"))
        facts = [row[0] for row in raw.execute("SELECT name FROM meta")]
    raw.close()
    assert found == {"note": 21}
    assert {*facts} == {"file_id", "writer", "device"}


def test_a_bundle_that_cannot_be_written_leaves_the_old_one_alone(
    laptop: SeminarFile, tmp_path: Path
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("kept")
    with pytest.raises(SeminarError, match="Choose another place"):
        merging.write_bundle(laptop, blocked / "notes")
    assert blocked.read_text() == "kept"
    assert not list(user_folder().glob("bundle-*"))
