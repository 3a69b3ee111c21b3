"""Hearing that somebody wrote, from whatever machine."""

import time
from collections.abc import Callable

import psycopg
from psycopg import sql

from facilitator.store.postgres.address import Address
from facilitator.store.postgres.troubles import is_away

LOOK_SECONDS = 0.5
"""So often it is read how far the news goes, whether or not anything was told: ballots tell nobody,
and what was told while a connection was gone is not told again."""
AGAIN_SECONDS = 1.0
"""A database that does not answer is asked again so often."""

_FAR = "SELECT (SELECT max(seq) FROM journal), (SELECT max(seq) FROM ballots)"

_SINCE = """
    SELECT 'meta'::regclass::oid, pg_postmaster_start_time(),
           (SELECT oid FROM pg_database WHERE datname = current_database()),
           (SELECT system_identifier FROM pg_control_system())"""
"""Which tables are asked, of which database and server, and since when it answers: what was
restored, failed over to or begun anew may lack what was told before.
"""

Connected = Callable[[], "psycopg.Connection[tuple[object, ...]]"]


class Ear:
    """Listens on a connection of its own, outside any transaction. Belongs to one thread."""

    def __init__(self, address: Address, connected: Connected) -> None:
        self._address = address
        self._connected = connected
        self._raw: psycopg.Connection[tuple[object, ...]] | None = None
        self._far: object = None
        self._since: object = None
        self._may_lack = False
        self._looked_at = 0.0
        self._tried_at = 0.0
        self._comes()

    @property
    def hears(self) -> bool:
        """Whether it listens; it does not while the database does not answer."""
        return self._raw is not None

    def has_news(self) -> bool:
        """Whether anybody committed since this was asked last, or might have: nobody listened."""
        if self._raw is None:
            return self._comes_again()
        try:
            was_told = any(True for _ in self._raw.notifies(timeout=0))
            return self._looks(self._raw, at_once=was_told)
        except psycopg.Error as error:
            if not is_away(error):
                raise
            self._goes()
            return False

    def may_lack(self) -> bool:
        """Whether, since this was asked last, another server than before began to answer, or the
        same one anew: it may be at an earlier moment.
        """
        may_lack, self._may_lack = self._may_lack, False
        return may_lack

    def _looks(self, raw: "psycopg.Connection[tuple[object, ...]]", *, at_once: bool) -> bool:
        now = time.monotonic()
        if not at_once and now - self._looked_at < LOOK_SECONDS:
            return False
        before, self._far, self._looked_at = self._far, raw.execute(_FAR).fetchone(), now
        return self._asks_who(raw) or at_once or before != self._far

    def _asks_who(self, raw: "psycopg.Connection[tuple[object, ...]]") -> bool:
        """Whether it is another one that answers than before."""
        before, self._since = self._since, raw.execute(_SINCE).fetchone()
        is_another = before is not None and before != self._since
        self._may_lack |= is_another
        return is_another

    def _comes_again(self) -> bool:
        if time.monotonic() - self._tried_at < AGAIN_SECONDS:
            return False
        try:
            self._comes()
        except psycopg.Error as error:
            if not is_away(error):
                raise
            return False
        return True

    def _comes(self) -> None:
        self._tried_at = time.monotonic()
        raw = self._connected()
        try:
            raw.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._address.channel)))
            self._far, self._looked_at = raw.execute(_FAR).fetchone(), time.monotonic()
            self._asks_who(raw)
        except BaseException:
            raw.close()
            raise
        self._raw = raw

    def _goes(self) -> None:
        raw, self._raw = self._raw, None
        self._tried_at = time.monotonic()
        if raw is not None:
            raw.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._goes()
