"""What whoever only reads a seminar in a database may see of it: views in a schema of their own,
beside the seminar's, which they may not even use.

They see all but addresses, needs, who is let in, codes and secrets, words that are typed just now,
and votes that are open; a voter's key stands in them as another one, which leads to nobody. They
write nothing but that a paper left, so that no later one gives away more beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from psycopg import sql

from facilitator.domain.polls.polls import RoundState
from facilitator.domain.privacy.small_groups import Told
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.rooms import MAIN
from facilitator.store.postgres.address import Address
from facilitator.store.postgres.engine import LOCK
from facilitator.store.postgres.schemas import JSON_EXTRACT
from facilitator.store.records import tables
from facilitator.store.records.facts import FACTS, LEFT_WORDS, PAPER_PILES, TOLD

SECRET = "keys_secret"
"""What voters' keys are made into others with; readers have no right to it."""

_COUNTED = sql.SQL(
    "round_id IN (SELECT id FROM {seminar}.rounds WHERE state IN ({closed}, {revealed}))"
)
_ANOTHER_KEY = sql.SQL("md5((SELECT value FROM {readers}.{secret}) || {key})")
_NOTHING = sql.SQL("false")


@dataclass(frozen=True, slots=True)
class _View:
    """What stands in some columns in place of what the table holds, and which rows are seen."""

    instead: dict[str, sql.Composable]
    rows: sql.Composable | None = None


def statements(address: Address) -> Iterator[sql.Composed]:
    """What makes the views, or makes them anew; within one transaction, by the seminar's owner."""
    names: dict[str, sql.Composable] = {
        "seminar": sql.Identifier(address.schema),
        "readers": sql.Identifier(address.readers),
        "secret": sql.Identifier(SECRET),
    }
    yield sql.SQL("CREATE SCHEMA IF NOT EXISTS {readers}").format(**names)
    yield sql.SQL("CREATE TABLE IF NOT EXISTS {readers}.{secret} (value text NOT NULL)").format(
        **names
    )
    yield sql.SQL(
        "INSERT INTO {readers}.{secret} SELECT gen_random_uuid() || gen_random_uuid()::text "
        "WHERE NOT EXISTS (SELECT FROM {readers}.{secret})"
    ).format(**names)
    views = _views(names)
    for table in tables.metadata.sorted_tables:
        held = views.get(table.name, _View({}))
        columns = [
            sql.SQL("{} AS {}").format(held.instead[c.name], sql.Identifier(c.name))
            if c.name in held.instead
            else sql.Identifier(c.name)
            for c in table.columns
        ]
        yield sql.SQL(
            "CREATE OR REPLACE VIEW {readers}.{name} WITH (security_barrier) AS "
            "SELECT {columns} FROM {seminar}.{name} WHERE {rows}"
        ).format(
            **names,
            name=sql.Identifier(table.name),
            columns=sql.SQL(", ").join(columns),
            rows=held.rows or sql.SQL("true"),
        )
    yield from _beside(names)


def _views(names: dict[str, sql.Composable]) -> dict[str, _View]:
    empty = sql.Literal("")
    counted = _COUNTED.format(
        **names,
        closed=sql.Literal(RoundState.CLOSED.value),
        revealed=sql.Literal(RoundState.REVEALED.value),
    )

    def another(key: str) -> sql.Composable:
        return _ANOTHER_KEY.format(**names, key=sql.Identifier(key))

    voted = sql.SQL("key IN (SELECT voter_key FROM {seminar}.ballots WHERE {counted})").format(
        **names, counted=counted
    )
    said = sql.SQL(
        "CASE WHEN kind = {person} AND content IS NOT NULL "
        'THEN (content::jsonb || \'{{"email": "", "needs": ""}}\')::text ELSE content END'
    ).format(person=sql.Literal(Kind.PARTICIPANT.value))
    return {
        "participants": _View({"email": empty, "needs": empty}),
        "addresses": _View({}, _NOTHING),
        "devices": _View({"token_hash": empty}),
        "journal": _View(
            {"content": said, "salt": sql.SQL("NULL::text")},
            sql.SQL("kind <> {}").format(sql.Literal(Kind.ADDRESS.value)),
        ),
        "word_seals": _View({"salt": sql.SQL("NULL::text")}),
        "meta": _View({}, sql.SQL("split_part(name, ':', 1) = ANY({})").format(_seen_facts())),
        "round_secrets": _View({}, _NOTHING),
        "submissions": _View({}, _NOTHING),
        "ballots": _View(
            {"voter_key": another("voter_key"), "nameless_key": empty, "submission": empty}, counted
        ),
        "voters": _View({"key": another("key")}, voted),
        "voter_rooms": _View({"key": another("key")}, voted),
    }


def _seen_facts() -> sql.Composable:
    """The facts that readers see: neither secrets nor what somebody types just now."""
    hidden = (LEFT_WORDS, PAPER_PILES)
    seen = [f.name for f in FACTS if not (f.is_secret or f.by_session or f in hidden)]
    return sql.Literal(seen)


def _beside(names: dict[str, sql.Composable]) -> Iterator[sql.Composed]:
    """What readers call beside the views: how a text is taken out of a revision, and what they say
    when a paper has left.
    """
    extract = JSON_EXTRACT.replace("CREATE FUNCTION json_extract", "CREATE OR REPLACE FUNCTION {f}")
    yield sql.SQL(extract).format(f=sql.SQL("{readers}.json_extract").format(**names))
    kept = [field.name for field in fields(Told)]
    yield sql.SQL(
        """
        CREATE OR REPLACE FUNCTION {readers}.paper_left({takes}) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = {seminar}, pg_temp AS $$
        DECLARE held json;
        BEGIN
            PERFORM pg_advisory_xact_lock({lock}, 'meta'::regclass::oid::int);
            SELECT value::json INTO held FROM meta WHERE name = {told};
            DELETE FROM meta WHERE name = {told};
            INSERT INTO meta VALUES ({told}, json_build_object({both})::text);
        END $$"""
    ).format(
        **names,
        takes=sql.SQL(", ").join(
            sql.SQL("{} text[]").format(sql.Identifier(f"of_{k}")) for k in kept
        ),
        lock=sql.Literal(LOCK),
        told=sql.Literal(TOLD.called(MAIN)),
        both=sql.SQL(", ").join(
            sql.SQL(
                "{k}, (SELECT coalesce(json_agg(e), '[]') FROM (SELECT "
                "json_array_elements_text(held->{k}) UNION SELECT unnest({of})) AS t (e))"
            ).format(k=sql.Literal(k), of=sql.Identifier(f"of_{k}"))
            for k in kept
        ),
    )
    yield sql.SQL("REVOKE ALL ON FUNCTION {readers}.paper_left FROM PUBLIC").format(**names)
