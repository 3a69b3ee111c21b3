"""What leaves so that anybody can count the votes again: files, of revealed rounds alone."""

from collections.abc import Iterator

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import HandCount, Poll, Round, RoundState, hands_id
from facilitator.domain.report.recount import named_files
from facilitator.domain.wording import say
from facilitator.store.records.ballots import count_of
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

ABOUT = "about.txt"


def recountable(file: SeminarStore) -> dict[str, str]:
    """The files, with one that says what is in them and each round's digest. Raises SeminarError
    where nothing is to be counted again.
    """
    with file.read() as reader:
        rounds = reader.every(Round, state=RoundState.REVEALED)
        found = dict[str, str]()
        about = [
            "Votes of revealed rounds, for anybody to count. Votes on items stand in columns,",
            "each sorted by itself: a row is no ballot. Whole ballots (.abif, .blt, and rows of",
            "comparisons and dots) are there only where the rule needs them and voters were told.",
            "How many marked none of these, where that is an answer, and how many abstained stand",
            "in tables of their own.",
            "The .sha256 file of a round lists the hashes of its files; its own hash stands in the",
            "printed summary.",
            "",
        ]
        for held in rounds:
            written = files_in(reader, held)
            found |= written
            about += _about(reader, held, tuple(written))
        if not found:
            raise SeminarError(say("No round is revealed yet that could be counted again."))
        return {ABOUT: "\n".join(about) + "\n", **found}


def recounted_polls(file: SeminarStore) -> tuple[Poll, ...]:
    """The votes that the files are of, as each was asked."""
    with file.read() as reader:
        return tuple(held.poll for held in reader.every(Round, state=RoundState.REVEALED))


def files_in(reader: Reader, held: Round) -> dict[str, str]:
    """The files of a revealed round, by name."""
    hands = reader.find(HandCount, hands_id(held.id))
    return named_files(held, [ballot.marked for ballot in reader.ballots(held.id)], hands)


def _about(reader: Reader, held: Round, names: tuple[str, ...]) -> Iterator[str]:
    yield f"{held.poll.title}, round {held.number}: {reader.turnout(held.id)} ballots"
    yield f"  digest of its ballots, SHA-256: {count_of(reader, held.id).digest}"
    yield f"  {', '.join(names) or 'nothing that may leave: words, or voters were not told'}"
    yield ""
