"""What the typeface can print, and what stands in a page where it cannot: never an empty box."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from exports.pdf.page_style import register_fonts
from exports.pdf.scripts.faces import JOINERS, has_letter
from exports.phrases import short_id
from facilitator.domain.notes.notes import Note
from facilitator.domain.notes.photographs import Photograph
from facilitator.domain.polls.polls import Criterion, Item, Poll, Round
from facilitator.domain.report.additions import Addition
from facilitator.domain.report.summary import CodingLine
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Counted, Message, Text, say

_SPACES = {ord(space): " " for space in "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008"}
_SPACES |= {ord(space): " " for space in "\u2007\u2009\u200a\u205f\u3000"}
_BREAKS = {ord(end): "\n" for end in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
_FOLDED = _SPACES | _BREAKS
_LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"}


def printable(text: str) -> str:
    """The text as the typeface can print it, in composed form (Unicode NFC).

    Whatever has no glyph is named in square brackets; marks that never show are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_FOLDED)
    return _unprintable().sub(
        lambda run: _in_other_faces(run.group()), unicodedata.normalize("NFC", text)
    )


def _in_other_faces(run: str) -> str:
    """What the faces for other scripts have of a run stays; the rest is named."""
    parts = []
    for printed, letters in groupby(_told_apart(run), key=itemgetter(0)):
        found = "".join(letter for _, letter in letters)
        parts.append(found if printed else placeholder(found))
    return "".join(parts)


def _told_apart(run: str) -> Iterator[tuple[bool, str]]:
    """Each letter with whether it is printed; a joiner is where the letter before it is."""
    printed = False
    for letter in run:
        printed = printed if letter in JOINERS else has_letter(letter)
        yield printed, letter


def missing(text: str) -> str:
    """What of the text cannot be printed and would be missed, each character once, in order."""
    if text.isascii() and text.isprintable():
        return ""
    text = unicodedata.normalize("NFC", text.replace("\r", "\n").translate(_FOLDED))
    runs = dict.fromkeys("".join(_unprintable().findall(text)))
    return "".join(letter for letter in runs if _shows(letter) and not has_letter(letter))


def placeholder(run: str) -> str:
    """What is printed for a run of characters without glyphs, such as "[thumbs up sign]"."""
    seen = [letter for letter in run if _shows(letter)]
    named = []
    for what, letters in groupby(seen, key=_what):
        many = len(list(letters))
        named.append(what if many == 1 else f"{what} ×{many}")
    return "".join(f"[{what}]" for what in named)


def name_of(letter: str) -> str:
    """The character's Unicode name in small letters, or its number where it has none."""
    return unicodedata.name(letter, "").lower() or f"character U+{ord(letter):04X}"


def missing_sentences(document: object) -> tuple[Message, ...]:
    """A sentence for each character, or script, in a document that cannot be printed.

    `document` is any value made of dataclasses, tuples and texts.
    """
    places: dict[str, dict[Message, None]] = {}
    letters: dict[str, dict[str, None]] = {}
    for where, text in _texts(document, _SOMEWHERE):
        for letter in missing(text):
            places.setdefault(_what(letter), {})[where] = None
            letters.setdefault(_what(letter), {})[letter] = None
    return tuple(_sentence("".join(letters[what]), list(found)) for what, found in places.items())


def _sentence(letters: str, places: list[Message]) -> Message:
    where, stand_in = _where(places), placeholder(letters)
    code, name = f"U+{ord(letters[0]):04X}", unicodedata.name(letters[0], "").lower()
    if len(letters) > 1:
        return say(
            "“{letters}” ({script} letters) in {where} cannot be printed in the typeface; "
            "{stand_in} will stand there instead.",
            letters=letters,
            script=name.split()[0].capitalize(),
            where=where,
            stand_in=stand_in,
        )
    if unicodedata.category(letters)[0] in "CZ":
        return say(
            "The character {code} in {where} cannot be printed in the typeface; {stand_in} will "
            "stand there instead.",
            code=code,
            where=where,
            stand_in=stand_in,
        )
    return say(
        "“{letter}” ({name}) in {where} cannot be printed in the typeface; {stand_in} will stand "
        "there instead.",
        letter=letters,
        name=", ".join(filter(None, (name, code))),
        where=where,
        stand_in=stand_in,
    )


def _where(places: list[Message]) -> Text:
    if len(places) == 1:
        return places[0]
    return Counted(
        len(places) - 1,
        "{place} and {n} other place",
        "{place} and {n} other places",
        place=places[0],
    )


_SOMEWHERE = say("the document")
CALLED: Mapping[type, Message] = {
    Addition: say("what was added, {id}"),
    CaseStudy: say("case study {id}"),
    CodingLine: say("coding {id}"),
    Criterion: say("criterion {id}"),
    Finding: say("finding {id}"),
    Item: say("what was voted on, {id}"),
    Note: say("note {id}"),
    Photograph: say("photograph {id}"),
    Poll: say("poll {id}"),
    Question: say("question {id}"),
    Response: say("response {id}"),
    Round: say("round {id}"),
    Segment: say("segment {id} of the agenda"),
    Seminar: say("the seminar’s details"),
    Theme: say("theme {id}"),
}
"""What has an id in what is printed, and is called by it."""


def _texts(value: object, where: Message) -> Iterator[tuple[Message, str]]:
    """Every text in a value, with the record it stands in."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, where)
    elif is_dataclass(value):
        identity, place = getattr(value, "id", ""), CALLED.get(type(value))
        where = place.of(id=short_id(identity)) if place and identity else where
        for entry in fields(value):
            yield from _texts(getattr(value, entry.name), where)


def _what(letter: str) -> str:
    """The letter's script for letters, which are told together; the name for all else."""
    if unicodedata.category(letter) in _LETTERS:
        return name_of(letter).split()[0].capitalize() + " letter"
    return name_of(letter)


def _shows(letter: str) -> bool:
    """False for joiners, direction marks, variation selectors and skin tones, which only modify."""
    code = ord(letter)
    modifies = 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0100 <= code <= 0xE01EF
    return not modifies and unicodedata.category(letter) != "Cf"


@cache
def _unprintable() -> re.Pattern[str]:
    """Runs of characters without glyphs; soft hyphens are left out though the typeface has one."""
    have = sorted(code for code in register_fonts() if code >= 32 and code not in (0x7F, 0xAD))
    ranges = []
    for _, run in groupby(enumerate(have), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        ranges.append(f"{re.escape(chr(codes[0]))}-{re.escape(chr(codes[-1]))}")
    return re.compile(f"[^\n{''.join(ranges)}]+")
