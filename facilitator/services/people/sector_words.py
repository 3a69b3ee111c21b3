"""Words that people use for a sector, so that "Charity" can be offered as "Third sector"."""

import re
from collections.abc import Sequence

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
    "money": r"fund\w*|foundation|lend\w*|lottery|grant\w*|invest\w*|bank",
    "rules": r"regulat\w*|inspect\w*|ombudsman",
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


def _concepts(text: str) -> frozenset[str]:
    words = plain(text)
    found = {name for name, pattern in _CONCEPTS.items() if pattern.search(words)}
    # "Local government" is no ministry.
    return frozenset(found - {"national"} if "local" in found else found)
