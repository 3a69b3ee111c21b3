"""Reading a template's text into checked entries; every mistake is a sentence with its line."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from facilitator.domain.bounds import MOST, YEARS
from facilitator.domain.errors import SeminarError, why_of
from facilitator.domain.polls.polls import Criterion, Item
from facilitator.domain.seminar.wall_clock import is_zone
from facilitator.domain.synthesis.origins import key_of
from facilitator.domain.wording import Joined, Message, Wording, say
from facilitator.domain.wording import Text as Sentence
from facilitator.services.templates.format import ONCE, PARTS, Form, Key, heading
from facilitator.services.templates.line_numbers import Lines

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Text:
    """A template's text under the name people know it by, with the lines of what is in it."""

    name: str
    lines: Lines

    def refuse(self, sentence: Wording, *path: str | int) -> NoReturn:
        """Raise the sentence with the file's name and the line of `path`."""
        raise SeminarError(
            say(
                "{name}, line {line}: {sentence}",
                name=self.name,
                line=self.lines.of(*path),
                sentence=sentence,
            )
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a template. `values`: what was given, checked, by key; references as written."""

    text: Text
    part: str
    path: tuple[str | int, ...]
    id: str
    values: dict[str, Any] = field(default_factory=dict)

    def refuse(self, sentence: Wording, *path: str | int) -> NoReturn:
        """Raise the sentence with the line of a key of this entry."""
        self.text.refuse(sentence, *self.path, *path)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole template: its entries by part, in the order of the file."""

    text: Text
    entries: dict[str, tuple[Entry, ...]]

    def one(self, part: str) -> Entry:
        """The single entry of a part that stands once."""
        return self.entries[part][0]


def read_text(path: Path) -> str:
    """The file as text. Raises SeminarError when it cannot be read or is not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as trouble:
        raise SeminarError(
            say("The template {file} cannot be opened: {why}.", file=str(path), why=why_of(trouble))
        ) from trouble
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = raw.count(b"\n", 0, trouble.start) + 1
        raise SeminarError(
            say(
                "{file}, line {line}: a character here is not UTF-8. Save the file again "
                "with the encoding UTF-8.",
                file=path.name,
                line=line,
            )
        ) from trouble


def parse(text: str, name: str) -> dict[str, Any]:
    """The TOML document. Raises SeminarError with the line where it cannot be understood."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(trouble))
        line = (place and place[1]) or str(text.rstrip().count("\n") + 1)
        raise SeminarError(
            say(
                "{name}, line {line}: this is not valid TOML ({why}). Look on this line and "
                "the one before it for a missing quotation mark, bracket or equals sign, or "
                "a key that is given twice.",
                name=name,
                line=line,
                why=_reason(str(trouble)),
            )
        ) from trouble
    except RecursionError as trouble:
        raise SeminarError(
            say("{name} has lists within lists, too many to read. Take them apart.", name=name)
        ) from trouble


_REASONS: tuple[tuple[str, Message], ...] = (
    ("Unclosed array", say("a list is not closed with “]”")),
    ("Unclosed inline table", say("a “{brace}” is not closed", brace="{")),
    ("Expected ']", say("the name of a part is not closed with “]”")),
    ("Expected '='", say("a “=” is missing")),
    ("Unterminated string|Expected [\"']", say("a text is not closed with a quotation mark")),
    ("Cannot|Duplicate", say("something is given twice")),
    ("Unescaped|Escaped|hex", say("a backslash in a text has to be written twice")),
    ("date", say("this is no date or time")),
    ("character", say("a sign stands where it cannot be read")),
)
"""What the reader of TOML says, in its own language alone, and how it is told."""


def _reason(said: str) -> Message:
    found = (reason for known, reason in _REASONS if re.search(known, said))
    return next(found, say("what stands here makes no sense"))


def read(text: str, name: str, new_id: NewId) -> Reading:
    """Check the whole text and give every entry an id. Raises SeminarError at the first mistake."""
    document = parse(text, name)
    source = Text(name, Lines(text))
    for part in document:
        if part not in PARTS:
            source.refuse(
                Joined(
                    (
                        say("“{part}” is not a part of a template.", part=part),
                        meant(part, PARTS),
                        say("The parts are {parts}.", parts=_row(map(heading, PARTS))),
                    )
                ),
                part,
            )
    for part in ("template", "seminar", "segment"):
        if not document.get(part):
            source.refuse(say("the template has no {part}. Add one.", part=heading(part)), part)
    return Reading(
        source, {part: tuple(_entries(source, part, document, new_id)) for part in PARTS}
    )


def _entries(text: Text, part: str, document: dict[str, Any], new_id: NewId) -> Iterable[Entry]:
    if part not in document:
        return
    given = document[part]
    if part in ONCE:
        if not isinstance(given, dict):
            text.refuse(say("this part stands once. Write it {part}.", part=heading(part)), part)
        yield _entry(text, part, (part,), given, new_id)
        return
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        sentence = say("this part may stand many times. Write each {part}.", part=heading(part))
        text.refuse(sentence, part)
    for number, one in enumerate(given):
        yield _entry(text, part, (part, number), one, new_id)


def _entry(
    text: Text, part: str, path: tuple[str | int, ...], given: dict[str, Any], new_id: NewId
) -> Entry:
    keys = {key.name: key for key in PARTS[part]}
    entry = Entry(text, part, path, new_id())
    for name in given:
        if name not in keys:
            entry.refuse(
                Joined(
                    (
                        say("“{name}” is not a key of {part}.", name=name, part=heading(part)),
                        meant(name, keys),
                        say("Its keys are {keys}.", keys=_row(keys)),
                    )
                ),
                name,
            )
    for key in keys.values():
        if key.name in given:
            entry.values[key.name] = READERS[key.form](entry, key, given[key.name])
        elif key.required:
            entry.refuse(
                say(
                    "this {part} has no “{key}”. Add a line {key} = ….",
                    part=heading(part),
                    key=key.name,
                )
            )
    return entry


def meant(given: str, known: Iterable[str]) -> Sentence:
    """ "Did you mean …?" with the nearest of the known words, or nothing."""
    near = get_close_matches(given, list(known), n=1)
    return say("Did you mean “{word}”?", word=near[0]) if near else ""


def _row(words: Iterable[str]) -> Joined:
    """Words of the format, as they are written in a file."""
    return Joined(words, ", ")


def _text(entry: Entry, key: Key, given: object, *path: int) -> str:
    """Paragraphs: a line end within one counts as a space, an empty line parts two."""
    if not isinstance(given, str):
        entry.refuse(say("“{key}” must be text in quotation marks.", key=key.name), key.name, *path)
    paragraphs = re.split(r"\n[ \t]*\n", given.replace("\r\n", "\n").strip())
    words = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    if not words and (key.required or path or not key.field):
        entry.refuse(
            say("“{key}” is empty. Write it, or take the line out.", key=key.name), key.name, *path
        )
    return words


def _texts(entry: Entry, key: Key, given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        entry.refuse(
            say("“{key}” must be a list of texts in square brackets.", key=key.name), key.name
        )
    texts = tuple(_text(entry, key, one, number) for number, one in enumerate(given))
    for number, one in enumerate(texts):
        if one in texts[:number]:
            entry.refuse(
                say("“{item}” stands twice in this list. Keep one.", item=one), key.name, number
            )
    return texts


def _whole(entry: Entry, key: Key, given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < key.least:
        entry.refuse(
            say("“{key}” must be a whole number, {least} or more.", key=key.name, least=key.least),
            key.name,
        )
    if given > key.most:
        entry.refuse(
            say("“{key}” must be a whole number, {most} at most.", key=key.name, most=key.most),
            key.name,
        )
    return given


def _share(entry: Entry, key: Key, given: object) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool) or not 0 <= given <= 1:
        entry.refuse(say("“{key}” must be between 0 and 1, such as 0.75.", key=key.name), key.name)
    return float(given)


def _truth(entry: Entry, key: Key, given: object) -> bool:
    if not isinstance(given, bool):
        entry.refuse(
            say("“{key}” must be true or false, without quotation marks.", key=key.name), key.name
        )
    return given


def _day(entry: Entry, key: Key, given: object) -> date:
    if not isinstance(given, date) or isinstance(given, datetime):
        entry.refuse(
            say(
                "“{key}” must be a day written year-month-day without quotation marks, "
                "such as 2011-10-18.",
                key=key.name,
            ),
            key.name,
        )
    if given.year not in YEARS:
        entry.refuse(say("“{key}” is a day of no year in which we are.", key=key.name), key.name)
    return given


def _clock(entry: Entry, key: Key, given: object) -> time:
    if isinstance(given, time):
        return given
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", given) if isinstance(given, str) else None
    if match is None:
        entry.refuse(say('“{key}” must be a time of day, such as "09:30".', key=key.name), key.name)
    return time(int(match[1]), int(match[2]))


def _zone(entry: Entry, key: Key, given: object) -> str:
    if not isinstance(given, str) or not is_zone(given):
        entry.refuse(
            say('“{key}” must name a time zone, such as "Europe/London".', key=key.name), key.name
        )
    return str(given)


def _choice(entry: Entry, key: Key, given: object) -> object:
    assert key.choices is not None
    known = [choice.value for choice in key.choices]
    if given not in known:
        entry.refuse(
            Joined(
                (
                    say(
                        "“{given}” is not a {key} that can be used.", given=str(given), key=key.name
                    ),
                    meant(str(given), known),
                    say("Use one of {known}.", known=_row(known)),
                )
            ),
            key.name,
        )
    return key.choices(given)


def _choices(entry: Entry, key: Key, given: object) -> tuple[object, ...]:
    chosen = tuple(_choice(entry, key, one) for one in _texts(entry, key, given))
    if not chosen:
        entry.refuse(
            say("“{key}” is empty. Name one, or take the line out.", key=key.name), key.name
        )
    return chosen


def _criteria(entry: Entry, key: Key, given: object) -> tuple[Criterion, ...]:
    """Criteria without their ids, which are given when the poll is made."""
    if not isinstance(given, list):
        entry.refuse(say("“{key}” must be a list in square brackets.", key=key.name), key.name)
    return tuple(_criterion(entry, key, one, number) for number, one in enumerate(given))


def _criterion(entry: Entry, key: Key, given: object, number: int) -> Criterion:
    form = say(
        "a criterion is written {form}; the weight is 0 or more.",
        form='{ text = "Cost", weight = 2 }',
    )
    allowed = {"text", "weight", "second"}
    if not isinstance(given, dict) or not {"text"} <= given.keys() <= allowed:
        entry.refuse(form, key.name, number)
    weight = given.get("weight", 1)
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
    if not is_number or not 0 <= weight <= MOST:
        entry.refuse(form, key.name, number)
    words = _text(entry, key, given["text"], number)
    return Criterion("", words, float(weight), _second_of(entry, key, given, number))


def _second_of(entry: Entry, key: Key, given: dict[str, Any], number: int) -> str:
    """The wording in the second language, "" where none is given."""
    return _text(entry, key, given["second"], number) if "second" in given else ""


def _items(entry: Entry, key: Key, given: object) -> tuple[Item, ...]:
    """A poll's items, without ids yet; `origin` is the key that an item has in its poll."""
    if not isinstance(given, list):
        entry.refuse(say("“{key}” must be a list in square brackets.", key=key.name), key.name)
    items = tuple(_item(entry, key, one, number) for number, one in enumerate(given))
    for number, item in enumerate(items):
        earlier = items[:number]
        if item.text in {one.text for one in earlier}:
            entry.refuse(
                say("“{item}” stands twice in this list. Keep one.", item=item.text),
                key.name,
                number,
            )
        if item.origin in {one.origin for one in earlier}:
            entry.refuse(
                say(
                    "the key “{key}” is taken by an earlier item. Give it another.", key=item.origin
                ),
                key.name,
                number,
            )
    return items


def _item(entry: Entry, key: Key, given: object, number: int) -> Item:
    if not isinstance(given, dict):
        text = _text(entry, key, given, number)
        return Item("", text, key_of(text))
    if not {"text"} < given.keys() <= {"text", "key", "second"}:
        form = say(
            "an item is text in quotation marks, or {form}.",
            form='{ key = "hill", text = "Up the hill", second = "I fyny’r bryn" }',
        )
        entry.refuse(form, key.name, number)
    text = _text(entry, key, given["text"], number)
    origin = _text(entry, key, given["key"], number) if "key" in given else key_of(text)
    return Item("", text, origin, _second_of(entry, key, given, number))


READERS: dict[Form, Callable[[Entry, Key, object], Any]] = {
    Form.TEXT: _text,
    Form.TEXTS: _texts,
    Form.WHOLE: _whole,
    Form.SHARE: _share,
    Form.TRUTH: _truth,
    Form.DAY: _day,
    Form.CLOCK: _clock,
    Form.ZONE: _zone,
    Form.CHOICE: _choice,
    Form.CHOICES: _choices,
    Form.REFERENCE: _text,
    Form.REFERENCES: _texts,
    Form.CRITERIA: _criteria,
    Form.ITEMS: _items,
}
