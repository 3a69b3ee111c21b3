"""What is kept of an open round: its ballots in boxes that the database cannot open.

The secret that voters' keys are made with is not kept at all, only which key of the chain it comes
from (see `vote_keys`). What was marked, said, and by which way it came, is in the box.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection

from facilitator import typed
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Ballot, Poll
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import say
from facilitator.store.batches import said_of
from facilitator.store.postgres.vote_keys import VoteKey, VoteKeys

OPTION = "facilitator_vote_keys"
"""What a connection knows the keys of its computer by."""

NO_KEYS = say(
    "The keys of this seminar’s votes are on another computer, so no vote is taken here. Bring its "
    "file of keys, and start the server with --keys and that file."
)
BOXES = """
    CREATE TABLE boxes (
        round_id text COLLATE "C" NOT NULL,
        voter_key text COLLATE "C" NOT NULL,
        box bytea NOT NULL,
        PRIMARY KEY (round_id, voter_key),
        FOREIGN KEY (round_id, voter_key) REFERENCES ballots (round_id, voter_key)
            ON UPDATE CASCADE ON DELETE CASCADE)"""
CHAIN = 'CREATE TABLE vote_keys (chain text COLLATE "C" PRIMARY KEY, next integer NOT NULL)'

WORDS_BYTES = 2048
"""Room for words in every box, with the rest: whoever writes more is seen to have written more."""


class _Boxed(msgspec.Struct, array_like=True, frozen=True):
    marks: tuple[tuple[str, int], ...]
    words: tuple[str, ...]
    channel: Channel | None
    sector: str
    size: str
    room: str = ""


def secret_of(connection: Connection, round_id: str) -> str | None:
    """The secret that an open round's keys are made with; None where it is lost. Raises
    SeminarError where another computer has it.
    """
    key = _key_of(connection, round_id)
    return None if key is None else key.secret


def note_secret(connection: Connection, round_id: str, _secret: str) -> None:
    """Draw the next key for a round. Raises SeminarError where this computer has none."""
    run, keys = connection.exec_driver_sql, _keys(connection)
    stands = run("SELECT chain, next FROM vote_keys").first()
    chain, number = stands or (begin(connection), 1)
    number = keys.not_passed(chain, number)
    run("UPDATE vote_keys SET next = %s", (number + 1,))
    if keys.key(chain, number, round_id) is None:
        raise SeminarError(NO_KEYS)
    run("INSERT INTO round_secrets (key, value) VALUES (%s, %s)", (round_id, f"{chain} {number}"))


def begin(connection: Connection) -> str:
    """Begin a chain on this computer, from which keys are drawn from now on; returns its name.
    Rounds that are open under another one have lost their ballots.
    """
    chain = _keys(connection).begin()
    connection.exec_driver_sql("DELETE FROM vote_keys")
    connection.exec_driver_sql("INSERT INTO vote_keys VALUES (%s, 1)", (chain,))
    return chain


def chain_of(connection: Connection) -> str:
    """The chain that keys are drawn from, "" before the first."""
    found = connection.exec_driver_sql("SELECT chain FROM vote_keys").scalar_one_or_none()
    return str(found or "")


def leap(connection: Connection) -> None:
    """Leave out numbers that were drawn after the moment to which the database was put back: no
    computer makes the key of one again that it has passed, and each has passed as many as it knew.
    """
    connection.exec_driver_sql("UPDATE vote_keys SET next = next + %s", (LEAP,))


LEAP = 1000
"""More votes than anybody opens between a backup and the day it is needed."""


def forget_closed(connection: Connection) -> None:
    """Destroy the keys of rounds that are not open any more, while nobody opens one."""
    is_open = connection.exec_driver_sql("SELECT key FROM round_secrets").scalars().all()
    _keys(connection).forget_but(is_open, chain_of(connection))


class Boxes:
    """Puts the ballots of one batch into boxes: of each round it asks once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rounds: dict[str, tuple[VoteKey | None, int]] = {}

    def boxed(self, ballot: Ballot) -> tuple[str, bytes]:
        """What a ballot says as a resend is known by, and the box that it is kept in; nothing where
        its round takes no ballots.
        """
        held = self._rounds.get(ballot.round_id)
        if held is None:
            held = self._rounds[ballot.round_id] = self._of(ballot.round_id)
        key, room = held
        if key is None:
            return "", b""
        told = _Boxed(
            ballot.marks, ballot.words, ballot.channel, ballot.sector, ballot.size, ballot.room
        )
        return _said(key, ballot), key.closed(msgspec.json.encode(told), room)

    def _of(self, round_id: str) -> tuple[VoteKey | None, int]:
        key = _key_of(self._connection, round_id)
        return key, 0 if key is None else _room_for(self._connection, round_id)


