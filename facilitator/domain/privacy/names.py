"""Names in words: whether a passage names somebody on the list, in whatever form people write it.

A name is found by any of its parts, with or without its accents, mutated as Welsh mutates it, with
the endings of a family or of cases, by its initials; in scripts that put no space between words
wherever it stands; by somebody's address; an organisation by its whole name and by its initials. A
word that is more often no name ("May", "Will", "Law") counts only where something beside it says
that a person is meant.
What is found is a caution to whoever prints: nothing is ever taken out by it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.name_forms import (
    TITLES,
    acronyms_of,
    endings,
    in_signs,
    initials_in,
    initials_of,
    initials_with_stops,
    is_shortened,
    letters_of,
    mutations,
    name_parts,
    plain,
)
from facilitator.domain.privacy.ways_to_reach import addresses_in
from facilitator.domain.privacy.words_as_names import WORDS, words_of


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
    """A word of a passage: as written, as compared, and what it stands between: whether it begins a
    sentence, follows the word before it with nothing but a space, has something ("Law’s"),
    stands in brackets alone, and has a colon or a dash behind it.
    """

    written: str
    plain: str
    begins: bool
    joined: bool
    owns: bool
    alone: bool
    labels: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins as names do; of a script without small letters every word does."""
        return not self.written[:1].islower()


def names_in(passages: Iterable[Passage], people: Sequence[Participant]) -> tuple[Named, ...]:
    """Whom the passages seem to name, once for each passage and person, in the passages' order."""
    texts = list(passages)
    known = _Known(people, _Use(texts))
    return tuple(
        Named(passage, person, words)
        for passage in texts
        for person, words in known.named(passage.words).items()
    )


class _Use:
    """How these passages use words: which are ordinary words in them, and how often capitals stand
    for something.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._lower: Counter[str] = Counter()
        self._things: set[str] = set()
        self._capitals: Counter[str] = Counter()
        self._firsts: Counter[str] = Counter()
        for passage in passages:
            words = list(_words(passage.words))
            self._lower.update(word.plain for word in words if not word.is_capital)
            self._things.update(
                word.plain
                for before, word in pairwise(words)
                if not word.is_capital and before.plain in _BEFORE_WORDS
            )
            self._capitals.update(set(initials_in(passage.words)))
            firsts = (place for place, word in enumerate(words) if word.begins)
            self._firsts.update({words[at].plain for at in firsts if _is_as_of_people(words, at)})

    def is_word(self, word: str) -> bool:
        """Whether a word is one of these passages' language: written so often without a capital,
        and as what one speaks of. A name that people type without its capital is none.
        """
        return self._lower[word] >= _OFTEN and word in self._things

    def is_unwritten(self, word: str) -> bool:
        """Whether a word is nowhere written without a capital."""
        return not self._lower[word]

    def is_seldom_so(self, word: str) -> bool:
        """Whether hardly any sentence begins with a word as if it were somebody's name."""
        return self._firsts[word] <= _SELDOM_FIRST

    def is_rare(self, capitals: str) -> bool:
        """Whether capitals stand so seldom here that they may be anybody's initials."""
        return self._capitals[capitals] <= _SELDOM


