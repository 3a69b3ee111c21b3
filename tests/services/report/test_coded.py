"""What was sorted into themes, from a real file to the project that leaves: on its words as they
are now, by nobody's name, and nothing of what may not be printed.
"""

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from exports.papers import write_project
from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.summary import CodingLine
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.synthesis.codings import Coding, Mark, Span, marked
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.report import publishing
from facilitator.services.synthesis import themes, together
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 23, 30, tzinfo=UTC)
SAID = {
    "point": (NoteKind.POINT, "👩‍💻 Mae ŵyl yn dda: شراكة قوية"),
    "quote": (NoteKind.QUOTE, "Nobody may print what the landlord said"),
}


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), time_zone="Europe/London"))
        writer.put(Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="G", minutes=30))
        writer.put(Breakout(id="b", segment_id="s", position=1, title="Group 1"))
        writer.put(Theme(id="t1", position=1, name="Form"))
        writer.put(Theme(id="t2", position=2, name="Strength"))
        for id, (kind, words) in SAID.items():
            writer.put(Note(id=id, breakout_id="b", words=words, kind=kind, recorded_at=NOW))
    yield made
    made.close()


def note(file: SeminarFile, id: str) -> Note:
    with file.read() as reader:
        return reader.get(Note, id)


def part(words: str, of: str) -> Span:
    start = of.index(words)
    return Span(start, start + len(words))


def lines(file: SeminarFile) -> tuple[CodingLine, ...]:
    return publishing.summarise(file, now=NOW).codings


def in_project(file: SeminarFile, folder: Path) -> list[str]:
    """The words under every coding of the project that leaves."""
    write_project(publishing.summarise(file, now=NOW), folder / "day.qdpx")
    found = []
    with zipfile.ZipFile(folder / "day.qdpx") as packed:
        project = etree.fromstring(packed.read("project.qde"))
        for source in project.iter("{*}TextSource"):
            name = str(source.get("plainTextPath")).removeprefix("internal://")
            text = packed.read(f"sources/{name}").decode()
            for selection in source.iter("{*}PlainTextSelection"):
                ends = (int(selection.attrib[end]) for end in ("startPosition", "endPosition"))
                found += [text[slice(*ends)]] * len(selection.findall("{*}Coding"))
        everything = b"".join(packed.read(each) for each in packed.namelist())
    assert b"landlord" not in everything
    assert b"landlord" not in (folder / "day-check_positions.csv").read_bytes()
    return found


def test_what_was_coded_leaves_on_its_words_and_nothing_of_what_may_not_be_printed(
    file: SeminarFile, tmp_path: Path
) -> None:
    words = SAID["point"][1]
    themes.tie(file, [note(file, "point"), note(file, "quote")], "t1", now=NOW)
    themes.tie_part(file, note(file, "point"), part("شراكة قوية", words), "t2", now=NOW)
    assert sorted(in_project(file, tmp_path)) == sorted([words, "شراكة قوية"])
    assert {line.day for line in lines(file)} == {date(2011, 10, 19)}, "the day of the place"


def test_a_part_is_found_again_in_corrected_words_or_said_to_be_lost(
    file: SeminarFile, tmp_path: Path
) -> None:
    words = SAID["point"][1]
    themes.tie_part(file, note(file, "point"), part("ŵyl yn dda", words), "t1", now=NOW)
    later = NOW + timedelta(minutes=1)
    noting.edit(file, note(file, "point"), f"Yes: {words}", now=later)
    assert in_project(file, tmp_path) == ["ŵyl yn dda"]
    noting.edit(file, note(file, "point"), "Something else", now=later + timedelta(minutes=1))
    assert [(line.start, line.end) for line in lines(file)] == [(None, None)]
    assert in_project(file, tmp_path) == []


def test_who_reads_apart_prints_nothing_of_what_another_made_of_what_they_have_not_read(
    file: SeminarFile,
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Note(id="more", breakout_id="b", words="Ask", recorded_at=NOW))
        for id, theme in (("point", "t1"), ("more", "t2")):
            coding = Coding(id=f"c {id}", passage_id=id, theme_id=theme, coder="bea", at=NOW)
            writer.put(coding)
        writer.put(marked("b", Mark.READS, revision="", coder="bea", at=NOW))

    def printed() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for line in lines(file):
            found.setdefault(line.passage_id, set()).add(line.theme_id)
        return found

    def is_told() -> bool:
        return any("read apart" in str(each) for each in publishing.summarise(file, now=NOW).method)

    everything = {"point": {"t1"}, "more": {"t2"}}
    assert (printed(), is_told()) == (everything, False), "who reads no group sees everything"
    together.read_groups(file, ["b"], now=NOW)
    assert (printed(), is_told()) == ({}, True)
    themes.tie(file, [note(file, "point")], "t2", now=NOW)
    assert (printed(), is_told()) == ({"point": {"t1", "t2"}}, True)
    together.read_together(file, now=NOW)
    assert (printed(), is_told()) == (everything | {"point": {"t1", "t2"}}, False)


def test_a_coders_number_leaves_enough_people_whose_group_they_may_have_read(
    tmp_path: Path,
) -> None:
    """Groups of three: whoever read three of them read nine people, and is told from nobody."""

    def told(groups: int) -> set[int]:
        made = SeminarFile.create(tmp_path / f"{groups}.seminar")
        with made.write(Verb.SET_UP, NOW) as writer:
            writer.put(Seminar(title="S", date=date(2011, 10, 18), time_zone="Europe/London"))
            kind = SegmentKind.BREAKOUTS
            writer.put(Segment(id="s", position=1, kind=kind, title="G", minutes=30))
            writer.put(Theme(id="t", position=1, name="Form"))
            for n in range(8):
                ids = tuple(f"p{n} {seat}" for seat in range(3))
                writer.put_all(Participant(id=id, name=id, arrived_at=NOW) for id in ids)
                group = Breakout(id=f"g{n}", segment_id="s", position=n, title="G", member_ids=ids)
                note = Note(id=f"n{n}", breakout_id=f"g{n}", words="Ask", recorded_at=NOW)
                coder = "ann" if n < groups else "bea"
                coding = Coding(id=f"c{n}", passage_id=f"n{n}", theme_id="t", coder=coder, at=NOW)
                writer.put_all((group, note, coding))
        numbers = {line.coder for line in lines(made)}
        made.close()
        return numbers

    assert told(4) == {1, 2}, "twelve people each"
    assert told(3) == {0}, "nine people, and nobody is told from those who read the others"
