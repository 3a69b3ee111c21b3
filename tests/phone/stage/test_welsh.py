"""A phone in Welsh shows no English word but names and what people wrote."""

import re
from collections.abc import Callable

from facilitator.domain.notes.shorthand import read_line
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.wording import brief
from tests import catalogue
from tests.phone import states
from tests.phone.notes import note_states
from tests.phone.notes.note_taker import NoteTaker
from tests.phone.person import Person
from tests.phone.room_of import Room
from tests.pseudo import texts_in

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
NAMES = {"English", "Borda", "Copeland", "Schulze", "Enter"}
"""What is called the same in both languages."""
ALL_SAID = """() => {
    const said = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode())
        if (!walk.currentNode.parentElement.closest("script, noscript"))
            said.push(walk.currentNode.textContent);
    for (const node of document.querySelectorAll("*"))
        for (const name of ["aria-label", "placeholder", "title", "alt"])
            if (node.getAttribute(name)) said.push(node.getAttribute(name));
    return said;
}"""


def words_of(text: str) -> set[str]:
    found = WORD.findall(re.sub(r"\{\w+\}", " ", text))
    return {word.casefold() for word in found if len(word) > 1}


def english_words() -> set[str]:
    """The words the program says in English and never in Welsh."""
    entries = [entry for entry in catalogue.translated("cy") if entry.id]

    def every(texts: object) -> set[str]:
        some = (texts,) if isinstance(texts, str) else texts or ()
        return {word for text in some for word in words_of(str(text))}  # type: ignore[attr-defined]

    english = set().union(*(every(entry.id) for entry in entries))
    welsh = set().union(*(every(entry.string) for entry in entries))
    return english - welsh - {name.casefold() for name in NAMES}


def written(room: Room) -> list[str]:
    """What people have written into the seminar so far, the longest first."""
    with room.file.read() as reader:
        records = [record for kind in RECORD_TYPES.values() for record in reader.every(kind)]
    whole = {text.strip() for record in records for text in texts_in(record)}
    paragraphs = {part.strip() for text in whole for part in re.split(r"\n\s*\n", text)}
    cut = {brief(text, width) for text in whole for width in (40, 60)}
    found = whole | paragraphs | cut
    return sorted((text for text in found if len(text) > 2), key=len, reverse=True)


class Written:
    """What people have written so far: read again where a page shows more than was known."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known = written(room)

    def escaped(self, person: Person | NoteTaker, english: set[str]) -> set[str]:
        """English words on the page that nobody has written into the seminar."""
        said = person.page.evaluate(ALL_SAID)
        found = self._foreign(said, english)
        if found:
            self._known = written(self._room)
            found = self._foreign(said, english)
        return found

    def _foreign(self, said: list[str], english: set[str]) -> set[str]:
        noted = [read_line(line).words for line in note_states.SAID]
        known = [*self._known, *noted, *states.ANSWERS, *states.WORDS, "Time to meet"]
        found: set[str] = set()
        for text in said:
            if words_of(text) & english:
                for own in known:
                    text = text.replace(own, " ")
                found |= words_of(text) & english
        return found


def test_a_phone_in_welsh_shows_no_english(arrive: Callable[..., Person], room: Room) -> None:
    english = english_words()
    assert {"the", "agree", "disagree", "voting", "received", "people"} <= english
    person = arrive(locale="cy")
    said = Written(room)
    escapes: dict[str, set[str]] = {}
    for made in (
        states.door(person),
        states.scenes(person, room),
        states.votes(person, room),
        states.remote(person),
    ):
        for state in made:
            if found := said.escaped(person, english):
                escapes[state] = found
    assert not escapes


def test_a_note_taker_in_welsh_reads_no_english(sit: Callable[..., NoteTaker], room: Room) -> None:
    english = english_words()
    taker = sit(paired=False, locale="cy")
    said = Written(room)
    escapes: dict[str, set[str]] = {}
    for made in (note_states.pairing(taker), note_states.taking(taker, room)):
        for state in made:
            if found := said.escaped(taker, english):
                escapes[state] = found
    assert not escapes
