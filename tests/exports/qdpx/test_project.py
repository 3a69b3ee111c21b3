"""What was coded, read back by two readers that are not ours: the schema of the format's makers (by
lxml), and pyrefiqda. Every coding has to land on its exact words.
"""

import csv
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

from exports.papers import write_codebook, write_project
from exports.qdpx.project import code_names, codebook_of, positions_of, project_of
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.passages import normal
from facilitator.domain.report.summary import BreakoutPart, CodingLine, NoteLine, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.synthesis.themes import Theme
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import MORNING, seminar_summary

SCHEMA = etree.XMLSchema(
    etree.parse(Path(__file__).parents[2] / "golden" / "refi_qda_project_1_0.xsd")
)
Q = "{urn:QDA-XML:project:1.0}"
WORDS = (
    "Mae’r bartneriaeth yn ŵyl: dŵr, tŷ ac ynni",
    "الشراكة قوية جدًا (2011)",
    "👩‍💻 well done 👍🏽, said 𝔘nicode\nand went on",
    "w\u0302 is one letter, <b>&amp;</b> ]]> is text",
    *NAUGHTY,
)
THEMES = (
    Theme(id="0b0e7a4e-6a53-4ad5-9d2c-6a8a4f3f9b01", position=1, name="Trust " * 20),
    Theme(id="t2", position=2, name="Trust " * 20, description="Alike in name"),
    Theme(id="t3", position=3, name="TRUST", parent_id="t2"),
    Theme(id="t4", position=4, name="trust"),
)


def response(number: int, words: str) -> Response:
    return Response(id=f"r{number}", question_id="q", words=normal(words), recorded_at=MORNING)


def coding(number: int, passage: str, theme: str, start: int | None, end: int | None) -> CodingLine:
    return CodingLine(
        id=f"c{number}",
        passage_id=passage,
        theme_id=theme,
        start=start,
        end=end,
        coder=number % 3,
        day=date(2011, 10, 18),
    )


@cache
def _day() -> Summary:
    return seminar_summary(responses=1, findings=1, seed=7)


def coded(words: tuple[str, ...], spans: tuple[tuple[int, int, int, int], ...]) -> Summary:
    """Responses, and a group's notes of the same words, with parts of them in themes.

    A span is a passage, where it begins and ends in it (each bounded to it), and a theme.
    """
    summary = _day()
    answers = tuple(response(number, each) for number, each in enumerate(words))
    notes = tuple(
        NoteLine(note=Note(id=f"n{number}", breakout_id="b", words=each, recorded_at=MORNING))
        for number, each in enumerate(words)
    )
    group = BreakoutPart(title="Table 3", topic="Trust", members=12, notes=notes)
    passages = [(each.id, each.words) for each in answers]
    passages += [(line.note.id, line.note.words) for line in notes]
    lines = []
    for number, (at, one, other, theme) in enumerate(spans):
        id_, text = passages[at % len(passages)]
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        lines.append(coding(number, id_, THEMES[theme % 4].id, start, end))
    return replace(
        summary,
        themes=THEMES,
        questions=(replace(summary.questions[0], responses=answers),),
        breakouts=(group,),
        codings=tuple(lines),
    )


SPANS = (
    *((n, 0, 400, n) for n in range(len(WORDS))),
    (0, 4, 16, 1),
    (0, 22, 26, 2),
    (1, 8, 12, 0),
    (2, 0, 3, 3),
    (2, 9, 20, 1),
    (2, 9, 20, 2),
    (len(WORDS) + 2, 14, 27, 0),
)


@pytest.fixture(scope="module")
def day() -> Summary:
    return coded(WORDS, SPANS)


