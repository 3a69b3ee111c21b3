"""The tables of a seminar file: one per kind of record, beside the journal they come from."""

from sqlalchemy import Column, Index, Table, Text

from facilitator.domain.revisions import Kind
from facilitator.store.records.columns import NUMBER, id_column, listed, moment, real, text, whole
from facilitator.store.records.journal.tables import (
    acts,
    arrival_links,
    device_names,
    heads,
    journal,
    laptops,
    merges,
    meta,
    metadata,
    note_changes,
    round_counts,
    round_secrets,
    word_seals,
)

__all__ = [
    "acts",
    "arrival_links",
    "device_names",
    "heads",
    "journal",
    "laptops",
    "merges",
    "meta",
    "metadata",
    "note_changes",
    "round_counts",
    "round_secrets",
    "word_seals",
]

APPLICATION_ID = 0x464C5452
"""Marks the file as a seminar ("FLTR") in the SQLite header."""

HALF_MADE_ID = 0x464C5443
"""Marks a copy that is to be a seminar when it is finished ("FLTC")."""

NO_LARGER_CLOCK = 1 << 53
"""What no clock comes to: the last moment below it is written again and again."""

BELIEVED_UNTIL = 7_258_118_400_000_000
"""The year 2200: a computer whose own clock stands behind it is not believed, since nothing could
ever be later than what it writes."""

seminars = Table(
    "seminars",
    metadata,
    id_column(),
    text("title"),
    text("subtitle"),
    text("purpose"),
    text("invitees"),
    text("organiser"),
    text("place"),
    text("date"),
    text("starts_at"),
    text("booked_until"),
    listed("sectors"),
    listed("sizes"),
    text("consent"),
    text("source"),
    text("template"),
    whole("room_threshold"),
    whole("print_threshold"),
    *map(whole, ("rehearsal", "asks_names", "shares_devices", "door_closed")),
    listed("languages"),
    text("controller"),
    text("contact"),
    text("lawful_basis"),
    whole("withdraw_days"),
    whole("kept_days"),
    text("rule"),
    text("time_zone"),
    text("written_in"),
    *map(text, ("title_second", "subtitle_second", "consent_second", "rule_second")),
    *map(whole, ("photographs", "print_rounding")),
    *map(text, ("attribution", "unknown_consent")),
    whole("lists_organisations"),
    *map(listed, ("parts_order", "parts_out")),
)

themes = Table(
    "themes",
    metadata,
    id_column(),
    real("position"),
    text("name"),
    text("description"),
    text("parent_id"),
    text("origin"),
)

codings = Table(
    "codings",
    metadata,
    id_column(),
    text("passage_id"),
    text("theme_id"),
    Column("start", NUMBER),
    Column("end", NUMBER),
    text("revision"),
    text("coder"),
    moment("at"),
    text("mark"),
    text("memo"),
    Index("codings_by_passage", "passage_id", "theme_id"),
    Index("codings_by_theme", "theme_id", "passage_id"),
)

case_studies = Table(
    "case_studies",
    metadata,
    id_column(),
    real("position"),
    text("title"),
    text("authors"),
    text("focus"),
    text("source"),
)

questions = Table(
    "questions",
    metadata,
    id_column(),
    real("position"),
    text("kind"),
    text("wording"),
    text("group"),
    text("help"),
    text("source"),
    text("theme_id"),
    whole("most"),
    whole("one_word"),
    whole("on_wall"),
    whole("moderated"),
    text("origin"),
    *map(text, ("wording_second", "help_second")),
)

findings = Table(
    "findings",
    metadata,
    id_column(),
    real("position"),
    text("label"),
    text("wording"),
    text("source"),
    text("theme_id"),
    text("origin"),
    text("read_as"),
    *map(text, ("label_second", "wording_second")),
)

segments = Table(
    "segments",
    metadata,
    id_column(),
    real("position"),
    text("kind"),
    text("title"),
    whole("minutes"),
    text("script"),
    listed("prompts"),
    listed("question_ids"),
    listed("poll_ids"),
    *map(text, ("title_second", "script_second")),
)

segment_runs = Table(
    "segment_runs",
    metadata,
    id_column(),
    text("segment_id"),
    moment("started_at"),
    moment("ended_at"),
    moment("paused_at"),
    real("paused_seconds"),
    whole("extended_minutes"),
    text("room"),
)

progress = Table(
    "progress",
    metadata,
    id_column(),
    text("room"),
    text("state"),
    text("run_id"),
    moment("started_at"),
    moment("finished_at"),
)

stage = Table(
    "stage",
    metadata,
    id_column(),
    text("room"),
    text("scene"),
    text("subject_id"),
    text("message"),
    whole("blank"),
    moment("since"),
    whole("page"),
)

polls = Table(
    "polls",
    metadata,
    id_column(),
    real("position"),
    text("title"),
    text("wording"),
    text("method"),
    listed("items"),
    listed("criteria"),
    text("secrecy"),
    real("threshold"),
    whole("most"),
    whole("budget"),
    whole("shuffle"),
    text("split"),
    real("quorum"),
    text("finding_id"),
    text("question_id"),
    whole("awaits_count"),
    whole("may_abstain"),
    text("open_to"),
    listed("open_for"),
    *map(text, ("title_second", "wording_second")),
)

