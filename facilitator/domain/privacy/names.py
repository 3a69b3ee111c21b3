"""Names in words: whether a passage names somebody on the list, in whatever form people write it.

A name is found by any of its parts, with or without its accents, mutated as Welsh mutates it, with
the endings of a family or of cases, by its initials; in scripts that put no space between words
wherever it stands; an organisation by its whole name and by its initials. A word that is more often
no name ("May", "Will", "Price") counts only where something beside it says that a person is meant.
What is found is a caution to whoever prints: nothing is ever taken out by it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.people.participants import Participant


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that will be printed, and the id of the record that it is from."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on the list whom a passage seems to name, and the words that do."""

    passage: Passage
    person: Participant
    words: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a passage: as written, as compared, and what it stands between."""

    written: str
    plain: str
    begins: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins as names do; of a script without small letters every word does."""
        return not self.written[:1].islower()


def names_in(passages: Iterable[Passage], people: Sequence[Participant]) -> tuple[Named, ...]:
    """Whom the passages seem to name, once for each passage and person, in the passages' order."""
    texts = list(passages)
    known = _Known(people, _lower_case_words(texts))
    return tuple(
        Named(passage, person, words)
        for passage in texts
        for person, words in known.named(passage.words).items()
    )


class _Known:
    """The people on the list, by every form in which a word may name them."""

    def __init__(self, people: Sequence[Participant], lower: Counter[str]) -> None:
        self._parts: dict[str, list[Participant]] = {}
        self._mutated: dict[str, list[Participant]] = {}
        self._initials: dict[str, list[Participant]] = {}
        self._stopped: dict[str, list[Participant]] = {}
        self._ended: dict[str, list[tuple[str, Participant]]] = {}
        self._unspaced: dict[str, list[Participant]] = {}
        self._organisations: dict[str, list[tuple[tuple[str, ...], Participant]]] = {}
        self._lower = lower
        for person in people:
            parts = name_parts(person.name)
            for part in parts:
                self._parts.setdefault(part, []).append(person)
                for form in mutations(part):
                    self._mutated.setdefault(form, []).append(person)
                for form in endings(part):
                    self._ended.setdefault(form, []).append((part, person))
            for signs in _in_signs(person.name):
                self._unspaced.setdefault(signs, []).append(person)
            acronyms = (_initials(name_parts(person.name, shortest=1)), _initials(parts))
            for initials in {*acronyms, _acronym(person.organisation)} - {""}:
                self._initials.setdefault(initials, []).append(person)
            if whole := tuple(word.plain for word in _words(person.organisation)):
                self._organisations.setdefault(whole[0], []).append((whole, person))
            for initials in _with_stops(person.name):
                self._stopped.setdefault(initials, []).append(person)

    def named(self, text: str) -> dict[Participant, str]:
        """The people whom the text seems to name, with the first word that does."""
        found: dict[Participant, str] = {}
        text = _UNSEEN.sub("", text)
        words = list(_words(text))
        for place, word in enumerate(words):
            for person in self._meant_by(words, place):
                found.setdefault(person, word.written)
            for person, written in self._by_organisation(words, place):
                found.setdefault(person, written)
        for person, written in (*self._by_initials(text), *self._by_signs(text)):
            found.setdefault(person, written)
        return found

    def _by_signs(self, text: str) -> Iterator[tuple[Participant, str]]:
        for signs, people in self._unspaced.items():
            if signs in text:
                yield from ((person, signs) for person in people)

    def _by_organisation(
        self, words: Sequence[_Word], place: int
    ) -> Iterator[tuple[Participant, str]]:
        """An organisation's whole name, as names are written; one that is an ordinary word says
        nothing by itself.
        """
        first = words[place]
        for whole, person in self._organisations.get(first.plain, ()):
            said = words[place : place + len(whole)]
            is_name = first.is_capital and (len(whole) > 1 or not self._is_ordinary(first))
            if is_name and tuple(word.plain for word in said) == whole:
                yield person, " ".join(word.written for word in said)

    def _by_initials(self, text: str) -> Iterator[tuple[Participant, str]]:
        for written in _INITIALS.findall(text):
            letters, has_stops = _letters(written), "." in written
            if not has_stops and (written in _NO_NAMES or not written.isupper()):
                continue
            for known in (self._initials, self._stopped if has_stops else {}):
                yield from ((person, written.strip()) for person in known.get(letters, ()))

    def _meant_by(self, words: Sequence[_Word], place: int) -> Iterator[Participant]:
        word = words[place]
        for person in self._parts.get(word.plain, ()):
            if not self._is_ordinary(word) or _is_meant(words, place, person):
                yield person
        for person in self._mutated.get(word.plain, ()):
            if word.is_capital and not word.begins and not self._is_ordinary(word):
                yield person
        for part, person in self._ended.get(word.plain, ()):
            if word.is_capital and self._is_of(part, words, place):
                yield person

    def _is_of(self, part: str, words: Sequence[_Word], place: int) -> bool:
        """Whether a part of a name with an ending means a person, or a family of that name."""
        is_word = part in _WORDS or len(part) < 4 or self._is_ordinary(words[place])
        of_them = place > 0 and words[place - 1].plain in _BEFORE_FAMILIES
        return not is_word or (of_them and words[place].plain.endswith("s"))

    def _is_ordinary(self, word: _Word) -> bool:
        """Whether it is more often no name: a word of the language, or of these passages."""
        if len(word.plain) < 3 and not (word.is_capital and word.plain.isascii()):
            return True
        return word.plain in _WORDS or self._lower[word.plain] >= _OFTEN


