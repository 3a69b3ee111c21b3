"""Setting a line that has letters of other scripts: by coverage, in reading direction, shaped.

Directions follow the Unicode Bidirectional Algorithm (UAX #9); glyphs are HarfBuzz's.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz as hb
from bidi import algorithm as bidi
from bidi.mirror import MIRRORED
from reportlab.pdfbase import pdfmetrics

from exports.pdf.scripts.faces import JOINERS, ScriptFace, face_for, leans


@dataclass(frozen=True, slots=True)
class Cluster:
    """Letters that are shaped together, and the glyphs drawn for them: each one's number and place.

    Places and the `advance` to the next cluster are in the face's units.
    """

    letters: str
    glyphs: tuple[tuple[int, int, int], ...]
    advance: int


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours in one face, from left to right; without a face they are the typeface's words."""

    face: ScriptFace | None
    words: str
    clusters: tuple[Cluster, ...]
    width: float


_Piece = tuple[int, ScriptFace | None, str]
"""A level of direction, a face and words of one such."""


def beyond(style: str, words: str) -> bool:
    """Whether the typeface's face `style` lacks letters of the words."""
    return not words.isascii() and _others(style).search(words) is not None


@cache
def _others(style: str) -> re.Pattern[str]:
    """A letter that the typeface lacks."""
    codes = sorted(code for code in _letters_of(style) if code >= 32)
    return re.compile(f"[^{re.escape(''.join(map(chr, codes)))}]")


def _letters_of(style: str) -> Collection[int]:
    font: Any = pdfmetrics.getFont(style)
    letters: dict[int, int] = font.face.charToGlyph
    return letters


@lru_cache(maxsize=5_000)
def runs(style: str, words: str) -> tuple[Run, ...]:
    """The words of one line as they stand on paper, from left to right; widths are in ems."""
    pieces = [
        (level, face, "".join(text for _, _, text in alike))
        for (level, face), alike in groupby(
            _with_spaces(_pieces(style, words)), key=lambda piece: piece[:2]
        )
    ]
    return tuple(_run(style, *piece) for piece in _in_sight(pieces))


def begins_at_the_right(style: str, words: str) -> bool:
    """Whether a text is of a script that runs from right to left (UAX #9, P2), as a whole."""
    return beyond(style, words) and bool(bidi.get_base_level(words))


def is_told_in_order(words: str) -> bool:
    """Whether what stands on paper from left to right is the order of reading, or is put in order
    by whoever reads: words that begin from right to left are.
    """
    return bool(bidi.get_base_level(words)) or not any(level % 2 for level in _levels(words))


def _pieces(style: str, words: str) -> Iterator[_Piece]:
    """Letter by letter, with the marks on each where one face has them all."""
    have = _letters_of(style)
    levels = _levels(words)
    start = 0
    for stop in range(1, len(words) + 1):
        if stop < len(words) and leans(words[stop]):
            continue
        cluster = words[start:stop]
        if all(ord(letter) in have for letter in cluster):
            yield levels[start], None, cluster
        elif face := face_for(cluster, style):
            yield levels[start], face, cluster
        else:
            for letter in cluster:
                known = ord(letter) in have
                yield levels[start], None if known else face_for(letter, style), letter
        start = stop


def _with_spaces(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Spaces after letters of another script are that face's: readers look past lonely ones."""
    before: _Piece = (0, None, "")
    for level, face, words in pieces:
        if words == " " and level == before[0] and before[1] and ord(" ") in before[1].letters:
            face = before[1]
        before = (level, face, words)
        yield before


def _levels(words: str) -> list[int]:
    """The embedding level of every letter; odd ones run from right to left."""
    known = bidi.get_empty_storage()
    base = bidi.get_base_level(words)
    known["base_level"], known["base_dir"] = base, ("L", "R")[base]
    plain = "".join(_MARK if letter in JOINERS else letter for letter in words)
    bidi.get_embedding_levels(plain, known)
    bidi.explicit_embed_and_overrides(known)
    bidi.resolve_weak_types(known)
    bidi.resolve_neutral_types(known, False)
    bidi.resolve_implicit_levels(known, False)
    levels = [int(part["level"]) for part in known["chars"]]
    return levels if len(levels) == len(words) else [base] * len(words)


_MARK = "\u0300"
"""What takes the direction of the letter before it, as joiners should."""


def _in_sight(pieces: list[_Piece]) -> list[_Piece]:
    """From left to right: rule L2 of the algorithm, on pieces of one level each."""
    seen = list(pieces)
    levels = [level for level, _, _ in pieces]
    lowest = min((level for level in levels if level % 2), default=1)
    for least in range(max(levels, default=0), lowest - 1, -1):
        start = 0
        while start < len(seen):
            stop = start
            while stop < len(seen) and seen[stop][0] >= least:
                stop += 1
            seen[start:stop] = seen[start:stop][::-1]
            start = stop + 1
    return seen


def _run(style: str, level: int, face: ScriptFace | None, words: str) -> Run:
    if face is None:
        if level % 2:
            words = _seen_from_the_right(style, words)
        return Run(None, words, (), float(pdfmetrics.stringWidth(words, style, 1)))
    clusters = tuple(_shaped(face, words, "rtl" if level % 2 else "ltr"))
    return Run(face, words, clusters, sum(cluster.advance for cluster in clusters) / face.units)


def _seen_from_the_right(style: str, words: str) -> str:
    """Letters of the typeface in a line from right to left; brackets change sides (rule L4)."""
    have = _letters_of(style)
    turned = (MIRRORED.get(letter, letter) for letter in reversed(words))
    return "".join(
        seen if ord(seen) in have else letter
        for seen, letter in zip(turned, reversed(words), strict=True)
    )


def _shaped(face: ScriptFace, words: str, direction: str) -> Iterator[Cluster]:
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = direction
    if direction == "rtl":  # readers turn letters round one by one: marks have codes of their own
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.font, buffer)
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    clusters = [(at, list(found)) for at, found in groupby(pairs, key=lambda pair: pair[0].cluster)]
    ends = sorted([*(at for at, _ in clusters), len(words)])
    for at, found in clusters:
        glyphs, advance = [], 0
        for info, place in found:
            glyphs.append((info.codepoint, advance + place.x_offset, place.y_offset))
            advance += place.x_advance
        yield Cluster(words[at : ends[ends.index(at) + 1]], tuple(glyphs), advance)
