"""An address is kept apart from answers, for mailing those who agree now, and goes for good."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import Address, Participant
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.people import addresses, joining
from facilitator.services.people.addresses import Addressee
from facilitator.services.people.consenting import Purpose, note_consent
from facilitator.services.people.joining import Agreed
from facilitator.services.records import erasing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from ui.start import cli

ANN = Participant(id="ann", name="Ann Zeal", email="ann@listed.example")
BEA = Participant(id="bea", name="=Bea Adams")


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Seminar(time_zone="UTC", title="October", date=date(2011, 10, 18)))
        writer.put_all((ANN, BEA))
    yield file
    file.close()


def come(file: SeminarFile, now: datetime, agreed: Agreed) -> tuple[Device, str]:
    with file.write(Verb.TAKE_IN, now) as writer:
        device, token = joining.join(writer, agreed, now=now)
    say(file, now, device, token, agreed)
    return device, token


def say(file: SeminarFile, now: datetime, device: Device, token: str, agreed: Agreed) -> None:
    with file.write(Verb.TAKE_IN, now) as writer:
        joining.keep_address(writer, device, token, agreed)


def written_to(file: SeminarFile) -> tuple[Addressee, ...]:
    with file.read() as reader:
        return addresses.addressees(reader)


def agreed(email: str) -> Agreed:
    return Agreed(take_part=True, contact=True, email=email)


def everything(file: SeminarFile) -> bytes:
    file.checkpoint()
    return file.path.read_bytes()


def test_nothing_in_the_file_ties_a_nameless_address_to_a_device_or_its_token(
    file: SeminarFile, now: datetime
) -> None:
    device, token = come(file, now, agreed(" cat@home.example "))
    with file.read() as reader:
        (address,) = reader.every(Address)
        assert joining.address_of(reader, device, token) == "cat@home.example"
        joined, kept = reader.first_revision(f"consent:{device.id}"), reader.shown(address.id)
    assert joined is not None
    assert kept is not None
    assert joined.act != kept.lead.act
    assert device.id not in address.id
    assert token.encode() not in everything(file)


@pytest.mark.parametrize("typed", ["", "cat", "cat@home", "a@b.example, c@d.example", "a b@c.d"])
def test_who_may_be_contacted_says_where(file: SeminarFile, now: datetime, typed: str) -> None:
    with pytest.raises(SeminarError, match="in full"):
        come(file, now, agreed(typed))
    assert written_to(file) == ()


def test_an_address_taken_back_is_gone_from_the_file_and_may_be_given_again(
    file: SeminarFile, now: datetime
) -> None:
    device, token = come(file, now, agreed("cat@home.example"))
    say(file, now, device, token, Agreed(take_part=True, email="cat@home.example"))
    assert written_to(file) == ()
    assert b"cat@home" not in everything(file)
    for email in ("cat@home.example", "cat@new.example"):
        say(file, now, device, token, agreed(email))
    assert written_to(file) == (Addressee("cat@new.example"),)
    assert b"cat@home" not in everything(file)


def test_a_mailing_goes_to_those_who_agree_now_each_once(file: SeminarFile, now: datetime) -> None:
    come(file, now, agreed("Ann@Listed.example"))
    come(file, now, agreed("cat@home.example"))
    assert {each.email for each in written_to(file)} == {"Ann@Listed.example", "cat@home.example"}
    note_consent(file, (ANN, BEA), Purpose.CONTACT, given=True, now=now)
    assert written_to(file) == (
        Addressee("ann@listed.example", "Ann Zeal"),
        Addressee("cat@home.example"),
    )
    with file.write(Verb.TAKE_IN, now) as writer:
        addresses.keep_address(writer, "bea", "bea@home.example")
    assert Addressee("bea@home.example", "=Bea Adams") in written_to(file)
    note_consent(file, (ANN, BEA), Purpose.CONTACT, given=False, now=now)
    assert {each.name for each in written_to(file)} == {""}
    assert b"bea@home" not in everything(file)


def test_nobody_is_written_to_once_the_day_has_come_until_which_addresses_were_to_be_kept(
    file: SeminarFile, now: datetime, tmp_path: Path
) -> None:
    out, last = tmp_path / "mailing.csv", datetime(2011, 11, 18, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    come(file, now, agreed("cat@home.example"))
    with file.write(Verb.SET_UP, now) as writer:
        told = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(told, kept_days=31, time_zone="Asia/Tokyo"))
    addresses.write_mailing(file, out, now=last - timedelta(hours=13))
    out.unlink()
    for late in (last - timedelta(hours=11), last + timedelta(days=90)):
        with pytest.raises(SeminarError, match="deleted on 18 November 2011"):
            addresses.write_mailing(file, out, now=late)
    assert not out.exists()


def test_erasing_reaches_an_address_by_itself_and_with_the_name(
    file: SeminarFile, now: datetime
) -> None:
    come(file, now, agreed("cat@home.example"))
    with file.write(Verb.TAKE_IN, now) as writer:
        addresses.keep_address(writer, "bea", "bea@home.example")
    found = {trace.words: trace.record for trace in erasing.traces(file)}
    erased = erasing.erase(file, [found["cat@home.example"], BEA], now=now)
    assert str(erased.sentence).startswith("Erased for good here: 1 person and 1 address.")
    assert written_to(file) == ()
    held = everything(file)
    assert b"cat@home" not in held
    assert b"bea@home" not in held


def test_the_command_line_writes_a_table_without_formulas_and_says_so_in_the_log(
    file: SeminarFile, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mailing.csv"
    command = ["export", str(file.path), "--to", "mailing", "--out", str(out)]
    assert cli.main(command) == 1
    assert not out.exists()
    assert "Nobody has agreed" in capsys.readouterr().err
    note_consent(file, (BEA,), Purpose.CONTACT, given=True, now=now)
    with file.write(Verb.TAKE_IN, now) as writer:
        addresses.keep_address(writer, "bea", "bea@home.example")
    assert cli.main(command) == 0
    assert out.read_bytes() == b"email,name\r\nbea@home.example,'=Bea Adams\r\n"
    assert "delete it" in capsys.readouterr().out
    with file.read() as reader:
        acts = set(reader.connection.execute(select(tables.acts.c.verb)).scalars())
    assert Verb.WRITE_OUT_ADDRESSES in acts
