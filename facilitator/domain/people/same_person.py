"""Whether two entries of lists are one person: told by name, e-mail address and organisation."""

import unicodedata
from collections.abc import Iterable
from enum import Enum, auto

from facilitator.domain.people.participants import Participant


class Likeness(Enum):
    """How two entries stand to each other."""

    SAME = auto()
    OTHER = auto()
    UNKNOWN = auto()


def letters(text: str) -> str:
    """Text as names are compared: without case, punctuation and doubled spaces.

    The composed and the decomposed form of a letter are one letter (Unicode's canonical caseless
    matching, The Unicode Standard, section 3.13, D145); letters that differ by an accent are two.
    """
    folded = _decomposed(_decomposed(text).casefold()).replace("&", " and ")
    return " ".join("".join(map(_bare, folded)).split())


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _bare(char: str) -> str:
    if char in "'’‘`ʼ.":
        return ""
    return " " if unicodedata.category(char)[0] in "PZC" else char


def address(person: Participant) -> str:
    """The e-mail address as it is compared: without case; "" where none is given."""
    return person.email.strip().casefold() if "@" in person.email else ""


def likeness(one: Participant, other: Participant) -> Likeness:
    """Whether two entries are one person; unknown where neither address nor organisation tells."""
    if letters(one.name) != letters(other.name):
        return Likeness.OTHER
    for said, answered in (
        (address(one), address(other)),
        (letters(one.organisation), letters(other.organisation)),
    ):
        if said and answered:
            return Likeness.SAME if said == answered else Likeness.OTHER
    return Likeness.SAME if _tell_as_much(one, other) else Likeness.UNKNOWN


def _tell_as_much(one: Participant, other: Participant) -> bool:
    """Whether neither says anything that the other leaves open: the same bare entry twice."""
    return bool(address(one)) == bool(address(other)) and bool(one.organisation) == bool(
        other.organisation
    )


def twice_listed(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """Those who are the same person as somebody else on the list."""
    by_name: dict[str, list[Participant]] = {}
    for person in people:
        if name := letters(person.name):  # of seats nobody knows whose they are
            by_name.setdefault(name, []).append(person)
    return tuple(
        one
        for alike in by_name.values()
        for one in alike
        if any(likeness(one, other) is Likeness.SAME for other in alike if other is not one)
    )
