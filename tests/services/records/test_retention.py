"""On the retention day names, addresses and keys go, permissions stay with what was said."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from exports.papers import write_data, write_words
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.summary import Length
from facilitator.domain.responses.responses import Channel, Response, Upvote
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.slides import Slides
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.people import addresses, joining
from facilitator.services.people.joining import Agreed
from facilitator.services.records import removing, retention
from facilitator.services.report import publishing
from facilitator.services.seminar import preparing, slides
from facilitator.store.auditing import audit
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices
from facilitator.store.records.facts import PSEUDONYM_SECRET
from ui.start import cli

NAMES = ("Ann Zealous", "Bea Adamant", "ann@zealous.example", "cat@home.example", "Zealous Ltd")


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Iterator[SeminarFile]:
    """Two people, one of whom has withdrawn, with answers, a note, a group and an address."""
    file = SeminarFile.create(tmp_path / "a.seminar")
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(
            Seminar(
                time_zone="UTC",
                title="October",
                date=now.date(),
                sectors=("Third sector",),
                kept_days=30,
            )
        )
        kind = QuestionKind.EMERGING
        writer.put(Question(id="q", position=1, kind=kind, wording="What helps?"))
        said = {"email": "ann@zealous.example", "organisation": "Zealous Ltd", "arrived_at": now}
        writer.put(Participant(id="ann", name="Ann Zealous", sector="Third sector", **said))  # type: ignore[arg-type]
        writer.put(Participant(id="bea", name="Bea Adamant"))
        for who, quote in (("ann", True), ("bea", False)):
            writer.put(Consent(id=consent_id(who), given_at=now, quote=quote, archive=quote))
            writer.put(
                Response(
                    id=f"of {who}",
                    question_id="q",
                    words="Time helps",
                    recorded_at=now,
                    participant_id=who,
                    channel=Channel.PHONE,
                    quotable=not quote,
                )
            )
        writer.put(Upvote(id="upvote:of ann:bea", response_id="of ann", device_id="bea"))
        writer.put(Breakout(id="g", segment_id="s", position=1, title="A", member_ids=("ann",)))
        writer.put(Note(id="n", breakout_id="g", words="Ask", recorded_at=now, owner="Zealous"))
        device, token = joining.join(writer, Agreed(take_part=True), now=now)
        joining.keep_address(
            writer, device, token, Agreed(take_part=True, contact=True, email="cat@home.example")
        )
        writer.note_fact(PSEUDONYM_SECRET, "secret")
    yield file
    file.close()


def bytes_of(file: SeminarFile) -> bytes:
    file.checkpoint()
    return file.path.read_bytes()


def printed(file: SeminarFile, now: datetime) -> object:
    summary = publishing.summarise(file, now=now)
    words = [(part.withheld, [r.id for r in part.responses]) for part in summary.questions]
    heads = [(part.title, part.members, len(part.notes)) for part in summary.breakouts]
    here = (summary.present, summary.expected, summary.joined, attendance(summary))
    return words, here, heads, summary.voice


PAPERS = (*(f"{length}.html" for length in Length), "tables.json")


def said_by(file: SeminarFile, folder: Path, paper: str) -> str:
    """What a paper says, whenever and after whatever change it is made."""
    path = folder / paper
    drawn = publishing.summarise(file, now=datetime.now(UTC))
    drawn = replace(drawn, made_at=datetime(2011, 10, 18, tzinfo=UTC), position=1)
    if path.suffix == ".json":
        write_data(drawn, "json", path)
    else:
        write_words(drawn, path, Length(path.stem))
    return re.sub(r"change \d+", "change", path.read_text("utf-8"))


def test_nobody_is_reminded_before_the_day_and_everybody_from_then_until_it_is_done(
    file: SeminarFile, now: datetime
) -> None:
    day = datetime(now.year, now.month, now.day, tzinfo=now.tzinfo) + timedelta(days=30)
    with file.read() as reader:
        assert retention.reminder(reader, day - timedelta(minutes=1)) is None
        assert "that day has come" in str(retention.reminder(reader, day))
        real = reader.get(Seminar, SEMINAR_ID)
    preparing.save(file, replace(real, rehearsal=True), now=now)
    with file.read() as reader:
        assert retention.reminder(reader, day) is None, "nobody of a rehearsal is real"
    preparing.save(file, real, now=now)
    retention.take_people_out(file, now=day)
    with file.read() as reader:
        assert retention.reminder(reader, day) is None
    with pytest.raises(SeminarError, match="Nobody is named"):
        retention.take_people_out(file, now=day)


def test_names_and_addresses_are_gone_from_file_and_backups_and_counts_and_permissions_stay(
    file: SeminarFile, now: datetime
) -> None:
    backup = opening.back_up(file, now)
    before = printed(file, now)
    said = str(retention.take_people_out(file, now=now))
    assert "2 names are taken out for good." in said
    assert "1 backup on this computer was cleaned." in said
    assert printed(file, now) == before
    held = (bytes_of(file), backup.read_bytes())
    for name in (*NAMES, "cat@home"):
        assert all(name.encode() not in bytes_ for bytes_ in held), name
    with file.read() as reader:
        assert reader.every(Consent) == ()
        answers = {r.id: (r.quotable, r.archivable) for r in reader.every(Response)}
        assert answers == {"of ann": (True, True), "of bea": (False, False)}
        assert {r.participant_id for r in reader.every(Response)} == {""}
        assert reader.get(Note, "n").owner == ""
        assert [u.device_id for u in reader.every(Upvote)] == [""]
        (group,) = reader.every(Breakout)
        assert {p.id for p in reader.every(Participant) if p.sector} == set(group.member_ids)
        assert addresses.addressees(reader) == ()
        assert reader.fact(PSEUDONYM_SECRET) is None
    assert joining.joined(file) == 0
    assert list(audit.audit(file.path, file.passphrase)) == []


def test_phones_without_a_name_are_told_in_every_paper_as_before(
    file: SeminarFile, tmp_path: Path, now: datetime
) -> None:
    """How many took part and which groups stand by themselves, once and again after a second day of
    names, though nobody of them is let in any more.
    """
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), print_threshold=3))
        for _ in range(3):
            device, _token = joining.join(writer, Agreed(take_part=True), now=now)
            devices.change(writer, replace(device, breakout_ids=("g",)))
    before = printed(file, now)
    papers = {paper: said_by(file, tmp_path, paper) for paper in PAPERS}
    told = {paper for paper, said in papers.items() if "4 joined with a phone and no name" in said}
    assert told == {paper for paper in PAPERS if not paper.endswith(".json")}
    tables = {table["name"]: table for table in json.loads(papers["tables.json"])["tables"]}
    assert tables["seminar"]["rows"][0]["took_part"] == 4
    retention.take_people_out(file, now=now)
    assert joining.joined(file) == 0
    assert printed(file, now) == before
    for paper, said in papers.items():
        assert said_by(file, tmp_path, paper) == said, paper
    with file.write(Verb.SET_UP, now) as writer:
        writer.put(Participant(id="late", name="Cal Later"))
    before = printed(file, now)
    retention.take_people_out(file, now=now)
    assert printed(file, now) == before


def test_slides_that_were_taken_out_go_for_good_and_those_that_are_there_stay(
    file: SeminarFile, now: datetime
) -> None:
    gone, kept = (
        slides.take_in(file, words, [slides.Page(words.encode(), words)], now=now)
        for words in ("Shown to nobody", "Shown to all")
    )
    removing.take_out(file, gone, now=now)
    backup = opening.back_up(file, now)
    picture = base64.b64encode(b"Shown to nobody")
    assert picture in bytes_of(file)
    assert "1 page of slides" in str(retention.take_people_out(file, now=now))
    for held in (bytes_of(file), backup.read_bytes()):
        assert picture not in held
        assert b"Shown to nobody" not in held
        assert base64.b64encode(b"Shown to all") in held
    with file.read() as reader:
        assert [each.id for each in reader.every(Slides)] == [kept.id]
    assert list(audit.audit(file.path, file.passphrase)) == []


def test_names_do_not_come_back_with_a_copy_that_is_merged(
    file: SeminarFile, now: datetime, tmp_path: Path
) -> None:
    other = tmp_path / "b.seminar"
    opening.save_copy(file, other)
    with file.write(Verb.CHANGE, now) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), title="November"))
    retention.take_people_out(file, now=now)
    merging.merge(file, [other], now=now)
    held = bytes_of(file)
    assert all(name.encode() not in held for name in NAMES[:4])
    with file.read() as reader:
        assert {person.name for person in reader.every(Participant)} == {""}
        assert len(reader.every(Participant)) == 2


def test_the_command_line_waits_for_the_day_unless_it_is_told_not_to(
    file: SeminarFile, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    with file.write(Verb.CHANGE, now) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, date=date(2199, 1, 1)))
    assert cli.main(["anonymise", str(file.path)]) == 1
    assert "--early" in capsys.readouterr().err
    assert cli.main(["anonymise", str(file.path), "--early"]) == 0
    assert "2 names are taken out" in capsys.readouterr().out
