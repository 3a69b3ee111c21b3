"""Publishing: what is printed is what was recorded, and nobody promised anonymity can be found."""

import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports.content.data import dataset_of
from exports.content.summary import summary_document
from exports.document import Quote, all_sections
from exports.papers import write_summary
from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import Item, Method, Poll, Secrecy
from facilitator.domain.privacy.disclosure import NOT_GIVEN
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.report.summary import A_GROUP
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import InBoth, Message, Wording
from facilitator.services.notes import noting
from facilitator.services.people import joining
from facilitator.services.polls import voters, voting
from facilitator.services.rehearsal import rehearsal
from facilitator.services.report import publishing
from facilitator.services.responses import collecting
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
SECTORS = ("Third sector", "Public sector", "Regulator")


def later(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(
                time_zone="UTC",
                title="S",
                date=date(2011, 10, 18),
                sectors=SECTORS,
                print_threshold=3,
            )
        )
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        writer.put(Finding(id="f", position=1, label="Savings", wording="Savings are hard."))
        writer.put(
            Poll(
                id="p",
                position=1,
                title="Savings",
                wording="Savings are hard.",
                method=Method.AGREE,
                items=(Item("i", "Savings"),),
                secrecy=Secrecy.PSEUDONYMOUS,
                finding_id="f",
            )
        )
        for number in range(9):
            writer.put(
                Participant(
                    id=str(number),
                    name=f"Person {number}",
                    sector=SECTORS[0] if number < 4 else SECTORS[1] if number < 8 else SECTORS[2],
                    arrived_at=NOW,
                    seen_here=True,
                )
            )
    return made


def vote(file: SeminarFile, marks: list[int], *, reveal: bool = True) -> None:
    opened = voting.open_round(file, "p", segment_id=f"s{marks}", now=NOW)
    for voter, mark in enumerate(marks):
        voting.cast(
            file,
            opened.id,
            voters.Voter(f"token {voter}"),
            [("i", mark)],
            submission=f"{voter}",
            now=NOW,
        )
    voting.close_round(file, opened.id, now=NOW)
    if reveal:
        voting.reveal_round(file, opened.id, now=NOW)


def test_responses_are_printed_as_said_and_hidden_ones_are_only_counted(file: SeminarFile) -> None:
    collecting.capture(file, "q", "Said <b>aloud</b>", now=later(1))
    collecting.hide(file, collecting.capture(file, "q", "Kept back", now=later(2)), now=later(3))
    (part,) = publishing.summarise(file, now=later(9)).questions
    assert [response.words for response in part.responses] == ["Said <b>aloud</b>"]
    assert part.hidden == 1
    file.close()


def noted(file: SeminarFile) -> None:
    """A breakout with a note that may not be quoted, a quote that may, and two that may not."""
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="Groups", minutes=30)
        )
        writer.put(Breakout(id="b", segment_id="s", position=1, title="Group 1"))
    for number, (kind, quotable) in enumerate(
        [("point", False), ("quote", True), ("quote", False), ("quote", False), ("action", False)]
    ):
        words = f"{kind} {'free' if quotable else 'kept'} {number}"
        noting.add_note(file, "b", words, kind=NoteKind(kind), quotable=quotable, now=later(number))


@pytest.mark.parametrize("headline", [False, True])
def test_a_quote_that_may_not_be_quoted_is_on_no_page_and_is_counted(
    file: SeminarFile, tmp_path: Path, headline: bool
) -> None:
    noted(file)
    if headline:
        with file.write(Verb.SET_UP, NOW) as writer:
            for note in writer.every(Note):
                writer.put(replace(note, headline=True))
    drawn = publishing.summarise(file, now=later(9))
    (part,) = drawn.breakouts
    words = [line.note.words for line in part.notes]
    assert sorted(words) == ["action kept 4", "point kept 0", "quote free 1"]
    assert part.withheld == 2
    assert [action.words for _, action in drawn.actions] == ["action kept 4"]
    write_summary(drawn, tmp_path / "summary.pdf")
    pages = " ".join(page.extract_text() for page in PdfReader(tmp_path / "summary.pdf").pages)
    assert "quote free 1" in pages
    assert "quote kept" not in pages
    counted = " ".join(pages.split())
    assert "2 quotes are not printed because the speakers have not agreed" in counted
    file.close()


def test_a_group_that_left_only_quotes_to_keep_is_not_said_to_have_noted_nothing(
    file: SeminarFile, tmp_path: Path
) -> None:
    noted(file)
    with file.write(Verb.SET_UP, NOW) as writer:
        for note in writer.every(Note):
            writer.put(replace(note, kind=NoteKind.QUOTE, quotable=False))
    write_summary(publishing.summarise(file, now=later(9)), tmp_path / "summary.pdf")
    pages = " ".join(page.extract_text() for page in PdfReader(tmp_path / "summary.pdf").pages)
    assert "No notes were taken" not in pages
    assert "5 quotes are not printed" in pages
    file.close()


