"""Who may do what with a seminar in a database: owner, who runs it, who reads it, and nobody's."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import NoteContent
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Address, Participant, address_id
from facilitator.domain.polls.polls import Method, Poll, Round, Secrecy
from facilitator.domain.privacy.small_groups import Told
from facilitator.services.files import addresses
from facilitator.services.files.addresses import address_of
from facilitator.services.notes import noting, told
from facilitator.services.people import joining
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.report.publishing import summarise
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices
from facilitator.store.records.facts import NOTE_DRAFT, PSEUDONYM_SECRET, TOLD
from ui.start.cli import main

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)
EMAIL = "blodwen@gof.example"
SHOWN = ("Blodwen Quartz", "Said by Freya", "Kestrels over the hill")
"""What a reader sees: who is expected, what was noted, words of a vote that is closed."""


@dataclass(frozen=True)
class Seminar:
    """One seminar of Olwen's, that Freya runs and Rowan reads; Sam has nothing to do with it.
    `hidden` are the texts that no reader may come to, by what each is.
    """

    at: dict[str, str]
    hidden: dict[str, str]

    def raw(self, who: str) -> "psycopg.Connection[Any]":
        """A connection that asks what it likes."""
        return psycopg.connect(**address_of(self.at[who]).parameters(), autocommit=True)


@pytest.fixture(scope="module")
def seminar(postgres: str) -> Seminar:
    names = {each: f"{each}{uuid4().hex}" for each in ("olwen", "freya", "rowan", "sam")}
    server = f"host={postgres} user=postgres dbname=postgres"
    with contextlib.closing(psycopg.connect(server, autocommit=True)) as raw:
        for name in names.values():
            raw.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        grant = sql.SQL("GRANT CREATE ON DATABASE postgres TO {}")
        raw.execute(grant.format(sql.Identifier(names["olwen"])))
    schema = f"t{uuid4().hex}"
    at = {
        each: f"postgresql://{name}@/postgres/{schema}?host={postgres}"
        for each, name in names.items()
    }
    assert main(["new", at["olwen"], "--date", "2011-10-18"]) == 0
    assert main(["allow", at["olwen"], names["freya"], "--to", "run"]) == 0
    assert main(["allow", at["olwen"], names["rowan"], "--to", "read"]) == 0
    store = SeminarDatabase.open(address_of(at["freya"]))
    store.have_keys()
    hidden = filled(store)
    store.close()
    return Seminar(at, hidden)


def filled(store: SeminarDatabase) -> dict[str, str]:
    """Put everything into a seminar that its readers do not see."""
    marked: list[str] = []
    with store.write(Verb.SET_UP, NOW) as writer:
        person = Participant(id="p1", name=SHOWN[0], email=EMAIL, needs="A ramp, and no nuts")
        writer.put(person)
        writer.put(Address(id=address_id("p1"), email="written@later.example"))
        device = Device(id="d", role=Role.PARTICIPANT, joined_at=NOW, participant_id="p1")
        devices.let_in(writer, device, "a phone’s token")
        writer.note_fact(NOTE_DRAFT, NoteContent(breakout_id="b", words="Half a thought"))
        template = writer.every(Poll)[0]
        for id, secrecy in (("closed", Secrecy.NAMED), ("open", Secrecy.SEALED)):
            writer.put(poll_of_words(template, id, secrecy))
    noting.add_note(store, "b", SHOWN[1], now=NOW)
    codes = joining.codes(store, now=NOW)
    keys: list[str] = []
    for id, words in (("closed", SHOWN[2]), ("open", "Lapwings in the field")):
        held = voting.open_round(store, id, now=NOW)
        voter = Voter("a phone’s token", participant_id="p1") if id == "closed" else Voter("tok")
        voting.cast(store, held.id, voter, [], words=[words], submission=f"sent{id}", now=NOW)
        with store.read() as reader:
            keys += [each.voter_key for each in reader.ballots(held.id)]
        if id == "closed":
            voting.close_round(store, held.id, now=NOW)
    with store.read() as reader:
        marked += [value for value in [reader.fact(PSEUDONYM_SECRET)] if value]
        (hashed,) = (each.token_hash for each in devices.let_in_there(reader, ["d"]))
    return {
        "address": EMAIL,
        "address for afterwards": "written@later.example",
        "needs": "no nuts",
        "half-typed words": "Half a thought",
        "hash of a token": hashed,
        "open ballot": "Lapwings",
        "submission": "sentopen",
        **{f"code {role}": code for role, code in codes.items()},
        "key of a voter": keys[1],
        **{f"secret {number}": value for number, value in enumerate(marked)},
    }


def poll_of_words(template: Poll, id: str, secrecy: Secrecy) -> Poll:
    return Poll(
        id=id,
        position=template.position,
        title=f"Birds {id}",
        wording="Which?",
        method=Method.WORDS,
        items=(),
        secrecy=secrecy,
    )


def texts_for(seminar: Seminar, who: str) -> Iterator[str]:
    """Every row of every table, view and function's source that somebody's rights reach."""
    schemas = sql.Literal(f"{address_of(seminar.at[who]).schema}%")
    asked = sql.SQL(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE nspname LIKE {} AND relkind IN ('r', 'v') AND has_schema_privilege(n.oid, 'USAGE') "
        "AND has_any_column_privilege(c.oid, 'SELECT')"
    ).format(schemas)
    with contextlib.closing(seminar.raw(who)) as raw:
        for names in raw.execute(asked).fetchall():
            whole = sql.SQL("SELECT t::text FROM {}.{} AS t").format(*map(sql.Identifier, names))
            yield from (row[0] for row in raw.execute(whole))
        sources = sql.SQL(
            "SELECT pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = "
            "relnamespace WHERE nspname LIKE {} AND relkind = 'v'"
        ).format(schemas)
        yield from (row[0] for row in raw.execute(sources))


def test_a_reader_comes_to_nothing_that_is_hidden_by_whatever_is_asked(seminar: Seminar) -> None:
    seen, all_of_it = ("\n".join(texts_for(seminar, who)) for who in ("rowan", "olwen"))
    assert {what for what, text in seminar.hidden.items() if text in seen} == set()
    assert all(text in seen for text in SHOWN)
    store = SeminarDatabase.open(address_of(seminar.at["rowan"]))
    with contextlib.closing(store), store.read() as reader:
        voted = [each for held in reader.every(Round) for each in reader.ballots(held.id)]
    assert [each.words for each in voted] == [(SHOWN[2],)]
    assert voted[0].voter_key != "p1", "whose vote by name it is"
    unseen = {what for what, text in seminar.hidden.items() if text not in all_of_it}
    assert unseen == {"open ballot"}, "this test sees all that is there: that is in a box"
    assert "".join(texts_for(seminar, "sam")).strip().count("SELECT") > 1, "but how it is made"
    assert not any(text in "\n".join(texts_for(seminar, "sam")) for text in SHOWN)


def test_nobody_writes_by_rights_that_are_not_theirs(seminar: Seminar) -> None:
    asked = """
        SELECT c.relname, has_schema_privilege(n.oid, 'USAGE')
            AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname LIKE %s AND relkind IN ('r', 'v', 'S')"""
    schema = address_of(seminar.at["olwen"]).schema
    for who in ("rowan", "sam"):
        with contextlib.closing(seminar.raw(who)) as raw:
            found = raw.execute(asked, (f"{schema}%",)).fetchall()
            assert len(found) > 80
            assert {name for name, may_write in found if may_write} == set()
            with pytest.raises(psycopg.Error):
                raw.execute(sql.SQL("SELECT * FROM {}.boxes").format(sql.Identifier(schema)))
    left = sql.SQL("SELECT {}.paper_left('{{}}', '{{}}', '{{}}', '{{}}')")
    with contextlib.closing(seminar.raw("sam")) as raw, pytest.raises(psycopg.Error):
        raw.execute(left.format(sql.Identifier(f"{schema}$readers")))


ALL = frozenset({"freya", "rowan"})
RUNS = frozenset({"freya"})
COMMANDS: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("check", "{at}"), ALL),
    (("export", "{at}", "--to", "json", "--out", "{out}/a.json"), ALL),
    (("export", "{at}", "--to", "html", "--length", "page", "--out", "{out}/a.html"), ALL),
    (("export", "{at}", "--to", "activity", "--out", "{out}/a.csv"), ALL),
    (("export", "{at}", "--to", "person", "--of", SHOWN[0], "--out", "{out}/p.csv"), RUNS),
    (("print", "{at}", "agenda", "--out", "{out}/agenda.pdf"), ALL),
    (("print", "{at}", "poster", "--out", "{out}/poster.pdf"), RUNS),
    (("print", "{at}", "ballots", "--sets", "2", "--out", "{out}/b.pdf"), RUNS),
    (("compare", "{at}", "{file}"), ALL),
    (("compare", "{at}", "{file}", "--take-over"), frozenset()),
    (("import", "{at}", "{people}"), RUNS),
    (("merge", "{at}", "{file}"), frozenset()),
    (("copy", "{at}", "{out}/c.seminar"), frozenset()),
    (("allow", "{at}", "{role}", "--to", "run"), frozenset()),
    (("serve", "{at}", "--port", "0", "--keys", "{people}"), frozenset()),
)
"""Each command, and which of Freya and Rowan it does something for. Taking over, merging, copying
and serving are refused to Freya as well: nothing is new in the other, it is another seminar, a vote
is open, and what she brings are no keys.
"""


def test_each_command_does_for_each_role_what_the_role_may(
    seminar: Seminar, seminar_file: SeminarFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seminar_file.close()
    people = tmp_path / "people.csv"
    people.write_text("Name\nBerta Opal\n", "utf-8")
    for who in ("rowan", "freya", "sam"):
        out = tmp_path / who
        out.mkdir()
        named = {"at": seminar.at[who], "out": out, "file": seminar_file.path, "people": people}
        named["role"] = address_of(seminar.at[who]).user
        did: set[tuple[str, ...]] = set()
        for words, _ in COMMANDS:
            said = main([each.format(**named) for each in words])
            told = capsys.readouterr()
            if said == 0:
                did.add(words)
            assert said == 0 or (told.err + told.out).strip(), words
        assert did == {words for words, roles in COMMANDS if who in roles}


def test_what_a_reader_takes_out_is_known_to_whoever_makes_the_next_paper(seminar: Seminar) -> None:
    reads, runs = (SeminarDatabase.open(address_of(seminar.at[who])) for who in ("rowan", "freya"))
    with contextlib.closing(reads), contextlib.closing(runs):
        reads.note_left(Told(apart=frozenset({"a'b", "c"}), sectors=frozenset({"lender"})))
        reads.note_left(Told(apart=frozenset({"d"})))
        with runs.read() as reader:
            kept = reader.fact(TOLD)
        assert kept.apart >= {"a'b", "c", "d"}
        assert kept.sectors >= {"lender"}
        told.note_told(reads, summarise(reads, now=NOW), now=NOW)
        with runs.read() as reader:
            assert reader.fact(TOLD).apart >= kept.apart


def test_rights_are_taken_away_and_a_restored_seminar_is_not_the_one_they_were_for(
    seminar: Seminar,
) -> None:
    olwen, rowan = address_of(seminar.at["olwen"]), address_of(seminar.at["rowan"])
    SeminarDatabase.open(rowan).close()
    with pytest.raises(SeminarError, match="is its owner’s to say"):
        addresses.allow(address_of(seminar.at["freya"]), rowan.user, "run")
    assert addresses.allow(olwen, rowan.user, "nothing") == ""
    with pytest.raises(SeminarError, match="lacks the right"):
        SeminarDatabase.open(rowan)
    assert addresses.allow(olwen, rowan.user, "run") == ""
    store = SeminarDatabase.open(rowan)
    assert not store.only_reads
    store.close()
    assert addresses.allow(olwen, rowan.user, "read") == ""
    store = SeminarDatabase.open(rowan)
    assert store.only_reads
    with store.read() as reader:
        assert {each.state.is_counted for each in reader.every(Round)} == {True, False}
    store.close()
    with contextlib.closing(seminar.raw("olwen")) as raw:
        names = [sql.Identifier(each) for each in (olwen.schema, f"before{olwen.schema}")]
        raw.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(*names))
        raw.execute(sql.SQL("CREATE SCHEMA {}").format(names[0]))
        said = sql.SQL("COMMENT ON SCHEMA {} IS 'facilitator 2'").format(names[0])
        raw.execute(said)
        with pytest.raises(SeminarError):
            SeminarDatabase.open(rowan)
        raw.execute(sql.SQL("DROP SCHEMA {}").format(names[0]))
        raw.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(names[1], names[0]))
