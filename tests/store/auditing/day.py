"""A small seminar in which something stands in every table, for audits to be tried on."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from facilitator.domain.acts import Verb
from facilitator.domain.locales import Language
from facilitator.domain.merging.merge import Preview
from facilitator.domain.merging.sync import Laptop
from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.notes.photographs import Photograph, photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Address, Consent, Participant, address_id
from facilitator.domain.polls.polls import (
    HandCount,
    Item,
    Method,
    OpenTo,
    Poll,
    Secrecy,
    hands_id,
)
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.responses.responses import Channel, Upvote
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.seminar.speaking import SpeakersList, Turn
from facilitator.domain.stage.slides import SlidePicture, Slides, picture_id
from facilitator.domain.stage.stage import Stage
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.notes import noting, reading_back
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.responses import collecting
from facilitator.services.synthesis import coding, themes
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import merge_log
from facilitator.store.records import devices, tables

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
SECTORS = ("Third sector", "University")


def written(path: Path) -> Path:
    """The seminar, at rest."""
    file = SeminarFile.create(path, device="host")
    _prepare(file)
    _say(file)
    _vote(file, Secrecy.PSEUDONYMOUS, is_left_open=False)
    _vote(file, Secrecy.SEALED, is_left_open=False)
    _vote(file, Secrecy.SEALED, is_left_open=True)
    _know(file)
    file.close()
    return path


def _prepare(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="Partnership", date=NOW.date(), sectors=SECTORS, room_threshold=2))
        writer.put(
            Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="Groups", minutes=9)
        )
        writer.put(SegmentRun(id="run", segment_id="s", started_at=NOW))
        writer.put(CaseStudy(id="c", position=1, title="A case", authors="Anne"))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="What next?"))
        writer.put(Finding(id="f", position=1, label="F1", wording="It works."))
        writer.put(Breakout(id="b", segment_id="s", position=1, title="Blue", question_ids=("q",)))
        for number in range(6):
            writer.put(Participant(id=f"p{number}", name=f"Anne {number}", sector=SECTORS[0]))
        writer.put(Consent(id="consent:p0", given_at=NOW, take_part=True))
        writer.put(Address(id=address_id("p0", 0), email="p0@example.org"))
        writer.put(Progress(id="progress", state=DayState.RUNNING, started_at=NOW))
        writer.put(Stage(id="stage", since=NOW))
        writer.put(Slides(id="sl", position=1, title="Talk", pages=("Words",), segment_id="s"))
        kind = AdditionKind.MESSAGE
        writer.put(Addition(id="ad", kind=kind, words="Pay on time", by="Anne", at=NOW))
        writer.put(SlidePicture(id=picture_id("sl", 0), slides_id="sl", number=0, picture="aa=="))


def _say(file: SeminarFile) -> None:
    notes = [noting.add_note(file, "b", f"What was said {n}", now=NOW) for n in range(8)]
    noting.edit(file, notes[0], "Said better", now=NOW)
    noting.remove(file, notes[1], now=NOW)
    with file.write(Verb.ERASE, NOW) as writer:
        writer.erase(notes[2].KIND, notes[2].id)
    noting.mark(file, "kind", notes[3], said=NoteKind.ACTION, now=NOW)
    theme = themes.add_theme(file, "Money", now=NOW)
    said = collecting.capture(file, "q", "Pay us", sector=SECTORS[0], now=NOW)
    with file.write(Verb.CHANGE, NOW) as writer:
        coding.code(writer, [said], theme.id, coder="host", now=NOW)
        writer.put(Upvote(id="u", response_id=said.id, device_id="d"))
        writer.put(Photograph(id=photograph_id(notes[4].id), jpeg="aa==", width=1, height=1))
        turns = (Turn(sector=SECTORS[0], size="", seconds=30),)
        writer.put(SpeakersList(id="li", segment_id="s", opened_at=NOW, turns=turns))
    reading_back.check(file, "b", now=NOW)


def _vote(file: SeminarFile, secrecy: Secrecy, *, is_left_open: bool) -> None:
    id = f"{secrecy}-{is_left_open}"
    items = (Item("a", "A"), Item("b", "B"))
    of_all = secrecy is Secrecy.SEALED and not is_left_open
    poll = Poll(
        id=id, position=1, title=id, wording="?", method=Method.CHOOSE_ONE, items=items,
        secrecy=secrecy, open_to=OpenTo.ALL_ROOMS if of_all else OpenTo.ANYBODY,
        split=Split.ROOM if of_all else Split.SECTOR,
    )  # fmt: skip
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(poll)
    opened = voting.open_round(file, id, now=NOW)
    for number in range(5):
        voter = Voter(f"token {number}", sector=SECTORS[0], size="Small", room=MAIN)
        marks = [(items[number % 2].id, 1)]
        sent, channel = f"sent {number}", Channel.PHONE
        voting.cast(file, opened.id, voter, marks, submission=sent, channel=channel, now=NOW)
    if not is_left_open:
        hands = HandCount(id=hands_id(opened.id), marks=(("a", 1, 3),), people=3)
        with file.write(Verb.CHANGE, NOW) as writer:
            writer.put(hands)
        voting.close_round(file, opened.id, now=NOW)


def _know(file: SeminarFile) -> None:
    noting.keep_drafts(file, [NoteContent(breakout_id="b", words="Half a wor")], now=NOW)
    device = Device(id="d", role=Role.PARTICIPANT, joined_at=NOW, language=Language.WELSH)
    with file.write(Verb.KEEP, NOW) as writer:
        devices.let_in(writer, replace(device, sector=SECTORS[0]), "a token")
        revision = next(iter(writer.every_revision()))[1]
        writer.note_entry(tables.note_changes, "change", revision.id)
        merge_log.keep(writer, merge_log.Kept("merge", NOW, 1, 2, Preview(name="a.seminar")))
        laptop = Laptop(device="laptop", name="Anne’s", at=NOW, left=0, received=3)
        writer.note_entry(tables.laptops, "laptop", msgspec.json.encode(laptop).decode())
        writer.note_entry(tables.device_names, "laptop", "Anne’s laptop")
