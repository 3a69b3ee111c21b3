"""Nothing is written through a store that only looks, whichever way in is taken."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.store.files.file import SeminarFile

WAYS: tuple[Callable[[SeminarFile, datetime], AbstractContextManager[object]], ...] = (
    lambda file, now: file.write(Verb.SET_UP, now),
    lambda file, now: file.write_beside_nothing(now),
    lambda file, now: file.noting(),
    lambda file, now: file.at(file.place).in_session("x").write(Verb.SET_UP, now),
)


@pytest.mark.parametrize("way", WAYS)
def test_whoever_would_write_is_told_why_it_is_not(
    way: Callable[[SeminarFile, datetime], AbstractContextManager[object]],
    tmp_path: Path,
    now: datetime,
) -> None:
    file = SeminarFile.create(tmp_path / "a.seminar")
    with pytest.raises(SeminarError, match="only looks"), way(file.looking(), now):
        raise AssertionError("nothing is begun")
    with way(file, now):
        pass
    file.close()


def test_ballots_too(tmp_path: Path) -> None:
    file = SeminarFile.create(tmp_path / "a.seminar")
    with pytest.raises(SeminarError, match="only looks"):
        file.looking().step(())
    file.close()
