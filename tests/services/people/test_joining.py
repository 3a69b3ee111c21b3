"""Welcoming: codes, consent, and devices that the file knows without being able to let them in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role, author_of
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import (
    Item,
    Method,
    OpenTo,
    Poll,
    Round,
    RoundState,
    Secrecy,
)
from facilitator.domain.privacy.policy import Permission
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.notes import taking_in
from facilitator.services.notes.sent import Sent
from facilitator.services.people import joining
from facilitator.services.people.consenting import consents_of
from facilitator.services.people.joining import Agreed
from facilitator.services.records import activity_log
from facilitator.services.views.paired_devices import paired
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records import devices

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "room.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(title="S", date=date(2011, 10, 18), sectors=("Third sector",), sizes=("Small",))
        )
    return made


def join(file: SeminarFile, agreed: Agreed) -> tuple[Device, str]:
    with file.write(Verb.SET_UP, NOW) as writer:
        return joining.join(writer, agreed, now=NOW)


def test_codes_are_made_once_and_read_however_they_are_typed(file: SeminarFile) -> None:
    codes = joining.codes(file, now=NOW)
    assert joining.codes(file, now=NOW) == codes
    assert len(set(codes.values())) == len(Role)
    code = codes[Role.PARTICIPANT]
    assert joining.code_opens(file, Role.PARTICIPANT, f" {code[:2].lower()} {code[2:]} ")
    assert not joining.code_opens(file, Role.FACILITATOR, code)
    assert not joining.code_opens(file, Role.PARTICIPANT, "")
    assert joining.renew_code(file, Role.PARTICIPANT, now=NOW) != code
    assert not joining.code_opens(file, Role.PARTICIPANT, code)
    file.close()


def test_a_person_joins_with_what_they_agreed_to(file: SeminarFile) -> None:
    device, token = join(
        file, Agreed(take_part=True, archive=True, sector="Third sector", size="Small")
    )
    assert joining.who(file, token) == device
    assert joining.who(file, "guessed") is None
    with file.read() as reader:
        (consent,) = reader.every(Consent)
    assert (consent.quote, consent.archive, consent.contact) == (False, True, False)
    assert joining.joined(file) == 1
    file.close()


def test_the_file_does_not_hold_the_token(file: SeminarFile) -> None:
    _, token = join(file, Agreed(take_part=True))
    file.checkpoint()
    assert token.encode() not in file.path.read_bytes()
    file.close()


def test_nobody_joins_without_consent_or_with_a_made_up_sector(file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="agree to take part"):
        join(file, Agreed(take_part=False))
    with pytest.raises(SeminarError, match="from the lists"):
        join(file, Agreed(take_part=True, sector="Spies"))
    assert joining.joined(file) == 0
    file.close()


def test_where_names_are_asked_a_person_is_found_on_the_list_or_added(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        writer.put(Participant(id="known", name="Siân Prydderch"))
    with pytest.raises(SeminarError, match="Type your name"):
        join(file, Agreed(take_part=True))
    device, _ = join(file, Agreed(take_part=True, name="siân  prydderch"))
    assert device.participant_id == "known"
    new, _ = join(file, Agreed(take_part=True, name="Somebody Else"))
    with file.read() as reader:
        assert reader.get(Participant, "known").arrived_at == NOW
        assert reader.get(Participant, new.participant_id).name == "Somebody Else"
    file.close()


def test_a_name_is_no_identity_a_second_phone_waits_for_the_facilitators_nod(
    file: SeminarFile,
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        writer.put(Participant(id="known", name="Siân"))
    hers, first_token = join(file, Agreed(take_part=True, name="Siân"))
    other, token = join(file, Agreed(take_part=True, name="SIÂN", quote=True))
    assert (other.participant_id, other.asks_for) == ("", "known")
    assert author_of(other) != author_of(hers)
    with file.read() as reader:
        assert joining.claims_in(reader) == (joining.Claim(other.id, "Siân"),)
        assert not reader.get(Consent, consent_id("known")).quote, "nobody agrees for her"
    joining.refuse(file, other.id, now=NOW)
    assert joining.who(file, token) is None
    again, token = join(file, Agreed(take_part=True, name="Siân", quote=True))
    joining.nod(file, again.id, now=NOW)
    seated = joining.who(file, token)
    assert seated is not None
    assert (seated.participant_id, seated.asks_for) == ("known", "")
    assert joining.who(file, first_token) is None, "a name has one seat"
    with file.read() as reader:
        assert joining.claims_in(reader) == ()
        assert reader.get(Consent, consent_id("known")).quote
    file.close()


@pytest.mark.parametrize(
    ("state", "secrecy", "open_to", "told"),
    [
        (RoundState.OPEN, Secrecy.SEALED, OpenTo.ANYBODY, True),
        (RoundState.OPEN, Secrecy.PSEUDONYMOUS, OpenTo.ANYBODY, True),
        (RoundState.CLOSED, Secrecy.SEALED, OpenTo.ANYBODY, False),
        (RoundState.OPEN, Secrecy.NAMED, OpenTo.ANYBODY, False),
        (RoundState.OPEN, Secrecy.SEALED, OpenTo.CHECKED_IN, False),
    ],
)
def test_that_a_vote_is_open_while_a_second_phone_asks_is_known_before_the_nod(
    state: RoundState, secrecy: Secrecy, open_to: OpenTo, told: bool, file: SeminarFile
) -> None:
    items = (Item(id="a", text="A"), Item(id="b", text="B"))
    poll = Poll(
        id="p",
        position=1.0,
        title="P",
        wording="W",
        method=Method.APPROVE,
        items=items,
        secrecy=secrecy,
        open_to=open_to,
    )
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        writer.put(poll)
        writer.put(Round(id="r", poll_id="p", number=1, state=state, poll=poll, opened_at=NOW))
    for _ in range(2):
        join(file, Agreed(take_part=True, name="Siân"))
    with file.read() as reader:
        assert [claim.in_a_vote for claim in joining.claims_in(reader)] == [told]
    file.close()


def test_who_waits_for_a_name_that_is_taken_off_the_list_comes_in_without_it(
    file: SeminarFile,
) -> None:
    person = Participant(id="known", name="Siân")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        writer.put(person)
    join(file, Agreed(take_part=True, name="Siân"))
    other, token = join(file, Agreed(take_part=True, name="Siân"))
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.remove(person)
    with file.read() as reader:
        assert joining.claims_in(reader) == (joining.Claim(other.id, ""),)
    joining.nod(file, other.id, now=NOW)
    seated = joining.who(file, token)
    assert seated is not None
    assert (seated.participant_id, seated.asks_for) == ("", "")
    file.close()


def test_of_namesakes_each_has_a_seat(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        writer.put_all([Participant(id=each, name="Siân") for each in ("one", "two")])
    seats = [join(file, Agreed(take_part=True, name="Siân"))[0] for _ in range(3)]
    assert {seat.participant_id for seat in seats[:2]} == {"one", "two"}
    assert seats[2].asks_for in ("one", "two")
    file.close()


def test_a_mind_can_be_changed_and_other_roles_are_paired(file: SeminarFile) -> None:
    device, token = join(file, Agreed(take_part=True, quote=True))
    with file.write(Verb.SET_UP, NOW) as writer:
        joining.change_mind(writer, device, Agreed(take_part=True, sector="Third sector"), now=NOW)
    changed = joining.who(file, token)
    assert changed is not None
    assert changed.sector == "Third sector"
    with file.read() as reader:
        assert [consent.quote for consent in reader.every(Consent)] == [False]
    paired, remote = joining.pair(file, Role.FACILITATOR, now=NOW)
    assert joining.who(file, remote) == paired
    assert joining.joined(file) == 1
    file.close()


def said_by(file: SeminarFile, device: Device, id: str) -> None:
    with file.write(Verb.CAPTURE, NOW) as writer:
        author = author_of(device)
        writer.put(
            Response(id=id, question_id="q", words="So", recorded_at=NOW, participant_id=author)
        )


@pytest.mark.parametrize(("first", "second"), [(False, True), (True, True), (True, False)])
def test_what_was_said_before_the_nod_follows_the_consent_of_who_said_it(
    file: SeminarFile, first: bool, second: bool
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), asks_names=True))
        writer.put(Participant(id="known", name="Siân"))
    other, _ = join(file, Agreed(take_part=True, name="Siân", quote=first))
    said_by(file, other, "before")
    hers, token = join(file, Agreed(take_part=True, name="Siân", quote=second))
    said_by(file, hers, "waiting")
    joining.nod(file, hers.id, now=NOW)
    seated = joining.who(file, token)
    assert seated is not None
    said_by(file, seated, "after")
    assert may_be_quoted(file) == {"before": first and second, "waiting": second, "after": second}
    with file.write(Verb.PAIR, NOW) as writer:
        joining.change_mind(writer, seated, Agreed(take_part=True), now=NOW)
    assert may_be_quoted(file) == {"before": False, "waiting": False, "after": False}
    file.close()


def may_be_quoted(file: SeminarFile) -> dict[str, bool]:
    with file.read() as reader:
        said = reader.every(Response)
        consents = consents_of(reader, {each.participant_id for each in said})
    return {each.id: consents[each.participant_id] is Permission.GIVEN for each in said}


def test_one_paired_device_is_let_out_alone_and_the_codes_stay(file: SeminarFile) -> None:
    codes = joining.codes(file, now=NOW)
    phone, held = joining.pair(file, Role.FACILITATOR, now=NOW, name="Pixel 8, Chrome")
    lost, token = joining.pair(file, Role.NOTE_TAKER, now=NOW, name="iPad, Safari")
    other, kept = joining.pair(file, Role.NOTE_TAKER, now=NOW)
    joining.call(file, other.id, "Berta’s laptop", now=NOW)
    names = {each.id: each.name for each in paired(file)}
    assert names[phone.id] == "Pixel 8, Chrome"
    assert (names[lost.id], names[other.id]) == ("iPad, Safari", "Berta’s laptop")
    assert joining.let_out(file, lost.id, now=NOW)
    assert joining.who(file, token) is None
    assert joining.who(file, held) == phone
    assert joining.who(file, kept) == other
    assert joining.codes(file, now=NOW) == codes
    assert [each.name for each in paired(file)] == ["Pixel 8, Chrome", "Berta’s laptop"]
    assert not joining.let_out(file, lost.id, now=NOW), "it is out already"
    with file.read() as reader:
        latest = activity_log.entries(reader, file.device)[0]
        assert devices.names(reader).keys() == {phone.id, other.id}
    assert str(latest.said) == "Let a paired device out"
    assert not Verb.LET_OUT.is_undoable
    file.close()


def test_no_phone_of_a_participant_is_let_out_as_a_paired_one(file: SeminarFile) -> None:
    device, token = join(file, Agreed(take_part=True))
    with pytest.raises(SeminarError):
        joining.let_out(file, device.id, now=NOW)
    assert joining.who(file, token) == device
    assert paired(file) == ()
    file.close()


def test_a_paired_device_is_told_by_the_group_whose_notes_it_wrote_and_when(
    file: SeminarFile,
) -> None:
    writes, _ = joining.pair(file, Role.NOTE_TAKER, now=NOW)
    silent, _ = joining.pair(file, Role.NOTE_TAKER, now=NOW)
    with file.write(Verb.ADD, NOW) as writer:
        writer.put(Breakout(id="g", segment_id="s", position=1, title="Table 2"))
    with file.write(Verb.CAPTURE, NOW) as writer:
        sent = Sent(method="POST", id=new_id(), breakout_id="g", words="Said")
        taking_in.take(writer, sent, author=writes.id, now=NOW)
    told = {each.id: each for each in paired(file)}
    assert (told[writes.id].group, told[silent.id].group) == ("Table 2", "")
    assert told[writes.id].wrote_at is not None
    assert told[silent.id].wrote_at is None
    file.close()
