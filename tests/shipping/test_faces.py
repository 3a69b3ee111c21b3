"""Words set by a packed face are set as by the whole one, glyph by glyph and byte by byte."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

import resources
from exports.content.handouts.documents import handout_document
from exports.pdf.documents import write
from exports.pdf.page_style import register_fonts
from exports.pdf.scripts import faces, setting
from exports.pdf.scripts.faces import asked_of
from shipping.faces import LARGE, packed
from tests.exports.pdf.scripts.test_other_scripts import sheet

BLOCKS = [(0x1100, 0x11FF), (0x3040, 0x30FF), (0x3130, 0x318F), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3)]
BLOCKS += [(0xF900, 0xFAFF), (0xFF01, 0xFFEF), (0x20000, 0x2A6DF), (0x3000, 0x303F)]
LETTERS = st.one_of(*(st.integers(*block).map(chr) for block in BLOCKS))
BESIDE = st.sampled_from(" aé1.،־\u0301\u3099\u302e\u200d\u200c\ufe00\U000e0100\u25cc")
WORDS = st.lists(st.one_of(LETTERS, LETTERS, BESIDE), min_size=1, max_size=12).map("".join)
CACHES = (faces.open_face, faces._file_of, faces.has_letter, setting.runs)


def forget() -> None:
    for each in CACHES:
        each.cache_clear()


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the large faces packed, and no other file of theirs."""
    folder: Path = tmp_path_factory.mktemp("faces")
    for family in LARGE:
        packed(family, folder)
    return folder


@pytest.fixture
def in_the_bundle(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    whole = resources.script_font_path
    monkeypatch.setattr(
        faces,
        "script_font_path",
        lambda family: unpacked / whole(family).name if family in LARGE else whole(family),
    )
    forget()
    yield
    forget()


def told(words: str) -> list[object]:
    """What of a line would be drawn; the face by its name."""
    return [
        (run.face and run.face.name, run.words, run.clusters, run.width)
        for run in setting.runs("Regular", words)
    ]


class Both(NamedTuple):
    """A family's whole face and the packed one, with the letters of the latter."""

    whole: hb.Face
    part: hb.Face
    letters: frozenset[int]


@pytest.fixture(scope="module")
def both(unpacked: Path) -> dict[str, Both]:
    made = {}
    for family in LARGE:
        whole = hb.Face(hb.Blob.from_file_path(str(resources.script_font_path(family))))
        (file,) = unpacked.glob(f"{family}*")
        part = hb.Face(hb.Blob(zlib.decompress(file.read_bytes())))
        made[family] = Both(whole, part, frozenset(part.unicodes))
    return made


@pytest.mark.parametrize("family", LARGE)
def test_no_letter_that_a_face_is_asked_for_is_lost(family: str, both: dict[str, Both]) -> None:
    whole = set(both[family].whole.unicodes)
    assert both[family].letters <= whole
    assert both[family].letters >= whole & asked_of(family)
    assert ord(" ") in both[family].letters


@given(words=WORDS, weight=st.sampled_from((400, 600)), family=st.sampled_from(LARGE))
def test_letters_are_shaped_and_drawn_as_by_the_whole_face(
    both: dict[str, Both], words: str, weight: int, family: str
) -> None:
    """A run of a face holds nothing but letters that the face has."""
    whole, part, letters = both[family]
    words = "".join(each for each in words if ord(each) in letters)
    if words:
        assert drawn(part, weight, words) == drawn(whole, weight, words)


def drawn(face: hb.Face, weight: int, words: str) -> list[object]:
    """Each glyph's number, place and outline."""
    font = hb.Font(face)
    font.set_variations({"wght": weight})
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [
        (info.codepoint, place.x_advance, place.x_offset, font.get_glyph_extents(info.codepoint))
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


LINES = ("王小明 髙橋 さくら", "김민수 (金敏洙)", "豈 𠀋 ｶﾀｶﾅ 。", "가\u0301 漢\u0301字 王 a 明")


def test_lines_fall_into_the_same_runs(request: pytest.FixtureRequest) -> None:
    register_fonts()
    by_the_whole = [told(line) for line in LINES]
    request.getfixturevalue("in_the_bundle")
    assert [told(line) for line in LINES] == by_the_whole
    assert "NotoSansKR-400" in str(by_the_whole)


def test_a_paper_is_the_same_byte_by_byte(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    write(handout_document(sheet()), tmp_path / "whole.pdf")
    request.getfixturevalue("in_the_bundle")
    register_fonts()
    write(handout_document(sheet()), tmp_path / "packed.pdf")
    assert (tmp_path / "packed.pdf").read_bytes() == (tmp_path / "whole.pdf").read_bytes()