class _Known:
    """The people on the list, by every form in which a word may name them."""

    def __init__(self, people: Sequence[Participant], use: _Use) -> None:
        self._parts: dict[str, list[Participant]] = {}
        self._mutated: dict[str, list[Participant]] = {}
        self._initials: dict[str, list[Participant]] = {}
        self._stopped: dict[str, list[Participant]] = {}
        self._ended: dict[str, list[tuple[str, Participant]]] = {}
        self._unspaced: dict[str, list[Participant]] = {}
        self._organisations: dict[str, list[tuple[tuple[str, ...], Participant]]] = {}
        self._addresses: dict[str, list[Participant]] = {}
        self._use = use
        for person in people:
            self._addresses.setdefault(person.email.strip().casefold(), []).append(person)
            parts = name_parts(person.name)
            for part in parts:
                self._parts.setdefault(part, []).append(person)
                for form in mutations(part):
                    self._mutated.setdefault(form, []).append(person)
                for form in endings(part):
                    self._ended.setdefault(form, []).append((part, person))
            for signs in in_signs(person.name):
                self._unspaced.setdefault(signs, []).append(person)
            for initials in initials_of(person.name) | acronyms_of(person.organisation):
                self._initials.setdefault(initials, []).append(person)
            if whole := tuple(word.plain for word in _words(person.organisation)):
                self._organisations.setdefault(whole[0], []).append((whole, person))
            for initials in initials_with_stops(person.name):
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
        for person, written in (*self._by_initials(text, words), *self._by_signs(text)):
            found.setdefault(person, written)
        for address in addresses_in(text):
            for person in self._addresses.get(address.casefold(), ()):
                found.setdefault(person, address)
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

    def _by_initials(self, text: str, words: Sequence[_Word]) -> Iterator[tuple[Participant, str]]:
        for written in initials_in(text):
            letters, is_apart = letters_of(written), not written.isalpha()
            if not is_apart and not self._is_somebodys(written, words):
                continue
            for known in (self._initials, self._stopped if is_apart else {}):
                yield from ((person, written.strip()) for person in known.get(letters, ()))

    def _is_somebodys(self, capitals: str, words: Sequence[_Word]) -> bool:
        """Whether capitals may be somebody's initials: those that stand for something else are it
        where they do what people do, or stand there as hardly anywhere else.
        """
        if capitals not in _NO_NAMES:
            return True
        places = [place for place, word in enumerate(words) if word.written == capitals]
        if any(_after(words, place) in _SAYING for place in places):
            return True
        as_things = any(_before(words, place) in _BEFORE_WORDS for place in places)
        return self._use.is_rare(capitals) and not as_things and len(capitals) == 2

    def _meant_by(self, words: Sequence[_Word], place: int) -> Iterator[Participant]:
        word = words[place]
        for person in self._parts.get(word.plain, ()):
            is_meant = not self._is_ordinary(word) or _is_meant(words, place, person)
            if is_meant or self._may_be_meant(words, place):
                yield person
        for person in self._mutated.get(word.plain, ()):
            is_name = not self._is_ordinary(word) or _is_behind_welsh(words, place)
            if word.is_capital and is_name and self._is_mutated(word):
                yield person
        for part, person in self._ended.get(word.plain, ()):
            if word.is_capital and self._is_of(part, words, place):
                yield person

    def _may_be_meant(self, words: Sequence[_Word], place: int) -> bool:
        """Whether an ordinary word begins a sentence as people do, and hardly ever."""
        word = words[place]
        could_be = word.begins and word.is_capital and _is_as_of_people(words, place)
        return could_be and self._use.is_seldom_so(word.plain)

    def _is_mutated(self, word: _Word) -> bool:
        """Whether it may be a name with another beginning: where a sentence begins its capital says
        nothing.
        """
        is_long = len(word.plain) >= _LONG and self._use.is_unwritten(word.plain)
        return not word.begins or is_long

    def _is_of(self, part: str, words: Sequence[_Word], place: int) -> bool:
        """Whether a part of a name with an ending means a person, or a family of that name."""
        is_word = part in WORDS or len(part) < 4 or self._is_ordinary(words[place])
        of_them = place > 0 and words[place - 1].plain in _BEFORE_FAMILIES
        return not is_word or (of_them and words[place].plain.endswith("s"))

    def _is_ordinary(self, word: _Word) -> bool:
        """Whether it is more often no name: a word of the language, or of these passages."""
        if len(word.plain) < 3 and not (word.is_capital and word.plain.isascii()):
            return True
        return word.plain in WORDS or self._use.is_word(word.plain)


