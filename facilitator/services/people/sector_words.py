"""Words that people use for a sector and for a size: so that "Charity" can be offered as "Third
sector" and "1-9" as "Small: fewer than 10 staff", and that "As a regulator we…" is known to say
which sector speaks.
"""

import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence

from facilitator.domain.people.same_person import letters
from facilitator.services.people.column_fields import Columns, Field
from facilitator.services.people.headings import plain
from facilitator.services.people.list_layout import Sheet

_WORDS = {
    "third": r"third sector|charit\w*|voluntary|volunteer\w*|community|vcs|vcse|vcfse|ngo|"
    r"non ?governmental|not for profit|non ?profit|social enterprise|civil society|cic|"
    r"co ?op\w*|mutual|faith\w*|housing association|elusen\w*|trydydd sector|gwirfoddol\w*",
    "local": r"local (?:government|authorit\w+|public|council)|council|borough|county|unitary|"
    r"parish|combined authority|lleol|cyngor",
    "national": r"national|central government|government department|civil serv\w*|ministry|"
    r"devolved|cabinet office|whitehall|\w+ government|llywodraeth",
    "health": r"nhs|health\w*|hospital|clinical|primary care|iechyd",
    "private": r"private|business\w*|compan\w+|ltd|plc|corporate|consult\w*|commercial|firm|"
    r"self employed|freelance\w*|preifat",
    "research": r"research\w*|universit\w*|academi\w*|higher education|college|think ?tank|"
    r"ymchwil|prifysgol",
    "money": r"fund\w*|foundation|lend\w*|lottery|grant\w*|invest\w*|banks?|"
    r"cyllid\w*|benthyc\w*",
    "rules": r"regulat\w*|inspect\w*|ombudsman|rheoleidd\w*|arolyg\w*",
    "public": r"public|statutory|cyhoeddus",
}
_CONCEPTS = {name: re.compile(rf"\b(?:{words})\b") for name, words in _WORDS.items()}


def unmatched(sheet: Sheet, columns: Columns, of: Field, own: Sequence[str]) -> tuple[str, ...]:
    """The words for a sector, or a size, that are none of the seminar's own, as they stand in the
    list; none where the seminar has none.
    """
    column = columns.get(of, -1)
    words = [row.cells[column] for row in sheet.rows if 0 <= column < len(row.cells)]
    known = {letters(each) for each in own}
    strange = {letters(word): word for word in words if word and letters(word) not in known}
    if of is Field.SIZE:
        strange = {key: word for key, word in strange.items() if not exact_size(word, own)}
    return tuple(strange.values()) if own else ()


def suggested(word: str, sectors: Sequence[str]) -> str:
    """The one of the seminar's sectors that a word of a list most likely means; "" in doubt."""
    meant = _concepts(word)
    close = {sector: len(meant & _concepts(sector)) for sector in sectors}
    best = max(close.values(), default=0)
    found = [sector for sector, shared in close.items() if shared == best]
    return found[0] if best and len(found) == 1 else ""


_NUMBER = r"(\d{1,3}(?:[, .]\d{3})+|\d+)"
_SIZES: tuple[tuple[re.Pattern[str], Callable[..., tuple[float, float]]], ...] = (
    (re.compile(rf"{_NUMBER} ?(?:-|–|—|to|and|i) ?{_NUMBER}"), lambda low, high: (low, high)),
    (re.compile(rf"(?:fewer|less) than {_NUMBER}"), lambda n: (1, n - 1)),
    (re.compile(rf"(?:under|below|<|llai na) ?{_NUMBER}"), lambda n: (1, n - 1)),
    (re.compile(rf"(?:up to|at most|hyd at) {_NUMBER}"), lambda n: (1, n)),
    (
        re.compile(rf"(?:over|more than|above|>|mwy na|dros) ?{_NUMBER}"),
        lambda n: (n + 1, math.inf),
    ),
    (re.compile(rf"(?:at least|from) {_NUMBER}"), lambda n: (n, math.inf)),
    (
        re.compile(rf"{_NUMBER} ?(?:\+|(?:\w+ )?(?:or|and|neu) (?:more|over|above|fwy))"),
        lambda n: (n, math.inf),
    ),
    (re.compile(_NUMBER), lambda n: (n, n)),
)
"""How many staff somebody says there are, from and to; the first that is found holds."""
_NO_STAFF = re.compile(
    r"\b(?:no|zero|without|dim)\b(?: \w+)? (?:staff|employees|workers|paid|staff cyflogedig)\b|"
    r"^(?:none|nil|volunteers?(?: only)?|voluntary|all volunteers?|gwirfoddol\w*|dim)$"
)
_NO_SIZE = re.compile(r"[£$€%]|\b(?:turnover|income|budget|million|year|years)\b", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    {"organisation", "organization", "org", "company", "charity", "business", "sized", "size"}
    | {"staff", "employees", "people", "a", "an", "very", "quite", "paid"}
)


