"""What is half typed belongs to a window's session: no other window covers it, none loses it."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Left
from facilitator.domain.notes.notes import NO_CONTENT, NoteContent
from facilitator.services.files import checking, opening
from facilitator.services.merging import syncing
from facilitator.services.notes import noting
from facilitator.services.records import left_words
from facilitator.services.views import run_screen
from facilitator.services.views.run_screen import Capture
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import forgetting, kept_facts
from facilitator.store.records.facts import (
    CAPTURE_DRAFT,
    CAPTURE_LINES,
    NOTE_DRAFT,
    NOTE_LINES,
    Fact,
)

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def note(words: str, group: str = "b") -> NoteContent:
    return NoteContent(breakout_id=group, words=words)


@dataclass
class Windows:
    """Windows that open one file, type in it, and end in one of two ways; what each has before it
    is the oracle.
    """

    file: SeminarFile
    shown: dict[str, list[NoteContent]] = field(default_factory=dict)
    crashed: dict[str, list[NoteContent]] = field(default_factory=dict)
    left: list[NoteContent] = field(default_factory=list)

    def begin(self, session: str) -> None:
        others = {*self.shown, *self.crashed} - {session}
        taken = noting.take_up_drafts(self.file.in_session(session), others, now=NOW)
        words = {line.words for line in taken if line.words}
        due = [*self.crashed.pop(session, []), *self.left]
        assert words == {line.words for line in due}
        self.shown[session] = list(taken)
        self.left = []

    def type(self, session: str, *lines: str) -> None:
        waiting = self.shown[session][1:] if len(lines) == 1 else []
        self.shown[session] = [*map(note, lines), *waiting]
        noting.keep_drafts(self.file.in_session(session), self.shown[session], now=NOW)

    def add(self, session: str) -> None:
        line, *waiting = self.shown[session]
        if line.words:
            noting.add_draft(self.file.in_session(session), line, now=NOW)
            self.shown[session] = [NO_CONTENT, *waiting]

    def crash(self, session: str) -> None:
        self.crashed[session] = self._words(session)

    def close(self, session: str) -> None:
        self.left += self._words(session)

    def _words(self, session: str) -> list[NoteContent]:
        return [line for line in self.shown.pop(session) if line.words]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_windows_do_every_half_typed_line_is_before_somebody_again(
    seminar_file: SeminarFile, seed: int
) -> None:
    chance, windows = random.Random(seed), Windows(seminar_file)
    for step in range(60):
        if not windows.shown or chance.random() < 0.2:
            windows.begin(chance.choice([*windows.crashed, f"s{step}"]))
            continue
        lines = [f"{step} is typed", f"{step} waits", f"{step} waits, too"]
        acts = (
            lambda session: windows.type(session, ""),
            lambda session, lines=lines: windows.type(session, lines[0]),
            lambda session, lines=lines: windows.type(session, *lines),
            windows.add,
            windows.crash,
            windows.close,
        )
        chance.choice(acts)(chance.choice(sorted(windows.shown)))
    for session in [*windows.crashed]:
        windows.begin(session)
    for session in [*windows.shown]:
        windows.close(session)
    windows.begin("the last one")
    with seminar_file.read() as reader:
        of_whom = set(kept_facts.by_session(reader, NOTE_DRAFT))
    assert of_whom <= {"the last one"}, "nothing is left of sessions that are over"


def test_each_room_of_a_session_has_a_line_of_its_own(seminar_file: SeminarFile) -> None:
    for session in ("one", "two"):
        for room in ("main", "annex"):
            store = seminar_file.in_session(session).in_room(room)
            run_screen.keep_drafts(store, [Capture(words=f"{session} in {room}")], now=NOW)
    for session in ("one", "two"):
        for room in ("main", "annex"):
            store = seminar_file.in_session(session).in_room(room)
            found = run_screen.take_up_drafts(store, {"one", "two"}, now=NOW)
            assert [each.words for each in found] == [f"{session} in {room}"]
    later = seminar_file.in_room("annex")
    found = run_screen.take_up_drafts(later, {"two"}, now=NOW)
    assert [each.words for each in found] == ["one in annex"]


def test_where_nothing_can_be_written_what_was_left_is_shown_all_the_same_and_stays(
    seminar_file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    noting.keep_drafts(seminar_file.in_session("one"), [note("Half")], now=NOW)
    other = seminar_file.in_session("two")
    with monkeypatch.context() as full:
        full.setattr(SeminarFile, "noting", SeminarFile.looking(seminar_file).noting)
        found = noting.take_up_drafts(other, (), now=NOW)
    assert [each.words for each in found] == ["Half"]
    noting.keep_drafts(other, found, now=NOW)
    again = noting.take_up_drafts(seminar_file.in_session("three"), (), now=NOW)
    assert [each.words for each in again] == ["Half"], "it is there once"


def test_who_only_looks_takes_nothing_from_anybody(seminar_file: SeminarFile) -> None:
    noting.keep_drafts(seminar_file.in_session("one"), [note("Half")], now=NOW)
    looking = seminar_file.in_session("two").looking()
    assert noting.take_up_drafts(looking, (), now=NOW)[0].words == ""
    noting.keep_drafts(looking, [NO_CONTENT], now=NOW)
    assert noting.drafts(seminar_file.in_session("one"))[0].words == "Half"


def test_every_windows_line_is_told_goes_into_backups_and_to_no_note_taker(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    words = {"Half of one", "Half of another"}
    for session, said in enumerate(sorted(words)):
        noting.keep_drafts(seminar_file.in_session(str(session)), [note(said)], now=NOW)
    told = " ".join(str(each) for each in checking.check(seminar_file).to_do)
    assert all(each in told for each in words)
    assert checking.check(seminar_file).faults == ()
    backup = opening.open_seminar(opening.back_up(seminar_file, NOW), NOW).file
    found = noting.take_up_drafts(backup, (), now=NOW)
    assert {each.words for each in found} == words
    backup.close()
    syncing.copy_for_notes(seminar_file, tmp_path / "notes.seminar")
    held = (tmp_path / "notes.seminar").read_bytes()
    assert not any(each.encode() in held for each in words)


def test_names_are_forgotten_in_every_window_and_room(seminar_file: SeminarFile) -> None:
    line = NoteContent(breakout_id="b", words="w", owner="Ann")
    said = Capture(words="w", attribution="Ann")
    facts: tuple[Fact[Any], ...] = (NOTE_DRAFT, NOTE_LINES, CAPTURE_DRAFT, CAPTURE_LINES)
    for session in ("one", "two"):
        store = seminar_file.in_session(session).in_room("annex")
        noting.keep_drafts(store, [line, line], now=NOW)
        run_screen.keep_drafts(store, [said, said], now=NOW)
    with seminar_file.write(Verb.KEEP, NOW) as writer:
        assert all(str(kept_facts.every_of(writer, fact)).count("Ann") == 2 for fact in facts)
        forgetting.forget_typed_names(writer)
        for fact in facts:
            assert len(kept_facts.every_of(writer, fact)) == 2
            assert "Ann" not in str(kept_facts.every_of(writer, fact))


def test_what_stood_in_the_dialogs_of_two_windows_is_given_back_of_both(
    seminar_file: SeminarFile,
) -> None:
    one, two = Left("A dialog", "Half of one"), Left("A dialog", "Half of another")
    for found in (one, two, one):
        left_words.keep(seminar_file, [found], now=NOW)
    assert left_words.left(seminar_file) == (one, two)
    left_words.give_back(seminar_file, [one], now=NOW)
    assert left_words.left(seminar_file) == (two,)
    left_words.give_back(seminar_file, [two], now=NOW)
    assert left_words.left(seminar_file) == ()
