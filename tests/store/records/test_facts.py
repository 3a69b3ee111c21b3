"""The facts: each declared once, read back as kept, none in the file that is not declared."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.facts import (
    Arrivals,
    Capture,
    Counting,
    Handover,
    Left,
    Origin,
    OwnCopy,
    Printed,
    WavedOn,
)
from facilitator.domain.merging.sync import Called, Cursor, Mark
from facilitator.domain.notes.notes import NO_CONTENT, NoteContent, NoteKind
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.paper.codes import PaperCodes
from facilitator.domain.polls.paper.piles import PaperCount, Pile, Sheet, Standing
from facilitator.domain.privacy.small_groups import Told
from facilitator.domain.seminar.speaking import Asker, Asking
from facilitator.services.files import opening
from facilitator.services.merging import syncing
from facilitator.services.notes import noting
from facilitator.services.views import run_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import facts, tables
from facilitator.store.records.facts import FACTS, Fact, Goes

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
KEPT = Path(__file__).parent.parent / "files" / "version_1"

VALUES: dict[str, Any] = {
    "file_id": "an id",
    "epoch": "a life of the file",
    "clock": 1_318_932_000_000_000,
    "join_code": "ABCDE",
    "note_code": "12345678",
    "theme_code": "34567892",
    "theme team": True,
    "remote_code": "23456789",
    "pseudonym_secret": "f" * 64,
    "paper codes": PaperCodes("the secret of codes on paper", (12, 60)),
    "paper piles": (Pile(("round",), (Sheet("a token of a sheet", "ABCDEF"),), 2),),
    "paper counts": (PaperCount("round", Standing(12, 1, 12, 12)),),
    "note draft": replace(NO_CONTENT, words="Half a “line”", kind=NoteKind.QUOTE, starred=True),
    "note lines": (
        NoteContent(breakout_id="b", words="One"),
        NoteContent(breakout_id="b", words="Two"),
    ),
    "capture lines": (Capture("q", "Said", "Research", "a reviewer"),),
    "counting": (Counting("r", NOW, "boot", NOW),),
    "capture draft": Capture(words="Ŵ\n", question_id="q"),
    "ticked prompts": (("s", 0), ("s", 2)),
    "summary printed": Printed(NOW, 12),
    "left words": (Left("A dialog", "Half a word"),),
    "looked at": ("why record version", "why another one two"),
    "waved on": (WavedOn(NOW, "They agreed", ("r",)),),
    "people": (Participant(id="p", name="", sector="Research"),),
    "sync": Cursor(got=Mark(3, "r")),
    "log mark": "idle a b",
    "sums": "[]",
    "nameless": ((), ("g",), ("g", "h")),
    "paired as": {"an id": "Berta’s laptop", "another": "iPhone, Safari"},
    "archive agreed": True,
    "told": Told(frozenset({"a"}), frozenset({"b", "c"}), frozenset(), frozenset({"lender"})),
    "arrivals": {"": Arrivals(scanned=3, consent=2, from_one=1), "2": Arrivals(), "scanned": 3},
    "speakers": Asking((Asker("k", "t", "Ann"),), Asker("d", "u", sector="Research"), ("k",)),
    "behind host": 5_000_000,
    "called": Called("d1", {"d1": "Hall", "d2": "Olwen"}),
    "copied from": Origin("where", "name", NOW),
    "stands at": "7714170807049697669 00000001 16390",
    "own copy": OwnCopy("where", NOW, 7, 5),
    "were in": {"d1": "0123456789abcdef"},
    "standby place": "192.168.1.6:8081",
    "standby_code": "ABCDEFGHJKLMNPQR",
    "handover": Handover("192.168.1.5:8080", "192.168.1.6", 8081, "a passphrase"),
}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_is_read_back_as_it_was_kept(tmp_path: Path, fact: Fact[Any]) -> None:
    file = SeminarFile.create(tmp_path / "small.seminar")
    with file.write(Verb.KEEP, NOW) as writer:
        if fact not in (facts.FILE_ID, facts.EPOCH, facts.LOG_MARK):  # a new file has them
            assert writer.fact(fact) == fact.default
        writer.note_fact(fact, VALUES[fact.name])
        assert writer.fact(fact) == VALUES[fact.name]
        writer.note_fact(fact, None)
        assert writer.fact(fact) == fact.default
    file.close()


def test_no_two_facts_share_a_name_and_each_says_what_it_means() -> None:
    assert len({fact.name for fact in FACTS}) == len(FACTS) == len(VALUES)
    assert all(fact.meaning for fact in FACTS)


def names_in(file: SeminarFile) -> set[str]:
    with file.database.driving() as raw:
        return {name for (name,) in raw.execute("SELECT name FROM meta")}


def test_a_file_of_version_1_keeps_no_fact_that_is_not_declared_and_loses_none(
    tmp_path: Path,
) -> None:
    path = Path(shutil.copy(KEPT / "host.seminar", tmp_path))
    file = opening.open_seminar(path, NOW).file
    assert names_in(file) <= {fact.name for fact in FACTS}
    with file.read() as reader:
        assert reader.fact(facts.TICKED_PROMPTS)
        assert reader.fact(facts.SUMMARY_PRINTED)
        assert reader.fact(facts.PSEUDONYM_SECRET)
        assert list(reader.entries(tables.note_changes)) == ["browser:1"]
        assert any(reader.entries(tables.round_secrets).values())
        assert len(reader.entries(tables.merges)) == 1
    for _ in range(2):
        assert noting.take_up_drafts(file, (), now=NOW)[0].words == "Half a line"
        assert run_screen.take_up_drafts(file, (), now=NOW)[0].words == "Half an answer"
    file.close()


def test_no_secret_and_no_code_is_in_a_note_takers_copy(tmp_path: Path) -> None:
    file = SeminarFile.create(tmp_path / "host.seminar")
    with file.write(Verb.KEEP, NOW) as writer:
        for fact in FACTS:
            if fact not in (facts.FILE_ID, facts.EPOCH):
                writer.note_fact(fact, VALUES[fact.name])
        for table in (tables.round_secrets, tables.note_changes, tables.device_names):
            writer.note_entry(table, "key", "value of the host alone")
    syncing.copy_for_notes(file, tmp_path / "notes.seminar")
    file.close()
    copy = SeminarFile.open(tmp_path / "notes.seminar")
    assert names_in(copy) == {fact.name for fact in FACTS if fact.goes is Goes.TO_NOTE_TAKERS}
    assert not any(fact.is_secret for fact in FACTS if fact.goes is Goes.TO_NOTE_TAKERS)
    copy.close()
    held = (tmp_path / "notes.seminar").read_bytes()
    held_secrets = [VALUES[fact.name] for fact in FACTS if fact.is_secret]
    secrets = [each for each in held_secrets if isinstance(each, str)]
    deeper = ("a passphrase", "the secret of codes on paper", "a token of a sheet", "ABCDEF")
    for word in ("value of the host alone", *secrets, *deeper):
        assert word.encode() not in held
