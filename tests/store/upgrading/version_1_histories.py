"""Random histories of version 1: what several laptops wrote apart, and files and bundles of it.

What a laptop holds is a set of revisions, each with all that it was based on, as in every file.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from facilitator.store.files.bundles import BUNDLE_ID
from facilitator.store.records.tables import APPLICATION_ID
from facilitator.store.upgrading.old_revisions import Old

KEPT = Path(__file__).parent.parent / "files" / "version_1" / "host.seminar"
DEVICES = ("host", "ann", "ben")
THEMES = ("t1", "t2", "t3")
BEGUN = 1_318_935_600_000_000
PASSAGES = ("n1", "n2")
QUESTION = "q1"

Held = dict[str, Old]


@dataclass(frozen=True)
class Step:
    """A laptop writes a passage or the question, or hears all of another's."""

    deed: str
    who: int
    whose: int
    record: str
    themes: tuple[str, ...]
    after: int


STEPS = st.builds(
    Step,
    deed=st.sampled_from(["tie"] * 4 + ["word", "delete", "ask", "ask", "hear", "hear", "settle"]),
    who=st.integers(0, 2),
    whose=st.integers(0, 2),
    record=st.sampled_from(PASSAGES),
    themes=st.lists(st.sampled_from(THEMES), max_size=3, unique=True).map(tuple),
    after=st.sampled_from([0, 1, 60_000_000]),
)
HISTORIES = st.lists(STEPS, min_size=3, max_size=16)


def heads(held: Collection[Old], record: str) -> list[Old]:
    of_it = [revision for revision in held if revision.record == record]
    covered = {parent for revision in of_it for parent in revision.based_on}
    found = [revision for revision in of_it if revision.id not in covered]
    return sorted(found, key=lambda r: (not r.gone, r.clock, r.device, r.id), reverse=True)


def note(id: str, words: str, themes: tuple[str, ...]) -> str:
    at = "2011-10-18T12:00:00Z"
    fields = {"id": id, "breakout_id": "b", "words": words, "recorded_at": at, "position": 1.0}
    return json.dumps(fields | {"theme_ids": themes}, separators=(",", ":"))


def question(wording: str) -> str:
    fields = {"id": QUESTION, "position": 1.0, "kind": "emerging", "wording": wording}
    return json.dumps(fields, separators=(",", ":"))


def theme(id: str) -> str:
    place = float(THEMES.index(id))
    fields = {"id": id, "position": place, "name": id, "description": "", "from_template": True}
    return json.dumps(fields, separators=(",", ":"))


def begun() -> Held:
    """What all begin with: themes and a question that a template brought, and two notes."""
    seminar = '{"title":"A seminar","date":"2011-10-18","id":"seminar"}'
    records = [("seminar", "seminar", seminar), ("question", QUESTION, question("Why?"))]
    records += [("theme", id, theme(id)) for id in THEMES]
    found = [_revision(k, id, c, (), "host", n, "") for n, (k, id, c) in enumerate(records)]
    notes = [("n1", ("t1",)), ("n2", ())]
    found += [
        _revision("note", id, note(id, "first words", themes), (), "host", 50 + n, "Add note")
        for n, (id, themes) in enumerate(notes)
    ]
    return {revision.id: revision for revision in found}


def _revision(
    kind: str,
    record: str,
    content: str | None,
    based_on: tuple[str, ...],
    device: str,
    number: int,
    label: str,
) -> Old:
    id = f"{record}-{device}-{number}"
    return Old(
        id=id,
        record=record,
        kind=kind,
        content=content,
        gone=content is None,
        based_on=based_on,
        device=device,
        clock=BEGUN + number,
        act=f"act {label or 'begun'}",
        label=label,
    )


def play(steps: list[Step]) -> list[Held]:
    """What each laptop holds in the end."""
    held = [begun() for _ in DEVICES]
    clocks = [1000, 1000, 1000]
    for number, step in enumerate(steps):
        clocks[step.who] += 1 + step.after
        if step.deed == "hear":
            held[step.who] |= held[step.whose]
            clocks[step.who] = max(clocks[step.who], clocks[step.whose])
            continue
        new = _written(held[step.who], step, clocks[step.who] * 100 + number)
        held[step.who][new.id] = new
    return held


_LABELS = {
    "tie": "Tie passage",
    "word": "Edit note",
    "delete": "Delete note",
    "settle": "Settle versions",
}


