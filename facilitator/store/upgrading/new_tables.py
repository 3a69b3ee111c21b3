"""From version 1 to 2: tables that got columns are built anew, as a new file has them.

SQLite adds a column only with a default, which a new file's tables have none of: the schema of a
file says then which program made it, and cannot be compared. Stage, progress, rounds and devices
get the room that they are of, seminars a time zone and a door, which is open, and polls and rounds
what nobody was asked, on the way. What was shown of rounds by group is not known, so nothing was
released; nor is who was seen at the desk and whose name was only typed on a phone.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

_Columns = Sequence[tuple[str, str]]
_T, _N, _R = "TEXT NOT NULL", "INTEGER NOT NULL", "FLOAT NOT NULL"


def _columns(names: str, kind: str) -> list[tuple[str, str]]:
    return [(name, kind) for name in names.split()]


_KEY = [("id", f"{_T} PRIMARY KEY")]
_COUNTED = [("seq", f"{_N} PRIMARY KEY AUTOINCREMENT"), ("id", f"{_T} UNIQUE")]

_TABLES: dict[str, _Columns] = {
    "acts": [
        *_COUNTED,
        *_columns("device at", _T),
        ("undoes", "TEXT"),
        *_columns("verb subjects", _T),
        ("undoable", _N),
        *_columns("session place", _T),
    ],
    "journal": [
        *_COUNTED,
        *_columns("record kind", _T),
        ("content", "TEXT"),
        *_columns("gone erased", _N),
        *_columns("based_on device", _T),
        ("clock", _N),
        ("act", f"{_T} REFERENCES acts (id)"),
        ("salt", "TEXT"),
        *_columns("digest hash", _T),
    ],
    "seminars": [
        *_KEY,
        *_columns(
            "title subtitle purpose invitees organiser place date starts_at booked_until sectors "
            "sizes consent source template",
            _T,
        ),
        *_columns(
            "room_threshold print_threshold rehearsal asks_names shares_devices door_closed", _N
        ),
        *_columns("languages controller contact lawful_basis", _T),
        *_columns("withdraw_days kept_days", _N),
        *_columns("rule time_zone written_in", _T),
        *_columns("title_second subtitle_second consent_second rule_second", _T),
        ("photographs", _N),
        ("print_rounding", _N),
        *_columns("attribution unknown_consent", _T),
        ("lists_organisations", _N),
        *_columns("parts_order parts_out", _T),
    ],
    "questions": [
        *_KEY,
        ("position", _R),
        *_columns("kind wording group help source theme_id", _T),
        *_columns("most one_word on_wall moderated", _N),
        *_columns("origin wording_second help_second", _T),
    ],
    "findings": [
        *_KEY,
        ("position", _R),
        *_columns("label wording source theme_id origin read_as label_second wording_second", _T),
    ],
    "segments": [
        *_KEY,
        ("position", _R),
        *_columns("kind title", _T),
        ("minutes", _N),
        *_columns("script prompts question_ids poll_ids title_second script_second", _T),
    ],
    "devices": [
        *_KEY,
        ("role", _T),
        ("joined_at", "TEXT"),
        *_columns("language participant_id sector size breakout_ids asks_for room", _T),
        ("seated_at", "TEXT"),
        ("token_hash", f"{_T} UNIQUE"),
    ],
    "consents": [
        *_KEY,
        ("given_at", "TEXT"),
        *_columns("take_part quote contact", _N),
        ("channel", _T),
        ("archive", _N),
    ],
    "progress": [
        *_KEY,
        *_columns("room state run_id", _T),
        *_columns("started_at finished_at", "TEXT"),
    ],
    "polls": [
        *_KEY,
        ("position", _R),
        *_columns("title wording method items criteria secrecy", _T),
        ("threshold", _R),
        *_columns("most budget shuffle", _N),
        ("split", _T),
        ("quorum", _R),
        *_columns("finding_id question_id", _T),
        *_columns("awaits_count may_abstain", _N),
        *_columns("open_to open_for title_second wording_second", _T),
    ],
    "rounds": [
        *_KEY,
        ("poll_id", _T),
        ("number", _N),
        *_columns("state poll", _T),
        *_columns("opened_at closed_at revealed_at", "TEXT"),
        ("present", _N),
        *_columns("reason segment_id", _T),
        ("closes_at", "TEXT"),
        *_columns("awaits_count tells_recount", _N),
        *_columns("entitled release room", _T),
    ],
    "segment_runs": [
        *_KEY,
        ("segment_id", _T),
        *_columns("started_at ended_at paused_at", "TEXT"),
        ("paused_seconds", _R),
        ("extended_minutes", _N),
        ("room", _T),
    ],
    "participants": [
        *_KEY,
        *_columns("name organisation role sector size email needs", _T),
        ("arrived_at", "TEXT"),
        ("seen_here", _N),
    ],
    "responses": [
        *_KEY,
        *_columns("question_id words", _T),
        ("recorded_at", "TEXT"),
        *_columns("segment_id sector size attribution participant_id channel", _T),
        *_columns("starred hidden quotable their_words archivable", _N),
        ("printed_as", _T),
    ],
    "notes": [
        *_KEY,
        *_columns("breakout_id words", _T),
        ("recorded_at", "TEXT"),
        ("position", _R),
        *_columns("question_id kind sector size", _T),
        *_columns("quotable starred", _N),
        ("tags", _T),
        ("headline", _N),
        ("owner", _T),
        ("due", "TEXT"),
        ("printed_as", _T),
    ],
    "stage": [
        *_KEY,
        *_columns("room scene subject_id message", _T),
        ("blank", _N),
        ("since", "TEXT"),
        ("page", _N),
    ],
}
_INDICES = (
    "CREATE INDEX journal_by_record ON journal (record)",
    "CREATE INDEX journal_by_act ON journal (act)",
    "CREATE INDEX rounds_by_poll ON rounds (poll_id)",
    "CREATE INDEX responses_by_question ON responses (question_id, recorded_at, id)",
    "CREATE INDEX notes_by_breakout ON notes (breakout_id, recorded_at, id)",
)
_SAID = {
    "time_zone": "'Europe/London'",
    "room": "'main'",
    "awaits_count": "0",
    "tells_recount": "0",
    "door_closed": "0",
    "asks_for": "''",
    "seated_at": "NULL",
    "split": "'sector'",
    "quorum": "0.5",
    "release": "'[]'",
    "entitled": "'[]'",
    "may_abstain": "0",
    "open_to": "'anybody'",
    "written_in": "'en'",
    **dict.fromkeys(
        [
            "title_second",
            "subtitle_second",
            "consent_second",
            "rule_second",
            "wording_second",
            "help_second",
            "label_second",
            "script_second",
        ],
        "''",
    ),
    "open_for": "'[]'",
    "seen_here": "0",
    "their_words": "0",
    "archivable": "0",
    "photographs": "0",
    "print_rounding": "1",
    "attribution": "'sector'",
    "unknown_consent": "'withheld'",
    "lists_organisations": "0",
    "parts_order": "'[]'",
    "parts_out": "'[]'",
    "printed_as": "''",
}
"""What the rows of version 1 say in a column that they did not have, in SQL."""


def build_tables_anew(connection: Connection) -> None:
    """Every row goes across as it is; the numbers of acts and revisions go on where they were."""
    run = connection.exec_driver_sql
    counted = run("SELECT name, seq FROM sqlite_sequence").all()
    for table, columns in _TABLES.items():
        there = {row[1] for row in run(f"PRAGMA table_info({table})")}
        names = ", ".join(f'"{name}"' for name, _ in columns)
        values = ", ".join(f'"{name}"' if name in there else _SAID[name] for name, _ in columns)
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns)
        run(f"CREATE TABLE new_{table} ({declared})")
        run(f"INSERT INTO new_{table} ({names}) SELECT {values} FROM {table}")  # noqa: S608 - ours
        run(f"DROP TABLE {table}")
        run(f"ALTER TABLE new_{table} RENAME TO {table}")
    for statement in _INDICES:
        run(statement)
    for name, last in counted:
        run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
