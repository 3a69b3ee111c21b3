"""What a browser could not send, taken in by the host from a file: once, and no more."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.wording import say
from facilitator.services.merging import merging
from facilitator.services.notes import noting, outbox, taking_in
from facilitator.services.notes.sent import Sent
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.facts import FILE_ID


def act(
    file: SeminarFile, method: str = "POST", words: str = "- Said", **more: Any
) -> dict[str, Any]:
    """Something done in a browser."""
    with file.read() as reader:
        group = reader.every(Breakout)[0].id
    made = {"method": method, "id": new_id(), "change": new_id(), "breakout_id": group}
    return made | {"words": words, "recorded_at": "2011-10-18T09:30:00Z"} | more


def written(file: SeminarFile, folder: Path, *acts: dict[str, Any], **more: Any) -> Path:
    """The file a browser gives for some acts."""
    with file.read() as reader:
        seminar = reader.fact(FILE_ID)
    whole = {"format": "facilitator-notes", "version": 1, "seminar": seminar, "entries": acts}
    path = folder / "notes-not-sent.json"
    path.write_text(json.dumps(whole | more), "utf-8")
    return path


def words(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return [note.words for note in noting.in_order(reader.every(Note))]


def test_words_from_a_stick_are_kept_in_one_form(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    path = written(seminar_file, tmp_path, act(seminar_file, words="- Gwe\u0302n\r\na w\u0302yr"))
    merging.merge(seminar_file, [path], now=now)
    (kept,) = words(seminar_file)
    assert kept.split() == ["Gwên", "a", "ŵyr"]
    assert "\r" not in kept


def test_it_is_taken_in_once_however_often(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    first = act(seminar_file, words="! No such thing #law")
    changed = first | {"method": "PUT", "seen": [first["change"]], "change": new_id()}
    changed["words"] = "! Such a thing after all #law"
    path = written(seminar_file, tmp_path, first, changed, act(seminar_file, words="? And why"))
    shown = merging.preview(seminar_file, path)
    assert (shown.new, shown.changed, shown.known, shown.readable) == (2, 0, 0, True)
    assert words(seminar_file) == []
    for _ in range(2):
        report = merging.merge(seminar_file, [path], now=now)
        assert not report.refused
        assert sorted(words(seminar_file)) == ["And why", "Such a thing after all"]
    with seminar_file.read() as reader:
        kinds = {note.words: (note.kind, note.tags) for note in reader.every(Note)}
        assert reader.conflicts() == ()
    assert kinds["Such a thing after all"] == (NoteKind.DISAGREEMENT, ("law",))
    assert merging.preview(seminar_file, path).known == 2


def test_what_the_browser_sends_later_all_the_same_counts_once(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    first = act(seminar_file, words="- Carried by hand")
    merging.merge(seminar_file, [written(seminar_file, tmp_path, first)], now=now)
    sent = Sent(
        id=first["id"],
        change=first["change"],
        breakout_id=first["breakout_id"],
        words="- Carried by hand",
    )
    with seminar_file.write(Verb.SET_UP, now) as writer:
        taking_in.take(writer, sent, author="browser", now=now)
    assert words(seminar_file) == ["Carried by hand"]


def test_a_file_of_the_first_form_is_taken_in_and_wipes_nothing_it_did_not_know(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    """Such a browser sent lines as they are typed, and knew of no one who answers for an action."""
    text = (Path(__file__).parent / "outbox_version_1.json").read_text("utf-8")
    with seminar_file.write(Verb.SET_UP, now) as writer:
        note = Note(
            id=json.loads(text)["entries"][1]["id"],
            breakout_id=writer.every(Breakout)[0].id,
            words="Write to them",
            kind=NoteKind.ACTION,
            owner="Partnership board",
            due=date(2011, 11, 1),
            recorded_at=now,
        )
        writer.put(note)
        shown = writer.shown(note.id)
        assert shown is not None
        for name, real in (
            ("(the seminar's own)", writer.fact(FILE_ID)),
            ("(the first)", note.breakout_id),
            ("(as the host told it)", shown.lead.id),
        ):
            text = text.replace(name, real)
    path = tmp_path / "notes-not-sent.json"
    path.write_text(text, "utf-8")
    assert not merging.merge(seminar_file, [path], now=now).refused
    with seminar_file.read() as reader:
        found = {each.words: each for each in reader.every(Note)}
    assert set(found) == {"- said with a dash", "Write to the board"}
    said = found["- said with a dash"]
    assert (said.kind, said.tags, said.quotable) == (NoteKind.DISAGREEMENT, ("law",), True)
    action = found["Write to the board"]
    assert (action.owner, action.due) == ("Partnership board", date(2011, 11, 1))
    assert (action.tags, action.starred) == (("board",), True)


def test_today_s_form_says_all_of_a_note_and_nothing_is_read_into_it(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    more: dict[str, Any] = {
        "form": 2,
        "kind": "action",
        "tags": ["Law", "no tag", "law"],
        "owner": "Board",
    }
    path = written(seminar_file, tmp_path, act(seminar_file, words="! as  it is #x", **more))
    assert not merging.merge(seminar_file, [path], now=now).refused
    with seminar_file.read() as reader:
        (note,) = reader.every(Note)
    assert (note.words, note.kind, note.owner) == ("! as it is #x", NoteKind.ACTION, "Board")
    assert note.tags == ("law",)


def test_a_note_that_is_too_long_is_refused_with_a_sentence(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    path = written(seminar_file, tmp_path, act(seminar_file, words="long " * 5000))
    assert "longer than 20000 signs" in merging.merge(seminar_file, [path], now=now).refused[0].why


def test_it_can_be_taken_out_again(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    path = written(seminar_file, tmp_path, act(seminar_file))
    report = merging.merge(seminar_file, [path], now=now)
    merging.take_out(seminar_file, report.taken[0].merge_id, now=now)
    assert words(seminar_file) == []


def test_words_that_the_browser_had_not_seen_stand_beside_its_own(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    first = act(seminar_file, words="- As it was")
    merging.merge(seminar_file, [written(seminar_file, tmp_path, first)], now=now)
    with seminar_file.read() as reader:
        note = reader.get(Note, first["id"])
    noting.edit(seminar_file, note, "As the host has it", now=now)
    changed = first | {"method": "PUT", "seen": [first["change"]], "change": new_id()}
    path = written(seminar_file, tmp_path, changed | {"words": "- As the browser has it"})
    assert merging.preview(seminar_file, path).in_conflict == 1
    merging.merge(seminar_file, [path], now=now)
    said = {version.record.words for version in merging.conflicts(seminar_file)[0].versions}  # type: ignore[union-attr]  # notes have words
    assert said == {"As the host has it", "As the browser has it"}


def test_one_that_cannot_be_taken_keeps_no_other_out(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    bad = act(seminar_file, words="- Lost group", breakout_id="gone")
    path = written(seminar_file, tmp_path, bad, act(seminar_file, words="- Good"))
    report = merging.merge(seminar_file, [path], now=now)
    assert words(seminar_file) == ["Good"]
    assert "Lost group" in report.refused[0].why
    assert "no longer in the seminar" in report.refused[0].why


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"seminar": "another"}, "another seminar"),
        ({"version": 99}, "newer Facilitator"),
        ({"format": "shopping-list"}, "damaged"),
        ({"entries": [{"method": "POST"}]}, "damaged"),
    ],
)
def test_what_is_not_ours_is_refused_with_a_sentence(
    seminar_file: SeminarFile, tmp_path: Path, now: datetime, more: dict[str, Any], why: str
) -> None:
    path = written(seminar_file, tmp_path, act(seminar_file), **more)
    shown = merging.preview(seminar_file, path)
    assert not shown.readable
    assert why in shown.refused[0].why
    assert why in merging.merge(seminar_file, [path], now=now).refused[0].why
    assert words(seminar_file) == []


def test_every_cut_is_noticed(seminar_file: SeminarFile, tmp_path: Path) -> None:
    whole = written(seminar_file, tmp_path, act(seminar_file)).read_bytes()
    cut = tmp_path / "cut.json"
    for length in range(1, len(whole), 7):
        cut.write_bytes(whole[:length])
        with pytest.raises(SeminarError, match="damaged"):
            outbox.read(cut)


def test_a_disk_that_takes_nothing_refuses_nobodys_notes(
    seminar_file: SeminarFile,
    tmp_path: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = written(seminar_file, tmp_path, act(seminar_file), act(seminar_file, words="- Too"))
    take, taken = taking_in.take, []

    def full(*given: Any, **more: Any) -> str:
        taken.append(given)
        if len(taken) % 2 == 0:
            raise StorageError(say("The disk is full."))
        return take(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(taking_in, "take", full)
        (refusal,) = merging.merge(seminar_file, [path], now=now).refused
        assert "The disk is full." in str(refusal.said)
    assert words(seminar_file) == []
    merging.merge(seminar_file, [path], now=now)
    assert sorted(words(seminar_file)) == ["Said", "Too"]
