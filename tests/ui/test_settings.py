"""What the computer remembers: told apart by keys, and never trusted blindly."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QSettings

from ui import settings, theme
from ui.settings import Setting, Shape
from ui.window.shown import places

DECLARED = {name: one for name, one in vars(settings).items() if isinstance(one, Setting | Shape)}


@pytest.fixture(autouse=True)
def _nothing_kept(qapp: object) -> Iterator[None]:
    QSettings().clear()
    yield
    QSettings().clear()


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
