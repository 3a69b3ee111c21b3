"""A standby beside a file, as on a second disk: what it holds, and what is made of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Handover
from facilitator.domain.people.devices import Role
from facilitator.services.files import standby
from facilitator.services.people import joining
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import EPOCH, HANDOVER
from facilitator.store.sqlite.passphrases import is_protected

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
WORDS = "what protects the seminar"


def test_a_standby_of_a_protected_seminar_becomes_one_under_the_same_passphrase(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar", passphrase=WORDS)
    code, codes = standby.code_of(file, now=NOW), joining.codes(file, now=NOW)
    making, kept = standby.Making(file), tmp_path / "disk" / "day.standby"
    kept.parent.mkdir()
    held = making.write(kept, code, Handover("", "", 8080, WORDS))
    assert making.mark() == held
    device, token = joining.pair(file, Role.NOTE_TAKER, now=NOW)
    assert making.mark() != held, "whoever was let in is news for a standby"
    making.write(kept, code, Handover("", "", 8080, WORDS))
    making.close()
    with file.read() as reader:
        epoch = reader.fact(EPOCH)
    file.close()
    opened, known = standby.take_over(kept, tmp_path / "goes on.seminar", code, now=NOW)
    assert (known.port, is_protected(opened.file.path), is_protected(kept)) == (8080, True, True)
    assert opened.file.passphrase.handed_on() == WORDS
    assert joining.codes(opened.file, now=NOW) == codes
    assert joining.who(opened.file, token) == device
    with opened.file.read() as reader:
        assert reader.fact(EPOCH) not in ("", epoch)
        assert reader.fact(HANDOVER) is None
    opened.file.close()


def test_another_code_opens_nothing_and_a_name_that_is_taken_stays_as_it_is(
    tmp_path: Path,
) -> None:
    file = SeminarFile.create(tmp_path / "day.seminar")
    with file.write(Verb.SET_UP, NOW):
        pass
    code, kept = standby.code_of(file, now=NOW), tmp_path / "day.standby"
    making = standby.Making(file)
    making.write(kept, code, Handover("", "", 8080, ""))
    making.close()
    file.close()
    with pytest.raises(SeminarError, match=r"This code does not open day\.standby"):
        standby.take_over(kept, tmp_path / "new.seminar", "ABCDEFGHJKLMNPQR", now=NOW)
    assert not (tmp_path / "new.seminar").exists()
    before = file.path.read_bytes()
    with pytest.raises(SeminarError, match="exists already"):
        standby.take_over(kept, file.path, code, now=NOW)
    assert file.path.read_bytes() == before


@pytest.mark.parametrize("typed", ["abcd-efgh jklm-npqr", "ABCDEFGHJKLMNPQR"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert standby.read_code(typed) == "ABCDEFGHJKLMNPQR"
    assert standby.read_code(standby.shown("ABCDEFGHJKLMNPQR")) == "ABCDEFGHJKLMNPQR"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCDEFGHJKLMNPQ0", "ABCDEFGHJKLMNPQRS"])
def test_what_is_no_code_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(SeminarError, match="no standby’s code"):
        standby.read_code(typed)