def test_consent_withdrawn_withholds_what_was_sent_before_and_given_later_frees_it(
    file: SeminarFile,
) -> None:
    def printed() -> tuple[list[str], int]:
        (part,) = publishing.summarise(file, now=later(9)).questions
        return [response.words for response in part.responses], part.withheld

    with file.write(Verb.SET_UP, NOW) as writer:
        for author, may in (("0", True), ("1", False)):
            writer.put(Consent(id=consent_id(author), given_at=NOW, quote=may))
            writer.put(
                Response(
                    id=f"r{author}",
                    question_id="q",
                    words=f"Sent by {author}",
                    recorded_at=later(int(author)),
                    participant_id=author,
                    channel=Channel.PHONE,
                    quotable=may,
                )
            )
    assert printed() == (["Sent by 0"], 1)
    with file.write(Verb.SET_UP, NOW) as writer:
        for author, may in (("0", False), ("1", True)):
            writer.put(Consent(id=consent_id(author), given_at=later(5), quote=may))
    assert printed() == (["Sent by 1"], 1)
    file.close()


def test_the_order_of_responses_does_not_tell_whose_they_are(file: SeminarFile) -> None:
    """Nine people answer two questions, always one after the other; ids are drawn by a die."""
    die = random.Random(8)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Question(id="q2", position=2, kind=QuestionKind.REFLECTION, wording="How?"))
        for number in range(18):
            writer.put(
                Response(
                    id=f"{die.getrandbits(64):x}",
                    question_id="q" if number < 9 else "q2",
                    words=f"{number % 9}",
                    recorded_at=later(number),
                    channel=Channel.PHONE,
                    quotable=True,
                )
            )
    drawn = publishing.summarise(file, now=later(99))
    told = [part.responses for part in (*drawn.questions, *drawn.reflections)]
    first, second = ([response.words for response in part] for part in told)
    assert sorted(first) == sorted(second) == [str(number) for number in range(9)]
    assert first != second
    assert [response.id for part in told for response in part] == [
        response.id for part in told for response in sorted(part, key=lambda said: said.id)
    ]
    file.close()


def test_a_sector_too_small_to_hide_in_is_not_printed_beside_a_quote(file: SeminarFile) -> None:
    for second, sector in enumerate(SECTORS):
        collecting.capture(file, "q", f"From {second}", sector=sector, now=later(second))
    (part,) = publishing.summarise(file, now=later(9)).questions
    beside = {response.words: response.sector for response in part.responses}
    assert beside == {"From 0": SECTORS[0], "From 1": "", "From 2": ""}, "2 alone is known by it"
    file.close()


def test_beside_words_on_paper_stand_neither_rare_sectors_nor_sizes_nor_ids(
    file: SeminarFile,
) -> None:
    """Read from the paper itself: what the summary holds may pass and the page still tell."""
    for second, sector in enumerate(SECTORS):
        with file.write(Verb.SET_UP, NOW) as writer:
            writer.put(
                Response(
                    id=f"r{second}",
                    question_id="q",
                    words=f"From {second}",
                    recorded_at=later(second),
                    sector=sector,
                    size="One person",
                    attribution=f"whom all know {second}",
                    participant_id=f"person-{second}",
                    channel=Channel.PHONE,
                    quotable=True,
                )
            )
    drawn = publishing.summarise(file, now=later(9))
    (part,) = drawn.questions
    held = {(each.size, each.participant_id, each.attribution) for each in part.responses}
    assert held == {("", "", "")}, "no paper can tell what it is not given"
    document = summary_document(drawn)
    beside = {
        block.words: block.attribution
        for section in all_sections(document.sections)
        for block in section.blocks
        if isinstance(block, Quote)
    }
    assert beside == {"From 0": SECTORS[0], "From 1": "", "From 2": ""}, "2 alone is known by it"
    rows = dataset_of(drawn)["responses"].records
    assert [row["sector"] for row in rows] == [SECTORS[0], None, None]
    for value in ("One person", "person-2", "whom all know"):
        assert value not in repr(document)
        assert value not in repr(dataset_of(drawn))
    file.close()


def test_a_lone_small_sector_cannot_be_worked_out_from_who_was_heard(file: SeminarFile) -> None:
    voice = publishing.summarise(file, now=NOW).voice
    withheld = [line for line in voice if line.people is None]
    assert "Regulator" in {line.name for line in withheld}
    assert len(withheld) >= 2, "one alone follows from the total of the room"
    file.close()


