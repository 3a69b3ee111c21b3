"""Votes: a closed round's ballots are those that it was closed with, an open one's those that were
sent, and of neither is anything kept that should be gone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy import Connection, Table

from facilitator import typed
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.ballots import check, digest_of
from facilitator.domain.polls.polls import Ballot, Round
from facilitator.domain.wording import Counted, brief, say
from facilitator.store.auditing.faults import Fault, few
from facilitator.store.auditing.journal import plain
from facilitator.store.auditing.rows import UNREADABLE, Row, as_they_lie, converted, through
from facilitator.store.batches import said_by, sent_as
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.ballots import RoundCount

Rounds = Mapping[str, Round]
Sent = Mapping[tuple[str, str, str], str]
"""By round, voter and submission, the digest of what was marked."""


def faults(connection: Connection, rounds: Rounds) -> Iterator[Fault]:
    """Everything about votes that is not as the program leaves it."""
    sent = dict(_submissions(connection))
    ballots: dict[str, list[Ballot]] = {}
    for each in (
        _ballot_faults(connection, rounds, sent, ballots),
        _lost(sent, ballots, rounds),
        _voter_faults(connection, ballots),
        _count_faults(connection, rounds, ballots),
        _left_overs(connection, rounds),
    ):
        yield from few(each)


def _submissions(connection: Connection) -> Iterator[tuple[tuple[str, str, str], str]]:
    for row in _read(connection, vote_tables.submissions):
        yield (row["round_id"], row["voter_key"], row["submission"]), row["said"]


def _read(connection: Connection, table: Table) -> list[Row]:
    """The rows of a table; what cannot be read of it is told by `_left_overs`."""
    rows: list[Row] = []

    def look() -> Iterator[Fault]:
        rows.extend(as_they_lie(connection, table))
        yield from ()

    list(through(table, look))
    return rows


def _ballot_faults(
    connection: Connection, rounds: Rounds, sent: Sent, ballots: dict[str, list[Ballot]]
) -> Iterator[Fault]:
    table = vote_tables.ballots
    said = {"sector": "", "size": ""}

    def look() -> Iterator[Fault]:
        for row in as_they_lie(connection, table, "seq"):
            known = rounds.get(row["round_id"])
            try:
                ballot = converted(Ballot, table, {**row, **said})
                if known is not None:
                    check(known.poll, ballot.marks, ballot.words)
            except (*UNREADABLE, SeminarError):
                yield _no_ballot(known, row)
                continue
            ballots.setdefault(ballot.round_id, []).append(ballot)
            if known is None:
                yield _no_ballot(known, row)
            elif known.state.is_counted:
                yield from _says_too_much(known, row)
            elif not _was_sent(ballot, sent):
                yield _was_not_sent(known)

    yield from through(table, look)


def _no_ballot(known: Round | None, row: Row) -> Fault:
    return Fault(
        say(
            "Ballot {number} of {vote} makes no sense: it is for something that is not in the "
            "poll, or was written over. Restore a backup, or take this vote again.",
            number=plain(row["seq"]),
            vote=_name(known) if known else plain(row["round_id"]),
        )
    )


def _name(known: Round) -> str:
    return f"“{brief(known.poll.title)}” ({known.number})"


def _says_too_much(known: Round, row: Row) -> Iterator[Fault]:
    if row["channel"] is not None or row["submission"] != "":
        yield Fault(
            say(
                "A ballot of {vote} says how it came, which closing takes away. “facilitator "
                "check --repair” takes it away.",
                vote=_name(known),
            ),
            is_mendable=True,
        )


def _was_sent(ballot: Ballot, sent: Sent) -> bool:
    """Whether an open round's ballot is what its voter sent; those of version 1 do not know."""
    return not ballot.submission or sent.get(sent_as(ballot)) == said_by(ballot)


def _was_not_sent(known: Round) -> Fault:
    return Fault(
        say(
            "A ballot of {vote}, which is still open, is not what its voter sent. Close that "
            "round and take the vote again.",
            vote=_name(known),
        )
    )


def _lost(sent: Sent, ballots: Mapping[str, list[Ballot]], rounds: Rounds) -> Iterator[Fault]:
    """What was sent in an open round is there: as this voter's ballot, or a later one."""
    there = {(each.round_id, each.voter_key) for lie in ballots.values() for each in lie}
    gone = {(round_id, voter) for (round_id, voter, _), said in sent.items() if said} - there
    missing = Counter(round_id for round_id, _ in gone)
    for round_id, n in sorted(missing.items()):
        known = rounds.get(round_id)
        if known is not None and not known.state.is_counted:
            yield Fault(
                Counted(
                    n,
                    "{n} ballot that was sent in {vote}, which is still open, is gone. Close that "
                    "round and take the vote again.",
                    "{n} ballots that were sent in {vote}, which is still open, are gone. Close "
                    "that round and take the vote again.",
                    vote=_name(known),
                )
            )


