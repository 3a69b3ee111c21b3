"""What a column of a list holds, told by the headings that booking sites and organisers use."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from facilitator.services.people.column_fields import NAMING, Columns, Field
from facilitator.services.people.heading_words import WITHIN
from facilitator.services.people.headings import is_status, known_words, people, plain
from facilitator.services.people.name_order import order_of
from facilitator.services.people.spreadsheets import Row

_WHO_COMES = re.compile(
    r"^(?:ticket holder|ticketholder|holder|attendee|participant|delegate|guest|ticket|registrant|"
    r"visitor|contact|student|learner|pupil|trainee|member|speaker|applicant|colleague|employee)s? "
    r"(?:1 )?(?=\w)"
)
"""What ticket shops put before the columns of the person who comes."""

_WHO_PAID = re.compile(
    r"\b(?:buyer|purchaser|customer|billing|emergency|order|invoice|booked by|booker|booking|payer|"
    r"cardholder|payeur|acheteur|commande|facturation|rechnung|kaufer|besteller|zahler|comprador|"
    r"pagador|facturacion|pedido|acquirente|pagante|ordine|koper|factuur|bestelling)\b"
)
"""What they put before the columns of whoever paid, who may stay at home."""

_EXPLAINED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""What a heading says about itself: "Name (as on the badge)", "Forename(s)"."""

_OWN_NAMES = ("name", "full name", "your name", "your full name")
_WITH_THEM = re.compile(r"^(?:guests?|companions?|partners?|plus ones?)(?: names?)?$")
"""Beside a column of people's own names: those whom they bring, or whether they do."""

_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false", "ydw", "nac ydw", "x", "0", "1"})


_NUMBERED = re.compile(r"(?<![0-9])([1-9])\b(?! ?[0-9])")
_BROUGHT = re.compile(r"\b(?:guest|companion|partner|plus one|colleague)s?\b")
_PERSONAL = NAMING | {Field.MIDDLE_NAME, Field.EMAIL, Field.ROLE, Field.NEEDS}
"""What is somebody's own; the rest is of the whole row."""
_NAMES_SOMEBODY = {Field.NAME, Field.LAST_NAME}
"""A second forename by itself is nobody else's."""

_NUMBERS = re.compile(r"\b(?:id|no|number|reference|ref|upn|code|date|time|type|price|total)$")


def guess_columns(headings: Sequence[str]) -> dict[Field, int]:
    """Which column holds what. The person who comes goes before whoever paid for them."""
    words = [_compared(heading, headings) for heading in headings]
    if any(word in _OWN_NAMES for word in words):
        words = [_WITH_THEM.sub("", word) for word in words]
    if words == ["column a"]:
        return {Field.NAME: 0}
    theirs = {
        n: _last_part(headings[n]) or _WHO_COMES.sub("", word)
        for n, word in enumerate(words)
        if is_status(word) or not _WHO_PAID.search(word)
    }
    said = {n for n in theirs if _WHO_COMES.search(words[n])}
    columns = _named(theirs, said)
    if not NAMING & columns.keys():
        # A list of orders alone: whoever booked is the one person it knows.
        paid = {n: _WHO_PAID.sub("", w).strip() for n, w in enumerate(words) if n not in theirs}
        for field, column in _named(paid, set()).items():
            columns.setdefault(field, column)
    return _one_name(columns, said)


def _compared(heading: str, headings: Sequence[str]) -> str:
    """A heading as it is compared: without what it explains, a whole name's always alike."""
    if order_of(heading, headings):
        return "full name"
    return _in_one_language(_EXPLAINED.sub("", heading)) or plain(heading)


def _last_part(heading: str) -> str:
    """What stands behind the colon in "Attendee name: Given name", where that is known; and which
    part of a name "Name (First)" is, or "Name" over "First".
    """
    last = plain(heading.rpartition(":")[2]) if ":" in heading else ""
    if any(last in known_words(field) for field in Field):
        return last
    said = plain(heading)
    head, _, rest = said.partition(" ")
    if said in known_words(Field.NAME) or head not in known_words(Field.NAME):
        return ""
    return next((each for each in (said, rest) if _is_part(each)), "")


def _is_part(words: str) -> bool:
    return any(words in known_words(f) for f in (Field.FIRST_NAME, Field.LAST_NAME))


def _one_name(columns: dict[Field, int], said: Collection[int]) -> dict[Field, int]:
    """Whole names or their parts: the parts, unless it is the whole that is said of who comes."""
    parts = {Field.FIRST_NAME, Field.LAST_NAME}
    if not parts | {Field.NAME} <= columns.keys():
        return columns
    is_whole = columns[Field.NAME] in said and not any(columns[part] in said for part in parts)
    gone = parts | {Field.MIDDLE_NAME} if is_whole else {Field.NAME}
    return {field: column for field, column in columns.items() if field not in gone}


def _in_one_language(heading: str) -> str:
    """A heading as it is compared; of one that says the same twice, "Enw / Name", once."""
    parts = [plain(part) for part in heading.split("/")]
    fields = [{field for field in Field if part in known_words(field)} for part in parts]
    return parts[-1] if len(parts) > 1 and set.intersection(*fields) else plain(heading)


