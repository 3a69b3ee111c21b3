"""The forms in which people write a name: its parts, mutated, with endings, as initials, without
accents.
"""

import re
import unicodedata
from collections.abc import Sequence

from facilitator.domain.privacy.words_as_names import words_of


def name_parts(name: str, shortest: int = 2) -> list[str]:
    """The parts of a name by which somebody may be called, as they are compared."""
    parts = [plain(part) for whole in re.split(r"[\s,]+", name) for part in whole.split("-")]
    return [part for part in parts if len(part) >= shortest and part not in TITLES | PARTICLES]


def plain(word: str) -> str:
    """A word without case, accents, apostrophes and full stops."""
    if word.isascii() and word.isalnum():
        return word.lower()
    folded = "".join(_PLAIN.get(letter, letter) for letter in word.casefold())
    bare = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in bare if letter.isalpha() or letter.isdigit())


def mutations(word: str) -> frozenset[str]:
    """The forms that Welsh gives a word at its beginning (soft, nasal and aspirate mutation, and h
    before a vowel); King, Modern Welsh: A Comprehensive Grammar (2003), section 3.
    """
    for sound, forms in _MUTATIONS:
        if word.startswith(sound):
            return frozenset(f"{form}{word[len(sound) :]}" for form in forms)
    return frozenset({f"h{word}"}) if word[:1] in "aeiouwy" else frozenset()


def endings(part: str) -> frozenset[str]:
    """A part of a name with what is added to it: for a family of that name ("the Joneses"), for a
    case, as Polish and its neighbours do (Swan, A Grammar of Contemporary Polish, 2002, chapter 4),
    before it, as Arabic does.
    """
    family = {f"{part}es" if part.endswith(("s", "x", "z", "ch", "sh")) else f"{part}s"}
    cases = {f"{part}{ending}" for ending in _CASES} if len(part) >= 5 else set[str]()
    arabic = (
        {f"{letter}{part}" for letter in "وفبلك"} if "\u0621" <= part[:1] <= "\u064a" else set()
    )
    return frozenset(family | cases | arabic)


def in_signs(name: str) -> frozenset[str]:
    """The name, and what comes behind its first sign, where it is written without spaces."""
    signs = "".join(name.split())
    if not _SIGNS.fullmatch(signs):
        return frozenset()
    return frozenset(each for each in (signs, signs[1:]) if len(each) > 1)


def initials_of(name: str) -> frozenset[str]:
    """A name's initials: of all its parts, of its words where parts have a hyphen between them, and
    with what stands between names.
    """
    words = _named_words(name)
    named = [word for word in words if word not in PARTICLES]
    found = {_letters(each) for each in (name_parts(name, shortest=1), name_parts(name), named)}
    if len(words) > 2:
        found.add(_letters(words))
    return frozenset(found - {""})


def initials_with_stops(name: str) -> frozenset[str]:
    """The initials that only their stops show to be some: of the first and the last name, and what
    they are without any.
    """
    words = _named_words(name)
    named = [word for word in words if word not in PARTICLES]
    return frozenset({_letters(each) for each in (words, named, named[:1] + named[-1:])} - {""})


def acronyms_of(organisation: str) -> frozenset[str]:
    """The first letters of an organisation's name, with and without those of its small words; none
    where they make no acronym.
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", organisation)
    large = [word for word in words if word.lower() not in _SMALL]
    found = {"".join(plain(word)[:1] for word in each) for each in (words, large)}
    return frozenset(letters for letters in found if len(large) > 1 and len(letters) >= 3)


def _named_words(name: str) -> list[str]:
    return [each for word in name.split() if (each := plain(word)) and each not in TITLES]


def _letters(parts: Sequence[str]) -> str:
    """Initials; "" where there are too few or too many to be some."""
    letters = "".join(part[0] for part in parts)
    return letters if 2 <= len(letters) <= 4 else ""


def initials_in(text: str) -> list[str]:
    """What may be somebody's initials, or an organisation's: with stops or without, each letter by
    itself or in one word, small ones between large ("WCoV").
    """
    return [match.group() for match in _INITIALS.finditer(text)]


def letters_of(written: str) -> str:
    """Initials as they are compared."""
    return "".join(plain(letter)[:1] for letter in written)


def is_shortened(word: str) -> bool:
    """Whether a full stop behind a word ends no sentence: "Dr.", "R.", "J.-P."."""
    return plain(word) in TITLES or bool(_INITIAL.fullmatch(word))


_CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
_INITIALS = re.compile(
    rf"(?<!\w)(?:\w\.[ -]?){{1,5}}{_CAPITAL}(?:\.|(?!\w))"
    rf"|(?<!\w){_CAPITAL}(?: {_CAPITAL}){{1,3}}(?!\w)"
    rf"|\b{_CAPITAL}{{2,8}}\b"
    rf"|\b{_CAPITAL}+(?:[a-z]{_CAPITAL}+)+\b"
)
_INITIAL = re.compile(rf"[(\"“‘']?(?:{_CAPITAL}\.-?)+")
_SIGNS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")
"""Scripts without spaces between words: Thai, kana and the signs of Chinese."""

_PLAIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "ı": "i",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}
TITLES = words_of("mr mrs ms miss dr prof professor sir dame lady lord rev cllr councillor")
PARTICLES = words_of("de del der den van von ap ab ferch la le da di bin al el y i ni nic mac ui")
_CASES = words_of("a owi iem em ego emu im ym u y ie ow ami om i e")
_SMALL = words_of("of for the and in to a an y yr a’r ar o i")
_MUTATIONS = (
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
    ("c", ("g", "ngh", "ch")),
    ("b", ("f", "m")),
    ("d", ("dd", "n")),
    ("g", ("", "ng")),
    ("m", ("f",)),
)
