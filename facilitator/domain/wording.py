"""Small pieces of English that every sentence about figures is put together from."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

Order = tuple[tuple[str, ...], ...]
"""Item ids in groups, best first; the items of a group are tied."""


def listed(parts: Iterable[str]) -> str:
    """The parts in one phrase: "a", "a and b", "a, b and c"."""
    *first, last = tuple(parts) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def percent(part: float | Fraction, whole: float | Fraction = 1) -> str:
    """A share in whole per cent, halves rounded up; "–" where there is nobody to share."""
    if not whole:
        return "–"
    return f"{int(Fraction(part) / Fraction(whole) * 100 + Fraction(1, 2))} %"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 person", "4 people"."""
    return f"{number} {one if number == 1 else many}"


def people(number: int) -> str:
    """ "1 person", "4 people"."""
    return counted(number, "person", "people")


def figure(value: float | Fraction, places: int = 1) -> str:
    """A number with at most `places` decimals and no idle zeros: "7.4", "3"."""
    text = f"{float(value):.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lasting(minutes: int) -> str:
    """A length of time as it is said: "25 min", "3 h 05 min", "2 days"."""
    if minutes < 120:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02d} min"
    return f"{minutes // (24 * 60)} days"


def ordinal(place: int) -> str:
    """ "1st", "2nd", "3rd", "4th", "11th"."""
    if place % 100 in (11, 12, 13):
        return f"{place}th"
    return f"{place}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th') }"


def brief(text: str, width: int = 60) -> str:
    """The text cut at a word for use inside a sentence, with an ellipsis where it was cut."""
    text = " ".join(text.split()).rstrip(".")
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def shared_places(order: Order, names: Mapping[str, str]) -> str:
    """A sentence on who shares which place; "" when nobody does."""
    place, shared = 1, []
    for group in order:
        if len(group) > 1:
            who = listed(brief(names[item], 40) for item in group)
            shared.append(f"{who} share {ordinal(place)} place")
        place += len(group)
    return f"{'; '.join(shared)}; nothing breaks the tie." if shared else ""
