"""The files of the phone pages: small, in two languages, in the window's colours, safe."""

import gzip
import posixpath
import re
from collections import Counter

import pytest

from facilitator.domain.locales import Language, locale_of
from facilitator.domain.polls.polls import Secrecy
from facilitator.domain.wording import Counted
from facilitator.room.http.pages import FOLDER, MADE, as_sent, files
from facilitator.room.messages import page_words
from tests.page_scripts import PAGES, made
from tests.ui.test_theme import contrast
from ui.theme import DARK, LIGHT, Tokens

FILES = files()
SCRIPTS = {
    path.relative_to(FOLDER).as_posix(): path
    for path in sorted(FOLDER.rglob("*.js"))
    if MADE not in path.parents
}
"""What the pages' scripts are made of."""
MOST_IN_A_FOLDER = 15
MOST_BYTES = 60_000
"""Of all pages together; a phone loads half: ten at once, over a megabit, in three seconds."""
MOST_FILES = 4
MOST_LINES = 205
GIT = ".gitattributes"
SINKS = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
ELSEWHERE = re.compile(r"https?://")
NOT_OFFLINE = re.compile(r"serviceWorker|randomUUID|navigator\.clipboard|crypto\.subtle")


def text(name: str) -> str:
    return FILES[name].read_text("utf-8")


def scripts() -> str:
    return "\n".join(path.read_text("utf-8") for path in SCRIPTS.values())


def test_all_pages_together_are_small_as_they_are_sent() -> None:
    sent = {name: len(gzip.compress(as_sent(path), mtime=0)) for name, path in FILES.items()}
    sent["words.json"] = len(gzip.compress(page_words.encoded(), mtime=0))
    assert sum(sent.values()) < MOST_BYTES


@pytest.mark.parametrize("page", PAGES)
def test_the_script_of_a_page_is_what_its_modules_say(page: str) -> None:
    kept = MADE / f"{page}.js"
    assert kept.read_bytes() == made(page), "a script was changed: type `make scripts`"


def test_a_page_is_a_few_files() -> None:
    """Each is a question of its own, by each of sixty phones at once; faces are kept for a day."""
    assert {f"{page}.js" for page in PAGES} == {path.name for path in MADE.iterdir()} - {GIT}
    for name in ("index.html", "notes.html", "remote.html"):
        loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', text(name))
        assert set(loaded) <= FILES.keys() | {"words.json"}
        assert len(loaded) <= MOST_FILES


def test_a_script_ends_no_element_that_it_stands_in() -> None:
    """In the note page in one file it does."""
    for page in PAGES:
        assert not re.search(r"</script|<script|<!--", text(f"{page}.js"), re.IGNORECASE)


def test_a_script_fits_in_a_sitting() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in SCRIPTS.items()}
    assert not {name for name, n in lengths.items() if n > MOST_LINES}


def test_a_folder_of_scripts_can_be_overlooked() -> None:
    scripts_in = Counter(posixpath.dirname(name) for name in SCRIPTS)
    assert not {folder for folder, n in scripts_in.items() if n > MOST_IN_A_FOLDER}


def loads(name: str) -> set[str]:
    """The scripts that a script loads, by their paths."""
    found = re.findall(
        r'(?:from|^import) "([^"]+)"', SCRIPTS[name].read_text("utf-8"), re.MULTILINE
    )
    return {posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in found}


def in_a_circle(arrows: dict[str, set[str]]) -> set[str]:
    """What is left once everything is taken out that leads to nothing."""
    while free := [name for name, needs in arrows.items() if not needs & arrows.keys()]:
        arrows = {name: needs for name, needs in arrows.items() if name not in free}
    return set(arrows)


def test_scripts_load_each_other_in_no_circle_and_nothing_that_is_not_there() -> None:
    arrows = {name: loads(name) for name in SCRIPTS}
    assert set().union(*arrows.values()) <= SCRIPTS.keys()
    assert not in_a_circle(arrows)


def test_folders_of_scripts_load_each_other_in_no_circle() -> None:
    folder = posixpath.dirname
    arrows: dict[str, set[str]] = {}
    for name in SCRIPTS:
        others = {folder(each) for each in loads(name)} - {folder(name)}
        arrows.setdefault(folder(name), set()).update(others)
    assert not in_a_circle(arrows)


def test_no_script_makes_markup_from_text_or_asks_for_what_plain_http_lacks() -> None:
    assert not SINKS.findall(scripts())
    assert not NOT_OFFLINE.findall(scripts())


def test_nothing_comes_from_elsewhere_and_nothing_is_inline() -> None:
    for name, path in (FILES | SCRIPTS).items():
        content = path.read_text("utf-8")
        assert not ELSEWHERE.findall(content), name
        if path.suffix == ".html":
            assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", content)


def test_every_sentence_that_is_asked_for_exists() -> None:
    asked = set(re.findall(r'\bt\("(\w+)"', scripts()))
    assert len(asked) > 100
    assert asked <= {key for page in page_words.PAGES.values() for key in page}


def test_every_sentence_that_exists_is_asked_for() -> None:
    """A key stands in a script by its name, so that none is carried for nothing."""
    named = set(re.findall(r"\w+", scripts()))
    states = {f"is_{state}" for state in ("draft", "counting", "closed", "revealed")}
    made_up = states | {"no_sector", "no_size"} | {*Secrecy}
    assert {key for page in page_words.PAGES.values() for key in page} <= named | made_up


def test_a_sentence_that_differs_by_a_number_has_every_form_a_language_needs() -> None:
    """Beyond the last form sent, nothing changes any more."""
    for texts in page_words.PAGES.values():
        for text in texts.values():
            if isinstance(text, Counted):
                for language in Language:
                    plural = locale_of(language).plural
                    last = plural(text.one, text.many, page_words.MOST_FORMS - 1)
                    beyond = range(page_words.MOST_FORMS, 200)
                    assert {plural(text.one, text.many, n) for n in beyond} == {last}


def colours(place: int) -> dict[str, str]:
    css = text("phone.css").split("@media (prefers-color-scheme: dark)")[place]
    return dict(re.findall(r"--([\w-]+): (#\w{6});", css.split("* { box-sizing")[0]))


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
def test_a_number_can_be_read_on_every_piece_of_a_bar(place: int) -> None:
    inks = {0: "on-end", 1: "on-side", 2: "on-mid", 3: "on-side", 4: "on-end"}
    rules = dict(re.findall(r"\.level(\d) \{ .*color: var\(--([\w-]+)\); \}", text("phone.css")))
    assert rules == {str(level): ink for level, ink in inks.items()}
    values = colours(place)
    for level, ink in inks.items():
        assert contrast(values[f"level{level}"], values[ink]) >= 4.5, level


@pytest.mark.parametrize(("look", "place"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_the_colours_are_those_of_the_window(look: Tokens, place: int) -> None:
    values = colours(place)
    for name in ("paper", "sheet", "rail", "line", "edge", "ink", "ink_soft", "accent"):
        assert values[name.replace("_", "-")] == getattr(look, name), name
    assert tuple(values[f"level{n}"] for n in range(5)) == look.levels