def _written(held: Held, step: Step, number: int) -> Old:
    record = QUESTION if step.deed == "ask" else step.record
    found = heads(held.values(), record)
    over = found if step.deed == "settle" else found[:1]
    kind, content = ("question", question(f"Why {number}?")), None
    device, based_on = DEVICES[step.who], tuple(revision.id for revision in over)
    if step.deed == "ask":
        return _revision(*kind[:1], record, kind[1], based_on, device, number, "Edit question")
    last = json.loads(over[0].content) if over[0].content else {}
    words, themes = last.get("words", "back again"), tuple(last.get("theme_ids", ()))
    if step.deed != "delete":
        words = f"words {number}" if step.deed == "word" else words
        themes = themes if step.deed == "word" else step.themes
        content = note(record, words, themes)
    return _revision("note", record, content, based_on, device, number, _LABELS[step.deed])


@cache
def _schema() -> tuple[str, ...]:
    with closing(sqlite3.connect(f"file:{KEPT}?mode=ro&immutable=1", uri=True)) as raw:
        rows = raw.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        )
        return tuple(sql for (sql,) in rows)


def write_file(path: Path, held: Held) -> Path:
    """A file of version 1 that holds these revisions."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        for statement in _schema():
            raw.execute(statement)
        _fill(raw, held)
        for record in {revision.record for revision in held.values()}:
            shown, *others = heads(held.values(), record)
            for head in (shown, *others):
                raw.execute("INSERT INTO heads VALUES (?, ?)", (record, head.id))
            if shown.content is not None:
                _project(raw, shown.kind, json.loads(shown.content))
        raw.commit()
    return path


def write_bundle(path: Path, held: Held) -> Path:
    """A bundle of version 1 with the notes among these revisions, and the question."""
    content = path.with_suffix(".content")
    with closing(sqlite3.connect(content)) as raw:
        raw.execute(f"PRAGMA application_id = {BUNDLE_ID}")
        raw.execute("PRAGMA user_version = 1")
        for statement in _schema():
            if statement.startswith(
                ("CREATE TABLE acts", "CREATE TABLE journal", "CREATE TABLE meta")
            ):
                raw.execute(statement)
        _fill(raw, {id: r for id, r in held.items() if r.kind in ("note", "question")})
        raw.commit()
    whole = content.read_bytes()
    path.write_bytes(whole + hashlib.sha256(whole).digest())
    content.unlink()
    return path


def _fill(raw: sqlite3.Connection, held: Held) -> None:
    raw.execute("INSERT INTO meta VALUES ('file_id', '5ea11a5e-0000-4000-8000-000000000001')")
    for label in sorted({revision.label for revision in held.values()}):
        raw.execute(
            "INSERT INTO acts (id, label, device, at) VALUES (?, ?, 'host', '2011-10-18')",
            (f"act {label or 'begun'}", label),
        )
    for r in sorted(held.values(), key=lambda r: r.clock):
        raw.execute(
            "INSERT INTO journal (id, record, kind, content, gone, erased, based_on, device, clock,"
            " act) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
            (
                r.id,
                r.record,
                r.kind,
                r.content,
                int(r.gone),
                json.dumps(r.based_on),
                r.device,
                r.clock,
                r.act,
            ),
        )


_DEFAULTS: dict[str, dict[str, object]] = {
    "note": {
        "kind": "point",
        "tags": "[]",
        "quotable": 0,
        "starred": 0,
        "headline": 0,
        "due": None,
    },
    "question": {"most": 0, "one_word": 0, "on_wall": 1, "moderated": 0},
    "theme": {},
    "seminar": {
        "starts_at": "10:00:00",
        "booked_until": "16:00:00",
        "sectors": "[]",
        "sizes": "[]",
        "room_threshold": 5,
        "print_threshold": 10,
        "rehearsal": 0,
        "asks_names": 0,
        "shares_devices": 0,
    },
}


def _project(raw: sqlite3.Connection, kind: str, fields: dict[str, object]) -> None:
    table = f"{kind}s"
    names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    row = dict.fromkeys(names, "") | _DEFAULTS[kind]
    row |= {n: json.dumps(v) if isinstance(v, list) else v for n, v in fields.items()}
    quoted = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 - names of ours
    raw.execute(statement, list(row.values()))
