"""What went wrong in the database, told by PostgreSQL's codes (Appendix A of its manual)."""

import contextlib
from collections.abc import Callable, Iterator, Mapping

import psycopg
from sqlalchemy.exc import DBAPIError, TimeoutError

from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.wording import Message, say
from facilitator.store.postgres.address import Address
from facilitator.store.postgres.refusals import MAY_NOT, NO_DATABASE, NOT_LET_IN, refusal

TROUBLE = (DBAPIError, psycopg.Error, TimeoutError)
"""What is raised, through SQLAlchemy and straight from the driver."""


def _away(where: str) -> Message:
    return say(
        "The database at {address} does not answer. See that it runs, and that there is a way to "
        "it in the network.",
        address=where,
    )


_SENTENCES: Mapping[str, Callable[[str], Message]] = {
    "28": lambda where: NOT_LET_IN.of(address=where),
    "3D": lambda where: NO_DATABASE.of(address=where),
    "42501": lambda where: MAY_NOT.of(address=where),
    "53100": lambda where: say(
        "The disk of the database at {address} is full: its administrator has to make room, then "
        "try again.",
        address=where,
    ),
    "42P01": lambda where: say(
        "{address} is not there any more: it was taken out of the database, or is being restored "
        "at this moment. Ask its administrator.",
        address=where,
    ),
    "55P03": lambda where: say(
        "{address} is busy: somebody else is writing. Try again in a moment.", address=where
    ),
    "57014": lambda where: say("{address} took too long to answer. Try again.", address=where),
    "25006": lambda where: say(
        "The database at {address} can only be read: it is a copy. Give the address of the first "
        "one.",
        address=where,
    ),
    "58": lambda where: say(
        "The disk of the database at {address} does not answer as it should. Tell its "
        "administrator.",
        address=where,
    ),
    "XX": lambda where: say(
        "The database at {address} is damaged. Tell its administrator.", address=where
    ),
    "08": _away,
    "57P": _away,
    "53": _away,
}
"""By the code, or by what a kind of codes begins with; the longest counts."""


NO_SIGN = say("There is a sign in this that no text has. Take it out, or type the words anew.")


def _cause(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def code_of(error: BaseException) -> str:
    """PostgreSQL's code of an error; "" where there is none."""
    cause = _cause(error)
    return getattr(cause, "sqlstate", None) or ""


_BEING_RESTORED = ("42P01",)
"""Tables that were there are not: another may be had as soon as they are again."""


def is_away(error: BaseException) -> bool:
    """Whether the connection is gone, and another may be had."""
    cause = _cause(error)
    is_cut = isinstance(cause, psycopg.OperationalError) and not code_of(error)
    is_gone = code_of(error).startswith(("08", "57P", *_BEING_RESTORED))
    return is_cut or is_gone or isinstance(cause, TimeoutError)


def sentence_of(error: BaseException, address: Address) -> Message | None:
    """What a person is told of it; None for a fault of this program."""
    code = code_of(error)
    for length in (5, 3, 2):
        if told := _SENTENCES.get(code[:length]):
            return told(str(address))
    cause = _cause(error)
    if not code and isinstance(cause, psycopg.Error) and (told := refusal(str(cause))):
        return told(str(address))
    return _away(str(address)) if is_away(error) else None


@contextlib.contextmanager
def told(address: Address) -> Iterator[None]:
    """Raise StorageError for what a person can do something about; a bug stays what it is."""
    try:
        yield
    except TROUBLE as error:
        if isinstance(_cause(error), psycopg.DataError) and "NUL" in str(error):
            raise SeminarError(NO_SIGN) from error
        sentence = sentence_of(error, address)
        if sentence is None:
            raise
        raise StorageError(sentence) from error
