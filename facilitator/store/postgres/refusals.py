"""Connections that are refused: libpq gives no code of them, and says why in words, which are its
own or the database's. Of a database that speaks another language these are told as they are.
"""

import re
from collections.abc import Callable

from facilitator.domain.wording import Message, say

NO_TLS = say(
    "{address} offers no TLS, which this computer asks for (sslmode). Ask its administrator to "
    "switch it on: without it, what is sent can be read on the way."
)
NO_ROOT = say(
    "What the certificate of {address} is compared with cannot be read here. Ask its administrator "
    "for that file, and put it at ~/.postgresql/root.crt or name it behind sslrootcert=."
)
UNKNOWN = say(
    "The certificate of {address} is not to be trusted: others made it than those this computer "
    "knows (root.crt), or it has expired. It may be another computer; ask its administrator."
)
ANOTHER_NAME = say(
    "The certificate of {address} is of another computer’s name. Type the address with the name "
    "that its administrator gave you."
)
OF_ONES_OWN = say(
    "{address} lets in whoever shows a certificate, and there is none here that it takes. See that "
    "sslcert= and sslkey= name two files that belong together, that nobody else can read the key, "
    "and that they are of your name there."
)
NOT_LIKE_THIS = say(
    "{address} takes no connection like this one: from this computer, under this name, or without "
    "TLS (sslmode=require asks for it). Ask its administrator (pg_hba.conf)."
)
NOT_LET_IN = say(
    "{address} does not let you in. Give the name and password that its administrator gave "
    "you; libpq reads a password from ~/.pgpass."
)
NO_DATABASE = say("There is no such database: {address}. Ask its administrator for its name.")
MAY_NOT = say(
    "You may not do this at {address}: your role there lacks the right to. Ask its administrator."
)
NO_NAME = say(
    "No computer is found by the name in {address}. Look whether it is typed as it should be, and "
    "whether this computer is in the right network."
)
NO_OPTION = say(
    "{address} is asked for in a way that nobody knows ({what}). Look at what stands behind the "
    "question mark of the address, and at libpq’s own settings (PG…, service)."
)
REFUSES = say("{address} answers, and refuses: {what}. Ask its administrator.")
FULL = say("{address} takes no more connections just now. Try again in a moment.")

_REFUSALS: tuple[tuple[str, Message], ...] = (
    (r"pg_hba\.conf", NOT_LIKE_THIS),
    (r"valid client certificate|certificate authentication failed|alert unknown ca", OF_ONES_OWN),
    (r"private key file|read certificate file|alert (bad|un\w+|expired|revoked)", OF_ONES_OWN),
    (r"does not support SSL", NO_TLS),
    (r"root certificate file|root certificates? \w+ not", NO_ROOT),
    (r"does not match host name|certificate for .* match", ANOTHER_NAME),
    (r"certificate verify failed|server certificate", UNKNOWN),
    (r"authentication failed|no password supplied|role \S+ (does not exist|is not)", NOT_LET_IN),
    (r"database \S+ does not exist", NO_DATABASE),
    (r"permission denied for database|is not currently accepting", MAY_NOT),
    (r"failed to resolve host|could not translate host name", NO_NAME),
    (r"too many (clients|connections)|connection slots", FULL),
)
_OPTIONS = re.compile(
    r"invalid connection option .*|invalid \S.* value: .*|invalid \S+ number: .*|bad value for .*"
    r"|definition of service .* not found|unrecognized configuration parameter .*"
    r"|invalid value for parameter .*|invalid .*option .*|\w+ encryption required.*"
    r"|authentication method requirement .*|service file .* not found"
)
_OF_THE_DATABASE = re.compile(r"failed: [^\W\d_a-z]{4,}: ++(?!the database system is)(.+)")
"""What a database says that answers: a grave word in capitals stands before it."""


def refusal(said: str) -> Callable[[str], Message] | None:
    """The sentence of what libpq said, for an address; None of what nobody knows."""
    for words, sentence in _REFUSALS:
        if re.search(words, said):
            return lambda where: sentence.of(address=where)
    if found := _OPTIONS.search(said):
        what = found[0].strip()
        return lambda where: NO_OPTION.of(address=where, what=what)
    if found := _OF_THE_DATABASE.search(said):
        what = found[1].strip()
        return lambda where: REFUSES.of(address=where, what=what)
    return None