def one_each(headings: tuple[str, ...], rows: Sequence[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """A list with a row for each person, also where one row holds several ("Delegate 1 name",
    "Delegate 2 name"): what it says of all of them, such as the organisation, each of them has.
    """
    people_in = several(headings)
    if people_in is None:
        return headings, list(rows)
    named: dict[Field, int] = {}
    for own in people_in:
        named = {**own, **named}
    kept = [n for n in range(len(headings)) if not any(n in own.values() for own in people_in)]
    guessed = guess_columns([headings[column] for column in kept])
    personal = {kept[n] for field, n in guessed.items() if field in _PERSONAL}
    made = []
    for row in rows:
        for place, own in enumerate(people_in, 1):
            if place > 1 and not any(row.cells[column] for column in own.values()):
                continue
            hidden = personal if place > 1 else set[int]()
            cells = {column: "" if column in hidden else row.cells[column] for column in kept}
            cells |= {named[f]: row.cells[own[f]] if f in own else "" for f in named}
            number = row.number if place == 1 else row.number + place / 10
            said = tuple(cells[column] for column in sorted(cells))
            made.append(replace(row, number=number, cells=said))
    columns = sorted((*kept, *named.values()))
    words = {named[field]: _called(headings[named[field]])[1] for field in named}
    return tuple(words.get(column, headings[column]) for column in columns), made


def several(headings: Sequence[str]) -> list[dict[Field, int]] | None:
    """Of each person in a row the columns; None where a row holds one. Whom somebody brings comes
    beside them.
    """
    people: dict[int, dict[int, str]] = {}
    alone: dict[int, str] = {}
    for column, heading in enumerate(headings):
        number, called = _called(heading)
        (people.setdefault(number, {}) if number else alone)[column] = called
    found = [_of_one(own) for _, own in sorted(people.items())]
    whole = [own for own in found if _NAMES_SOMEBODY & own.keys()]
    brought = [column for own in whole for column in own.values()]
    if whole and all(_BROUGHT.search(plain(headings[column])) for column in brought):
        host = {field: n for field, n in _of_one(alone).items() if field in _PERSONAL}
        whole = [host, *whole] if _NAMES_SOMEBODY & host.keys() else whole
    return whole if len(whole) > 1 else None


def _of_one(called: Mapping[int, str]) -> dict[Field, int]:
    """What is known of columns, by what they are called without a number."""
    columns = list(called)
    return {field: columns[n] for field, n in guess_columns([*called.values(), ""]).items()}


def _called(heading: str) -> tuple[int, str]:
    """Whose column it is of several people, 0 where it does not say, and what it holds."""
    words = plain(heading)
    numbers = _NUMBERED.findall(words)
    if len(numbers) != 1:
        return 0, heading
    called = " ".join(_NUMBERED.sub(" ", words).split())
    short = " ".join(_NUMBERED.sub(" ", plain(_EXPLAINED.sub("", heading))).split())
    return int(numbers[0]), called if guess_columns([called, ""]) else short


def telling(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings, but for those of columns that are empty, or say yes and no alone where that is
    not whether somebody comes, or are of e-mail addresses and have none.
    """
    return [
        heading if not rows or _tells(heading, {row[column] for row in rows} - {""}) else ""
        for column, heading in enumerate(headings)
    ]


def _tells(heading: str, said: Collection[str]) -> bool:
    words = plain(heading)
    if "mail" in words:
        return any("@" in each for each in said)
    if set(map(plain, said)) <= _YES_NO:
        return bool(said) and is_status(words)
    return True


def settled_names(columns: Columns, rows: Sequence[Sequence[str]]) -> dict[Field, int]:
    """The columns where "name" stands beside a first name or a family name alone.

    "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the first, and "Full name"
    is both, which is told by whether the one part stands within it.
    """
    settled = dict(columns)
    parts = {Field.FIRST_NAME, Field.LAST_NAME} & columns.keys()
    if Field.NAME not in columns or len(parts) != 1:
        return settled
    (part,) = parts
    name = settled.pop(Field.NAME)
    pairs = [(plain(row[columns[part]]).split(), plain(row[name]).split()) for row in rows]
    full = [set(known) <= set(whole) for known, whole in pairs if known and whole]
    if 2 * sum(full) > len(full):
        del settled[part]
        settled[Field.NAME] = name
    else:
        settled[next(iter({Field.FIRST_NAME, Field.LAST_NAME} - parts))] = name
    return settled


def _named(headings: Mapping[int, str], said: set[int]) -> dict[Field, int]:
    """The columns by their headings; those in `said`, which name who comes, go before others."""
    order = sorted(headings, key=lambda column: (column not in said, column))
    columns: dict[Field, int] = {}
    for field in Field:
        known = known_words(field)
        found = [n for n in order if headings[n] in known and n not in columns.values()]
        if found:
            columns[field] = min(found, key=lambda n: (n not in said, known[headings[n]]))
    for column in order:
        within = _field_within(headings[column])
        if within and column not in columns.values():
            columns.setdefault(within, column)
    return columns


def _field_within(heading: str) -> Field | None:
    if _NUMBERS.search(heading):
        return None
    if is_status(heading):
        return Field.STATUS
    words = heading.split()
    if words and words[0] in known_words(Field.NAME) and words[-1] in people():
        return Field.NAME  # the name of somebody: "Nom du délégué"
    return next((field for phrase, field in WITHIN if phrase in heading), None)