_OFTEN = 3
"""A word that is written so often without a capital is no name, or not only one."""


def name_parts(name: str, shortest: int = 2) -> list[str]:
    """The parts of a name by which somebody may be called, as they are compared."""
    parts = [plain(part) for whole in re.split(r"[\s,]+", name) for part in whole.split("-")]
    return [part for part in parts if len(part) >= shortest and part not in _TITLES | _PARTICLES]


def plain(word: str) -> str:
    """A word without case, accents, apostrophes and full stops."""
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


def _in_signs(name: str) -> frozenset[str]:
    """The name, and what comes behind its first sign, where it is written without spaces."""
    signs = "".join(name.split())
    if not _SIGNS.fullmatch(signs):
        return frozenset()
    return frozenset(each for each in (signs, signs[1:]) if len(each) > 1)


def _initials(parts: Sequence[str]) -> str:
    letters = "".join(part[0] for part in parts)
    return letters if 2 <= len(letters) <= 4 else ""


def _with_stops(name: str) -> frozenset[str]:
    """The initials that only their stops show to be some: of the first and the last name, of each
    word where names have a hyphen, and of what stands between names.
    """
    words = [plain(word) for word in name.split() if plain(word) and plain(word) not in _TITLES]
    named = [word for word in words if word not in _PARTICLES]
    found = {"".join(word[0] for word in each) for each in (words, named, named[:1] + named[-1:])}
    return frozenset(letters for letters in found if 2 <= len(letters) <= 4)


def _acronym(organisation: str) -> str:
    """The first letters of an organisation's name; "" where they make no acronym."""
    words = [word for word in re.findall(r"[^\W\d_]+", organisation) if word.lower() not in _SMALL]
    letters = "".join(plain(word)[:1] for word in words)
    return letters if len(letters) >= 3 else ""


def _letters(written: str) -> str:
    return plain(re.sub(r"\s", "", written))


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
_INITIALS = re.compile(rf"\b(?:{_CAPITAL}\.\s?){{2,4}}|\b{_CAPITAL}{{2,8}}\b")
_INITIAL = re.compile(rf"[(\"“‘']?(?:{_CAPITAL}\.-?)+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SIGNS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")
"""Scripts without spaces between words: Thai, kana and the signs of Chinese."""
_ENDS = frozenset('.!?:;\n“”"(•–—')


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip(" \t'‘")
        written = re.sub(r"['’]s$|['’]$", "", match.group())
        follows = before.endswith(".") and _is_shortened(before.rpartition(" ")[2])
        begins = not before or (before[-1] in _ENDS and not follows)
        yield _Word(written, plain(written), begins)