@pytest.fixture(scope="module")
def written(day: Summary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coded") / "day.qdpx"
    write_project(day, path)
    return path


def words_of(summary: Summary) -> dict[str, str]:
    """What each coding is of, by its record."""
    said = summary.passages
    return {line.id: said[line.passage_id][line.start : line.end] for line in summary.codings}


def landed(qdpx: bytes | Path) -> Iterator[tuple[str, str]]:
    """The words under every selection as the schema's reader finds them, and as they are told."""
    with zipfile.ZipFile(BytesIO(qdpx) if isinstance(qdpx, bytes) else qdpx) as packed:
        project = etree.fromstring(packed.read("project.qde"))
        SCHEMA.assertValid(project)
        for source in project.iter(f"{Q}TextSource"):
            name = str(source.get("plainTextPath")).removeprefix("internal://")
            text = packed.read(f"sources/{name}").decode("utf-8")
            assert "\r" not in text
            assert not text.startswith("\ufeff")
            assert unicodedata.is_normalized("NFC", text)
            for part in source.iter(f"{Q}PlainTextSelection"):
                told = part.findtext(f"{Q}Description") or ""
                ends = (int(part.attrib[end]) for end in ("startPosition", "endPosition"))
                found = text[slice(*ends)]
                assert part.findall(f"{Q}Coding")
                yield from ((found, told) for _ in part.iter(f"{Q}Coding"))


def test_the_schema_holds_and_every_coding_lands_on_its_words(day: Summary, written: Path) -> None:
    found = list(landed(written))
    assert all(seen == told for seen, told in found)
    assert sorted(seen for seen, _ in found) == sorted(words_of(day).values())


_texts = st.lists(st.text(min_size=1), min_size=1, max_size=4).map(tuple)
_spans = st.tuples(*[st.integers(0, 40)] * 4)


@given(_texts, st.lists(_spans, max_size=6, unique_by=lambda span: span).map(tuple))
def test_whatever_was_said_and_coded_lands_on_its_words(
    words: tuple[str, ...], spans: tuple[tuple[int, int, int, int], ...]
) -> None:
    summary = coded(words, spans)
    found = list(landed(project_of(summary)))
    assert all(seen == told for seen, told in found)
    wanted = sorted(map(_cleaned, words_of(summary).values()))
    assert sorted(seen for seen, _ in found) == wanted


def _cleaned(text: str) -> str:
    return "".join(letter if _in_xml(letter) else "\ufffd" for letter in text)


def _in_xml(letter: str) -> bool:
    code = ord(letter)
    return code in (9, 10) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF


def test_another_reader_finds_the_same_words(day: Summary, written: Path, tmp_path: Path) -> None:
    project = RefiProject.load(written, tmp_path / "out")
    found = []
    for source in project.sources.text_source:
        name = source.plain_text_path.removeprefix("internal://")
        text = (tmp_path / "out" / "sources" / name).read_bytes().decode("utf-8")
        for part in source.plain_text_selection:
            words = text[part.start_position : part.end_position]
            assert words == part.description
            found += [words] * len(part.coding)
    assert sorted(found) == sorted(words_of(day).values())
    assert [case.name for case in project.cases.case] == ["Table 3"]
    kinds = {"Questions", "Groups", "Reflections", "Evaluations"}
    assert {one.name for one in project.sets.set} == kinds
    assert "Method" in [note.name for note in project.notes.note]


def test_ids_are_the_records_own_where_they_can_be_and_stay_the_same(day: Summary) -> None:
    root = _project(day)
    codes = [code.get("guid") for code in root.iter(f"{Q}Code")]
    assert THEMES[0].id in codes
    guids = [each.get("guid") for each in root.iter() if each.get("guid")]
    assert len(guids) == len(set(guids))
    assert project_of(day) == project_of(day)
    other = replace(day, file_id="another file")
    assert codes[0] == next(_project(other).iter(f"{Q}Code")).get("guid")
    assert codes[1] != [code.get("guid") for code in _project(other).iter(f"{Q}Code")][1]


def _project(summary: Summary) -> Any:
    with zipfile.ZipFile(BytesIO(project_of(summary))) as packed:
        return etree.fromstring(packed.read("project.qde"))


def test_codes_are_nested_and_their_names_short_and_told_apart(day: Summary) -> None:
    names = list(code_names(THEMES).values())
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 63 for name in names)
    (below,) = (code for code in _project(day).iter(f"{Q}Code") if code.get("name") == "TRUST")
    above = below.getparent()
    assert above.get("name") == names[1]
    assert above.findtext(f"{Q}Description").splitlines()[-1] == "Alike in name"


def test_the_codebook_alone_is_read_too(day: Summary, tmp_path: Path) -> None:
    write_codebook(day, tmp_path / "day.qdc")
    codes = RefiCodebook.load(tmp_path / "day.qdc").codes.code
    assert [code.name for code in codes] == [
        name for id, name in code_names(THEMES).items() if id != "t3"
    ]
    with pytest.raises(SeminarError, match="no themes yet"):
        codebook_of(replace(day, themes=()))


def test_the_table_of_positions_says_the_same(day: Summary, written: Path) -> None:
    with written.with_name("day-check_positions.csv").open(encoding="utf-8", newline="") as told:
        rows = list(csv.DictReader(told))
    assert len(rows) == len(day.codings)
    words = words_of(day)
    with zipfile.ZipFile(written) as packed:
        for row, values in zip(rows, positions_of(day).records, strict=True):
            text = packed.read(f"sources/{row['source']}").decode("utf-8")
            assert text[int(row["start"]) : int(row["end"])] == words[row["coding_id"]]
            assert values["words"] == words[row["coding_id"]]


def test_codings_whose_words_have_changed_are_counted_and_left_out(day: Summary) -> None:
    lost = replace(day, codings=(*day.codings, coding(99, "r0", "t2", None, None)))
    notes = [note.findtext(f"{Q}PlainTextContent") for note in _project(lost).iter(f"{Q}Note")]
    assert "The words that were coded have changed since: 1." in notes
    assert len(list(landed(project_of(lost)))) == len(day.codings)


def test_a_day_with_nothing_in_it_is_a_project_too(day: Summary) -> None:
    bare = replace(
        day, themes=(), questions=(), reflections=(), evaluations=(), breakouts=(), codings=()
    )
    assert list(landed(project_of(bare))) == []


def test_nobody_is_named(day: Summary) -> None:
    root = _project(day)
    users = {user.get("guid"): user.get("name") for user in root.iter(f"{Q}User")}
    assert set(users.values()) == {"Coder 1", "Coder 2"}, "who may not be told apart is nobody"
    assert {each.get("creatingUser") for each in root.iter(f"{Q}Coding")} == {*users, None}
    assert all(case.get("name") == "Table 3" for case in root.iter(f"{Q}Case"))
