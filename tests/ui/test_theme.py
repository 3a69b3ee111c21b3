"""The look: legible in both schemes, and in one place."""

import re

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from resources import ROOT
from ui import theme
from ui.dialogs.base import Dialog

TEXT_PAIRS = [
    (ink, ground)
    for ground in ("paper", "sheet", "rail", "accent_soft")
    for ink in ("ink", "ink_soft", "accent")
] + [
    ("danger", "paper"),
    ("danger", "sheet"),
    ("ink", "danger_soft"),
    ("ink_soft", "line"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_danger", "danger"),
    ("paper", "ink"),
]


def luminance(value: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    colour = QColor(value)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "look", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=lambda look: look.name
)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_all_text_stands_out_from_its_ground(look: theme.Tokens, ink: str, ground: str) -> None:
    least = 7 if look is theme.CONTRAST else 4.5  # WCAG 2.2, 1.4.6 and 1.4.3
    assert contrast(getattr(look, ink), getattr(look, ground)) >= least


@pytest.mark.parametrize(
    "look", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=lambda look: look.name
)
def test_a_number_can_be_read_on_every_part_of_a_bar(look: theme.Tokens) -> None:
    for level in look.levels:
        assert max(contrast(ink, level) for ink in (look.ink, look.sheet)) >= 4.5, level


@pytest.mark.parametrize(
    "look", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=lambda look: look.name
)
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_the_edge_of_a_control_and_its_focus_ring_can_be_seen(
    look: theme.Tokens, ground: str
) -> None:
    assert contrast(look.edge, getattr(look, ground)) >= 3
    assert contrast(look.accent, getattr(look, ground)) >= 3


@pytest.mark.parametrize(
    "look", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=lambda look: look.name
)
def test_the_style_sheet_is_filled_from_the_tokens_alone(look: theme.Tokens) -> None:
    filled = theme.style_sheet(look)
    template = (ROOT / "theme" / "facilitator.qss").read_text("utf-8")

    assert "$" not in filled
    assert look.accent in filled
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", template), "a colour that is not a token"
    assert not re.search(r"font-size: *\d", template), "a size that is not one of the five"


def test_every_picture_the_style_sheet_names_is_there() -> None:
    for look in (theme.LIGHT, theme.DARK, theme.CONTRAST):
        for path in re.findall(r'url\("([^"]+)"\)', theme.style_sheet(look)):
            assert (ROOT / path).is_file(), path


def test_only_icons_that_are_used_are_carried_along_with_their_licence() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT.parent / "ui").rglob("*.py"))
    carried = {path.stem for path in (ROOT / "icons").glob("*.svg")}
    assert {name for name in carried if f'"{name}"' not in sources} == set()
    assert "ISC License" in (ROOT / "icons" / "LICENSE").read_text("utf-8")


def test_there_are_five_text_sizes_each_larger_than_the_last() -> None:
    assert len(theme.SIZES) == 5
    assert sorted(theme.SIZES) == list(theme.SIZES)


def test_an_icon_follows_the_scheme_by_itself(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT)
    icon = theme.icon("play")

    def inkiest() -> QColor:
        picture = icon.pixmap(QSize(24, 24)).toImage()
        points = ((x, y) for x in range(24) for y in range(24))
        return max((picture.pixelColor(x, y) for x, y in points), key=lambda c: c.alpha())

    light = inkiest()
    theme.apply(qapp, theme.Scheme.DARK)
    dark = inkiest()
    theme.apply(qapp, theme.Scheme.LIGHT)

    assert light.name() == theme.LIGHT.ink
    assert dark.name() == theme.DARK.ink


def test_the_chosen_scheme_is_remembered(qapp: QApplication) -> None:
    theme.remember_scheme(theme.Scheme.DARK)
    assert theme.remembered_scheme() is theme.Scheme.DARK
    theme.remember_scheme(theme.Scheme.SYSTEM)
    assert theme.remembered_scheme() is theme.Scheme.SYSTEM


def test_what_a_dressed_window_opens_wears_its_sheet_and_changes_with_it(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    theme.dress(window)
    qtbot.addWidget(window)
    choices, menu, box = QComboBox(window), QMenu(window), QMessageBox(window)
    window.show()
    QToolTip.showText(QPoint(1, 1), "One", window)
    (tip,) = (each for each in qapp.topLevelWidgets() if each.objectName() == "qtooltip_label")
    lone = Dialog(None, "A dialog of no window")
    qtbot.addWidget(lone)
    opened = (choices.view(), menu, box, tip, lone)
    for scheme in (theme.Scheme.DARK, theme.Scheme.LIGHT):
        theme.apply(qapp, scheme)
        for each in opened:
            assert each.style().metaObject().className() == "QStyleSheetStyle", each
        assert theme.tokens().paper in window.styleSheet()
        assert theme.tokens().paper in lone.styleSheet()
    QToolTip.hideText()
