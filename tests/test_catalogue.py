"""The catalogues hold everything the program says, whole, and what is read was made of them."""

import re

import pytest
from babel.messages.catalog import Message as Entry

from facilitator.domain.locales import locale_of
from facilitator.domain.wording import Counted, Message, Wording
from resources.languages import po_path
from tests import catalogue

NAMES = re.compile(r"\{(\w*)\}")
LETTER = re.compile(r"&(\w)")
BEHIND = re.compile(r"(?<=[^\s.])  (\S+)$")
"""What stands behind two spaces is the key that does the same."""
LANGUAGES = pytest.mark.parametrize("language", catalogue.TRANSLATED)


def texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def entries(language: str) -> list[Entry]:
    return [entry for entry in catalogue.translated(language) if entry.id]


@LANGUAGES
def test_a_catalogue_holds_what_the_program_says_and_nothing_else(language: str) -> None:
    """Where this fails, `make words` adds what is new, and somebody translates it."""
    held = {texts(entry.id) for entry in entries(language)}
    assert held == {said for _, _, said in catalogue.templates()}


@LANGUAGES
def test_what_the_program_reads_was_made_of_what_translators_edit(language: str) -> None:
    made = catalogue.machine_form(catalogue.translated(language))
    assert po_path(language).with_suffix(".mo").read_bytes() == made


def is_said_in_the_room(entry: Entry) -> bool:
    """Whether people in the room may read it, on a screen or on paper."""
    return not all(name.startswith(catalogue.OUTSIDE) for name, _ in entry.locations)


@LANGUAGES
def test_nothing_is_left_untranslated_or_in_doubt(language: str) -> None:
    forms = catalogue.translated(language).num_plurals
    unfinished = [
        entry.id
        for entry in entries(language)
        if entry.fuzzy
        or (is_said_in_the_room(entry) and not all(texts(entry.string)))
        or len(texts(entry.string)) != (forms if entry.pluralizable else 1)
    ]
    assert not unfinished


@LANGUAGES
def test_a_translation_has_the_same_names_in_braces(language: str) -> None:
    """All of the English names; a form for a certain number may leave the number out."""
    differing = []
    for entry in entries(language):
        wanted = {name for text in texts(entry.id) for name in NAMES.findall(text)}
        for said in filter(None, texts(entry.string)):
            free = {"n"} if entry.pluralizable else set()
            if set(NAMES.findall(said)) | free != wanted | free:
                differing.append((entry.id, said))
    assert not differing


@LANGUAGES
def test_no_text_says_the_same_several_times_over(language: str) -> None:
    """As one does that was put in again behind itself."""
    doubled = [
        entry.id
        for entry in entries(language)
        if any(re.fullmatch(r"(.{12,}?)\1+", said, re.DOTALL) for said in texts(entry.string))
    ]
    assert not doubled


def keys(text: str) -> tuple[list[str], list[str]]:
    return [letter.upper() for letter in LETTER.findall(text)], BEHIND.findall(text)


@LANGUAGES
def test_a_count_that_is_not_translated_is_counted_as_in_english(language: str) -> None:
    locale = locale_of(language)
    for entry in entries(language):
        if entry.pluralizable and not any(texts(entry.string)):
            one, many = texts(entry.id)
            assert [locale.plural(one, many, n) for n in (0, 1, 2)] == [many, one, many]


@LANGUAGES
def test_a_key_is_the_same_in_every_language(language: str) -> None:
    """No two keys of a window meet in one language then that do not in another."""
    differing = [
        (entry.id, said)
        for entry in entries(language)
        for said in filter(None, texts(entry.string))
        if keys(said) != keys(texts(entry.id)[0])
    ]
    assert not differing


@LANGUAGES
def test_every_text_can_be_said_for_nought_to_twelve(language: str) -> None:
    """With every value in it, whatever its number; nothing in braces is left standing."""
    locale = locale_of(language)
    for _, _, said in catalogue.templates():
        names = {name for text in said for name in NAMES.findall(text)} - {"n"}
        for n in range(13):
            values = dict.fromkeys(names, f"<{n}>")
            if len(said) == 1:
                message: Wording = Message(said[0], (("n", n), *values.items()))
            else:
                message = Counted(n, said[0], said[1], **values)
            assert not NAMES.search(message.in_(locale)), said
