"""The look in one place: tokens, the style sheet they fill, fonts and tinted icons.

Widgets set no colours or sizes of their own. They say what they are through the dynamic
properties `role` and `state`, and the style sheet decides how that looks.
"""

import os
import re
import string
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from resources import ROOT, font_path
from ui import settings

FAMILY = "Source Sans Pro"
GRID = 8
"""Every distance is a multiple of this many pixels (or half of it inside controls), at 100 %."""


ARGUMENTS = ("-style", "fusion")
"""What the application is started with, so that it looks the same on every system.

Asking the application for its style afterwards would cost more than all fonts together.
"""
# Pixels. Letters from 64 on Qt would draw anew each time, as outlines; the projector has little
# else, and takes a fifth of the time where they are kept.
os.environ.setdefault("QT_MAX_CACHED_GLYPH_SIZE", "320")

ICON = 2.25
"""The side of an icon beside text, in steps of the grid."""
USUAL = 100
"""Per cent: the size of text that the sizes here are given for."""


class Scheme(StrEnum):
    """Light, dark, of high contrast, or whatever the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Sizes(NamedTuple):
    """The five text sizes, in pixels at 100 %."""

    small: int = 13
    body: int = 15
    lead: int = 18
    heading: int = 22
    title: int = 30


SIZES = Sizes()


def percent() -> int:
    """The size of text in use, in per cent of the usual one."""
    app = QApplication.instance()
    kept = app.property("text-size") if app is not None else None
    return kept if isinstance(kept, int) else USUAL


def sizes() -> Sizes:
    """The five text sizes in use, in pixels."""
    return _sizes_at(percent())


@cache
def _sizes_at(share: int) -> Sizes:
    """Asked for each word of each row that is painted."""
    return Sizes(*(round(size * share / USUAL) for size in SIZES))


class Tokens(NamedTuple):
    """The colours of one scheme. `levels` run from strongly disagree to strongly agree."""

    name: str
    paper: str
    sheet: str
    rail: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    danger: str
    on_danger: str
    danger_soft: str
    levels: tuple[str, str, str, str, str]


LIGHT = Tokens(
    name="light",
    paper="#f6f3ee",
    sheet="#fffdfa",
    rail="#ebe6de",
    line="#dcd5ca",
    edge="#8c8376",
    ink="#2b2722",
    ink_soft="#5f584e",
    accent="#1f5f6b",
    accent_strong="#174852",
    on_accent="#ffffff",
    accent_soft="#dbe9ea",
    danger="#a3271f",
    on_danger="#ffffff",
    danger_soft="#f8e3df",
    levels=("#8a4b1f", "#dba876", "#d3ccc0", "#8dbdc3", "#1f5f6b"),
)
DARK = Tokens(
    name="dark",
    paper="#211f1c",
    sheet="#2a2724",
    rail="#1a1816",
    line="#403b35",
    edge="#8a8175",
    ink="#efeae2",
    ink_soft="#bbb2a5",
    accent="#7fc4cc",
    accent_strong="#a3d8de",
    on_accent="#10282c",
    accent_soft="#2a454a",
    danger="#f2958b",
    on_danger="#3a0b07",
    danger_soft="#4a2723",
    levels=("#e0a066", "#b8845a", "#6b655c", "#5f979e", "#9ad7de"),
)
CONTRAST = Tokens(
    name="contrast",
    paper="#ffffff",
    sheet="#ffffff",
    rail="#ffffff",
    line="#959595",
    edge="#595959",
    ink="#000000",
    ink_soft="#000000",
    accent="#00307a",
    accent_strong="#000000",
    on_accent="#ffffff",
    accent_soft="#ffe566",
    danger="#8a0000",
    on_danger="#ffffff",
    danger_soft="#ffffff",
    levels=("#6b2c00", "#e0914a", "#c4c4c4", "#6aa5e0", "#00307a"),
)
_LOOKS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}


def tokens() -> Tokens:
    """The colours in use now."""
    app = QApplication.instance()
    return _LOOKS.get(app.property("scheme"), LIGHT) if app is not None else LIGHT


def colour(name: str) -> QColor:
    """A token as a colour, for delegates and painted widgets."""
    return QColor(getattr(tokens(), name))


def space(steps: float = 1) -> int:
    """A distance of so many steps of the grid, in pixels; it grows with the text."""
    return round(GRID * steps * percent() / USUAL)


def icon_size() -> QSize:
    """The size of an icon beside text."""
    return QSize(space(ICON), space(ICON))


def remembered_scheme() -> Scheme:
    """The scheme chosen last time."""
    return Scheme(settings.SCHEME.read())


def remember_scheme(scheme: Scheme) -> None:
    """Keep the choice for the next start."""
    settings.SCHEME.keep(scheme.value)


def apply(app: QApplication, scheme: Scheme) -> None:
    """Choose the colours of all windows that are dressed, now and later."""
    chosen = _resolve(app, scheme)
    if app.property("scheme") == chosen:
        return
    _load_fonts(app)
    app.setProperty("scheme", chosen)
    app.setPalette(_palette(_LOOKS[chosen]))
    _dress_anew(app)


def take_text_size(app: QApplication, wanted: int) -> None:
    """Take sizes from now on from a text of so many per cent; dress what is dressed already."""
    app.setProperty("text-size", wanted)
    if app.property("scheme") is not None:
        app.setFont(font(sizes().body))
        _dress_anew(app)


def dress(window: QWidget) -> None:
    """Have a window, and whatever is ever put into it, wear the style sheet; one that has a parent
    wears its parent's.

    The application itself has none: Qt would style all that is below a widget anew whenever that
    gets a parent, which took longer than everything else about building a place.
    """
    if window.parentWidget() is None:
        window.setStyleSheet(_sheet_of(tokens(), percent()))


def _dress_anew(app: QApplication) -> None:
    for window in app.topLevelWidgets():
        if window.styleSheet() and window.parentWidget() is None:
            dress(window)


@cache
def _sheet_of(look: Tokens, _percent: int) -> str:
    return style_sheet(look)


def style_sheet(look: Tokens) -> str:
    """The one style sheet, filled from the tokens."""
    template = (ROOT / "theme" / "facilitator.qss").read_text(encoding="utf-8")
    values = look._asdict() | {f"size_{name}": f"{px}px" for name, px in sizes()._asdict().items()}
    return string.Template(_grown(template)).substitute(
        values, family=FAMILY, marks=(ROOT / "theme" / look.name).as_posix()
    )


def _grown(sheet: str) -> str:
    """The style sheet for the text size in use: all its lengths grow, but for borders.

    A ring of two pixels takes one from the padding inside it, at every size: nothing moves when a
    control gets the keyboard.
    """
    share = percent() / USUAL
    if share == 1:
        return sheet

    def grow(found: re.Match[str]) -> str:
        name, lengths = found.groups()
        if name.startswith("border") and "radius" not in name:
            return found.group()
        has_ring = name == "padding" and ":focus" in sheet[: found.start()].rsplit("}", 1)[-1]
        return f"{name}:" + re.sub(r"(\d+)px", partial(_grown_length, share, has_ring), lengths)

    return re.sub(r"([\w-]+):([^;{}]*\dpx[^;{}]*)(?=[;}])", grow, sheet)


def _grown_length(share: float, has_ring: bool, found: re.Match[str]) -> str:
    return f"{round((int(found[1]) + has_ring) * share) - has_ring}px"


def _resolve(app: QApplication, scheme: Scheme) -> Scheme:
    if scheme is not Scheme.SYSTEM:
        return scheme
    if app.property("scheme") is not None and _system_wants_contrast():
        return Scheme.CONTRAST
    return Scheme.DARK if _system_is_dark(app) else Scheme.LIGHT


def _system_wants_contrast() -> bool:
    """What the system wants; asked once the first picture stands, for the reason given below."""
    from PySide6.QtCore import Qt

    wanted = QGuiApplication.styleHints().accessibility().contrastPreference()
    return wanted == Qt.ContrastPreference.HighContrast


def _system_is_dark(app: QApplication) -> bool:
    """What the system wants; before the first picture it is read off the palette.

    Naming anything in Qt's namespace `Qt` builds all of its enums, an eighth of the start.
    """
    if app.property("scheme") is None:
        return app.palette().window().color().lightness() < 128
    from PySide6.QtCore import Qt

    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _load_fonts(app: QApplication) -> None:
    if app.property("scheme") is not None:
        return
    for face in ("Regular", "Semibold"):
        QFontDatabase.addApplicationFont(str(font_path(face)))
    app.setFont(font(sizes().body))


def load_rest(app: QApplication) -> None:
    """What the first picture can do without: the program's icon, the other faces, and what the
    system wants, now and later.
    """
    for face in ("It", "Bold"):
        QFontDatabase.addApplicationFont(str(font_path(face)))
    QGuiApplication.setWindowIcon(QIcon(str(ROOT / "theme" / "facilitator.svg")))
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda: apply(app, remembered_scheme()))
    hints.accessibility().contrastPreferenceChanged.connect(lambda: apply(app, remembered_scheme()))
    apply(app, remembered_scheme())


@cache
def font(size: int, *, strong: bool = False) -> QFont:
    """The one typeface in one of the sizes (pixels), for painted widgets; not to be changed.

    A font that is kept knows its letters; a new one would look for them at every word it paints.
    """
    made = QFont(FAMILY)
    made.setPixelSize(size)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _palette(look: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for wanted, value in (
        (role.Window, look.paper),
        (role.WindowText, look.ink),
        (role.Base, look.sheet),
        (role.AlternateBase, look.paper),
        (role.Text, look.ink),
        (role.Button, look.sheet),
        (role.ButtonText, look.ink),
        (role.BrightText, look.danger),
        (role.PlaceholderText, look.ink_soft),
        (role.Highlight, look.accent_soft),
        (role.HighlightedText, look.ink),
        (role.ToolTipBase, look.ink),
        (role.ToolTipText, look.paper),
        (role.Link, look.accent),
        (role.LinkVisited, look.accent),
        (role.Accent, look.accent),
        (role.Mid, look.line),
    ):
        palette.setColor(wanted, QColor(value))
    for wanted in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, wanted, QColor(look.edge))
    return palette


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is: the style sheet knows title, heading, lead, small, card, primary …"""
    _set_property(widget, "role", role)