def said_by(connection: Connection, ballot: Ballot) -> str:
    """What a ballot says, as a resend is known by."""
    key = _key_of(connection, ballot.round_id)
    return "" if key is None else _said(key, ballot)


def unboxed(connection: Connection, round_id: str, ballots: Sequence[Ballot]) -> tuple[Ballot, ...]:
    """Ballots of one round, those in boxes with what is in them; none of these where the key is
    lost. Raises SeminarError where another computer has it.
    """
    if not ballots or _drawn(connection, round_id) is None:
        return tuple(ballots)  # of a closed round nothing is in boxes, which not everybody may see
    asked = "SELECT voter_key, box FROM boxes WHERE round_id = %s"
    boxes = {row[0]: bytes(row[1]) for row in connection.exec_driver_sql(asked, (round_id,))}
    key = _key_of(connection, round_id)
    found = (_out_of(key, ballot, boxes.get(ballot.voter_key)) for ballot in ballots)
    return tuple(ballot for ballot in found if ballot is not None)


def _out_of(key: VoteKey | None, ballot: Ballot, box: bytes | None) -> Ballot | None:
    if box is None:
        return ballot
    content = key.opened(box) if key else None
    if content is None:
        return None
    told = typed.decoded(content, _Boxed)
    return replace(
        ballot,
        marks=told.marks,
        words=told.words,
        channel=told.channel,
        sector=told.sector,
        size=told.size,
        room=told.room,
    )


def _said(key: VoteKey, ballot: Ballot) -> str:
    return blake2b(said_of(ballot), digest_size=12, key=key.of_marks).hexdigest()


def _room_for(connection: Connection, round_id: str) -> int:
    """As many bytes as any ballot of the poll takes, in steps."""
    asked = "SELECT poll FROM rounds WHERE id = %s"
    poll = typed.decoded(connection.exec_driver_sql(asked, (round_id,)).scalar_one(), Poll)
    marks = sum(len(item.id.encode()) + MARK_BYTES for item in poll.items)
    return -(-(WORDS_BYTES + marks) // STEP_BYTES) * STEP_BYTES


MARK_BYTES = 16
"""Of one mark, but for the item that it is on."""
STEP_BYTES = 512


def _key_of(connection: Connection, round_id: str) -> VoteKey | None:
    drawn = _drawn(connection, round_id)
    if drawn is None:
        return None
    chain, _, number = drawn.partition(" ")
    key = _keys(connection).key(chain, int(number), round_id)
    if key is None and chain == chain_of(connection) and not _keys(connection).has(chain):
        raise SeminarError(NO_KEYS)
    return key


def _drawn(connection: Connection, round_id: str) -> str | None:
    """Of which chain an open round has which key; None of one that is not open."""
    asked = "SELECT value FROM round_secrets WHERE key = %s"
    drawn: str | None = connection.exec_driver_sql(asked, (round_id,)).scalar_one_or_none()
    return drawn


def _keys(connection: Connection) -> VoteKeys:
    keys: VoteKeys = connection.get_execution_options()[OPTION]
    return keys