_OFTEN = 3
"""A word that is written so often without a capital is no name, or not only one."""
_SELDOM_FIRST, _SELDOM = 3, 1
_LONG = 5
"""So long a form of a name is hardly another word."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LABEL = re.compile(r":|\s[–—-]\s")
_HAS = re.compile(r"['’]s$|['’]$")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ENDS = frozenset('.!?:;\n“”"(•–—')


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()].rstrip(" \t'‘")
        written = _HAS.sub("", match.group())
        stop = end + len(between)
        follows = between.endswith(".") and is_shortened(text[text.rfind(" ", 0, stop) + 1 : stop])
        begins = not stop or (between[-1:] in _ENDS and not follows)
        joined = bool(end) and not text[end : match.start()].strip()
        owns = written != match.group() or text[match.end() : match.end() + 1] in ("'", "’")
        alone = (
            text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1] == "()"
        )
        yield _Word(
            written,
            plain(written),
            begins,
            joined,
            owns,
            alone,
            bool(_LABEL.match(text, match.end())),
        )
        end = match.end()


def _before(words: Sequence[_Word], place: int) -> str:
    """The word before another in its sentence, as it is compared."""
    return words[place - 1].plain if place and not words[place].begins else ""


def _after(words: Sequence[_Word], place: int) -> str:
    goes_on = place + 1 < len(words) and not words[place + 1].begins
    return words[place + 1].plain if goes_on else ""


def _is_meant(words: Sequence[_Word], place: int, person: Participant) -> bool:
    """Whether what stands beside an ordinary word says that the person is meant."""
    word, before, after = words[place], _before(words, place), _after(words, place)
    to_whom = _before(words, place - 1) if before == "to" else ""
    if before in TITLES or to_whom == "according":
        return True
    if not word.is_capital:
        return _is_subject(words, place)
    parts = set(name_parts(person.name)) - {word.plain}
    initials = {part[0] for part in parts}
    if parts & {before, after} or before in initials or _is_initial(words, place + 1, initials):
        return True
    with_me = after == "and" and _after(words, place + 1) in ("i", "me")
    if _done(words, place) in _SAYING or with_me or word.alone:
        return True
    if before == "the" and after in _WRITINGS:
        return True
    if _is_in_a_longer_name(words, place):
        return False
    if word.begins:
        return word.owns and word.plain not in _TIMES
    return not _is_thing(words, place)


def _is_as_of_people(words: Sequence[_Word], place: int) -> bool:
    """Whether a word has behind it what is said of people, and sometimes of things, or a colon."""
    if words[place].labels:
        return words[place].plain not in _TIMES
    done, after = _done(words, place), _after(words, place)
    is_the_one = done == "one" and after != "one"
    is_doing = done != after and done.endswith("ing")
    has = after in ("has", "had") and _after(words, place + 1) in _BEFORE_WORDS
    return is_the_one or is_doing or has or done in _DOING or done in _SAYING


def _is_subject(words: Sequence[_Word], place: int) -> bool:
    """Whether a small word stands with nothing before it where only a name does, and says
    something: "what cook wrote". Of things there may be several.
    """
    word, before = words[place].plain, _before(words, place)
    stands_alone = before in _BEFORE_SUBJECTS and not word.endswith("s")
    return stands_alone and _after(words, place) in _SAYING


def _is_behind_welsh(words: Sequence[_Word], place: int) -> bool:
    """Whether a word with a capital follows one that mutates names: "i Fill"."""
    return place > 0 and words[place - 1].written in _MUTATING


def _done(words: Sequence[_Word], place: int) -> str:
    """What a word does in its sentence, behind what helps to say so: "would not have said"."""
    while (after := _after(words, place)) in _HELPING:
        place += 1
    return after


def _is_initial(words: Sequence[_Word], place: int, initials: set[str]) -> bool:
    """Whether a capital letter follows that begins another of somebody's names."""
    if place >= len(words) or words[place].begins:
        return False
    return words[place].is_capital and words[place].plain in initials - {"a", "i"}


