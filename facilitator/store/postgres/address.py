"""The address of a seminar in a database: where the database is, and which schema of it."""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say

_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")
"""What a seminar may be called in a database. Schemas of the database's own begin with `pg_`."""
_SCHEMES = ("postgresql", "postgres")
_OWN = ("public", "information_schema")
_SECRET = ("password", "sslpassword", "oauth_client_secret")
"""What may stand behind the question mark and is never said."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a seminar is. What it says of itself holds no password, nor who asks."""

    schema: str
    database: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()
    """What stands behind the question mark, for libpq, but for what is secret."""
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What is secret of that."""

    def __str__(self) -> str:
        port = f":{self.port}" if self.port else ""
        socket = f"?host={folder}" if (folder := dict(self.options).get("host")) else ""
        schema = f"/{self.schema}" if self.schema else ""
        return f"postgresql://{self._host}{port}/{quote(self.database)}{schema}{socket}"

    @property
    def typed(self) -> str:
        """How it is typed by whoever asks now, but for the password."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        options = f"?{urlencode(self.options)}" if self.options else ""
        names = "/".join(filter(None, (quote(self.database, safe=""), self.schema)))
        return f"postgresql://{user}{self._host}{port}/{names}{options}"

    @property
    def _host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    def parameters(self) -> dict[str, Any]:
        """What libpq is told; what nobody typed it takes from its own places."""
        typed = {"host": self.host, "port": self.port, "dbname": self.database}
        typed |= {"user": self.user, "password": self.password}
        behind = {**dict(self.options), **dict(self.secrets), "dbname": self.database}
        return {name: value for name, value in typed.items() if value} | behind

    @property
    def readers(self) -> str:
        """The schema with what whoever only reads the seminar sees of it. No seminar can be called
        so, since nobody can type it as one.
        """
        return f"{self.schema}$readers"

    @property
    def channel(self) -> str:
        """What its news is told by, and what its connections are called in the database."""
        return f"facilitator_{self.schema}"


def address_of(text: str) -> Address:
    """The address that somebody typed, postgresql://[USER@]HOST[:PORT]/DATABASE/SEMINAR.

    What stands behind a question mark is libpq's: sslmode, host (a folder of sockets) and the like.
    Raises SeminarError where it is none.
    """
    parts = _parts(text)
    names = [unquote(each) for each in parts.path.split("/")[1:]]
    try:
        port = parts.port
    except ValueError:
        names = []
    names = names if parts.scheme in _SCHEMES else []
    if len(names) != 2 or not all(names):
        raise SeminarError(
            say(
                "{text} is not the address of a seminar. Type it as "
                "postgresql://HOST/DATABASE/SEMINAR.",
                text=_without_password(text),
            )
        )
    database, schema = names
    behind = parse_qsl(parts.query)
    if not _NAME.fullmatch(schema) or schema.startswith("pg_") or schema in _OWN:
        raise SeminarError(
            say(
                "A seminar cannot be called “{name}” in a database. Use small letters, digits "
                "and _, beginning with a letter, at most 48 in all.",
                name=schema,
            )
        )
    return Address(
        schema=schema,
        database=database,
        host=parts.hostname or "",
        port=port or 0,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or dict(behind).get("password", ""),
        options=tuple(each for each in behind if each[0] not in _SECRET),
        secrets=tuple(each for each in behind if each[0] in _SECRET[1:]),
    )


def library_of(text: str) -> Address:
    """The address of a whole database that somebody typed, postgresql://[USER@]HOST[:PORT]/DATABASE;
    as that of no seminar in it. Raises SeminarError where it is none.
    """
    parts = _parts(text)
    name = parts.path.strip("/")
    if parts.scheme not in _SCHEMES or not name or "/" in name:
        raise SeminarError(
            say(
                "{text} is not the address of a database. Type it as postgresql://HOST/DATABASE.",
                text=_without_password(text),
            )
        )
    path = f"{parts.path.rstrip('/')}/any"
    any_ = address_of(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")))
    return replace(any_, schema="")


def _parts(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:  # such as half an address of IPv6
        return SplitResult("", "", "", "", "")


def _without_password(text: str) -> str:
    shown = re.sub(r"(://[^:/?#@]*):.*@", r"\1:…@", text)
    return re.sub(rf"\b({'|'.join(_SECRET)})=[^&#]*", r"\1=…", shown)
