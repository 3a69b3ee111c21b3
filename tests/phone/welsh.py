"""Reading pages in Welsh: no English word but names and what people wrote."""

import re
from datetime import date
from functools import cache

from playwright.sync_api import Page

from facilitator.domain.locales import WELSH
from facilitator.domain.notes.shorthand import read_line
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.wording import brief
from tests import catalogue
from tests.phone import states
from tests.phone.notes import note_states
from tests.phone.room_of import Room
from tests.pseudo import texts_in

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
NAMES = {
    *("English", "Facilitator", "Borda", "Copeland", "Schulze", "Condorcet", "Kendall"),
    *(
        "Ctrl",
        "Alt",
        "Esc",
        "Enter",
        "Del",
        "PgUp",
        "PgDn",
        "JSON",
        "agenda",
        "dot",
        "person",
        "sector",
        "tab",
        "tag",
    ),
}
"""What is called the same in both languages."""
OWN = (
    *("Time to meet", "Siân Prydderch", "Siân"),
    *("Only on this device so far", "Changed on this device", "Nobody knows this device"),
    *("Changed by the facilitator", "On the second question already"),
    *("! What is being said at this very mo", *(f"Too many headline points {n}" for n in range(3))),
)
"""What people typed who are not of the seminar file, or not yet."""
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


@cache
def welsh_words() -> set[str]:
    """All words the program says in Welsh, also in dates and ordinals, without English titles that
    it quotes.
    """
    said = {name.casefold() for name in NAMES}
    for entry in catalogue.translated("cy"):
        english, welsh = (
            {
                word
                for text in ((texts,) if isinstance(texts, str) else texts)
                for word in words_of(text)
            }
            for texts in (entry.id, entry.string or ())
        )
        said |= welsh - english if entry.id else set()
    for month in range(1, 13):
        for day in range(1, 8):
            said |= words_of(WELSH.day(date(2011, month, day), True))
    for place in range(1, 32):
        said |= words_of(WELSH.ordinal(place))
    return said


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

    def escaped(self, page: Page) -> list[str]:
        """Words on the page that are no Welsh of ours and that nobody has written."""
        said = page.evaluate(ALL_SAID)
        found = self._foreign(said)
        if found:
            self._known = written(self._room)
            found = self._foreign(said)
        return [f"not in Welsh: {word}" for word in sorted(found)]

    def _foreign(self, said: list[str]) -> set[str]:
        welsh = welsh_words()
        noted = [read_line(line).words for line in note_states.SAID]
        known = [*self._known, *noted, *states.ANSWERS, *states.WORDS, *OWN]
        found: set[str] = set()
        for text in said:
            if words_of(text) - welsh:
                for own in known:
                    text = text.replace(own, " ")
                found |= words_of(text) - welsh
        return found