def set_state(widget: QWidget, state: str) -> None:
    """Say how a widget stands now (late, current, done …), and show it at once."""
    _set_property(widget, "state", state)


def _set_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def icon(name: str, ink: str = "ink") -> QIcon:
    """A Lucide icon by its file name, in the token `ink`; it follows the scheme by itself."""
    assert _is_there(name), f"there is no icon {name}"
    return QIcon(_TintedIcon(name, ink))


@cache
def _is_there(name: str) -> bool:
    """Asked for every icon of every row that is painted."""
    return (ROOT / "icons" / f"{name}.svg").is_file()


class _TintedIcon(QIconEngine):
    """Draws the icon in the colour of the scheme that is in use when it is painted."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    @override
    def clone(self) -> QIconEngine:
        return _TintedIcon(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        drawn = self.scaledPixmap(rect.size() * ratio, mode, state, ratio)
        painter.drawPixmap(rect, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        ink = "edge" if mode == QIcon.Mode.Disabled else self._ink
        value = getattr(tokens(), ink)
        key = f"{self._name} {value} {size.width()} {size.height()} {scale}"
        drawn = QPixmap()
        if not QPixmapCache.find(key, drawn):
            drawn = _draw_icon(self._name, value, size)
            drawn.setDevicePixelRatio(scale)
            QPixmapCache.insert(key, drawn)
        return drawn


def _draw_icon(name: str, value: str, size: QSize) -> QPixmap:
    source = (ROOT / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawn = QPixmap(size)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    renderer = QSvgRenderer(source.replace("currentColor", value).encode())
    side = min(size.width(), size.height())
    corner = QPoint(0, (size.height() - side) // 2)  # what is left at its right keeps words away
    renderer.render(painter, QRectF(corner, QSize(side, side)))
    painter.end()
    return drawn
