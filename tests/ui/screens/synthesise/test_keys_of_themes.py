"""Whose key is which: the same in two windows, whoever's theme came in first, and never another
under a finger.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging import merging, syncing
from facilitator.services.synthesis import passages, themes
from facilitator.services.synthesis.facets import Asked
from facilitator.services.synthesis.searching import PassageSearch
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from tests.ui.helpers import NOW
from ui.screens.synthesise import SynthesiseScreen
from ui.screens.synthesise.rows import KEYS, Lists, keys_of, lists_of

SOON = NOW + timedelta(seconds=3)


def read(file: SeminarFile, before: Lists | None = None) -> Lists:
    """What a window shows of a file that it has shown before."""
    return lists_of(passages.everything(file), Asked(), PassageSearch(), before)


@pytest.fixture
def others(seminar_file: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    path = tmp_path / "team.seminar"
    copies.copy_to(seminar_file, path)
    with closing(SeminarFile.open(path, device="team")) as file:
        yield file


@pytest.mark.parametrize("first", [0, 1], ids=["host-first", "team-first"])
@pytest.mark.parametrize("moved", [False, True], ids=["", "moved"])
def test_themes_made_at_once_have_one_key_in_both_windows_whoever_merges_first(
    seminar_file: SeminarFile, others: SeminarFile, first: int, moved: bool
) -> None:
    files = (seminar_file, others)
    windows = [read(file) for file in files]
    made = [
        themes.add_theme(file, name, now=NOW + timedelta(seconds=second))
        for file, name, second in zip(
            files, ("Trust", "Costs"), (3 * first, 3 - 3 * first), strict=True
        )
    ]
    windows = [read(file, window) for file, window in zip(files, windows, strict=True)]
    last = KEYS[len(windows[0].themes) - 1]
    assert [window.keys[theme.id] for window, theme in zip(windows, made, strict=True)] == [
        last,
        last,
    ]
    if moved:  # where it stands among the themes, and its name, say nothing of its age
        themes.rename(others, made[1], "What it costs", now=SOON + timedelta(minutes=1))
    for place in (first, 1 - first):
        merging.merge(files[place], [files[1 - place].path], now=SOON)
        windows[place] = read(files[place], windows[place])
    assert windows[0].keys == windows[1].keys
    assert len(set(windows[0].keys.values())) == len(windows[0].themes)
    assert windows[0].keys[made[first].id] == last, "the older one has the smaller key"
    assert read(others).keys == windows[1].keys, "nor do they change when one begins again"


def test_a_laptop_of_the_theme_team_gives_the_keys_that_the_host_gives(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    with seminar_file.read() as reader:
        every = reader.every(Theme)
    themes.rename(seminar_file, every[0], "Named anew", now=NOW)
    themes.remove_theme(seminar_file, every[1], now=NOW)
    path = tmp_path / "laptop.seminar"
    syncing.copy_for_notes(seminar_file, path, is_teams=True)
    with closing(SeminarFile.open(path)) as laptop:
        keys = read(laptop).keys
    assert keys == read(seminar_file).keys
    assert list(keys) == [theme.id for theme in every if theme != every[1]]


@pytest.mark.parametrize("seed", range(20))
def test_in_whatever_order_themes_come_in_keys_that_nobody_pressed_go_by_age(seed: int) -> None:
    chance = random.Random(seed)
    ages = [f"t{number:02}" for number in range(chance.randint(2, len(KEYS) + 3))]
    shown = []
    for _ in range(2):
        came, keys = list(ages), dict[str, str]()
        chance.shuffle(came)
        while came:
            cut = chance.randint(1, len(came))
            there = sorted({*keys, *came[:cut]} & set(ages))
            del came[:cut]
            keys = keys_of(sorted(set(ages) - set(came)), keys, {})
            assert set(there) >= set(keys)
        shown.append(keys)
    assert shown[0] == shown[1] == dict(zip(ages, KEYS, strict=False))


def test_a_key_that_was_pressed_or_whose_theme_is_gone_means_no_other_theme() -> None:
    for ids in permutations("abc"):
        keys = keys_of("b", {}, {})
        assert keys == {"b": "1"}
        for there in (sorted((*ids[:2], "b")), "abc", "ac"):
            keys = keys_of("".join(dict.fromkeys(there)), keys, {"b": "1"})
            assert keys["b"] == "1"
            assert len(set(keys.values())) == len(keys)


def test_in_the_window_a_key_stays_under_the_finger_that_pressed_it(
    screen: SynthesiseScreen, others: SeminarFile
) -> None:
    file = screen.session.file
    older = themes.add_theme(others, "Costs", now=NOW)
    younger = themes.add_theme(file, "Trust", now=NOW + timedelta(hours=1))
    screen.session.watch.nudge()
    assert screen.lists is not None
    key = screen.lists.keys[younger.id]
    if pressed := key.isdigit():
        QTest.keyClick(screen.passages.view, getattr(Qt.Key, f"Key_{key}"))
    assert pressed
    merging.merge(file, [others.path], now=SOON)
    screen.session.watch.nudge()
    assert screen.lists.keys[younger.id] == key
    assert screen.lists.keys[older.id] == KEYS[KEYS.index(key) + 1]
    QTest.keyClick(screen.passages.view, getattr(Qt.Key, f"Key_{KEYS[KEYS.index(key) + 1]}"))
    assert passages.everything(file).members(older.id)
