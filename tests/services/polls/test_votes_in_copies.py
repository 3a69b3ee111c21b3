"""Whatever is made of a file while people vote and after: nowhere in its bytes is who voted how."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Handover
from facilitator.domain.polls.polls import Method, Poll, Round, Secrecy
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import opening, standby
from facilitator.services.merging import merging, syncing
from facilitator.services.polls import voters, voting
from facilitator.services.polls.voters import Voter
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records import tables

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
VOTERS = 5


@dataclass
class Voted:
    """A round that people have voted in. `ties` are what says whose a ballot is; `words` are what
    was voted, which is there once it is counted.
    """

    opened: Round
    ties: list[str]
    words: list[str]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day" / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=NOW.date()))
        for position, secrecy in enumerate((Secrecy.SEALED, Secrecy.PSEUDONYMOUS)):
            writer.put(
                Poll(
                    id=secrecy,
                    position=position,
                    title="Poll",
                    wording="Why?",
                    method=Method.WORDS,
                    items=(),
                    secrecy=secrecy,
                )
            )
    yield made
    made.close()


def voted_in(file: SeminarFile, secrecy: Secrecy) -> Voted:
    opened = voting.open_round(file, secrecy, now=NOW)
    found = Voted(opened, [], [])
    with file.read() as reader:
        secret = reader.entry(tables.round_secrets, opened.id) or ""
    for number in range(VOTERS):
        voter = Voter(f"token-of-{secrecy}-{number}-{new_id()}")
        sent, words = new_id(), f"what {new_id()[:13]} voted"
        voting.cast(file, opened.id, voter, [], [words], submission=sent, now=NOW)
        found.words.append(words)
        found.ties += [voter.token, sent]
        if secrecy is Secrecy.SEALED:  # another key is the same in every round, as it is told
            found.ties += [voters.key_under(opened, secret, voter)]
    found.ties += [secret] if secrecy is Secrecy.SEALED else []
    return found


Makes = Callable[[SeminarFile, Path], object]


def a_standby(file: SeminarFile, folder: Path) -> None:
    """What a standby holds, opened: as it is kept nobody can read it."""
    making, code = standby.Making(file), standby.code_of(file, now=NOW)
    making.write(folder / "day.standby", code, Handover("", "", 8080, ""))
    making.close()
    opened, _ = standby.take_over(folder / "day.standby", folder / "on.seminar", code, now=NOW)
    opened.file.close()


WAYS: dict[str, Makes] = {
    "a backup": lambda file, _: opening.back_up(file, NOW),
    "save a copy": lambda file, folder: opening.save_copy(file, folder / "copy.seminar"),
    "a copy to rehearse on": lambda file, _: opening.set_aside(file, "rehearsal"),
    "a bundle": lambda file, folder: merging.write_bundle(file, folder / "notes"),
    "a note-taker's copy": lambda file, folder: syncing.copy_for_notes(file, folder / "c.seminar"),
    "a standby": a_standby,
}


def make_all(file: SeminarFile, folder: Path) -> None:
    for what, make in WAYS.items():
        place = folder / what
        place.mkdir(parents=True)
        make(file, place)


def left_in(folders: list[Path], needles: list[str], but: Path | None = None) -> set[str]:
    """The files in which any of these stands, but for one and its log."""
    return {
        path.name
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (but and path.name.startswith(but.name))
        if any(needle.encode() in path.read_bytes() for needle in needles)
    }


@pytest.mark.parametrize(
    ("secrecy", "is_read"),
    [(Secrecy.SEALED, True), (Secrecy.PSEUDONYMOUS, False)],
    ids=["sealed, while somebody reads", "pseudonymous"],
)
def test_nothing_made_of_the_file_ties_a_ballot_to_its_voter(
    file: SeminarFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    secrecy: Secrecy,
    is_read: bool,
) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    voted = voted_in(file, secrecy)
    everything = [*voted.ties, *voted.words]
    folders = [tmp_path / "open", tmp_path / "home", file.path.parent]
    make_all(file, tmp_path / "open")
    assert left_in(folders, everything, but=file.path) == set()
    with contextlib.ExitStack() as reading:
        if is_read:
            other = reading.enter_context(contextlib.closing(SeminarFile.open(file.path)))
            reader = reading.enter_context(other.read())
            assert reader.turnout(voted.opened.id) == VOTERS
        voting.close_round(file, voted.opened.id, now=NOW + timedelta(hours=1))
        make_all(file, tmp_path / "closed")
        folders.append(tmp_path / "closed")
        assert left_in(folders, voted.ties, but=file.path) == set()
    file.checkpoint()
    assert left_in(folders, voted.ties) == set()
    assert left_in([file.path.parent], voted.words), "what was voted is there, of nobody"
