"""Words that people use for a sector: so that "Charity" can be offered as "Third sector", and that
"As a regulator we…" is known to say which sector speaks.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from facilitator.services.people.headings import plain

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


def suggested(word: str, sectors: Sequence[str]) -> str:
    """The one of the seminar's sectors that a word of a list most likely means; "" in doubt."""
    meant = _concepts(word)
    close = {sector: len(meant & _concepts(sector)) for sector in sectors}
    best = max(close.values(), default=0)
    found = [sector for sector, shared in close.items() if shared == best]
    return found[0] if best and len(found) == 1 else ""


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