rounds = Table(
    "rounds",
    metadata,
    id_column(),
    text("poll_id"),
    whole("number"),
    text("state"),
    listed("poll"),
    moment("opened_at"),
    moment("closed_at"),
    moment("revealed_at"),
    whole("present"),
    text("reason"),
    text("segment_id"),
    moment("closes_at"),
    whole("awaits_count"),
    whole("tells_recount"),
    listed("entitled"),
    listed("release"),
    text("room"),
    Index("rounds_by_poll", "poll_id"),
)

hand_counts = Table("hand_counts", metadata, id_column(), listed("marks"), whole("people"))

devices = Table(
    "devices",
    metadata,
    id_column(),
    text("role"),
    moment("joined_at"),
    text("language"),
    text("participant_id"),
    text("sector"),
    text("size"),
    listed("breakout_ids"),
    text("asks_for"),
    text("room"),
    moment("seated_at"),
    Column("token_hash", Text, nullable=False, unique=True),
)
"""Who is let in, by the hash of their token. Local to this file: merges leave it alone."""

participants = Table(
    "participants",
    metadata,
    id_column(),
    text("name"),
    text("organisation"),
    text("role"),
    text("sector"),
    text("size"),
    text("email"),
    text("needs"),
    moment("arrived_at"),
    whole("seen_here"),
)

consents = Table(
    "consents",
    metadata,
    id_column(),
    moment("given_at"),
    whole("take_part"),
    whole("quote"),
    whole("contact"),
    text("channel"),
    whole("archive"),
)

addresses = Table("addresses", metadata, id_column(), text("email"))

breakouts = Table(
    "breakouts",
    metadata,
    id_column(),
    text("segment_id"),
    real("position"),
    text("title"),
    text("place"),
    text("case_study_id"),
    listed("question_ids"),
    listed("finding_ids"),
    listed("member_ids"),
    listed("fixed_ids"),
    text("note_taker"),
    whole("capacity"),
)

responses = Table(
    "responses",
    metadata,
    id_column(),
    text("question_id"),
    text("words"),
    moment("recorded_at"),
    text("segment_id"),
    text("sector"),
    text("size"),
    text("attribution"),
    text("participant_id"),
    text("channel"),
    *map(whole, ("starred", "hidden", "quotable", "their_words", "archivable")),
    text("printed_as"),
    Index("responses_by_question", "question_id", "recorded_at", "id"),
)

upvotes = Table(
    "upvotes",
    metadata,
    id_column(),
    text("response_id"),
    text("device_id"),
    Index("upvotes_by_response", "response_id"),
)

notes = Table(
    "notes",
    metadata,
    id_column(),
    text("breakout_id"),
    text("words"),
    moment("recorded_at"),
    real("position"),
    text("question_id"),
    text("kind"),
    text("sector"),
    text("size"),
    whole("quotable"),
    whole("starred"),
    listed("tags"),
    whole("headline"),
    text("owner"),
    Column("due", Text),
    text("printed_as"),
    Index("notes_by_breakout", "breakout_id", "recorded_at", "id"),
)

_of_checks = (id_column(), text("breakout_id"), moment("checked_at"), listed("revisions"))
checks = Table("checks", metadata, *_of_checks)

speakers_lists = Table(
    "speakers_lists",
    metadata,
    id_column(),
    text("segment_id"),
    moment("opened_at"),
    moment("closed_at"),
    whole("limit"),
    whole("asked"),
    whole("waiting"),
    moment("began_at"),
    listed("turns"),
    text("room"),
)

_of_slides = (id_column(), real("position"), text("title"), listed("pages"), text("segment_id"))
slides = Table("slides", metadata, *_of_slides)

_of_pictures = (id_column(), text("slides_id"), whole("number"), text("picture"))
slide_pictures = Table("slide_pictures", metadata, *_of_pictures)

_of_photographs = (id_column(), text("jpeg"), whole("width"), whole("height"))
photographs = Table("photographs", metadata, *_of_photographs)

additions = Table(
    "additions",
    metadata,
    id_column(),
    *map(text, ("kind", "words", "about", "by")),
    moment("at"),
    text("answer"),
    Column("until", Text),
)

RECORD_TABLES: dict[Kind, Table] = {
    Kind.SEMINAR: seminars,
    Kind.SEGMENT: segments,
    Kind.QUESTION: questions,
    Kind.FINDING: findings,
    Kind.THEME: themes,
    Kind.CODING: codings,
    Kind.CASE_STUDY: case_studies,
    Kind.POLL: polls,
    Kind.ROUND: rounds,
    Kind.HAND_COUNT: hand_counts,
    Kind.PARTICIPANT: participants,
    Kind.CONSENT: consents,
    Kind.ADDRESS: addresses,
    Kind.BREAKOUT: breakouts,
    Kind.RESPONSE: responses,
    Kind.UPVOTE: upvotes,
    Kind.NOTE: notes,
    Kind.CHECK: checks,
    Kind.PHOTOGRAPH: photographs,
    Kind.PROGRESS: progress,
    Kind.SEGMENT_RUN: segment_runs,
    Kind.STAGE: stage,
    Kind.SPEAKERS: speakers_lists,
    Kind.SLIDES: slides,
    Kind.SLIDE_PICTURE: slide_pictures,
    Kind.ADDITION: additions,
}