def _is_in_a_longer_name(words: Sequence[_Word], place: int) -> bool:
    """Whether another word with a capital stands beside it, as in names of streets and funds."""
    beside = []
    if place and words[place].joined and not words[place - 1].begins:
        beside.append(words[place - 1])
    if place + 1 < len(words) and words[place + 1].joined and not words[place].owns:
        beside.append(words[place + 1])
    return any(each.is_capital and each.plain != "i" for each in beside)


def _is_thing(words: Sequence[_Word], place: int) -> bool:
    """Whether the word before says that a thing, a place or a time is meant."""
    word, before = words[place].plain, _before(words, place)
    if before in _BEFORE_WORDS:
        return True
    if words[place].owns or _is_as_of_people(words, place):
        return False
    if before == "of":
        return word in _PLACES | _TIMES or (place > 1 and words[place - 2].is_capital)
    return word in _TIMES | _PLACES and before in _BEFORE_TIMES


_BEFORE_FAMILIES = words_of("the both y yr")
_WRITINGS = words_of("amendment argument email inquiry letter proposal report review speech talk")
"""What is called after whoever made it: "the Marsh report"."""
_SAYING = words_of(
    "said says told tells asked asks thinks thought argued argues explained explains felt feels "
    "wants wanted mentioned suggested suggests added agreed disagreed replied wrote put noted "
    "believes knew knows reported spoke speaks rang signed signs resigned retired retires chairs "
    "chaired apologised emailed phoned texted whispered shouted complained complains promised "
    "promises insisted insists insisting admitted admits joked laughed wondered volunteers "
    "dywedodd meddai meddyliodd soniodd gofynnodd atebodd"
)
"""What a person does, following the name."""
_DOING = words_of(
    "run runs ran gave gives took takes brought brings works worked lives lived leads led owes "
    "helps helped moved met sent sends called calls joined knows saying say think ask tell chair "
    "write sign agree right wrong sure clear angry happy unhappy sorry asked told invited "
    "present ill worried tired late kind left pays paid spent spends deserves deserved resents "
    "resented hates hated loves loved likes liked fears feared hopes hoped expects expected trusts "
    "remembers remembered loses won began starts started stopped stops tried tries refused "
    "refuses offered offers pointed raised raises proposed proposes described describes warned "
    "warns reckons reckoned doubts doubted claims claimed stood sat reads walked drove drives "
    "found finds looked looks heard hears saw sees learned teaches taught manages managed "
    "represents represented shouting furious coming gone back used"
)
"""What a person does or is, and other things as well."""
_HELPING = words_of(
    "is was has had have will would could can did does been never always also not the very quite "
    "so just still isnt wasnt hasnt hadnt wont wouldnt couldnt didnt doesnt"
)
_BEFORE_WORDS = words_of(
    "the a an this that each every our their his her its my your some any no these those y yr in"
)
"""What a thing follows, and a person does not."""
_BEFORE_SUBJECTS = {"", *words_of("what that as when and but because if how like where")}
"""What stands before a clause, whose first word, without "the" or "a", is a name."""
_MUTATING = words_of("i o gan ar dan dros drwy heb wrth gyda neu")
"""Welsh words that mutate what follows them, and are no English ones."""
_BEFORE_TIMES = words_of("since until last next early late mid during before after")
_TIMES = words_of(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday summer winter spring autumn easter "
    "mawrth ebrill mehefin gorffennaf awst medi haf"
)
_PLACES = words_of(
    "england english france german germany ireland irish israel jordan kent lancaster london wales "
    "welsh scotland scottish york bath berlin"
)
_NO_NAMES = words_of(
    "UK EU US USA IT AI PR HR TV CV PA AGM NHS CIC CEO VAT GDPR LA MP AM MS PM OK NB PS ID QA GP "
    "BBC NGO DWP CIO TSO VCS BME ICT SLA KPI TUPE PDF URL SME FE HE RSL LSP PCT"
)
"""Capitals that stand for something else more often than for a person."""
