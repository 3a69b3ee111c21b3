"""What the computer remembers: told apart by keys, and never trusted blindly."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from tests.patience import PATIENCE
from tests.ui.kept import forget_all
from ui import settings, theme
from ui.settings import Setting, Shape
from ui.window.shown import places

DECLARED = {name: one for name, one in vars(settings).items() if isinstance(one, Setting | Shape)}


@pytest.fixture(autouse=True)
def _nothing_kept(qapp: object) -> Iterator[None]:
    forget_all()
    yield
    forget_all()


@pytest.mark.parametrize("setting", DECLARED.values(), ids=DECLARED)
def test_a_setting_comes_back_and_no_other_changes(setting: Setting | Shape) -> None:
    others = [one for one in DECLARED.values() if one is not setting]
    before = [one.read() for one in others]
    if isinstance(setting, Setting):
        value = setting.choices[-1] if setting.choices else "Neuadd y Dref"
        setting.keep(value)
        assert setting.read() == value
        setting.forget()
        assert setting.read() == setting.default
    else:
        setting.keep(QByteArray(b"shape"))
        assert setting.read() == QByteArray(b"shape")
    assert [one.read() for one in others] == before


class Slow(QSettings):
    """Waits for its disk as long as somebody wants it to."""

    ready = threading.Event()

    def sync(self) -> None:
        assert self.ready.wait(PATIENCE)
        super().sync()


def test_nobody_waits_for_the_disk_and_all_is_on_it_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "QSettings", Slow)
    for place in "123":
        settings.PLACE.keep(place)
        assert settings.PLACE.read() == place
    settings.WRITER.keep("Freya")
    settings.WRITER.forget()
    assert settings.WRITER.read() == ""
    Slow.ready.set()
    settings.settle()
    kept = Path(QSettings().fileName()).read_text("utf-8")
    assert "place=3" in kept
    assert "writer" not in kept


def test_what_cannot_be_chosen_counts_as_the_default() -> None:
    for setting in (settings.PLACE, settings.SCHEME):
        QSettings().setValue(setting.key, "17")
        assert setting.read() == setting.default
    QSettings().setValue(settings.WINDOW.key, "not a shape")
    assert settings.WINDOW.read() is None


def test_the_choices_are_those_that_the_program_offers() -> None:
    assert set(settings.SCHEME.choices) == set(theme.Scheme)
    assert theme.Scheme(settings.SCHEME.default) is theme.Scheme.SYSTEM
    assert len(settings.PLACE.choices) == len(places.PLACES)