def _voter_faults(connection: Connection, ballots: Mapping[str, list[Ballot]]) -> Iterator[Fault]:
    known = {row["key"] for row in _read(connection, vote_tables.voters)}
    keys = {each.voter_key for lie in ballots.values() for each in lie}
    if missing := len(keys - known):
        yield Fault(
            Counted(
                missing,
                "Of {n} voter it is not kept any more which sector and size of organisation they "
                "are of, so that results by these are not complete. Restore a backup.",
                "Of {n} voters it is not kept any more which sector and size of organisation they "
                "are of, so that results by these are not complete. Restore a backup.",
            )
        )


def _count_faults(
    connection: Connection, rounds: Rounds, ballots: Mapping[str, list[Ballot]]
) -> Iterator[Fault]:
    counts = {row["key"]: row["value"] for row in _read(connection, tables.round_counts)}
    receipts = Counter(row["round_id"] for row in _read(connection, vote_tables.receipts))
    for id, known in rounds.items():
        kept, lie = counts.pop(id, None), ballots.get(id, [])
        if not known.state.is_counted:
            if kept is not None:
                yield _counted_too_early(known)
            continue
        if kept is None and not lie and not receipts[id]:
            continue  # it ended in a copy that no ballots came from
        if not _is_count_of(kept, id, lie) or receipts[id] < len(lie):
            yield _changed(known)
    for id in counts:
        if id not in rounds:
            yield Fault(
                say(
                    "Votes were counted for a round that there is not ({id}). “facilitator check "
                    "--repair” takes the count out.",
                    id=plain(id),
                ),
                is_mendable=True,
            )


def _is_count_of(kept: str | None, round_id: str, lie: list[Ballot]) -> bool:
    try:
        count = typed.decoded(kept or "", RoundCount)
        return count.digest == digest_of(round_id, lie)
    except UNREADABLE:
        return False


def _changed(known: Round) -> Fault:
    return Fault(
        say(
            "The ballots of “{title}”, round {number}, were changed, added or taken out after it "
            "was closed: their digest says something else. Restore a backup that was made before.",
            title=brief(known.poll.title),
            number=known.number,
        )
    )


def _counted_too_early(known: Round) -> Fault:
    return Fault(
        say(
            "{vote} is still open, yet a count of its ballots is kept. “facilitator check "
            "--repair” takes it out.",
            vote=_name(known),
        ),
        is_mendable=True,
    )


def _left_overs(connection: Connection, rounds: Rounds) -> Iterator[Fault]:
    """What should be gone with a round that takes no ballots any more."""
    for table, column in TIES:
        yield from through(table, partial(_ties, connection, rounds, table, column))
    kept = (vote_tables.voters, vote_tables.voter_rooms, vote_tables.receipts, tables.round_counts)
    for table in kept:
        yield from through(table, partial(_senseless, connection, table))


TIES = ((tables.round_secrets, "key"), (vote_tables.submissions, "round_id"))
"""What ties ballots to voters while a round is open, and the column that names the round."""


def is_over(rounds: Rounds, id: object) -> bool:
    """Whether nothing may tie the ballots of a round to voters any more."""
    known = rounds.get(str(id))
    return known is None or known.state.is_counted


def _ties(connection: Connection, rounds: Rounds, table: Table, column: str) -> Iterator[Fault]:
    for id in {row[column] for row in as_they_lie(connection, table)}:
        if is_over(rounds, id):
            known = rounds.get(str(id))
            yield Fault(
                say(
                    "What ties the ballots of {vote} to voters is still kept: a secret that should "
                    "be gone since it closed. “facilitator check --repair” takes it out.",
                    vote=_name(known) if known else plain(id),
                ),
                is_mendable=True,
            )


def _senseless(connection: Connection, table: Table) -> Iterator[Fault]:
    for row in as_they_lie(connection, table):
        if not all(isinstance(held, str) for held in row.values()):
            yield Fault(
                say(
                    "A row of the table {table} makes no sense: it was written over. Restore a "
                    "backup.",
                    table=table.name,
                )
            )
