"""Keys of open votes: the same on every computer that has the chain, and gone with their round."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.store.postgres.vote_keys import VoteKey, VoteKeys


@pytest.fixture
def keys(tmp_path: Path) -> VoteKeys:
    (tmp_path / "here").mkdir()
    return VoteKeys(tmp_path / "here")


def elsewhere(keys: VoteKeys, chain: str, folder: Path) -> VoteKeys:
    """Another computer that was given the file."""
    folder.mkdir()
    other = VoteKeys(folder)
    assert other.take_in(keys.file_of(chain)) == chain
    return other


def secret(keys: VoteKeys, chain: str, number: int) -> str | None:
    made = keys.key(chain, number, f"r{number}")
    return made.secret if made else None


def test_each_computer_makes_the_same_keys_by_their_numbers_alone(
    keys: VoteKeys, tmp_path: Path
) -> None:
    chain = keys.begin()
    other = elsewhere(keys, chain, tmp_path / "there")
    made = [secret(keys, chain, number) for number in range(1, 6)]
    assert len(set(made)) == 5
    assert secret(other, chain, 5) == made[4]
    assert secret(other, chain, 3) is None, "the chain does not go back"
    assert secret(other, chain, 5) == made[4]
    assert secret(VoteKeys(tmp_path / "there"), chain, 5) == made[4], "another worker's"


def test_a_key_is_nowhere_once_its_round_is_closed(keys: VoteKeys) -> None:
    chain = keys.begin()
    file = keys.file_of(chain)
    first, second = (keys.key(chain, number, f"r{number}") for number in (1, 2))
    assert first
    assert second
    assert first._key in file.read_bytes(), "this test can see it"
    keys.forget_but(["r2"], chain)
    assert first._key not in file.read_bytes()
    assert keys.key(chain, 1, "r1") is None
    assert VoteKeys(file.parent).key(chain, 1, "r1") is None
    assert secret(VoteKeys(file.parent), chain, 2) == second.secret


def test_links_that_were_passed_are_overwritten(keys: VoteKeys) -> None:
    """Who finds the file makes no key of a round before."""
    chain = keys.begin()
    file = keys.file_of(chain)
    with closing(sqlite3.connect(file)) as raw:
        [(link,)] = raw.execute("SELECT link FROM chain")
    assert link in file.read_bytes(), "this test can see it"
    keys.key(chain, 3, "r3")
    keys.forget_but([], chain)
    assert link not in file.read_bytes()


def test_a_file_that_holds_no_keys_is_said_to_hold_none(keys: VoteKeys, tmp_path: Path) -> None:
    for content in (b"", b"words of somebody's" * 200):
        strange = tmp_path / "strange.keys"
        strange.write_bytes(content)
        with pytest.raises(SeminarError, match="holds no keys"):
            keys.take_in(strange)
        assert strange.read_bytes() == content
    with pytest.raises(SeminarError, match="holds no keys"):
        keys.take_in(tmp_path / "missing.keys")


def test_a_file_that_is_known_here_already_is_left_as_it_is(keys: VoteKeys, tmp_path: Path) -> None:
    chain = keys.begin()
    old = shutil.copy(keys.file_of(chain), tmp_path / "old.keys")
    made = secret(keys, chain, 1)
    assert keys.take_in(Path(old)) == chain
    assert secret(VoteKeys(tmp_path / "here"), chain, 1) == made


CONTENT = st.binary(max_size=400).map(lambda content: b"{" + content.rstrip(b" "))


@given(CONTENT, st.binary(min_size=32, max_size=32).filter(any))
def test_a_box_gives_back_what_was_put_in_and_nothing_else(content: bytes, own: bytes) -> None:
    key = VoteKey("r", own)
    box = key.closed(content, 512)
    assert len(box) == len(key.closed(b"{}", 512)), "how long it is says nothing"
    assert key.opened(box) == content
    assert key.closed(content, 512) != box
    assert VoteKey("s", key._key).opened(box) is None, "of another round"
    assert VoteKey("r", bytes(32)).opened(box) is None
    assert key.opened(box[:-1] + bytes([box[-1] ^ 1])) is None