def test_linked_votes_are_compared_person_by_person(file: SeminarFile) -> None:
    vote(file, [*(2,) * 10, *(4,) * 10])
    vote(file, [*(4,) * 5, *(2,) * 10, *(4,) * 5])
    summary = publishing.summarise(file, now=NOW)
    (part,) = summary.polls
    assert [known.round.number for known in part.rounds] == [1, 2]
    assert part.chart is not None
    assert part.finding is not None
    assert part.finding.label == "Savings"
    assert "with a view both times" in str(part.moved)
    assert "5 came to agree and 5 ceased" in str(part.moved)
    (change,) = dataset_of(summary)["change"].records
    told = [change[name] for name in ("paired", "came", "left")]
    assert told == [20, 5, 5]
    assert "Of 20 people with a view both times 10 agreed at first and 10 at last" in str(
        part.moved
    )
    file.close()


def test_a_round_that_was_not_revealed_stays_out_of_print(file: SeminarFile) -> None:
    vote(file, [5, 5, 5], reveal=False)
    summary = publishing.summarise(file, now=NOW)
    (part,) = summary.polls
    assert (part.rounds, part.chart, part.unrevealed) == ((), None, 1)
    assert any("not revealed" in str(sentence) for sentence in summary.at_a_glance)
    file.close()


def test_an_untouched_seminar_makes_an_honest_summary(tmp_path: Path) -> None:
    empty = SeminarFile.create(tmp_path / "empty.seminar")
    with empty.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(time_zone="UTC", title="Empty", date=date(2011, 10, 18)))
    summary = publishing.summarise(empty, now=NOW)
    assert summary.at_a_glance == ()
    assert (summary.present, summary.agenda, summary.polls) == (0, (), ())
    assert summary.method
    with empty.write(Verb.PAIR, NOW) as writer:
        joining.join(writer, joining.Agreed(take_part=True), now=NOW)
    (told,) = publishing.summarise(empty, now=NOW).at_a_glance
    assert str(told) == "1 person took part: 1 joined with a phone and no name."
    empty.close()


def test_another_template_rehearses_too(tmp_path: Path) -> None:
    file = rehearsal.set_up(tmp_path / "half.seminar", None, template="half-day-workshop", now=NOW)
    rehearsal.rehearse(file, participants=20, seed=1)
    summary = publishing.summarise(file, now=NOW)
    assert all(part.rounds for part in summary.polls)
    assert summary.case_studies == ()
    file.close()


def test_what_was_prepared_is_rehearsed_on_a_copy(file: SeminarFile, tmp_path: Path) -> None:
    collecting.capture(file, "q", "Real words", now=NOW)
    copy = rehearsal.set_up(tmp_path / "copy.seminar", file, now=NOW)
    with copy.read() as reader, file.read() as original:
        assert reader.get(Seminar, "seminar").rehearsal
        assert not original.get(Seminar, "seminar").rehearsal
        assert reader.count(Participant) == 9
        assert reader.count(Participant, arrived_at=None) == 9
    assert not publishing.summarise(copy, now=NOW).questions[0].responses
    copy.close()
    file.close()


def plain_texts(value: object) -> Iterator[str]:
    """Every text in it that is said the same in every language."""
    if isinstance(value, Message):
        yield from (each for _, part in value.values for each in plain_texts(part))
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple | frozenset):
        yield from (each for part in value for each in plain_texts(part))
    elif is_dataclass(value) and (isinstance(value, InBoth) or not isinstance(value, Wording)):
        yield from (
            each for part in fields(value) for each in plain_texts(getattr(value, part.name))
        )


def test_whatever_the_program_itself_says_in_a_summary_is_a_sentence_of_its_catalogue(
    file: SeminarFile,
) -> None:
    noted(file)
    vote(file, [5, 5, 4, 1])
    vote(file, [5, 5, 5, 2])
    collecting.capture(file, "q", "Said aloud", now=later(1))
    drawn = publishing.summarise(file, now=later(9))
    with file.read() as reader:
        records = [each for kind in RECORD_TYPES.values() for each in reader.every(kind)]
    known = {text for record in records for text in plain_texts(record)}
    known |= {drawn.file_id, drawn.file_id[:8], str(A_GROUP), NOT_GIVEN}
    known |= {text for each in drawn.polls[0].rounds for text in plain_texts(each.recount)}
    part = drawn.polls[0]
    assert len(part.rounds) == 2
    assert part.chart is not None
    found = {text for text in plain_texts(drawn) if re.search("[a-z]{2,}", text)} - known
    assert not found
    file.close()
