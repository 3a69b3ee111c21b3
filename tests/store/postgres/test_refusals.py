"""Connections that are refused, each told by what whoever types the address can do about it."""

import psycopg
import pytest

from facilitator.store.postgres import refusals
from facilitator.store.postgres.address import address_of
from facilitator.store.postgres.troubles import is_away, sentence_of

AT = address_of("postgresql://freya:verysecret1@host/seminars/spring?sslmode=verify-full")

SAID = {
    "SSL error: certificate verify failed": refusals.UNKNOWN,
    'root certificate file "root.crt" does not exist': refusals.NO_ROOT,
    'could not read root certificate file "/etc/hosts": shutdown while in init': refusals.NO_ROOT,
    'server certificate for "localhost" (and 1 other name) does not match host name "vm"': (
        refusals.ANOTHER_NAME
    ),
    "server does not support SSL, but SSL was required": refusals.NO_TLS,
    'FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "freya", no encryption': (
        refusals.NOT_LIKE_THIS
    ),
    "FATAL:  kein pg_hba.conf-Eintrag für Host »10.0.0.2«": refusals.NOT_LIKE_THIS,
    "FATAL:  connection requires a valid client certificate": refusals.OF_ONES_OWN,
    'FATAL:  certificate authentication failed for user "certy"': refusals.OF_ONES_OWN,
    'certificate present, but not private key file "nokey.key"': refusals.OF_ONES_OWN,
    'could not load private key file "a.key": key values mismatch': refusals.OF_ONES_OWN,
    'private key file "a.key" has group or world access': refusals.OF_ONES_OWN,
    'could not read certificate file "/etc/hosts": no start line': refusals.OF_ONES_OWN,
    "SSL error: tlsv1 alert unknown ca": refusals.OF_ONES_OWN,
    'FATAL:  password authentication failed for user "freya"': refusals.NOT_LET_IN,
    "fe_sendauth: no password supplied": refusals.NOT_LET_IN,
    'FATAL:  database "nope" does not exist': refusals.NO_DATABASE,
    "FATAL:  sorry, too many clients already": refusals.FULL,
}
"""What libpq and PostgreSQL 15 said when each was done to them."""


@pytest.mark.parametrize("words", SAID)
def test_a_refusal_is_told_by_what_can_be_done(words: str) -> None:
    where = 'connection to server at "10.0.0.1", port 5432 failed: '
    error = psycopg.OperationalError(f"connection failed: {where}{words}")
    assert sentence_of(error, AT) == SAID[words].of(address=str(AT))


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (psycopg.OperationalError('connection is bad: invalid sslmode value: "x"'), "sslmode"),
        (psycopg.OperationalError('connection is bad: invalid port number: "9999999"'), "port"),
        (psycopg.OperationalError('connection is bad: definition of service "s" not found'), "s"),
        (psycopg.ProgrammingError('invalid connection option "slmode"\n'), "slmode"),
        (psycopg.ProgrammingError("bad value for connect_timeout: 'abc'"), "connect_timeout"),
    ],
)
def test_an_option_that_nobody_knows_is_named(error: psycopg.Error, what: str) -> None:
    told = str(sentence_of(error, AT))
    assert "in a way that nobody knows" in told
    assert what in told


def test_what_a_database_says_in_another_language_is_told_as_it_is() -> None:
    start = 'connection failed: connection to server at "10.0.0.1", port 5432 failed: '
    german = psycopg.OperationalError(f"{start}FATAL:  Passwort-Authentifizierung fehlgeschlagen")
    assert "refuses: Passwort-Authentifizierung fehlgeschlagen" in str(sentence_of(german, AT))
    for words in ("FATAL:  the database system is starting up", "Connection refused"):
        away = psycopg.OperationalError(f"{start}{words}")
        assert "does not answer" in str(sentence_of(away, AT))
        assert is_away(away)
    cut = psycopg.OperationalError("SSL connection has been closed unexpectedly")
    assert "does not answer" in str(sentence_of(cut, AT))


def test_an_error_of_this_programs_own_stays_one() -> None:
    assert sentence_of(psycopg.ProgrammingError("the query has 1 placeholder"), AT) is None
