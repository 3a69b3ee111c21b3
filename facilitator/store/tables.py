"""The tables of a seminar file: one per kind of record, beside the journal they come from."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from facilitator.domain.changes import Kind

APPLICATION_ID = 0x464C5452
"""Marks the file as a seminar ("FLTR") in the SQLite header."""


class Moment(TypeDecorator[Any]):
    """A point in time as UTC text of fixed width, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value


class Listed(TypeDecorator[Any]):
    """A tuple or a nested value as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return msgspec.json.decode(value or "null")


metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _real(name: str) -> Column[float]:
    return Column(name, Float, nullable=False)


def _listed(name: str) -> Column[Any]:
    return Column(name, Listed, nullable=False)


def _moment(name: str) -> Column[Any]:
    return Column(name, Moment)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text))

acts = Table(
    "acts",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _text("label"),
    _text("device"),
    _text("at"),
    Column("undoes", Text),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _text("record"),
    _text("kind"),
    Column("content", Text),
    _whole("gone"),
    _whole("erased"),
    _listed("based_on"),
    _text("device"),
    _whole("clock"),
    Column("act", Text, ForeignKey("acts.id"), nullable=False),
    Index("journal_by_record", "record"),
    Index("journal_by_act", "act"),
    sqlite_autoincrement=True,
)

heads = Table(
    "heads",
    metadata,
    Column("record", Text, primary_key=True),
    Column("revision", Text, ForeignKey("journal.id"), primary_key=True),
)

seminars = Table(
    "seminars",
    metadata,
    _id(),
    _text("title"),
    _text("subtitle"),
    _text("purpose"),
    _text("invitees"),
    _text("organiser"),
    _text("place"),
    _text("date"),
    _text("starts_at"),
    _text("booked_until"),
    _listed("sectors"),
    _listed("sizes"),
    _text("consent"),
    _text("source"),
    _text("template"),
    _whole("room_threshold"),
    _whole("print_threshold"),
    _whole("rehearsal"),
    _whole("asks_names"),
    _whole("shares_devices"),
)

themes = Table(
    "themes",
    metadata,
    _id(),
    _real("position"),
    _text("name"),
    _text("description"),
    _whole("from_template"),
)

case_studies = Table(
    "case_studies",
    metadata,
    _id(),
    _real("position"),
    _text("title"),
    _text("authors"),
    _text("focus"),
    _text("source"),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _real("position"),
    _text("kind"),
    _text("wording"),
    _text("group"),
    _text("help"),
    _text("source"),
    _text("theme_id"),
    _whole("most"),
    _whole("one_word"),
    _whole("on_wall"),
    _whole("moderated"),
)

findings = Table(
    "findings",
    metadata,
    _id(),
    _real("position"),
    _text("label"),
    _text("wording"),
    _text("source"),
    _text("theme_id"),
)

segments = Table(
    "segments",
    metadata,
    _id(),
    _real("position"),
    _text("kind"),
    _text("title"),
    _whole("minutes"),
    _text("script"),
    _listed("prompts"),
    _listed("question_ids"),
    _listed("poll_ids"),
)

segment_runs = Table(
    "segment_runs",
    metadata,
    _id(),
    _text("segment_id"),
    _moment("started_at"),
    _moment("ended_at"),
    _moment("paused_at"),
    _real("paused_seconds"),
    _whole("extended_minutes"),
)

progress = Table(
    "progress",
    metadata,
    _id(),
    _text("state"),
    _text("run_id"),
    _moment("started_at"),
    _moment("finished_at"),
)

stage = Table(
    "stage",
    metadata,
    _id(),
    _text("scene"),
    _text("subject_id"),
    _text("message"),
    _whole("blank"),
    _moment("since"),
    _whole("page"),
)

polls = Table(
    "polls",
    metadata,
    _id(),
    _real("position"),
    _text("title"),
    _text("wording"),
    _text("method"),
    _listed("items"),
    _listed("criteria"),
    _text("secrecy"),
    _real("threshold"),
    _whole("most"),
    _whole("budget"),
    _whole("shuffle"),
    _text("finding_id"),
    _text("question_id"),
)

rounds = Table(
    "rounds",
    metadata,
    _id(),
    _text("poll_id"),
    _whole("number"),
    _text("state"),
    _listed("poll"),
    _moment("opened_at"),
    _moment("closed_at"),
    _moment("revealed_at"),
    _whole("present"),
    _text("reason"),
    _text("segment_id"),
    _moment("closes_at"),
    Index("rounds_by_poll", "poll_id"),
)

hand_counts = Table("hand_counts", metadata, _id(), _listed("marks"), _whole("people"))

ballots = Table(
    "ballots",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("round_id", Text, ForeignKey("rounds.id"), nullable=False),
    _text("voter_key"),
    _listed("marks"),
    _listed("words"),
    _text("channel"),
    _text("sector"),
    _text("size"),
    UniqueConstraint("round_id", "voter_key"),
    sqlite_autoincrement=True,
)

submissions = Table(
    "submissions",
    metadata,
    Column("round_id", Text, ForeignKey("rounds.id"), primary_key=True),
    Column("submission", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Submission ids already counted, so that a late resend cannot bring an older ballot back."""

