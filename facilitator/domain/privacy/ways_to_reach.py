"""Ways to somebody in words: an address, a number or a place by which they are reached says who
they are as a name does, whether or not they are on a list.
"""

import re
from collections.abc import Iterator

from facilitator.domain.privacy.places_found import postcodes_in, sites_in

_EMAIL = re.compile(r"(?<![\w.%+'’-])[\w.%+'’-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@.])@[^\W\d]\w{2,29}")
_NUMBER = re.compile(r"(?<![\w+.,£$€])(?:\+\d{1,3}|\(?0\d{2,4}\)?)(?:[ ./\u00a0-]?\(?\d\)?)+(?!\w)")
_OWN_PAGE = re.compile(
    r"(?<![\w.])(?:(?:[a-z]{2,3}\.)?linkedin\.com/in|(?:www\.)?(?:facebook|instagram|twitter|x)\.com)"
    r"/@?[\w.%-]{3,}",
    re.IGNORECASE,
)
_LEAST, _MOST = 9, 15
"""How many figures a telephone number has (ITU-T E.164 and national practice)."""


def ways_to_reach(text: str) -> tuple[str, ...]:
    """E-mail addresses, telephone numbers, names and pages in networks, web addresses and British
    postcodes in a text, each once and as they are written there.
    """
    return tuple(dict.fromkeys(_found(text)))


def addresses_in(text: str) -> tuple[str, ...]:
    """The e-mail addresses alone."""
    return tuple(dict.fromkeys(_EMAIL.findall(text))) if "@" in text else ()


def _found(text: str) -> Iterator[str]:
    if "@" in text:
        yield from addresses_in(text)
        text = _EMAIL.sub(" ", text)
        yield from _HANDLE.findall(text)
    if ".com/" in text.lower():
        yield from _OWN_PAGE.findall(text)
        text = _OWN_PAGE.sub(" ", text)
    yield from sites_in(text)
    yield from postcodes_in(text)
    for match in _NUMBER.finditer(text):
        if _LEAST <= sum(letter.isdigit() for letter in match.group()) <= _MOST:
            yield match.group()
