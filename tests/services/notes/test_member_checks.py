"""Groups look at what was noted of them: their headline points, and quotes they are asked about."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Method, Poll, Round
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.print_rules import UnknownConsent
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.notes import member_checks, noting
from facilitator.services.polls import dealing, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.records import retention, undoing
from facilitator.services.report import publishing
from facilitator.services.synthesis import passages
from facilitator.services.views import phones
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
POLL = Poll(
    id="p",
    position=1,
    title="Is this us?",
    wording="Is this what your group said?",
    method=Method.MEMBER_CHECK,
    items=(),
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    """Two tables of seven, one of four; whoever says nothing is printed unasked, to be strict."""
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOON) as writer:
        writer.put(
            Seminar(
                title="S",
                date=date(2011, 10, 18),
                kept_days=1,
                unknown_consent=UnknownConsent.PRINTED,
            )
        )
        writer.put(Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="s", minutes=9))
        writer.put(POLL)
        for table, size in (("a", 7), ("b", 7), ("c", 4)):
            ids = tuple(f"{table}{number}" for number in range(size))
            writer.put(Breakout(id=table, segment_id="s", position=1, title=table, member_ids=ids))
            for id in ids:
                writer.put(Participant(id=id, name=f"Person {id}", arrived_at=NOON, seen_here=True))
                phone = Device(
                    id=f"d-{id}", role=Role.PARTICIPANT, joined_at=NOON, participant_id=id
                )
                devices.let_in(writer, phone, f"token {id}")
    yield made
    made.close()


def noted(file: SeminarFile, table: str, words: str, **more: object) -> Note:
    note = noting.add_note(file, table, words, now=NOON)
    with file.write(Verb.MARK, NOON) as writer:
        for name, value in more.items():
            object.__setattr__(note, name, value)
        writer.put(note)
    return note


def point(file: SeminarFile, table: str, words: str = "We carry the risk") -> Note:
    return noted(file, table, words, headline=True)


def quote(file: SeminarFile, table: str, words: str = "Nobody asks us") -> Note:
    return noted(file, table, words, kind=NoteKind.QUOTE, quotable=True)


def opened(file: SeminarFile) -> Round:
    return voting.open_round(file, "p", reason="again", now=NOON)


def dealt(file: SeminarFile, who: str) -> dict[str, str]:
    with file.read() as reader:
        (phone,) = devices.devices_where(reader, id=f"d-{who}")
    return {each.words: each.id for each in phones.own(file, phone, "").dealt}


def says(file: SeminarFile, held: Round, who: str, marks: dict[str, int], *words: str) -> object:
    voter = Voter(f"token {who}", participant_id=who, device_id=f"d-{who}")
    sent = SentBallot(
        round_id=held.id,
        marks=tuple(marks.items()),
        words=words,
        submission=f"s {who}".replace(" ", "-"),
    )
    return Gathering(file).gather([Envelope(sent, voter)], now=NOON)[0]


def ended(file: SeminarFile, held: Round, *, reveal: bool = True) -> None:
    voting.close_round(file, held.id, now=NOON)
    if reveal:
        voting.reveal_round(file, held.id, now=NOON)


def told(file: SeminarFile, threshold: int = 5) -> dict[str, str]:
    """What papers say of each headline point, by its words."""
    with file.write(Verb.CHANGE, NOON) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        object.__setattr__(seminar, "print_threshold", threshold)
        writer.put(seminar)
    summary = publishing.summarise(file, now=NOON)
    lines = [line for part in summary.breakouts for line in part.notes]
    return {line.note.words: str(line.judged) for line in lines if line.note.headline}


def printed(file: SeminarFile) -> set[str]:
    summary = publishing.summarise(file, now=NOON)
    return {line.note.words for part in summary.breakouts for line in part.notes}


def test_a_phone_is_dealt_the_points_of_its_own_group_and_judges_no_other(
    file: SeminarFile,
) -> None:
    with pytest.raises(SeminarError, match="No group has a headline point"):
        opened(file)
    point(file, "a", "Ours")
    point(file, "b", "Theirs")
    quote(file, "a")
    held = opened(file)
    assert [*dealt(file, "a0")] == ["Ours"], "a quote is shown where it is asked about"
    assert not dealt(file, "c0")
    others = dealt(file, "b0")["Theirs"]
    assert says(file, held, "a0", {others: 1}) == dealing.NOT_YOURS
    assert says(file, held, "a0", {"us:made up": 1}) == dealing.NOT_YOURS
    assert says(file, held, "a0", {dealt(file, "a0")["Ours"]: 1}) is None


@pytest.mark.parametrize(
    ("agree", "sentence"),
    [
        (7, "at least 6 of 7 at the table say: that is us"),
        (6, "at least 6 of 7 at the table say: that is us"),
        (4, "4 of 7 at the table say: that is us"),
        (1, "at most 1 of 7 at the table say: that is us"),
        (0, "at most 1 of 7 at the table say: that is us"),
    ],
)
def test_papers_say_how_many_of_the_table_but_not_what_everybody_said(
    file: SeminarFile, agree: int, sentence: str
) -> None:
    note = point(file, "a")
    held = opened(file)
    for number in range(7):
        key = dealt(file, f"a{number}")[note.words]
        assert says(file, held, f"a{number}", {key: 1 if number < agree else -1}) is None
    ended(file, held, reveal=False)
    assert told(file) == {note.words: ""}, "sealed until it is revealed"
    voting.reveal_round(file, held.id, now=NOON)
    assert told(file) == {note.words: sentence}
    with file.read() as reader:
        (table,) = reader.get(Round, held.id).release
    assert table.rows[0].cells[0] == min(max(agree, 1), 6), "nor does the file"
    noting.edit(file, note, "We carry all of it", now=NOON)
    assert told(file) == {"We carry all of it": ""}, "other words were not judged"


def test_of_a_small_table_nothing_is_told_nor_which_table_it_is(file: SeminarFile) -> None:
    notes = [point(file, table, f"Of {table}") for table in "abc"]
    held = opened(file)
    for note, who in zip(notes, ("a0", "b0", "c0"), strict=True):
        assert says(file, held, who, {dealt(file, who)[note.words]: 1}) is None
    ended(file, held)
    assert "too few" in told(file, 1)["Of c"]
    apart = told(file, 10)  # in print ten: no table is told apart
    assert len(set(apart.values())) == 1, "the table of four would be known by having no figure"
    with file.write(Verb.REMOVE, NOON) as writer:
        writer.remove(notes[2])
    sentence = "at most 1 of 7 at the table say: that is us"
    assert told(file, 10) == {"Of a": sentence, "Of b": sentence}, "two tables have seven"


def test_a_table_is_as_large_as_the_people_who_were_seen(file: SeminarFile) -> None:
    note = point(file, "c")
    with file.write(Verb.PAIR, NOON) as writer:
        for number in range(3):  # three phones more make no table of seven
            phone = Device(
                id=f"x{number}", role=Role.PARTICIPANT, joined_at=NOON, breakout_ids=("c",)
            )
            devices.let_in(writer, phone, f"token x{number}")
    held = opened(file)
    assert says(file, held, "c0", {dealt(file, "c0")[note.words]: 1}) is None
    ended(file, held)
    assert "too few" in told(file, 1)[note.words]


@pytest.mark.parametrize(
    ("answers", "is_printed"),
    [((1, 1), True), ((1, -1), False), ((1, 0), False), ((-1,), False), ((), False)],
)
def test_what_its_group_answers_about_a_quote_decides_when_it_is_printed(
    file: SeminarFile, answers: tuple[int, ...], is_printed: bool
) -> None:
    note = quote(file, "a")
    assert note.words in printed(file)
    member_checks.ask_back(file, note, now=NOON)
    assert note.words not in printed(file), "not while its group is asked"
    held = opened(file)
    assert not dealt(file, "b0")
    for number, mark in enumerate(answers):
        key = dealt(file, f"a{number}")[note.words]
        assert says(file, held, f"a{number}", {key: mark}) is None
    ended(file, held, reveal=False)
    assert (note.words in printed(file)) is is_printed
    with file.read() as reader:
        current = reader.get(Note, note.id)
    if not is_printed:  # whoever ticks it again later does not speak for the group
        with file.write(Verb.ALLOW_QUOTE, NOON) as writer:
            object.__setattr__(current, "quotable", True)
            writer.put(current)
        assert note.words not in printed(file)
        (placed,) = (p for p in passages.everything(file).passages if p.passage.id == note.id)
        assert str(placed.permission) == "refused"
    retention.take_people_out(file, now=NOON)
    assert (note.words in printed(file)) is is_printed, "also when names were taken out"


def test_words_that_a_group_proposes_stand_on_papers_once_they_are_taken(
    file: SeminarFile,
) -> None:
    note = quote(file, "a", "They never ask us")
    member_checks.ask_back(file, note, now=NOON)
    held = opened(file)
    key = dealt(file, "a0")[note.words]
    better = "They rarely ask us"
    assert says(file, held, "a0", {key: 0}, f"{key} {better}") is None
    assert says(file, held, "a1", {key: 1}) is None
    ended(file, held)
    assert not printed(file)
    with file.read() as reader:
        current = reader.get(Note, note.id)
        said = member_checks.said_of(reader, (current,))[note.id]
    assert said.words == (better,)
    assert "other words" in str(said.quote)
    with pytest.raises(SeminarError, match="no other words"):
        member_checks.take_words(file, quote(file, "a", "Another"), now=NOON)
    member_checks.take_words(file, current, now=NOON)
    assert better in printed(file)
    assert note.words not in printed(file)


def test_asking_a_group_is_taken_back_by_undo_or_by_asking_again(file: SeminarFile) -> None:
    note = quote(file, "a")
    for take_back in (
        lambda: undoing.undo(file, now=NOON),
        lambda: member_checks.ask_back(file, note, now=NOON),
    ):
        member_checks.ask_back(file, note, now=NOON)
        assert note.words not in printed(file)
        take_back()
        assert note.words in printed(file)
    with pytest.raises(SeminarError, match="Only a quote"):
        member_checks.ask_back(file, point(file, "a"), now=NOON)