def suggested_size(word: str, sizes: Sequence[str]) -> str:
    """The one of the seminar's sizes that a word of a list most likely means; "" in doubt. Numbers
    of staff go before words: "Small (10-49)" is not small where that is fewer than ten.
    """
    if _NO_SIZE.search(word):
        return ""
    meant = _staff(word)
    if meant is not None:
        held = {size: _staff(size) for size in sizes}
        found = [s for s, b in held.items() if b and b[0] <= meant[0] and meant[1] <= b[1]]
    else:
        said = _telling_words(word)
        found = [size for size in sizes if said and said <= _telling_words(size)]
    return found[0] if len(found) == 1 else ""


def exact_size(word: str, sizes: Sequence[str]) -> str:
    """The one in which so many staff are, where a number is all that is said; else ""."""
    return "" if any(map(str.isalpha, word)) else suggested_size(word, sizes)


def _staff(said: str) -> tuple[float, float] | None:
    """From and to how many staff, None where no number is said."""
    words = said.casefold()
    if _NO_STAFF.search(plain(words)):
        return (0, 0)
    for pattern, bounds in _SIZES:
        if found := pattern.search(words):
            return bounds(*(int(re.sub(r"\D", "", each)) for each in found.groups()))
    return None


def _telling_words(said: str) -> set[str]:
    return set(plain(said).split()) - _SAYS_NOTHING


_WHO = r"(?P<who>[\w-]+(?:['’]\w+)?(?:\s[\w-]+(?:['’]\w+)?){0,4}?)"
_A = r"(?:(?:a|an|the|one|another|just|only|all|both)\s+)?"
_I = r"(?:we|us|our|i|me|my)"
_PLACE = r"(?:desk|side|seat|chair|end|angle|perspective|view|viewpoint|standpoint|point of view)"
_MEMBER = r"(?:members?|representatives?|reps?|colleagues?|delegates?|person)"
_STOP = r"(?=\s*(?:[.,;:!?…)–—]|$)|\s+(?:and|but|so|who|that|which|here|too|myself|ourselves)\b)"
_SPEAKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bas\s+{_A}{_WHO}\s*,?\s+(?:we|i|our|my)\b",
        rf"\b(?:{_I}\b[^.!?]{{0,24}}?|speaking\s+|speak\s+)(?:as|for)\s+{_A}{_WHO}{_STOP}",
        rf"\bfrom\s+{_A}{_WHO}(?:['’]s?)?\s+{_PLACE}\b",
        rf"\b(?:i am|i['’]m|we are|we['’]re)\s+{_A}{_WHO}{_STOP}",
        rf"\b(?:i|we)\s+(?:work|come)\s+(?:for|at|in|from)\s+{_A}{_WHO}{_STOP}",
        rf"\bwe\s+(?:at|of)\s+{_A}(?P<who>[\w-]+)",
        r"\b(?:we|us),?\s+(?:the\s+)?(?P<who>[\w-]+s)\b",
        rf"(?:^|[.!?:]\s+){_A}{_WHO}['’]s?\s+{_MEMBER}\b",
        rf"^(?!to\s){_A}{_WHO}:",
        rf"\bfel\s+{_WHO}\s*,?\s+(?:rydym|rydyn|dw|rwy|rwyf|yr|ni|fi)\b",
    )
)
"""How somebody says for whom they speak, or a note-taker who spoke."""
_OF_DEEDS = ("ed", "ing", "ion", "ions", "ive")
"""How words end that say what is done in a sector, and not who is of it: "we are funded"."""


_OTHERS = frozenset({"us", "me", "them", "it", "they", "we", "you"})
"""What stands beside a sector that is spoken of and in no name of one: "as the funder asked us"."""


def spoken_for(words: str, sectors: Sequence[str], small: Collection[str]) -> str:
    """The words by which a passage says of which of the `small` sectors its speaker is; "" where it
    does not. What is said about a sector by others is none: "our lender", "the council".
    """
    for pattern in _SPEAKS:
        for found in pattern.finditer(words):
            if any(sector in small for sector in _meant_by(found["who"], sectors)):
                return " ".join(found.group().strip(" .:,;!?").split())
    return ""


def _meant_by(who: str, sectors: Sequence[str]) -> Iterator[str]:
    """The sectors that somebody is of who is called so: one by the words of the table, others by
    their whole names, in the singular or the plural.
    """
    if _OTHERS & {*plain(who).split()}:
        return
    said = [word for word in plain(who).split() if not word.endswith(_OF_DEEDS)]
    yield suggested(" ".join(said), sectors)
    stems = {word.removesuffix("s") for word in plain(who).split()}
    for sector in sectors:
        if (name := {word.removesuffix("s") for word in plain(sector).split()}) and name <= stems:
            yield sector


def _concepts(text: str) -> frozenset[str]:
    words = plain(text)
    found = {name for name, pattern in _CONCEPTS.items() if pattern.search(words)}
    # "Local government" is no ministry.
    return frozenset(found - {"national"} if "local" in found else found)