def _is_shortened(word: str) -> bool:
    """Whether a full stop behind a word ends no sentence: "Dr.", "R.", "J.-P."."""
    return plain(word) in _TITLES or bool(_INITIAL.fullmatch(word))


def _is_meant(words: Sequence[_Word], place: int, person: Participant) -> bool:
    """Whether what stands beside an ordinary word says that the person is meant."""
    word = words[place]
    before = words[place - 1].plain if place and not word.begins else ""
    goes_on = place + 1 < len(words) and not words[place + 1].begins
    after = words[place + 1].plain if goes_on else ""
    if before in _TITLES:
        return True
    if not word.is_capital:
        return False
    parts = set(name_parts(person.name)) - {word.plain}
    if parts & {before, after} or before in {part[0] for part in parts} or after in _SAYING:
        return True
    return not word.begins and before not in _BEFORE_THINGS


def _lower_case_words(passages: Iterable[Passage]) -> Counter[str]:
    """How often each word is written without a capital."""
    return Counter(word.plain for p in passages for word in _words(p.words) if not word.is_capital)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


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
_TITLES = _set("mr mrs ms miss dr prof professor sir dame lady lord rev cllr councillor")
_PARTICLES = _set("de del der den van von ap ab ferch la le da di bin al el y i ni nic mac ui")
_CASES = _set("a owi iem em ego emu im ym u y ie ow ami om i e")
_SMALL = _set("of for the and in to a an y yr a’r ar o i")
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
_BEFORE_FAMILIES = _set("the both y yr")
_SAYING = _set(
    "said says told tells asked asks thinks thought argued argues explained explains felt feels "
    "wants wanted mentioned suggested suggests added agreed disagreed replied wrote put noted "
    "believes knew knows reported spoke dywedodd meddai meddyliodd"
)
"""What a person does, following the name."""
_BEFORE_THINGS = _set(
    "the a an this that each every in since until last next early late during of before after our "
    "their his her its"
)
"""What a month or a thing follows, and a person does not."""
_NO_NAMES = _set(
    "UK EU US USA IT AI PR HR TV CV PA AGM NHS CIC CEO VAT GDPR LA MP AM MS PM OK NB PS ID QA GP "
    "BBC NGO DWP CIO TSO VCS BME ICT SLA KPI TUPE PDF URL SME FE HE RSL LSP PCT"
)
"""Capitals that stand for something else; as initials they are found with their stops alone."""
_WORDS = _set(
    "am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we "
    "ac ag ar ei er eu fi fo ni os ti un yn yr "
    "abbot amber angel april archer art august awel back bacon baker bank banks barber bath bean "
    "bell berry best bill bird bishop black blood bob bold bond bone book booth box brave bridge "
    "bright brown bryn bull burn bush butler call care carol carpenter carter case cash chance "
    "chase cheese christian chuck church clark close coch constant cook cooper cope cross crow "
    "crown daisy dale dawn day dean december drew driver dwr early ease east eira end england "
    "english fair faith farmer february field fields first fisher flower flowers foot ford fox "
    "frank free french friday friend frost gale gardener gates gene german glass glen gold good "
    "grace gray green grey guy gwyn haf hall hand hart hazel head heather hill holly hope house "
    "hunter ireland iris irish ivy jack january jewel joy judge july june keen kent key king lamb "
    "lancaster land lane last law lee lemon less lily little london long lord love mai mair major "
    "many march mark marsh marshall mason max may miles miller monday money moody moon more moss "
    "most much new next nick noble norm north november october old olive onion page pain paine "
    "park parks parliament pat peace pearl penn penny pepper pierce pike pool poor pope poppy "
    "porter post potter pound power price pride prince prior quick rain ray read reed rice rich "
    "ring rivers rob root rose ruby rush sage sand sands saturday savage sawyer scotland scott "
    "scottish second self sellers september share sharp shepherd short silver singer small smart "
    "smith snow south speed spring square star stark steel stern steward still stone storm street "
    "strong sue summer sunday swan sweet swift taylor thursday tree trust tuesday turner vale van "
    "victor violet wade wait waite wales walker wall ward waters way weaver webb wednesday weeks "
    "wells welsh west white wild will winter wise wolf wood woods worth yard york young"
)
"""Words that are names as well."""
