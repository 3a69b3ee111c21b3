"""Statements that are compiled once for all the files that the tests of one process open.

The program compiles statements for each file that is open, and forgets them, with what they were
asked with, when it lets go of it. Tests open thousands of files one after another: compiling the
same statements again was a quarter of what tests of services took. Processes that tests begin do
as the program does; it is there that memory is searched.
"""

from typing import Any

from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.util import LRUCache

MOST = 4_000
"""Statements; those used least are forgotten."""


class Compiled:
    """What was compiled, and the dialect that it was compiled for."""

    def __init__(self) -> None:
        self._cache: LRUCache[Any, Any] = LRUCache(MOST)
        self._dialect: Dialect | None = None

    def create_engine(self, *where: Any, **how: Any) -> Engine:
        """As SQLAlchemy does; all but the first share."""
        made = create_engine(*where, **how)
        if self._dialect is None:
            self._dialect = made.dialect
        elif self._knows_its_database():
            theirs = {"dialect": self._dialect, "_compiled_cache": self._cache}
            vars(made).update(theirs, clear_compiled_cache=lambda: None)
        return made

    def _knows_its_database(self) -> bool:
        """A dialect asks the first connection that is made with it what it can do."""
        return getattr(self._dialect, "server_version_info", None) is not None