devices = Table(
    "devices",
    metadata,
    _id(),
    _text("role"),
    _moment("joined_at"),
    _text("language"),
    _text("participant_id"),
    _text("sector"),
    _text("size"),
    _listed("breakout_ids"),
    Column("token_hash", Text, nullable=False, unique=True),
)
"""Who is let in, by the hash of their token. Local to this file: merges leave it alone."""

participants = Table(
    "participants",
    metadata,
    _id(),
    _text("name"),
    _text("organisation"),
    _text("role"),
    _text("sector"),
    _text("size"),
    _text("email"),
    _text("needs"),
    _moment("arrived_at"),
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _moment("given_at"),
    _whole("take_part"),
    _whole("quote"),
    _whole("contact"),
    _text("channel"),
)

breakouts = Table(
    "breakouts",
    metadata,
    _id(),
    _text("segment_id"),
    _real("position"),
    _text("title"),
    _text("place"),
    _text("case_study_id"),
    _listed("question_ids"),
    _listed("finding_ids"),
    _listed("member_ids"),
    _listed("fixed_ids"),
    _text("note_taker"),
    _whole("capacity"),
)

responses = Table(
    "responses",
    metadata,
    _id(),
    _text("question_id"),
    _text("words"),
    _moment("recorded_at"),
    _text("segment_id"),
    _text("sector"),
    _text("size"),
    _text("attribution"),
    _text("participant_id"),
    _text("channel"),
    _whole("starred"),
    _whole("hidden"),
    _whole("quotable"),
    _listed("theme_ids"),
    Index("responses_by_question", "question_id", "recorded_at", "id"),
)

upvotes = Table(
    "upvotes",
    metadata,
    _id(),
    _text("response_id"),
    _text("device_id"),
    Index("upvotes_by_response", "response_id"),
)

notes = Table(
    "notes",
    metadata,
    _id(),
    _text("breakout_id"),
    _text("words"),
    _moment("recorded_at"),
    _real("position"),
    _text("question_id"),
    _text("kind"),
    _text("sector"),
    _text("size"),
    _whole("quotable"),
    _whole("starred"),
    _listed("tags"),
    _listed("theme_ids"),
    _whole("headline"),
    _text("owner"),
    Column("due", Text),
    Index("notes_by_breakout", "breakout_id", "recorded_at", "id"),
)

checks = Table(
    "checks",
    metadata,
    _id(),
    _text("breakout_id"),
    _moment("checked_at"),
    _listed("revisions"),
)

RECORD_TABLES: dict[Kind, Table] = {
    Kind.SEMINAR: seminars,
    Kind.SEGMENT: segments,
    Kind.QUESTION: questions,
    Kind.FINDING: findings,
    Kind.THEME: themes,
    Kind.CASE_STUDY: case_studies,
    Kind.POLL: polls,
    Kind.ROUND: rounds,
    Kind.HAND_COUNT: hand_counts,
    Kind.PARTICIPANT: participants,
    Kind.CONSENT: consents,
    Kind.BREAKOUT: breakouts,
    Kind.RESPONSE: responses,
    Kind.UPVOTE: upvotes,
    Kind.NOTE: notes,
    Kind.CHECK: checks,
    Kind.PROGRESS: progress,
    Kind.SEGMENT_RUN: segment_runs,
    Kind.STAGE: stage,
}

_ORDER = ("position", "recorded_at", "opened_at", "started_at", "given_at", "name")


def order_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns a table's records are read in order of, the id last so that order is total."""
    named = tuple(table.c[name] for name in _ORDER if name in table.c)
    return (*named[:1], table.c.id)
